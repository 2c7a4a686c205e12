import type { JsonObject } from '../../engine/json.js'

/** A reserved charge as the store keeps it; times in epoch milliseconds. */
export type ReservationRecord = {
  readonly reserve_id: string
  readonly billing_key: string
  readonly receipt_id: string | undefined
  readonly order_id: string
  readonly order_name: string
  readonly price: number
  readonly tax_free: number
  readonly card_quota: string | undefined
  readonly user: JsonObject | undefined
  readonly items: unknown
  readonly metadata: unknown
  readonly extra: unknown
  readonly feedback_url: string | undefined
  readonly content_type: string | undefined
  readonly error_webhook: boolean
  readonly requested_at: number
  readonly execute_at: number
  readonly started_at: number | undefined
  readonly finished_at: number | undefined
  readonly revoked_at: number | undefined
  readonly status: number
}
