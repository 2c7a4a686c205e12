import { koreanTime, koreanTimeOf } from '../../engine/clock.js'
import type { CancelRecord, TakenRecord } from './record.js'

/** A request to cancel as it stands on the wire. */
export type OrderCancelAnswer = {
  readonly order_cancellation_request_id: string
  readonly order_id: string
  readonly order_number: string
  readonly status: number
  readonly cancel_id: string | null
  readonly cancel_price: number
  readonly cancel_tax_free_price: number
  readonly requested_at: string
  readonly processed_at: string | null
  readonly [member: string]: unknown
}

const takenAnswer = ({ product_id, product_option_id, quantity }: TakenRecord): object => ({
  product_id,
  product_option_id,
  cancel_quantity: quantity,
})

/** Writes a request to cancel. */
export const cancelAnswer = (cancel: CancelRecord): OrderCancelAnswer => {
  const processed_at = koreanTimeOf(cancel.processed_at) ?? null
  return {
    cancel_requester: '시스템',
    cancel_message: '요청취소',
    ...cancel.members,
    order_cancellation_request_id: cancel.order_cancellation_request_id,
    order_id: cancel.order_id,
    order_number: cancel.order_number,
    status: cancel.status,
    cancel_id: cancel.cancel_id ?? null,
    cancel_price: cancel.cancel_price,
    cancel_tax_free_price: cancel.cancel_tax_free_price,
    is_partial_cancelled: cancel.asked_price !== undefined || cancel.taken !== undefined,
    cancel_products: (cancel.taken ?? []).map(takenAnswer),
    requested_at: koreanTime(cancel.requested_at),
    processed_at,
    rejected_at: cancel.status === 2 ? processed_at : null,
    rejected_message: cancel.status === 2 ? (cancel.message ?? null) : null,
    withdrawn_at: cancel.status === 3 ? processed_at : null,
    action_message: cancel.message ?? null,
  }
}
