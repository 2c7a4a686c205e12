import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { call } from '../../core/call.js'
import type { Context } from '../../core/context.js'
import type { BootpayError } from '../../core/errors.js'
import { Flag, Text } from '../../core/fields.js'
import type { Built } from '../../core/request.js'
import type { InputSchema } from '../../core/schema.js'
import { buildWrite } from '../shared/buildWrite.js'
import { each, IdempotencyKey, Whole } from '../shared/fields.js'
import { Category } from './schemas/Category.js'

/** What {@link createCategory} takes. */
export type CreateCategoryInput = {
  /** What it is called. */
  readonly name: string
  /** The category above it. Default: none, as with null. */
  readonly parent_category_id?: string | null | undefined
  /** Whether buyers see it. */
  readonly status_display?: boolean | 0 | 1 | undefined
  /** Whether it is among the best. */
  readonly status_best?: boolean | 0 | 1 | undefined
  /** Whether its products can be told apart by colour; the values are not documented. */
  readonly filter_color?: number | undefined
  /** Whether its products can be told apart by size; the values are not documented. */
  readonly filter_size?: number | undefined
  /** A key of yours: with it, a repeat within 24 hours makes no second category. Best one that says why, as `category-knitwear`. */
  readonly idempotency_key?: string | undefined
}
/** Schema of {@link CreateCategoryInput}. */
export const CreateCategoryInput: InputSchema<CreateCategoryInput> = v.strictObject({
  name: Text,
  parent_category_id: v.optional(v.nullable(Text)),
  ...each('status_display status_best', Flag),
  ...each('filter_color filter_size', Whole),
  idempotency_key: v.optional(IdempotencyKey),
})

/** Builds the request of {@link createCategory} without sending it. */
export const createCategoryRequest = (input: CreateCategoryInput): Built<Category> =>
  buildWrite('createCategory', CreateCategoryInput, input, (body) => ({
    method: 'POST',
    path: '/categories',
    body,
    role: 'supervisor',
    effect: 'money',
    output: Category,
  }))

/**
 * Makes a category of products. It is sent as `supervisor`.
 *
 * Give an `idempotency_key`, so that a repeat makes no second one; after an `OutcomeUnknown`, {@link repeatUntilKnown} then finds out.
 * Without one, look into {@link listCategories}. Sources: api-commerce 3.12.
 *
 * @example
 * const result = await createCategory(ctx, { name: '니트', status_display: true, idempotency_key: 'category-knitwear' })()
 */
export const createCategory = (ctx: Context, input: CreateCategoryInput): TaskEither<BootpayError, Category> =>
  call(ctx, createCategoryRequest(input))
