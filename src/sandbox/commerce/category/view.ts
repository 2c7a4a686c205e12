import { koreanTime } from '../../engine/clock.js'
import type { CategoryRecord } from './record.js'

/** A category as it stands on the wire, without those below it. */
export type CategoryAnswer = {
  readonly category_id: string
  readonly name: string
  readonly parent_category_id: string | null
  readonly parent_categories: readonly string[]
  readonly created_at: string
  readonly updated_at: string
  readonly [member: string]: unknown
}

/** Writes a category. */
export const categoryAnswer = (category: CategoryRecord): CategoryAnswer => ({
  status_display: true,
  status_best: false,
  ...category.members,
  category_id: category.category_id,
  name: category.name,
  parent_category_id: category.above.at(-1) ?? null,
  parent_categories: category.above,
  created_at: koreanTime(category.created_at),
  updated_at: koreanTime(category.updated_at),
})
