import type { Schema } from '../../../core/schema.js'
import { identified } from '../../shared/answers.js'

/**
 * A request to cancel an order, whole or in part. Of an answer only the id is sure; all else that comes is passed through. Sources:
 * api-commerce 3.5, 3.6.
 */
export type OrderCancel = {
  /** Bootpay's id of the request. */
  readonly order_cancellation_request_id: string
  readonly order_id?: string | null | undefined
  readonly order_number?: string | null | undefined
  /** 2 is rejected; the others are not documented. */
  readonly status?: number | string | null | undefined
  /** Your own id of it. */
  readonly cancel_id?: string | null | undefined
  /** What is given back, in KRW. */
  readonly cancel_price?: number | null | undefined
  readonly refund_price?: number | null | undefined
  readonly cancel_reason?: string | null | undefined
  readonly cancel_message?: string | null | undefined
  readonly cancel_type?: number | null | undefined
  readonly is_partial_cancelled?: boolean | null | undefined
  readonly requested_at?: string | null | undefined
  readonly processed_at?: string | null | undefined
  readonly rejected_at?: string | null | undefined
  readonly withdrawn_at?: string | null | undefined
}

/** Schema of {@link OrderCancel}. */
export const OrderCancel: Schema<OrderCancel> = identified(
  'order_cancellation_request_id',
  'order_cancel_request_history_id',
  'order_cancellation_request_history_id',
  'id',
  '_id',
)
