import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { call } from '../../core/call.js'
import type { Context } from '../../core/context.js'
import type { BootpayError } from '../../core/errors.js'
import { Id } from '../../core/fields.js'
import type { Built } from '../../core/request.js'
import type { InputSchema } from '../../core/schema.js'
import { Nothing } from '../shared/answers.js'
import { buildWrite } from '../shared/buildWrite.js'
import { IdempotencyKey } from '../shared/fields.js'

/** What {@link deleteProduct} takes. */
export type DeleteProductInput = {
  /** Bootpay's id of the product. */
  readonly product_id: string
  /** A key of yours, by which Bootpay gives the same answer again for 24 hours. */
  readonly idempotency_key?: string | undefined
}
/** Schema of {@link DeleteProductInput}. */
export const DeleteProductInput: InputSchema<DeleteProductInput> = v.strictObject({
  product_id: Id,
  idempotency_key: v.optional(IdempotencyKey),
})

/** Builds the request of {@link deleteProduct} without sending it. */
export const deleteProductRequest = (input: DeleteProductInput): Built<null> =>
  buildWrite('deleteProduct', DeleteProductInput, input, ({ product_id }) => ({
    method: 'DELETE',
    path: `/products/${product_id}`,
    role: 'manager',
    effect: 'state',
    reconcile: 'getProduct',
    output: Nothing,
  }))

/**
 * Takes a product out of the catalogue. It is sent as `manager`.
 *
 * Use {@link setProductStatus} for one that is only not sold for a while.
 *
 * @example
 * const result = await deleteProduct(ctx, { product_id: '66543210d01c7e00209b6004' })()
 */
export const deleteProduct = (ctx: Context, input: DeleteProductInput): TaskEither<BootpayError, null> =>
  call(ctx, deleteProductRequest(input))
