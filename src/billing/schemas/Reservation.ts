import { answer } from '../../core/answer.js'
import { AnswerId } from '../../core/fields.js'
import type { Schema } from '../../core/schema.js'

/** A reserved charge, as it is answered when it is made. */
export type Reservation = {
  /** Bootpay's id of the reservation. Keep it: there is no list. */
  readonly reserve_id: string
  /** When it will be charged, ISO 8601 with offset. */
  readonly reserve_execute_at?: string | null | undefined
}

/** Schema of {@link Reservation}. */
export const Reservation: Schema<Reservation> = answer<Reservation>({
  reserve_id: AnswerId,
})
