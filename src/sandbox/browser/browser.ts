import { orThrow } from '../engine/errors.js'
import type { Store } from '../engine/store.js'
import { eventOf, type BrowserEvent } from './event.js'
import { verifyIdentity, type BrowserIdentity } from './identity.js'
import { requestPayment, type BrowserPayment } from './payment.js'
import { takeStep, type BrowserMeans, type BrowserRefusal, type StepName } from './steps.js'
import { requestSubscription, type BrowserSubscription } from './subscription.js'
import { registerWallet, type BrowserWallet } from './wallet.js'

/** What happens in the buyer's browser. An unknown id or a step out of order throws an Error: that is a wrong test. */
export type SandboxBrowser = {
  /** Opens a payment, status 0, and gives its receipt id. */
  readonly requestPayment: (payment: BrowserPayment) => string
  /** Opens a request for a card billing key, status 40, and gives its receipt id. */
  readonly requestSubscription: (subscription: BrowserSubscription) => string
  /**
   * The buyer pays: 0 becomes 1, or 2 with `separately_confirmed`, or 5 for a virtual account. For a billing key the buyer
   * registers a card: 40 becomes 11, and the first payment is charged.
   */
  readonly pay: (receipt_id: string, means?: BrowserMeans) => void
  /** The page confirms without the server, as `Bootpay.confirm()` does: 2 becomes 1, or 5 for a virtual account. */
  readonly confirm: (receipt_id: string) => void
  /** The buyer closes the window: the status stays, and no step follows. */
  readonly cancel: (receipt_id: string) => void
  /** The payment is refused in the window: 0 becomes -4, and 40 becomes -40. */
  readonly fail: (receipt_id: string, refusal?: BrowserRefusal) => void
  /** What the client SDK tells the page of a payment as it stands; `undefined` while the window is open. */
  readonly event: (receipt_id: string) => BrowserEvent | undefined
  /** The buyer pays into the virtual account: 5 becomes 1. Three days after its issue it is too late: -10. */
  readonly deposit: (receipt_id: string) => void
  /** The buyer confirms an escrow purchase whose shipping has started (구매확정): `escrow_data.status` 3 becomes 1. */
  readonly confirmPurchase: (receipt_id: string) => void
  /** The buyer refuses it (구매거절): 3 becomes -2. The money stays until it is cancelled. */
  readonly refusePurchase: (receipt_id: string) => void
  /** The payer consents to an account billing key, which can then be published; the status stays 41. */
  readonly consent: (receipt_id: string) => void
  /** The buyer verifies their identity, status 12, readable for 30 minutes; gives the receipt id. */
  readonly verifyIdentity: (identity?: BrowserIdentity) => string
  /** The user registers a card as a wallet; gives the wallet id. */
  readonly registerWallet: (wallet: BrowserWallet) => string
}

/** Makes the browser's controls over a store; `present` brings the store up to its clock first. */
export const createBrowser = (store: Store, present: () => number): SandboxBrowser => {
  const take =
    <Given extends BrowserMeans | BrowserRefusal>(name: StepName) =>
    (receipt_id: string, given?: Given) => {
      orThrow(takeStep(store, present(), name, receipt_id, given))
    }
  return {
    requestPayment: (payment) => orThrow(requestPayment(store, present(), payment)),
    requestSubscription: (subscription) => orThrow(requestSubscription(store, present(), subscription)),
    pay: take<BrowserMeans>('pay'),
    confirm: take('confirm'),
    cancel: take('cancel'),
    fail: take<BrowserRefusal>('fail'),
    event: (receipt_id) => orThrow(eventOf(store, receipt_id)),
    deposit: take('deposit'),
    confirmPurchase: take('confirmPurchase'),
    refusePurchase: take('refusePurchase'),
    consent: take('consent'),
    verifyIdentity: (identity = {}) => orThrow(verifyIdentity(store, present(), identity)),
    registerWallet: (wallet) => {
      present()
      return orThrow(registerWallet(store, wallet))
    },
  }
}
