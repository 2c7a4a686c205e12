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

/** What {@link deleteCategory} takes. */
export type DeleteCategoryInput = {
  /** Bootpay's id of the category. */
  readonly category_id: string
  /** A key of yours, by which Bootpay gives the same answer again for 24 hours. */
  readonly idempotency_key?: string | undefined
}
/** Schema of {@link DeleteCategoryInput}. */
export const DeleteCategoryInput: InputSchema<DeleteCategoryInput> = v.strictObject({
  category_id: Id,
  idempotency_key: v.optional(IdempotencyKey),
})

/** Builds the request of {@link deleteCategory} without sending it. */
export const deleteCategoryRequest = (input: DeleteCategoryInput): Built<null> =>
  buildWrite('deleteCategory', DeleteCategoryInput, input, ({ category_id }) => ({
    method: 'DELETE',
    path: `/categories/${category_id}`,
    role: 'supervisor',
    effect: 'state',
    reconcile: 'getCategory',
    output: Nothing,
  }))

/**
 * Deletes a category and all categories below it, for good. It is sent as `supervisor`.
 *
 * @example
 * const result = await deleteCategory(ctx, { category_id: '66543210d01c7e00209b6006' })()
 */
export const deleteCategory = (ctx: Context, input: DeleteCategoryInput): TaskEither<BootpayError, null> =>
  call(ctx, deleteCategoryRequest(input))
