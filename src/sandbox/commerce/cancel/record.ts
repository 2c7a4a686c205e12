import type { JsonObject } from '../../engine/json.js'

/** So many of one product that are to be taken back. */
export type TakenRecord = {
  readonly product_id: string | undefined
  readonly product_option_id: string | undefined
  readonly quantity: number
  /** What is given back for all of them; by the order's prices where it is absent. */
  readonly price: number | undefined
}

/** A request to cancel an order as the store keeps it; times in epoch milliseconds. */
export type CancelRecord = {
  readonly order_cancellation_request_id: string
  readonly order_id: string
  readonly order_number: string
  readonly cancel_id: string | undefined
  /** The amount that is asked for; what the products cost, or all there is, where it is absent. */
  readonly asked_price: number | undefined
  readonly asked_tax_free: number | undefined
  readonly taken: readonly TakenRecord[] | undefined
  /** What it comes to. */
  readonly cancel_price: number
  readonly cancel_tax_free_price: number
  /** What else was sent, and is shown again. */
  readonly members: JsonObject
  /** 0 asked for, 1 approved, 2 rejected, 3 taken back. */
  readonly status: number
  readonly requested_at: number
  readonly processed_at: number | undefined
  /** What was said when it was decided. */
  readonly message: string | undefined
}
