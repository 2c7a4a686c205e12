import type { WebhookContentType } from '../engine/settings.js'
import type { Store } from '../engine/store.js'
import { drawForWebhook } from '../faults/draw.js'
import { hasFaults } from '../faults/plan.js'
import type { AuthenticationRecord } from '../pg/authentication/record.js'
import type { ReceiptRecord } from '../pg/receipt/record.js'
import { escrowBody, identityBody, receiptBody, type WebhookBody } from './body.js'
import { webhookSerial, webhooks } from './collection.js'
import type { WebhookRecord, WebhookType } from './record.js'

const failures: Readonly<Record<number, WebhookType>> = {
  [-2]: 'PAYMENT_CONFIRM_FAILED',
  [-4]: 'PAYMENT_REQUEST_FAILED',
  [-10]: 'PAYMENT_EXPIRED',
  [-20]: 'PAYMENT_CANCEL_FAILED',
}

const successes: Readonly<Record<number, WebhookType>> = {
  1: 'PAYMENT_COMPLETED',
  5: 'PAYMENT_VIRTUAL_ACCOUNT_ISSUED',
}

const successOf = ({ status, price, cancelled_price }: ReceiptRecord): WebhookType | undefined => {
  if (cancelled_price > 0) return cancelled_price < price ? 'PAYMENT_PARTIAL_CANCELLED' : 'PAYMENT_CANCELLED'
  return successes[status]
}

const contentTypeOf = (asked: string | undefined): WebhookContentType | undefined =>
  asked === 'application/json' || asked === 'application/x-www-form-urlencoded' ? asked : undefined

const newWebhookId = (store: Store): string => {
  const number = webhookSerial.get(store) + 1
  webhookSerial.set(store, number)
  return `webhook-${String(number)}`
}

type Event = Pick<WebhookRecord, 'kind' | 'webhook_type' | 'receipt_id' | 'order_id'>

type Address = Partial<Pick<ReceiptRecord, 'feedback_url' | 'content_type'>>

/** Queues a webhook, where there is an address for it; its body is written only then. */
const queue = (
  store: Store,
  { kind, webhook_type, receipt_id, order_id }: Event,
  { feedback_url, content_type: asked }: Address,
  at: number,
  write: () => WebhookBody,
): void => {
  const { webhookUrl, webhookKept } = store.settings
  const url = feedback_url ?? webhookUrl ?? (webhookKept ? '' : undefined)
  if (url === undefined) return
  const content_type = contentTypeOf(asked) ?? store.settings.webhookContentType
  const about = { kind, webhook_type, receipt_id, order_id, body: write() }
  const webhook = { ...about, feedback_url, url, content_type, created_at: at, attempts: [] }
  const next_at = url === '' ? undefined : at
  const times = hasFaults(store) && drawForWebhook(store) ? [false, true] : [false]
  for (const duplicate of times)
    webhooks.save(store, { webhook_id: newWebhookId(store), ...webhook, duplicate, next_at })
}

const queueOf = (
  store: Store,
  event: Pick<WebhookRecord, 'kind' | 'webhook_type'>,
  receipt: ReceiptRecord,
  at: number,
  write: () => WebhookBody,
): void => {
  const { receipt_id, order_id } = receipt
  queue(store, { ...event, receipt_id, order_id }, receipt, at, write)
}

/**
 * Tells of what has just become of a payment, of a failure only where that is asked for; gives the receipt. A billing key that
 * could not be issued (-40) has no type that is known, and nothing is told of it.
 */
export const announce = (store: Store, receipt: ReceiptRecord, at: number): ReceiptRecord => {
  const failure = failures[receipt.status]
  if (failure !== undefined && !(receipt.error_webhook || store.settings.webhookErrors)) return receipt
  const webhook_type = failure ?? successOf(receipt)
  if (webhook_type === undefined) return receipt
  // A webhook about a cancel says 20, also where a part is left and the receipt keeps 1.
  const told = webhook_type === 'PAYMENT_PARTIAL_CANCELLED' ? { ...receipt, status: 20 } : receipt
  queueOf(store, { kind: 'payment', webhook_type }, receipt, at, () => receiptBody(told))
  return receipt
}

/** Tells of what the buyer has just decided on an escrow purchase. */
export const announceEscrow = (store: Store, receipt: ReceiptRecord, at: number): void => {
  queueOf(store, { kind: 'escrow', webhook_type: 'ESCROW_CHANGED' }, receipt, at, () => escrowBody(receipt))
}

/** Tells of a billing key that was just issued, by the receipt that asked for it: the key itself is to be looked up. */
export const announceBillingKey = (store: Store, receipt: ReceiptRecord, at: number): void => {
  queueOf(store, { kind: 'billing_key', webhook_type: 'STATUS_11' }, receipt, at, () => receiptBody(receipt))
}

/** Tells of an identity that was just verified. */
export const announceIdentity = (store: Store, authentication: AuthenticationRecord, at: number): void => {
  const { receipt_id, authenticate_id: order_id } = authentication
  const event = { kind: 'identity', webhook_type: 'STATUS_12', receipt_id, order_id } as const
  queue(store, event, {}, at, () => identityBody(authentication))
}
