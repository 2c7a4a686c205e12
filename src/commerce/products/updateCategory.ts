import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { call } from '../../core/call.js'
import type { Context } from '../../core/context.js'
import type { BootpayError } from '../../core/errors.js'
import { Flag, Id, Text } from '../../core/fields.js'
import type { Built } from '../../core/request.js'
import type { InputSchema } from '../../core/schema.js'
import { changed } from '../shared/answers.js'
import { buildWrite } from '../shared/buildWrite.js'
import { each, IdempotencyKey, Whole } from '../shared/fields.js'
import { Category } from './schemas/Category.js'

/** What {@link updateCategory} takes. */
export type UpdateCategoryInput = {
  /** Bootpay's id of the category. */
  readonly category_id: string
  /** What it is called. */
  readonly name?: string | undefined
  /** The category above it; null takes it to the top. Left out, it stays where it is. */
  readonly parent_category_id?: string | null | undefined
  /** Whether buyers see it. */
  readonly status_display?: boolean | 0 | 1 | undefined
  /** Whether it is among the best. */
  readonly status_best?: boolean | 0 | 1 | undefined
  /** Whether its products can be told apart by colour; the values are not documented. */
  readonly filter_color?: number | undefined
  /** Whether its products can be told apart by size; the values are not documented. */
  readonly filter_size?: number | undefined
  /** A key of yours, by which Bootpay gives the same answer again for 24 hours. */
  readonly idempotency_key?: string | undefined
}
/** Schema of {@link UpdateCategoryInput}. */
export const UpdateCategoryInput: InputSchema<UpdateCategoryInput> = v.strictObject({
  category_id: Id,
  name: v.optional(Text),
  parent_category_id: v.optional(v.nullable(Text)),
  ...each('status_display status_best', Flag),
  ...each('filter_color filter_size', Whole),
  idempotency_key: v.optional(IdempotencyKey),
})

/** Builds the request of {@link updateCategory} without sending it. */
export const updateCategoryRequest = (input: UpdateCategoryInput): Built<Category> =>
  buildWrite('updateCategory', UpdateCategoryInput, input, ({ category_id, ...body }) => ({
    method: 'PUT',
    path: `/categories/${category_id}`,
    body,
    role: 'supervisor',
    effect: 'set',
    output: changed(Category, { category_id }),
  }))

/**
 * Changes those members of a category that are given. It is sent as `supervisor`.
 *
 * A repeat leaves the same values, so it is repeated where its answer is lost. Sources: api-commerce 3.12.
 *
 * @example
 * const result = await updateCategory(ctx, { category_id: '66543210d01c7e00209b6006', parent_category_id: null })()
 */
export const updateCategory = (ctx: Context, input: UpdateCategoryInput): TaskEither<BootpayError, Category> =>
  call(ctx, updateCategoryRequest(input))
