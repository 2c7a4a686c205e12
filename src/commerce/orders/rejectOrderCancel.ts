import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { call } from '../../core/call.js'
import type { Context } from '../../core/context.js'
import type { BootpayError } from '../../core/errors.js'
import { Id, Text } from '../../core/fields.js'
import type { Built } from '../../core/request.js'
import type { InputSchema } from '../../core/schema.js'
import { changed } from '../shared/answers.js'
import { buildWrite } from '../shared/buildWrite.js'
import { IdempotencyKey } from '../shared/fields.js'
import { OrderCancel } from './schemas/OrderCancel.js'

/** What {@link rejectOrderCancel} takes. */
export type RejectOrderCancelInput = {
  /** Bootpay's id of the request to cancel. */
  readonly order_cancellation_request_id: string
  /** Why; the buyer is told. */
  readonly message: string
  /** A key of yours, by which Bootpay gives the same answer again for 24 hours. */
  readonly idempotency_key?: string | undefined
}
/** Schema of {@link RejectOrderCancelInput}. */
export const RejectOrderCancelInput: InputSchema<RejectOrderCancelInput> = v.strictObject({
  order_cancellation_request_id: Id,
  message: Text,
  idempotency_key: v.optional(IdempotencyKey),
})

/** Builds the request of {@link rejectOrderCancel} without sending it. */
export const rejectOrderCancelRequest = (input: RejectOrderCancelInput): Built<OrderCancel> =>
  buildWrite('rejectOrderCancel', RejectOrderCancelInput, input, ({ order_cancellation_request_id, ...body }) => ({
    method: 'PUT',
    path: `/order/cancel/${order_cancellation_request_id}/reject`,
    body,
    role: 'supervisor',
    effect: 'state',
    reconcile: 'listOrderCancels',
    output: changed(OrderCancel, { order_cancellation_request_id }),
  }))

/**
 * Rejects a request to cancel: no money is given back. Its `status` is then 2.
 *
 * It can be decided once: a second request is refused with `PROCESS_DUPLICATED`.
 *
 * @example
 * const result = await rejectOrderCancel(ctx, {
 *   order_cancellation_request_id: '66543210d01c7e00209b6003',
 *   message: '배송이 이미 시작되었습니다.',
 * })()
 */
export const rejectOrderCancel = (ctx: Context, input: RejectOrderCancelInput): TaskEither<BootpayError, OrderCancel> =>
  call(ctx, rejectOrderCancelRequest(input))
