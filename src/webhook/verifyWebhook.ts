import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import type { Context } from '../core/context.js'
import type { BootpayError } from '../core/errors.js'
import { getReceipt } from '../payment/getReceipt.js'
import type { Receipt } from '../payment/schemas/Receipt.js'
import { isCancelled } from '../payment/standing.js'
import type { WebhookEvent } from './parseWebhook.js'

/** A webhook that claims what Bootpay's own receipt does not say. */
export type WebhookMismatch = {
  readonly _tag: 'WebhookMismatch'
  readonly message: string
  /** Which claim is wrong: `order_id`, `price`, or `status` for what `webhook_type` tells of. */
  readonly member: 'order_id' | 'price' | 'status'
  /** What Bootpay says. */
  readonly receipt: Receipt
}

/** What has to hold of a receipt for a webhook to be true; payments go on, so a later state is as good. */
const holds = (event: WebhookEvent, receipt: Receipt): boolean => {
  const paid = receipt.status === 1 || receipt.status === 20
  switch (event.webhook_type) {
    case 'PAYMENT_COMPLETED':
      return paid
    case 'PAYMENT_VIRTUAL_ACCOUNT_ISSUED':
      return paid || receipt.status === 5
    case 'PAYMENT_CANCELLED':
      return isCancelled(receipt)
    case 'PAYMENT_PARTIAL_CANCELLED':
      return receipt.cancelled_price > 0
    default:
      return true
  }
}

const mismatched = (event: WebhookEvent, receipt: Receipt): WebhookMismatch['member'] | undefined =>
  event.order_id && event.order_id !== receipt.order_id
    ? 'order_id'
    : event.price !== undefined && event.price !== null && event.price !== receipt.price
      ? 'price'
      : holds(event, receipt)
        ? undefined
        : 'status'

/**
 * Reads the receipt of a webhook at Bootpay and gives *Bootpay's* receipt, or says which claim of the webhook is wrong.
 *
 * Webhooks have no signature: this look-up is the only proof. Judge the receipt by your own order as well (its `order_id` and
 * `price`), and act on it, never on the event. A webhook that is late is no mismatch: a payment that was cancelled since was
 * paid all the same. A `BootpayError` is the failure of the look-up: answer with an error then, so that Bootpay sends it again.
 *
 * @example
 * const result = await verifyWebhook(ctx, { receipt_id, webhook_type: 'PAYMENT_COMPLETED' })()
 */
export const verifyWebhook =
  (ctx: Context, event: WebhookEvent): TaskEither<BootpayError | WebhookMismatch, Receipt> =>
  async () => {
    const read = await getReceipt(ctx, { receipt_id: event.receipt_id })()
    if (read._tag === 'Left') return read
    const receipt = read.right
    const member = mismatched(event, receipt)
    return member === undefined
      ? read
      : {
          _tag: 'Left',
          left: { _tag: 'WebhookMismatch', message: `${member} is not what Bootpay says`, member, receipt },
        }
  }

/**
 * Makes the key by which a webhook is told from its repeats: the receipt, what it tells of, and what was cancelled so far
 * (partial cancels come under the same receipt).
 *
 * Keep the keys that you have dealt with, and answer a known one without doing anything: Bootpay sends a webhook up to ten
 * times more until it is answered.
 *
 * @example
 * const key = webhookKey({ receipt_id, webhook_type: 'PAYMENT_COMPLETED' }, receipt)
 */
export const webhookKey = (event: WebhookEvent, receipt: Pick<Receipt, 'cancelled_price'>): string =>
  `${event.receipt_id}:${event.webhook_type}:${receipt.cancelled_price}`
