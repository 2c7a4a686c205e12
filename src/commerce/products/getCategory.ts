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
import { Category } from './schemas/Category.js'

/** What {@link getCategory} takes. */
export type GetCategoryInput = {
  /** Bootpay's id of the category. */
  readonly category_id: string
  /** The rights that it is sent with. Default: `user`. */
  readonly role?: Role | undefined
}
/** Schema of {@link GetCategoryInput}. */
export const GetCategoryInput: InputSchema<GetCategoryInput> = v.strictObject({
  category_id: Id,
  role: v.optional(AnyRole),
})

/** Builds the request of {@link getCategory} without sending it. */
export const getCategoryRequest = (input: GetCategoryInput): Built<Category, 'read'> =>
  buildRead('getCategory', GetCategoryInput, input, ({ category_id }) => ({
    method: 'GET',
    path: `/categories/${category_id}`,
    output: answerThat(
      Category,
      (category) => category.category_id === category_id,
      'category_id must be the one that was asked for',
    ),
  }))

/**
 * Looks a category of products up.
 *
 * @example
 * const result = await getCategory(ctx, { category_id: '66543210d01c7e00209b6006' })()
 */
export const getCategory = (ctx: Context, input: GetCategoryInput): TaskEither<ReadError, Category> =>
  call(ctx, getCategoryRequest(input))
