import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { listOf } from '../../core/answer.js'
import { call } from '../../core/call.js'
import type { Context } from '../../core/context.js'
import type { ReadError } from '../../core/errors.js'
import type { Built } from '../../core/request.js'
import type { InputSchema } from '../../core/schema.js'
import { buildRead } from '../shared/buildRead.js'
import { AnyRole } from '../shared/fields.js'
import type { Role } from '../shared/Role.js'
import { Category } from './schemas/Category.js'

/** What {@link listCategories} takes. */
export type ListCategoriesInput = {
  /** The rights that it is sent with. Default: `user`. */
  readonly role?: Role | undefined
}
/** Schema of {@link ListCategoriesInput}. */
export const ListCategoriesInput: InputSchema<ListCategoriesInput> = v.strictObject({ role: v.optional(AnyRole) })

const Categories = listOf(Category)

/** Builds the request of {@link listCategories} without sending it. */
export const listCategoriesRequest = (input: ListCategoriesInput = {}): Built<readonly Category[], 'read'> =>
  buildRead('listCategories', ListCategoriesInput, input, () => ({
    method: 'GET',
    path: '/categories',
    output: Categories,
  }))

/**
 * Lists the categories of products, as a tree. It knows no pages.
 *
 * How those below another are called in an answer is not documented. Sources: api-commerce 3.12.
 *
 * @example
 * const result = await listCategories(ctx)()
 */
export const listCategories = (ctx: Context, input?: ListCategoriesInput): TaskEither<ReadError, readonly Category[]> =>
  call(ctx, listCategoriesRequest(input))
