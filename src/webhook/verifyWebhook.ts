import type { Either } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import type { Context } from '../core/context.js'
import type { ReadError } from '../core/errors.js'
import { getReceipt } from '../payment/getReceipt.js'
import type { Receipt } from '../payment/schemas/Receipt.js'
import { readWebhook, type WebhookEvent } from './parseWebhook.js'
import { isBorneOut, isCancelType } from './proofs.js'

/** A webhook that claims what Bootpay's own answer does not say. */
export type WebhookMismatch = {
  readonly _tag: 'WebhookMismatch'
  readonly message: string
  /** Which claim is wrong: an id, an amount, or `status` for what `webhook_type` tells of. */
  readonly member:
    | 'receipt_id'
    | 'order_id'
    | 'subscription_id'
    | 'authenticate_id'
    | 'authentication_id'
    | 'price'
    | 'cancelled_price'
    | 'status'
  /** What Bootpay says; absent where it is of another id, an identity verification, or a billing key. */
  readonly receipt?: Receipt | undefined
}

/** The Left of a webhook with a claim that is wrong. */
export const mismatch = (member: WebhookMismatch['member'], receipt?: Receipt): Either<WebhookMismatch, never> => ({
  _tag: 'Left',
  left: {
    _tag: 'WebhookMismatch',
    message: `${member} is not what Bootpay says`,
    member,
    ...(receipt && { receipt }),
  },
})

const falseMember = (event: WebhookEvent, receipt: Receipt): WebhookMismatch['member'] | undefined => {
  const { receipt_id, order_id, price, cancelled_price, webhook_type } = event
  if (receipt_id !== receipt.receipt_id) return 'receipt_id'
  if (order_id && order_id !== receipt.order_id) return 'order_id'
  if (typeof price === 'number' && price !== receipt.price) return 'price'
  if (typeof cancelled_price === 'number') {
    const isPossible = isCancelType(webhook_type) ? cancelled_price > 0 : cancelled_price >= 0
    if (!isPossible || cancelled_price > receipt.cancelled_price) return 'cancelled_price'
  }
  return isBorneOut(event, receipt) ? undefined : 'status'
}

/** A look-up, in which an answer about another id is a claim that is wrong, not an answer that cannot be read. */
export const ofThis = <A>(read: Either<ReadError, A>): Either<ReadError | WebhookMismatch, A> => {
  if (read._tag === 'Right' || read.left._tag !== 'DecodeError') return read
  // The receipt id is all that these look-ups ask for.
  const isOther = read.left.issues.some(({ message }) => message.startsWith('is not the one'))
  return isOther ? mismatch('receipt_id') : read
}

/** Looks up the receipt of an event that was read already, and compares. */
export const lookUp = async (
  ctx: Context,
  event: WebhookEvent,
): Promise<Either<ReadError | WebhookMismatch, Receipt>> => {
  const read = ofThis(await getReceipt(ctx, { receipt_id: event.receipt_id })())
  if (read._tag === 'Left') return read
  const member = falseMember(event, read.right)
  return member === undefined ? read : mismatch(member, read.right)
}

/**
 * Reads the receipt of a webhook at Bootpay and gives *Bootpay's* receipt, or says which claim of the webhook is wrong.
 *
 * Webhooks have no signature: this look-up is the only proof. Judge the receipt by your own order as well (its `order_id` and
 * `price`), and act on it, never on the event. A webhook that is late is no mismatch: a payment that was cancelled since was
 * paid all the same. A type that is not known has to have the receipt's own status. A `ReadError` is the failure of the
 * look-up: answer with an error then, so that Bootpay sends it again. For payments and escrow changes; an identity verification
 * is read with `getCertificate`, a billing key with `getBillingKeyByReceipt`. The event is read once, when this is called.
 *
 * @example
 * const result = await verifyWebhook(ctx, { receipt_id, webhook_type: 'PAYMENT_COMPLETED' })()
 */
export const verifyWebhook = (ctx: Context, event: WebhookEvent): TaskEither<ReadError | WebhookMismatch, Receipt> => {
  const read = readWebhook('verifyWebhook', typeof event === 'object' ? event : undefined)
  return () => (read._tag === 'Left' ? Promise.resolve(read) : lookUp(ctx, read.right.event))
}
