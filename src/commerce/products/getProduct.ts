import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { answerThat } from '../../core/answer.js'
import { call } from '../../core/call.js'
import type { Context } from '../../core/context.js'
import type { ReadError } from '../../core/errors.js'
import { Id } from '../../core/fields.js'
import type { Built } from '../../core/request.js'
import type { InputSchema } from '../../core/schema.js'
import { buildRead } from '../shared/buildRead.js'
import { AnyRole } from '../shared/fields.js'
import type { Role } from '../shared/Role.js'
import { Product } from './schemas/Product.js'

/** What {@link getProduct} takes. */
export type GetProductInput = {
  /** Bootpay's id of the product. */
  readonly product_id: string
  /** The rights that it is sent with. Default: `user`. */
  readonly role?: Role | undefined
}
/** Schema of {@link GetProductInput}. */
export const GetProductInput: InputSchema<GetProductInput> = v.strictObject({
  product_id: Id,
  role: v.optional(AnyRole),
})

/** Builds the request of {@link getProduct} without sending it. */
export const getProductRequest = (input: GetProductInput): Built<Product, 'read'> =>
  buildRead('getProduct', GetProductInput, input, ({ product_id }) => ({
    method: 'GET',
    path: `/products/${product_id}`,
    member: 'optional',
    output: answerThat(
      Product,
      (product) => product.product_id === product_id,
      'product_id must be the one that was asked for',
    ),
  }))

/**
 * Looks a product up by Bootpay's id; with {@link asMember}, as that member sees it.
 *
 * {@link listProducts} finds it by your own id, as `ex_uid`. What is in stock may be sold a moment later.
 *
 * @example
 * const result = await getProduct(ctx, { product_id: '66543210d01c7e00209b6004' })()
 */
export const getProduct = (ctx: Context, input: GetProductInput): TaskEither<ReadError, Product> =>
  call(ctx, getProductRequest(input))
