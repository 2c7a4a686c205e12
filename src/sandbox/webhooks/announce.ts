import type { WebhookContentType } from '../engine/settings.js'
import type { Store } from '../engine/store.js'
import { drawForWebhook } from '../faults/draw.js'
import { hasFaults } from '../faults/plan.js'
import type { ReceiptRecord } from '../pg/receipt/record.js'
import { webhookSerial, webhooks } from './collection.js'
import type { WebhookType } from './record.js'

const failures: Readonly<Record<number, WebhookType>> = {
  [-2]: 'PAYMENT_CONFIRM_FAILED',
  [-4]: 'PAYMENT_REQUEST_FAILED',
  [-20]: 'PAYMENT_CANCEL_FAILED',
}

const typeOf = ({ status, price, cancelled_price }: ReceiptRecord): WebhookType => {
  const failed = failures[status]
  if (failed !== undefined) return failed
  if (cancelled_price > 0) return cancelled_price < price ? 'PAYMENT_PARTIAL_CANCELLED' : 'PAYMENT_CANCELLED'
  return status === 5 ? 'PAYMENT_VIRTUAL_ACCOUNT_ISSUED' : 'PAYMENT_COMPLETED'
}

const contentTypeOf = (asked: string | undefined): WebhookContentType | undefined =>
  asked === 'application/json' || asked === 'application/x-www-form-urlencoded' ? asked : undefined

const newWebhookId = (store: Store): string => {
  const number = webhookSerial.get(store) + 1
  webhookSerial.set(store, number)
  return `webhook-${String(number)}`
}

/** Queues the webhook about what has just become of a receipt, where there is an address for it; gives the receipt. */
export const announce = (store: Store, receipt: ReceiptRecord, at: number): ReceiptRecord => {
  const { webhookUrl, webhookKept } = store.settings
  const url = receipt.feedback_url ?? webhookUrl ?? (webhookKept ? '' : undefined)
  const { ended, error_webhook } = receipt
  const untold = ended !== undefined && !(error_webhook || store.settings.webhookErrors)
  if (url === undefined || untold || receipt.status === -40) return receipt
  const content_type = contentTypeOf(receipt.content_type) ?? store.settings.webhookContentType
  const webhook = { webhook_type: typeOf(receipt), receipt, url, content_type, created_at: at }
  const times = hasFaults(store) && drawForWebhook(store) ? [false, true] : [false]
  for (const duplicate of times)
    webhooks.save(store, {
      webhook_id: newWebhookId(store),
      ...webhook,
      duplicate,
      next_at: url === '' ? undefined : at,
      attempts: [],
    })
  return receipt
}
