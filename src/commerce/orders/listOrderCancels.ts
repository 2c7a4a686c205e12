import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { call } from '../../core/call.js'
import type { Context } from '../../core/context.js'
import type { ReadError } from '../../core/errors.js'
import { Text } from '../../core/fields.js'
import type { Built } from '../../core/request.js'
import type { InputSchema } from '../../core/schema.js'
import { page, type Page } from '../shared/answers.js'
import { buildRead } from '../shared/buildRead.js'
import { each } from '../shared/fields.js'
import { OrderCancel } from './schemas/OrderCancel.js'

/** What {@link listOrderCancels} takes. */
export type ListOrderCancelsInput = {
  /** Those of one order, by its number. */
  readonly order_number?: string | undefined
  /** Those of one order, by Bootpay's id. Neither of both means those of all orders. */
  readonly order_id?: string | undefined
}
/** Schema of {@link ListOrderCancelsInput}. */
export const ListOrderCancelsInput: InputSchema<ListOrderCancelsInput> = v.strictObject(
  each('order_number order_id', Text),
)

const OrderCancels = page(OrderCancel)

/** Builds the request of {@link listOrderCancels} without sending it. */
export const listOrderCancelsRequest = (input: ListOrderCancelsInput): Built<Page<OrderCancel>, 'read'> =>
  buildRead('listOrderCancels', ListOrderCancelsInput, input, (query) => ({
    method: 'GET',
    path: '/order/cancel',
    query,
    output: OrderCancels,
  }))

/**
 * Lists the requests to cancel an order, or any order. It knows no pages.
 *
 * Use it for the `order_cancellation_request_id` that {@link approveOrderCancel} and its like take.
 *
 * @example
 * const result = await listOrderCancels(ctx, { order_number: '26013109000001' })()
 */
export const listOrderCancels = (
  ctx: Context,
  input: ListOrderCancelsInput,
): TaskEither<ReadError, Page<OrderCancel>> => call(ctx, listOrderCancelsRequest(input))
