import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { call } from '../../core/call.js'
import type { Context } from '../../core/context.js'
import type { BootpayError } from '../../core/errors.js'
import { AmountOrZero, Id, Text, within } from '../../core/fields.js'
import type { Built } from '../../core/request.js'
import type { InputSchema } from '../../core/schema.js'
import { changed } from '../shared/answers.js'
import { buildWrite } from '../shared/buildWrite.js'
import { IdempotencyKey } from '../shared/fields.js'
import { Product } from './schemas/Product.js'
import { AnyText, productMembers } from './schemas/members.js'
import type { ProductMembers } from './schemas/ProductMembers.js'

/** What {@link updateProduct} takes. */
export type UpdateProductInput = ProductMembers & {
  /** Bootpay's id of the product. */
  readonly product_id: string
  /** What it is called. */
  readonly name?: string | undefined
  /** What the buyer pays, in KRW, before discounts. */
  readonly display_price?: number | undefined
  /** Bootpay's id of its category. Empty text takes it out of its category; that is untested. */
  readonly category_id?: string | undefined
  /** A key of yours, by which Bootpay gives the same answer again for 24 hours. */
  readonly idempotency_key?: string | undefined
}
/** Schema of {@link UpdateProductInput}. */
export const UpdateProductInput: InputSchema<UpdateProductInput> = v.pipe(
  v.strictObject({
    ...productMembers,
    product_id: Id,
    name: v.optional(Text),
    display_price: v.optional(AmountOrZero),
    category_id: v.optional(AnyText),
    idempotency_key: v.optional(IdempotencyKey),
  }),
  within('tax_free_price', 'display_price'),
)

/** Builds the request of {@link updateProduct} without sending it. */
export const updateProductRequest = (input: UpdateProductInput): Built<Product> =>
  buildWrite('updateProduct', UpdateProductInput, input, (body) => ({
    method: 'PUT',
    path: `/products/${body.product_id}`,
    body,
    role: 'manager',
    effect: 'set',
    output: changed(Product, { product_id: body.product_id }),
  }))

/**
 * Changes those members of a product that are given; all others stay as they are. It is sent as `manager`.
 *
 * A repeat leaves the same values, so it is repeated where its answer is lost. That goes for `stock` too: what was sold between two
 * attempts is not taken off. Sources: api-commerce 3.3.
 *
 * @example
 * const result = await updateProduct(ctx, { product_id: '66543210d01c7e00209b6004', display_price: 35_000, stock: 12 })()
 */
export const updateProduct = (ctx: Context, input: UpdateProductInput): TaskEither<BootpayError, Product> =>
  call(ctx, updateProductRequest(input))
