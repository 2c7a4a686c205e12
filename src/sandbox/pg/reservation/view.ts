import { koreanTime, koreanTimeOf } from '../../engine/clock.js'
import type { ReservationRecord } from './record.js'

/** A reservation as its look-up answers it. */
export type ReservationAnswer = {
  readonly reserve_id: string
  readonly receipt_id?: string | undefined
  readonly billing_key: string
  readonly order_id: string
  readonly order_name: string
  readonly price: number
  readonly tax_free: number
  readonly card_quota: string | null
  readonly user: unknown
  readonly items: unknown
  readonly metadata: unknown
  readonly extra: unknown
  readonly feedback_url: string | null
  readonly content_type: string | null
  readonly version: number
  readonly reserve_requested_at: string
  readonly reserve_execute_at: string
  readonly reserve_started_at: string | null
  readonly reserve_finished_at: string | null
  readonly reserve_revoked_at: string | null
  readonly status: number
}

/** Writes a reservation; status 0 waits, 1 done, -1 failed, 3 cancelled. */
export const reservationAnswer = (reservation: ReservationRecord): ReservationAnswer => ({
  reserve_id: reservation.reserve_id,
  receipt_id: reservation.receipt_id,
  billing_key: reservation.billing_key,
  order_id: reservation.order_id,
  order_name: reservation.order_name,
  price: reservation.price,
  tax_free: reservation.tax_free,
  card_quota: reservation.card_quota ?? null,
  user: reservation.user ?? null,
  items: reservation.items ?? null,
  metadata: reservation.metadata ?? {},
  extra: reservation.extra ?? null,
  feedback_url: reservation.feedback_url ?? null,
  content_type: reservation.content_type ?? null,
  version: 2,
  reserve_requested_at: koreanTime(reservation.requested_at),
  reserve_execute_at: koreanTime(reservation.execute_at),
  reserve_started_at: koreanTimeOf(reservation.started_at) ?? null,
  reserve_finished_at: koreanTimeOf(reservation.finished_at) ?? null,
  reserve_revoked_at: koreanTimeOf(reservation.revoked_at) ?? null,
  status: reservation.status,
})
