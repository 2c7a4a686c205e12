import { orThrow } from '../engine/errors.js'
import type { Store } from '../engine/store.js'
import { verifyIdentity, type BrowserIdentity } from './identity.js'
import { requestPayment, takeStep, type BrowserPayment } from './payment.js'
import { registerWallet, type BrowserWallet } from './wallet.js'

/** What happens in the buyer's browser. An unknown id or a step out of order throws an Error: that is a wrong test. */
export type SandboxBrowser = {
  /** Opens a payment, status 0, and gives its receipt id. */
  readonly requestPayment: (payment: BrowserPayment) => string
  /** The buyer pays: 0 becomes 1, or 2 with `separately_confirmed`, or 5 for a virtual account. */
  readonly pay: (receipt_id: string) => void
  /** The buyer pays into the virtual account: 5 becomes 1. */
  readonly deposit: (receipt_id: string) => void
  /** The payer consents to an account billing key, which can then be published; the status stays 41. */
  readonly consent: (receipt_id: string) => void
  /** The buyer verifies their identity, status 12, readable for 30 minutes; gives the receipt id. */
  readonly verifyIdentity: (identity?: BrowserIdentity) => string
  /** The user registers a card as a wallet; gives the wallet id. */
  readonly registerWallet: (wallet: BrowserWallet) => string
}

/** Makes the browser's controls over a store; `present` brings the store up to its clock first. */
export const createBrowser = (store: Store, present: () => number): SandboxBrowser => {
  const take = (name: 'pay' | 'deposit' | 'consent') => (receipt_id: string) => {
    orThrow(takeStep(store, present(), name, receipt_id))
  }
  return {
    requestPayment: (payment) => orThrow(requestPayment(store, present(), payment)),
    pay: take('pay'),
    deposit: take('deposit'),
    consent: take('consent'),
    verifyIdentity: (identity = {}) => orThrow(verifyIdentity(store, present(), identity)),
    registerWallet: (wallet) => {
      present()
      return orThrow(registerWallet(store, wallet))
    },
  }
}
