import { collection, type Collection } from '../../engine/collection.js'
import type { WalletRecord } from './record.js'
import { walletAnswer, type WalletAnswer } from './view.js'

/** A wallet as a list shows it, with its user. */
const view = (wallet: WalletRecord): WalletAnswer & { readonly user_id: string } => ({
  ...walletAnswer(wallet),
  user_id: wallet.user_id,
})

/** Wallets of all users. */
export const wallets: Collection<'wallets', WalletRecord, 'user', WalletAnswer & { readonly user_id: string }> =
  collection({
    name: 'wallets',
    id: ({ wallet_id }: WalletRecord) => wallet_id,
    indexes: { user: ({ user_id }) => user_id },
    view,
  })
