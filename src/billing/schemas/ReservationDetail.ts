import { answer } from '../../core/answer.js'
import { AnswerId } from '../../core/fields.js'
import type { Schema } from '../../core/schema.js'

/** A reserved charge, as it is looked up. No real answer was ever seen: the members are those of the official types. */
export type ReservationDetail = {
  /** Bootpay's id of the reservation. */
  readonly reserve_id: string
  /** The payment it became; absent until it was charged. */
  readonly receipt_id?: string | null | undefined
  /** The key that will be charged, a secret; in the documentation only. */
  readonly billing_key?: string | null | undefined
  /** The merchant's own id of the payment. */
  readonly order_id?: string | null | undefined
  /** Amount in KRW. */
  readonly price?: number | null | undefined
  /** Tax-free part of `price`, in KRW. */
  readonly tax_free?: number | null | undefined
  /** What is paid for. */
  readonly order_name?: string | null | undefined
  /** The buyer as the request named them. */
  readonly user?: unknown
  /** What is sold, as the request had it; in the documentation only. */
  readonly items?: unknown
  /** Options as the request had them. */
  readonly extra?: unknown
  /** What the merchant attached. */
  readonly metadata?: unknown
  /** Months of instalments; in the documentation only. */
  readonly card_quota?: string | null | undefined
  /** Where the webhook will go. */
  readonly feedback_url?: string | null | undefined
  /** Form of that webhook. */
  readonly content_type?: string | null | undefined
  /** Version of the record. */
  readonly version?: number | null | undefined
  /** When it was asked for, ISO 8601 with offset. */
  readonly reserve_requested_at?: string | null | undefined
  /** When it will be charged, ISO 8601 with offset. */
  readonly reserve_execute_at?: string | null | undefined
  /** When charging began, ISO 8601 with offset; `null` until then. */
  readonly reserve_started_at?: string | null | undefined
  /** When charging ended, ISO 8601 with offset; `null` until then. */
  readonly reserve_finished_at?: string | null | undefined
  /** When it was cancelled, ISO 8601 with offset; `null` unless it was. */
  readonly reserve_revoked_at?: string | null | undefined
  /** 0 waits, 1 charged, -1 failed; 3 is taken for cancelled by a third party. */
  readonly status?: number | null | undefined
}

/** Schema of {@link ReservationDetail}. */
export const ReservationDetail: Schema<ReservationDetail> = answer<ReservationDetail>({
  reserve_id: AnswerId,
})
