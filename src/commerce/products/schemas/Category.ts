import type { Schema } from '../../../core/schema.js'
import { identified, type Open } from '../../shared/answers.js'

/**
 * A category of products. Of an answer only the id is sure; all else that comes is passed through, as the categories below it do,
 * whose name is not documented. Sources: api-commerce 3.12.
 */
export type Category = {
  /** Bootpay's id of the category. */
  readonly category_id: string
  readonly name?: string | null | undefined
  /** The category above it; null at the top. */
  readonly parent_category_id?: string | null | undefined
  /** All categories above it; whether ids or things is not sure. */
  readonly parent_categories?: readonly (string | Open)[] | null | undefined
  readonly project_id?: string | null | undefined
  readonly seller_id?: string | null | undefined
  /** Whether buyers see it. */
  readonly status_display?: boolean | null | undefined
  readonly status_best?: boolean | null | undefined
  readonly filter_color?: number | null | undefined
  readonly filter_size?: number | null | undefined
  /** Its place among others; the SDK for Java calls it `index`. */
  readonly idx?: number | null | undefined
  readonly index?: number | null | undefined
  /** Moments as Bootpay writes them: {@link parseBootpayDate} reads them. */
  readonly created_at?: string | null | undefined
  readonly updated_at?: string | null | undefined
}

/** Schema of {@link Category}. */
export const Category: Schema<Category> = identified('category_id', '_id', 'id')
