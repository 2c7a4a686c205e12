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

/** What {@link approveOrderCancel} takes. */
export type ApproveOrderCancelInput = {
  /** Bootpay's id of the request to cancel. */
  readonly order_cancellation_request_id: string
  /** What the buyer is told. */
  readonly message?: string | undefined
  /** A key of yours, by which Bootpay gives the same answer again for 24 hours. */
  readonly idempotency_key?: string | undefined
}
/** Schema of {@link ApproveOrderCancelInput}. */
export const ApproveOrderCancelInput: InputSchema<ApproveOrderCancelInput> = v.strictObject({
  order_cancellation_request_id: Id,
  message: v.optional(Text),
  idempotency_key: v.optional(IdempotencyKey),
})

/** Builds the request of {@link approveOrderCancel} without sending it. */
export const approveOrderCancelRequest = (input: ApproveOrderCancelInput): Built<OrderCancel> =>
  buildWrite('approveOrderCancel', ApproveOrderCancelInput, input, ({ order_cancellation_request_id, ...body }) => ({
    method: 'PUT',
    path: `/order/cancel/${order_cancellation_request_id}/approve`,
    body,
    role: 'supervisor',
    effect: 'state',
    reconcile: 'listOrderCancels',
    output: changed(OrderCancel, { order_cancellation_request_id }),
  }))

/**
 * Approves a request to cancel, and with that gives the money back.
 *
 * It can be decided once: a second request is refused with `PROCESS_DUPLICATED`. After an `OutcomeUnknown`, read the order and
 * its cancels, or let {@link reconcileCommerce} do so, before you give anything back in another way.
 *
 * @example
 * const result = await approveOrderCancel(ctx, { order_cancellation_request_id: '66543210d01c7e00209b6003' })()
 */
export const approveOrderCancel = (
  ctx: Context,
  input: ApproveOrderCancelInput,
): TaskEither<BootpayError, OrderCancel> => call(ctx, approveOrderCancelRequest(input))
