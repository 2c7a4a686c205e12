import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { call } from '../../core/call.js'
import type { Context } from '../../core/context.js'
import type { BootpayError } from '../../core/errors.js'
import { AmountOrZero, Text, within } from '../../core/fields.js'
import type { Built } from '../../core/request.js'
import type { InputSchema } from '../../core/schema.js'
import { buildWrite } from '../shared/buildWrite.js'
import { IdempotencyKey } from '../shared/fields.js'
import { Product } from './schemas/Product.js'
import { productMembers } from './schemas/members.js'
import type { ProductMembers } from './schemas/ProductMembers.js'

/** What {@link createProduct} takes. */
export type CreateProductInput = ProductMembers & {
  /** What it is called. */
  readonly name: string
  /** What the buyer pays, in KRW, before discounts. */
  readonly display_price: number
  /** Bootpay's id of its category. */
  readonly category_id?: string | undefined
  /** A key of yours: with it, a repeat within 24 hours makes no second product. Best one that says why, as `product-sweater-7`. */
  readonly idempotency_key?: string | undefined
}
/** Schema of {@link CreateProductInput}. */
export const CreateProductInput: InputSchema<CreateProductInput> = v.pipe(
  v.strictObject({
    ...productMembers,
    name: Text,
    display_price: AmountOrZero,
    category_id: v.optional(Text),
    idempotency_key: v.optional(IdempotencyKey),
  }),
  within('tax_free_price', 'display_price'),
)

/** Builds the request of {@link createProduct} without sending it. */
export const createProductRequest = (input: CreateProductInput): Built<Product> =>
  buildWrite('createProduct', CreateProductInput, input, (body) => ({
    method: 'POST',
    path: '/products',
    body,
    role: 'manager',
    effect: 'money',
    output: Product,
  }))

/**
 * Puts a product into the catalogue. It is sent as `manager`.
 *
 * Give an `idempotency_key`, so that a repeat makes no second one; after an `OutcomeUnknown`, {@link repeatUntilKnown} then finds out.
 * Without one, give an `ex_uid`, by which {@link listProducts} finds the product again. `images` are addresses: files cannot be
 * uploaded with this package so far. Sources: api-commerce 3.3.
 *
 * @example
 * const result = await createProduct(ctx, {
 *   name: '스웨터',
 *   display_price: 39_000,
 *   desc: '램스울 100%',
 *   ex_uid: 'sweater-7',
 *   use_stock: true,
 *   stock: 20,
 *   idempotency_key: 'product-sweater-7',
 * })()
 */
export const createProduct = (ctx: Context, input: CreateProductInput): TaskEither<BootpayError, Product> =>
  call(ctx, createProductRequest(input))
