import type { Receipt } from '../payment/schemas/Receipt.js'
import type { WebhookEvent } from './parseWebhook.js'
import { escrowOf, isCancelType } from './proofs.js'

/**
 * Makes the key by which a webhook is told from its repeats: the *receipt's* id and what the webhook tells of.
 *
 * - A cancel has the amount cancelled up to it as well, since several come under one receipt: the event's, where it has one that
 *   the receipt bears out, and the receipt's otherwise. So a repeat keeps its key when more is cancelled later. Whether a cancel
 *   is `PAYMENT_CANCELLED` or `PAYMENT_PARTIAL_CANCELLED` follows from that amount, not from what the event calls it.
 * - `ESCROW_CHANGED` has the receipt's escrow state.
 *
 * Of a receipt with 700 cancelled nobody can say whether there was a cancel up to 400, so an event that says 400 may be late or
 * made up. Before you act on one, look for the key of what is true now too, which you get by leaving the event's amount out, and
 * keep that one. {@link receiveWebhook} does so.
 *
 * @example
 * const key = webhookKey({ webhook_type: 'PAYMENT_COMPLETED' }, receipt)
 */
export const webhookKey = (
  event: Pick<WebhookEvent, 'webhook_type'> & { readonly cancelled_price?: number | undefined },
  receipt: Pick<Receipt, 'receipt_id' | 'price' | 'cancelled_price' | 'escrow_data' | 'escrow_status'>,
): string => {
  try {
    const { webhook_type, cancelled_price: claimed } = event
    const { receipt_id, price, cancelled_price } = receipt
    if (isCancelType(webhook_type)) {
      const isAmount = typeof claimed === 'number' && claimed > 0
      const amount = isAmount ? Math.min(claimed, cancelled_price) : cancelled_price
      return `${receipt_id}:${amount >= price ? 'PAYMENT_CANCELLED' : 'PAYMENT_PARTIAL_CANCELLED'}:${amount}`
    }
    const parts = webhook_type === 'ESCROW_CHANGED' ? escrowOf(receipt) : []
    return [receipt_id, webhook_type.replaceAll(':', '%3A'), ...parts].join(':')
  } catch {
    return ''
  }
}
