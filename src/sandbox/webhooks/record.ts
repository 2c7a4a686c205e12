import type { WebhookContentType } from '../engine/settings.js'
import type { ReceiptRecord } from '../pg/receipt/record.js'

/** The events a webhook tells of. */
export type WebhookType =
  | 'PAYMENT_COMPLETED'
  | 'PAYMENT_VIRTUAL_ACCOUNT_ISSUED'
  | 'PAYMENT_CANCELLED'
  | 'PAYMENT_PARTIAL_CANCELLED'
  | 'PAYMENT_CONFIRM_FAILED'
  | 'PAYMENT_REQUEST_FAILED'
  | 'PAYMENT_CANCEL_FAILED'

/**
 * Why a delivery did not count: no whole answer in 5 seconds (`timeout`), none at all (`connection`), an HTTP status other
 * than 200 (`status`), a body other than `{"success": true}` or one beyond 64 KiB (`answer`). A `host` that is neither this
 * machine nor allowed gets nothing, and no further attempt.
 */
export type WebhookFailure = 'timeout' | 'connection' | 'status' | 'answer' | 'host'

/** One time that a webhook was sent. */
export type WebhookAttempt = {
  /** When, in epoch milliseconds of the sandbox's clock. */
  readonly at: number
  /** The HTTP status of the answer; absent when there was none. */
  readonly status?: number
  /** Why it did not count; absent once it was taken. */
  readonly error?: WebhookFailure
}

/** A webhook as the store keeps it: the receipt as it stood at the event; times in epoch milliseconds. */
export type WebhookRecord = {
  readonly webhook_id: string
  readonly webhook_type: WebhookType
  readonly receipt: ReceiptRecord
  /** Empty while there is none. */
  readonly url: string
  readonly content_type: WebhookContentType
  readonly duplicate: boolean
  readonly created_at: number
  /** When it is due; `undefined` once it was taken or given up. */
  readonly next_at: number | undefined
  readonly attempts: readonly WebhookAttempt[]
}
