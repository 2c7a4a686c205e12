import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { call } from '../core/call.js'
import type { Context } from '../core/context.js'
import type { ReadError } from '../core/errors.js'
import { Id } from '../core/fields.js'
import type { Built } from '../core/request.js'
import type { InputSchema } from '../core/schema.js'
import { buildRead } from '../pg/buildRead.js'
import { ReservationDetail } from './schemas/ReservationDetail.js'

/** What {@link getReservation} takes. */
export type GetReservationInput = {
  /** Id that {@link reservePayment} gave. */
  readonly reserve_id: string
}
/** Schema of {@link GetReservationInput}. */
export const GetReservationInput: InputSchema<GetReservationInput> = v.strictObject({ reserve_id: Id })

/** Builds the request of {@link getReservation} without sending it. */
export const getReservationRequest = (input: GetReservationInput): Built<ReservationDetail, 'read'> =>
  buildRead('getReservation', GetReservationInput, input, ({ reserve_id }) => ({
    method: 'GET',
    path: `/subscribe/payment/reserve/${reserve_id}`,
    output: ReservationDetail,
  }))

/**
 * Looks a reserved charge up.
 *
 * Use it to see whether a reservation still waits (status 0), was charged (1, with its `receipt_id`) or failed (-1); a third
 * party takes 3 for cancelled.
 *
 * @example
 * const result = await getReservation(ctx, { reserve_id: '6490149ca575b40024f0b70d' })()
 */
export const getReservation = (ctx: Context, input: GetReservationInput): TaskEither<ReadError, ReservationDetail> =>
  call(ctx, getReservationRequest(input))
