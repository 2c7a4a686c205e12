import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { call } from '../../core/call.js'
import type { Context } from '../../core/context.js'
import type { BootpayError } from '../../core/errors.js'
import { Count, Flag, Id, Moment, type Field } from '../../core/fields.js'
import type { Built } from '../../core/request.js'
import type { InputSchema } from '../../core/schema.js'
import { changed } from '../shared/answers.js'
import { buildWrite } from '../shared/buildWrite.js'
import { each, IdempotencyKey, Whole } from '../shared/fields.js'
import { Product } from './schemas/Product.js'
import { Worth } from './schemas/members.js'

/** What {@link setProductStatus} takes. */
export type SetProductStatusInput = {
  /** Bootpay's id of the product. */
  readonly product_id: string
  /** How it stands; the values are not documented. */
  readonly status?: number | undefined
  /** Whether buyers see it. */
  readonly status_display?: boolean | 0 | 1 | undefined
  /** Whether buyers see it for a time only. */
  readonly use_display_period?: boolean | 0 | 1 | undefined
  /** From when buyers see it: a `Date`, or ISO 8601 text with an offset. */
  readonly display_start_at?: string | Date | undefined
  /** Until when buyers see it. */
  readonly display_end_at?: string | Date | undefined
  /** Whether it is sold. */
  readonly status_sale?: boolean | 0 | 1 | undefined
  /** Whether it is sold for a time only. */
  readonly use_sale_period?: boolean | 0 | 1 | undefined
  /** From when it is sold. */
  readonly sale_start_at?: string | Date | undefined
  /** Until when it is sold. */
  readonly sale_end_at?: string | Date | undefined
  /** Whether it is frozen. */
  readonly status_frozen?: boolean | 0 | 1 | undefined
  /** How its approval stands: a flag to the SDK for Node, a number to that for Java. It is sent as given. */
  readonly status_review?: boolean | number | undefined
  /** Whether the discount is for a time only. This and what follows is in the SDK for Java alone. */
  readonly use_discount_period?: boolean | 0 | 1 | undefined
  /** From when the discount is given. */
  readonly discount_start_at?: string | Date | undefined
  /** Until when the discount is given. */
  readonly discount_end_at?: string | Date | undefined
  /** Whether there is a sale for a short time. */
  readonly status_time_sale?: boolean | 0 | 1 | undefined
  /** From when that is. */
  readonly time_sale_start_at?: string | Date | undefined
  /** Until when that is. */
  readonly time_sale_end_at?: string | Date | undefined
  /** Its discount in percent. */
  readonly time_sale_discount_percent?: number | undefined
  /** Whether its stock is counted. The SDK for Node says that stock is changed by {@link updateProduct} alone. */
  readonly use_stock?: boolean | 0 | 1 | undefined
  /** How many there are. */
  readonly stock?: number | undefined
  /** Whether some of the stock is kept back. */
  readonly use_stock_safe?: boolean | 0 | 1 | undefined
  /** How many are kept back. */
  readonly stock_safe?: number | undefined
  /** Whether the stock of each choice is counted. */
  readonly use_option_stock?: boolean | 0 | 1 | undefined
  /** A key of yours, by which Bootpay gives the same answer again for 24 hours. */
  readonly idempotency_key?: string | undefined
}

const StatusReview = v.custom<boolean | number>(
  (value) => typeof value === 'boolean' || Number.isSafeInteger(value),
  'must be true or false, or a whole number',
) as Field<boolean | number>

/** Schema of {@link SetProductStatusInput}. */
export const SetProductStatusInput: InputSchema<SetProductStatusInput> = v.strictObject({
  product_id: Id,
  status: v.optional(Whole),
  status_review: v.optional(StatusReview),
  ...each(
    'status_display use_display_period status_sale use_sale_period status_frozen use_discount_period status_time_sale use_stock use_stock_safe use_option_stock',
    Flag,
  ),
  ...each(
    'display_start_at display_end_at sale_start_at sale_end_at discount_start_at discount_end_at time_sale_start_at time_sale_end_at',
    Moment,
  ),
  time_sale_discount_percent: v.optional(Worth),
  ...each('stock stock_safe', Count),
  idempotency_key: v.optional(IdempotencyKey),
})

/** Builds the request of {@link setProductStatus} without sending it. */
export const setProductStatusRequest = (input: SetProductStatusInput): Built<Product> =>
  buildWrite('setProductStatus', SetProductStatusInput, input, ({ product_id, ...body }) => ({
    method: 'PUT',
    path: `/products/${product_id}/status`,
    body,
    role: 'manager',
    effect: 'set',
    output: changed(Product, { product_id }),
  }))

/**
 * Says whether a product is shown and sold, and for how long. It is sent as `manager`.
 *
 * Use it for that alone, and {@link updateProduct} for all else, stock too. A repeat leaves the same values, so it is repeated where
 * its answer is lost. Sources: api-commerce 3.3.
 *
 * @example
 * const result = await setProductStatus(ctx, { product_id: '66543210d01c7e00209b6004', status_sale: false })()
 */
export const setProductStatus = (ctx: Context, input: SetProductStatusInput): TaskEither<BootpayError, Product> =>
  call(ctx, setProductStatusRequest(input))
