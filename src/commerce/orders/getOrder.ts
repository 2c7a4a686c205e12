import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { answerThat } from '../../core/answer.js'
import { call } from '../../core/call.js'
import type { Context } from '../../core/context.js'
import type { ReadError } from '../../core/errors.js'
import type { Built } from '../../core/request.js'
import type { InputSchema } from '../../core/schema.js'
import { buildRead } from '../shared/buildRead.js'
import { AnyRole, PathText } from '../shared/fields.js'
import type { Role } from '../shared/Role.js'
import { Order } from './schemas/Order.js'

/** What {@link getOrder} takes. */
export type GetOrderInput = {
  /** Bootpay's id of the order, or its number. */
  readonly order_id: string | number
  /** The rights that it is sent with. Default: `user`. */
  readonly role?: Role | undefined
}
/** Schema of {@link GetOrderInput}. */
export const GetOrderInput: InputSchema<GetOrderInput> = v.strictObject({
  order_id: PathText,
  role: v.optional(AnyRole),
})

/** Builds the request of {@link getOrder} without sending it. */
export const getOrderRequest = (input: GetOrderInput): Built<Order, 'read'> =>
  buildRead('getOrder', GetOrderInput, input, ({ order_id }) => ({
    method: 'GET',
    path: `/orders/${encodeURIComponent(order_id)}`,
    output: answerThat(
      Order,
      (order) => [order.order_id, order.order_number].includes(order_id),
      'order_id or order_number must be the one that was asked for',
    ),
  }))

/**
 * Looks an order up by Bootpay's id or by its number.
 *
 * Use it to check what a webhook or a browser told you. `status` and `receipt_status` may be numbers or texts; which of them means
 * paid was seen in no answer so far, so compare the payment too: `receipt_id` is for {@link getReceipt}, with the keys of the
 * payment API. Sources: api-commerce 3.5.
 *
 * Refused with `3700` (404) where there is no such order.
 *
 * @example
 * const result = await getOrder(ctx, { order_id: '66543210d01c7e00209b6001' })()
 */
export const getOrder = (ctx: Context, input: GetOrderInput): TaskEither<ReadError, Order> =>
  call(ctx, getOrderRequest(input))
