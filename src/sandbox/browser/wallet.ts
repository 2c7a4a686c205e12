import { isFailure, type Failure } from '../engine/errors.js'
import { newId } from '../engine/ids.js'
import type { Store } from '../engine/store.js'
import { cardRecord, maskCard } from '../pg/means.js'
import { wallets } from '../pg/wallet/collection.js'
import { keep } from './keep.js'

/** A card that a user registered in the browser. */
export type BrowserWallet = {
  readonly user_id: string
  /** Whether it lists under `sandbox=true` or under `sandbox=false`. Default: `true`. */
  readonly sandbox?: boolean
  /** Card number, kept masked only. */
  readonly card_no?: string
}

/** The user registers a card as a wallet; gives the wallet id. */
export const registerWallet = (store: Store, given: BrowserWallet): string | Failure => {
  const wallet = keep('registerWallet', given)
  if (isFailure(wallet)) return wallet
  const { user_id, sandbox = true, card_no = '4000000000000000' } = wallet
  return wallets.save(store, {
    wallet_id: newId(store),
    user_id,
    sandbox,
    order: wallets.count(store, 'user', user_id),
    card_no: cardRecord(maskCard(card_no), undefined).card_no,
    latest_purchased_at: undefined,
  }).wallet_id
}
