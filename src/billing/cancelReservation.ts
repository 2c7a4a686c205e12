import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { answerThat } from '../core/answer.js'
import { call } from '../core/call.js'
import type { Context } from '../core/context.js'
import type { BootpayError } from '../core/errors.js'
import { Id } from '../core/fields.js'
import type { Built } from '../core/request.js'
import type { InputSchema } from '../core/schema.js'
import { buildWrite } from '../pg/buildWrite.js'
import { CancelledReservation } from './schemas/CancelledReservation.js'

/** What {@link cancelReservation} takes. */
export type CancelReservationInput = {
  /** Id that {@link reservePayment} gave. */
  readonly reserve_id: string
}
/** Schema of {@link CancelReservationInput}. */
export const CancelReservationInput: InputSchema<CancelReservationInput> = v.strictObject({ reserve_id: Id })

const SuccessfulCancel = answerThat(
  CancelledReservation,
  ({ success }) => success !== false,
  'success must not be false',
)

/** Builds the request of {@link cancelReservation} without sending it. */
export const cancelReservationRequest = (input: CancelReservationInput): Built<CancelledReservation> =>
  buildWrite('cancelReservation', CancelReservationInput, input, ({ reserve_id }) => ({
    method: 'DELETE',
    path: `/subscribe/payment/reserve/${reserve_id}`,
    effect: 'state',
    reconcile: 'getReservation',
    output: SuccessfulCancel,
  }))

/**
 * Cancels a reserved charge before it is made.
 *
 * Refused with `SUBSCRIBE_BK_EXPIRED` when the reservation was cancelled before; a second
 * cancel is refused too and does no harm.
 *
 * @example
 * const result = await cancelReservation(ctx, { reserve_id: '6490149ca575b40024f0b70d' })()
 */
export const cancelReservation = (
  ctx: Context,
  input: CancelReservationInput,
): TaskEither<BootpayError, CancelledReservation> => call(ctx, cancelReservationRequest(input))
