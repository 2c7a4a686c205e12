import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { call } from '../core/call.js'
import type { Context } from '../core/context.js'
import type { ReadError } from '../core/errors.js'
import { Flag, Id } from '../core/fields.js'
import type { Built } from '../core/request.js'
import type { InputSchema } from '../core/schema.js'
import { buildRead } from '../pg/buildRead.js'
import { Receipt } from './schemas/Receipt.js'

/** What {@link getReceipt} takes. */
export type GetReceiptInput = {
  /** Bootpay's id of the payment. */
  readonly receipt_id: string
  /** Whether Bootpay adds what it knows of the buyer; absent means not. What it adds is not documented. */
  readonly lookup_user_data?: boolean | 0 | 1 | undefined
}
/** Schema of {@link GetReceiptInput}. */
export const GetReceiptInput: InputSchema<GetReceiptInput> = v.strictObject({
  receipt_id: Id,
  lookup_user_data: v.optional(Flag),
})

/** Builds the request of {@link getReceipt} without sending it. */
export const getReceiptRequest = (input: GetReceiptInput): Built<Receipt, 'read'> =>
  buildRead('getReceipt', GetReceiptInput, input, ({ receipt_id, lookup_user_data }) => ({
    method: 'GET',
    path: `/receipt/${receipt_id}`,
    ...(lookup_user_data !== undefined && { query: { lookup_user_data: String(lookup_user_data) } }),
    output: Receipt,
  }))

/**
 * Looks a payment up by its receipt id.
 *
 * Use it to check what the browser or a webhook told you: compare `price`, `order_id` and `status` (1 is paid) with your own
 * order. Amounts are in the payment's `currency` (KRW where that is absent).
 *
 * Refused with `RC_NOT_FOUND` when the receipt is unknown or belongs to another project.
 *
 * @example
 * const result = await getReceipt(ctx, { receipt_id: '628b2206d01c7e00209b6087' })()
 */
export const getReceipt = (ctx: Context, input: GetReceiptInput): TaskEither<ReadError, Receipt> =>
  call(ctx, getReceiptRequest(input))
