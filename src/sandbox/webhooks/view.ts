import type { Settings, WebhookContentType } from '../engine/settings.js'
import { webhookPayload, type WebhookPayload } from './payload.js'
import type { WebhookAttempt, WebhookKind, WebhookRecord, WebhookType } from './record.js'

/** A webhook and what became of it; times in epoch milliseconds of the sandbox's clock. */
export type SandboxWebhook = {
  readonly webhook_id: string
  readonly kind: WebhookKind
  /** What it tells of; in the payload only where a source names such a type, which is of payments. */
  readonly webhook_type: WebhookType
  readonly receipt_id: string
  /** The merchant's own id: `order_id`, the `subscription_id` of a billing key, the `authenticate_id` of an identity. */
  readonly order_id: string
  /** Empty while there is none. */
  readonly url: string
  readonly content_type: WebhookContentType
  /** Whether a fault made it the second one about the same event. */
  readonly duplicate: boolean
  /** `waiting` for its next attempt, `delivered`, `failed` after the last retry, or `kept` because it has no address. */
  readonly status: 'waiting' | 'delivered' | 'failed' | 'kept'
  /** When the event happened. */
  readonly created_at: number
  /** When it is due next; absent unless it waits. */
  readonly next_at?: number
  readonly attempts: readonly WebhookAttempt[]
  /** What it says, as things stood at the event. */
  readonly payload: WebhookPayload
}

const statusOf = ({ next_at, attempts }: WebhookRecord): SandboxWebhook['status'] => {
  if (next_at !== undefined) return 'waiting'
  if (attempts.length === 0) return 'kept'
  return attempts.at(-1)?.error === undefined ? 'delivered' : 'failed'
}

/** Writes a webhook as the log shows it. */
export const webhookView = (webhook: WebhookRecord, { credentials }: Settings): SandboxWebhook => ({
  webhook_id: webhook.webhook_id,
  kind: webhook.kind,
  webhook_type: webhook.webhook_type,
  receipt_id: webhook.receipt_id,
  order_id: webhook.order_id,
  url: webhook.url,
  content_type: webhook.content_type,
  duplicate: webhook.duplicate,
  status: statusOf(webhook),
  created_at: webhook.created_at,
  ...(webhook.next_at === undefined ? {} : { next_at: webhook.next_at }),
  attempts: webhook.attempts,
  payload: webhookPayload(webhook, credentials.application_id),
})
