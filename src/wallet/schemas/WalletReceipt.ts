import { Receipt } from '../../payment/schemas/Receipt.js'
import type { Wallet } from './Wallets.js'
import type { Schema } from '../../core/schema.js'

/** A payment by stored cards, which were tried in turn. */
export type WalletReceipt = Receipt & {
  /** Which card worked, and which did not. */
  readonly wallet_data?:
    | {
        /** The card that was charged. */
        readonly success?: Wallet | null | undefined
        /** The cards that were refused; their shape is not documented. */
        readonly failure?: readonly unknown[] | null | undefined
      }
    | null
    | undefined
}

/** Schema of {@link WalletReceipt}: it requires what a receipt requires. */
export const WalletReceipt: Schema<WalletReceipt> = Receipt
