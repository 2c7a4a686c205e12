import { drawForWebhook } from '../faults/draw.js'
import type { ReceiptRecord } from '../records.js'
import { newWebhookId, saveWebhook } from '../store.js'
import type { Store } from '../store.js'
import type { WebhookContentType, WebhookType } from './records.js'

const typeOf = ({ status, price, cancelled_price }: ReceiptRecord): WebhookType => {
  if (cancelled_price > 0) return cancelled_price < price ? 'PAYMENT_PARTIAL_CANCELLED' : 'PAYMENT_CANCELLED'
  return status === 5 ? 'PAYMENT_VIRTUAL_ACCOUNT_ISSUED' : 'PAYMENT_COMPLETED'
}

const contentTypeOf = (asked: string | undefined): WebhookContentType | undefined =>
  asked === 'application/json' || asked === 'application/x-www-form-urlencoded' ? asked : undefined

/** Queues the webhook about what has just become of a receipt, where there is an address for it; gives the receipt. */
export const announce = (store: Store, receipt: ReceiptRecord, at: number): ReceiptRecord => {
  const url = receipt.feedback_url ?? store.webhookTarget.url
  if (url === undefined) return receipt
  const content_type = contentTypeOf(receipt.content_type) ?? store.webhookTarget.contentType
  const webhook = { webhook_type: typeOf(receipt), receipt, url, content_type, created_at: at }
  const times = store.faults !== undefined && drawForWebhook(store) ? [false, true] : [false]
  for (const duplicate of times)
    saveWebhook(store, { webhook_id: newWebhookId(store), ...webhook, duplicate, next_at: at, attempts: [] })
  return receipt
}
