import { answer } from '../../core/answer.js'
import { AnswerId } from '../../core/fields.js'
import type { Schema } from '../../core/schema.js'

/** The reservation that was cancelled. */
export type CancelledReservation = {
  /** Bootpay's id of the reservation. */
  readonly reserve_id: string
  /** Whether it was cancelled. */
  readonly success?: boolean | null | undefined
}

/** Schema of {@link CancelledReservation}. */
export const CancelledReservation: Schema<CancelledReservation> = answer<CancelledReservation>({
  reserve_id: AnswerId,
})
