import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { call } from '../../core/call.js'
import type { Context } from '../../core/context.js'
import type { BootpayError } from '../../core/errors.js'
import { Id } from '../../core/fields.js'
import type { Built } from '../../core/request.js'
import type { InputSchema } from '../../core/schema.js'
import { Nothing } from '../shared/answers.js'
import { buildWrite } from '../shared/buildWrite.js'
import { IdempotencyKey } from '../shared/fields.js'

/** What {@link withdrawOrderCancel} takes. */
export type WithdrawOrderCancelInput = {
  /** Bootpay's id of the request to cancel. */
  readonly order_cancellation_request_id: string
  /** A key of yours, by which Bootpay gives the same answer again for 24 hours. */
  readonly idempotency_key?: string | undefined
}
/** Schema of {@link WithdrawOrderCancelInput}. */
export const WithdrawOrderCancelInput: InputSchema<WithdrawOrderCancelInput> = v.strictObject({
  order_cancellation_request_id: Id,
  idempotency_key: v.optional(IdempotencyKey),
})

/** Builds the request of {@link withdrawOrderCancel} without sending it. */
export const withdrawOrderCancelRequest = (input: WithdrawOrderCancelInput): Built<null> =>
  buildWrite('withdrawOrderCancel', WithdrawOrderCancelInput, input, ({ order_cancellation_request_id }) => ({
    method: 'PUT',
    path: `/order/cancel/${order_cancellation_request_id}/withdraw`,
    body: {},
    effect: 'state',
    reconcile: 'listOrderCancels',
    output: Nothing,
  }))

/**
 * Takes a request to cancel back, for the buyer who made it.
 *
 * Refused with `PROCESS_DUPLICATED` where it was decided already.
 *
 * @example
 * const result = await withdrawOrderCancel(ctx, { order_cancellation_request_id: '66543210d01c7e00209b6003' })()
 */
export const withdrawOrderCancel = (ctx: Context, input: WithdrawOrderCancelInput): TaskEither<BootpayError, null> =>
  call(ctx, withdrawOrderCancelRequest(input))
