import { koreanTime } from './clock.js'
import type { BillingKeyRecord, UserRecord, WalletRecord } from './records.js'
import type { Store } from './store.js'
import { authenticationAnswer } from './views/authentication.js'
import type { AuthenticationAnswer } from './views/authentication.js'
import { billingKeyAnswer } from './views/billing-key.js'
import type { BillingKeyAnswer } from './views/billing-key.js'
import { receiptAnswer } from './views/receipt.js'
import type { ReceiptAnswer } from './views/receipt.js'
import { reservationAnswer } from './views/reservation.js'
import type { ReservationAnswer } from './views/reservation.js'
import { walletAnswer } from './views/wallet.js'
import type { WalletAnswer } from './views/wallet.js'

/** A cancel that took effect; a refused one leaves nothing here. */
export type Cancellation = {
  readonly receipt_id: string
  readonly cancel_id?: string | undefined
  readonly cancel_price: number
  readonly cancel_tax_free: number
  readonly cancelled_at: string
}

/** All a sandbox holds, as plain JSON in the order of creation: what the API would answer, dates with `+09:00`. */
export type SandboxState = {
  /** The sandbox's clock. */
  readonly now: string
  readonly receipts: readonly ReceiptAnswer[]
  /** Every cancel that moved money, receipt by receipt. */
  readonly cancellations: readonly Cancellation[]
  /** As looked up by key, with the receipt they were asked for with. */
  readonly billing_keys: readonly (BillingKeyAnswer & { readonly receipt_id: string })[]
  readonly reservations: readonly ReservationAnswer[]
  readonly authentications: readonly AuthenticationAnswer[]
  readonly wallets: readonly (WalletAnswer & { readonly user_id: string })[]
  /** Users a token was issued for; the tokens are not here. */
  readonly users: readonly UserRecord[]
}

/** A billing key as a state shows it. */
export const billingKeyView = (key: BillingKeyRecord): SandboxState['billing_keys'][number] => ({
  ...billingKeyAnswer(key),
  receipt_id: key.receipt_id,
})

/** A wallet as a state shows it. */
export const walletView = (wallet: WalletRecord): SandboxState['wallets'][number] => ({
  ...walletAnswer(wallet),
  user_id: wallet.user_id,
})

const all = <Item, Shown>(items: ReadonlyMap<string, Item>, show: (item: Item) => Shown): Shown[] =>
  Array.from(items.values(), show)

/** Takes a snapshot of a store. */
export const snapshot = (store: Store, at: number): SandboxState => {
  const state: SandboxState = {
    now: koreanTime(at),
    receipts: all(store.receipts, receiptAnswer),
    cancellations: all(store.receipts, ({ receipt_id, cancellations }) =>
      cancellations.map((done) => ({ receipt_id, ...done, cancelled_at: koreanTime(done.cancelled_at) })),
    ).flat(),
    billing_keys: all(store.billingKeys, billingKeyView),
    reservations: all(store.reservations, reservationAnswer),
    authentications: all(store.authentications, authenticationAnswer),
    wallets: all(store.wallets, walletView),
    users: all(store.users, (user) => user),
  }
  return JSON.parse(JSON.stringify(state)) as SandboxState
}
