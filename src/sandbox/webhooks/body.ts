import { koreanTimeOf } from '../engine/clock.js'
import type { AuthenticationRecord } from '../pg/authentication/record.js'
import { authenticationAnswer, type AuthenticationAnswer } from '../pg/authentication/view.js'
import type { ReceiptRecord } from '../pg/receipt/record.js'
import { receiptAnswer, type ReceiptAnswer } from '../pg/receipt/view.js'

/**
 * What a webhook says of its subject, as it stood at the event: a receipt with codes for `pg` and the methods, or an identity
 * verification without the person.
 */
export type WebhookBody = Omit<AuthenticationAnswer, 'authenticate_id' | 'authenticate_data'> &
  Pick<ReceiptAnswer, 'method_symbol'> &
  Partial<ReceiptAnswer> & {
    /** The merchant's own id of an identity verification; absent in all others. */
    readonly authenticate_id?: string
    /** `true` where the buyer confirmed or refused an escrow purchase; absent otherwise. */
    readonly escrow_webhook?: true
    /** When the shipping started; only with `escrow_webhook`. */
    readonly shipping_started_at?: string | null
    /** When the buyer confirmed the purchase, `null` where it was refused; only with `escrow_webhook`. */
    readonly receipt_confirmed_at?: string | null
  }

/** A receipt with codes for its gateway and its methods. */
export const receiptBody = (receipt: ReceiptRecord): WebhookBody => ({
  ...receiptAnswer(receipt),
  pg: receipt.pg,
  method: receipt.method,
  method_origin: receipt.method_origin,
})

/** The receipt of an escrow purchase that the buyer decided on. */
export const escrowBody = (receipt: ReceiptRecord): WebhookBody => ({
  ...receiptBody(receipt),
  escrow_webhook: true,
  shipping_started_at: koreanTimeOf(receipt.escrow?.shipping_started_at) ?? null,
  receipt_confirmed_at: koreanTimeOf(receipt.escrow?.confirmed_at) ?? null,
})

/** An identity verification; who it is has to be looked up. */
export const identityBody = (authentication: AuthenticationRecord): WebhookBody => {
  const { authenticate_data: _, ...answer } = authenticationAnswer(authentication)
  const { method_origin_symbol: method_symbol } = answer
  return { ...answer, pg: authentication.pg, method: method_symbol, method_origin: method_symbol, method_symbol }
}
