import type { WebhookContentType } from '../engine/settings.js'
import type { WebhookBody } from './body.js'

/** What a webhook is about: a payment, the escrow of one, a billing key, or an identity verification. */
export type WebhookKind = 'payment' | 'escrow' | 'billing_key' | 'identity'

/**
 * The events a webhook tells of. The last three are not on the wire, since no source has a type for them: they are what
 * `bootpay-fp` calls such a webhook.
 */
export type WebhookType =
  | 'PAYMENT_COMPLETED'
  | 'PAYMENT_VIRTUAL_ACCOUNT_ISSUED'
  | 'PAYMENT_CANCELLED'
  | 'PAYMENT_PARTIAL_CANCELLED'
  | 'PAYMENT_CONFIRM_FAILED'
  | 'PAYMENT_REQUEST_FAILED'
  | 'PAYMENT_CANCEL_FAILED'
  | 'PAYMENT_EXPIRED'
  | 'ESCROW_CHANGED'
  | 'STATUS_11'
  | 'STATUS_12'

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

/** A webhook as the store keeps it: what it says, and of what; times in epoch milliseconds. */
export type WebhookRecord = {
  readonly webhook_id: string
  readonly kind: WebhookKind
  readonly webhook_type: WebhookType
  readonly receipt_id: string
  /** The merchant's own id: of the order, of the billing key, or of the verification. */
  readonly order_id: string
  readonly body: WebhookBody
  /** The address that the request named; `undefined` when it named none. */
  readonly feedback_url: string | undefined
  /** Where it goes; empty while there is no address. */
  readonly url: string
  readonly content_type: WebhookContentType
  readonly duplicate: boolean
  readonly created_at: number
  /** When it is due; `undefined` once it was taken or given up. */
  readonly next_at: number | undefined
  readonly attempts: readonly WebhookAttempt[]
}
