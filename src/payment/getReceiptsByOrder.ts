import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { answerAs } from '../core/answer.js'
import { call } from '../core/call.js'
import type { Context } from '../core/context.js'
import type { ReadError } from '../core/errors.js'
import { OrderId } from '../core/fields.js'
import type { Built } from '../core/request.js'
import type { InputSchema } from '../core/schema.js'
import { buildRead } from '../pg/buildRead.js'
import { Receipts } from './schemas/Receipts.js'

/** What {@link getReceiptsByOrder} takes. */
export type GetReceiptsByOrderInput = {
  /** The merchant's id of the order. */
  readonly order_id: string | number
}
/** Schema of {@link GetReceiptsByOrderInput}. */
export const GetReceiptsByOrderInput: InputSchema<GetReceiptsByOrderInput> = v.strictObject({ order_id: OrderId })

/** Builds the request of {@link getReceiptsByOrder} without sending it. */
export const getReceiptsByOrderRequest = (input: GetReceiptsByOrderInput): Built<Receipts, 'read'> =>
  buildRead('getReceiptsByOrder', GetReceiptsByOrderInput, input, ({ order_id }) => ({
    method: 'GET',
    path: `/lookup/order/${encodeURIComponent(order_id)}`,
    // The path may be cut at a dot, so its list may be another order's.
    output: answerAs(Receipts, (receipts) => ({ value: receipts.filter((receipt) => receipt.order_id === order_id) })),
  }))

/**
 * Looks up every payment that was made for an order id.
 *
 * Use it after a charge whose outcome is unknown: the receipt is here if the charge went through. The endpoint is in two of
 * Bootpay's own SDKs but not in its documentation; whether a long list is cut is not known.
 *
 * An order without any payment is an empty list or `RC_NOT_FOUND`: which of the two is not documented.
 *
 * @example
 * const result = await getReceiptsByOrder(ctx, { order_id: 'order-1024' })()
 */
export const getReceiptsByOrder = (ctx: Context, input: GetReceiptsByOrderInput): TaskEither<ReadError, Receipts> =>
  call(ctx, getReceiptsByOrderRequest(input))
