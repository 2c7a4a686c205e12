import type { Schema } from '../../../core/schema.js'
import { identified, type Open } from '../../shared/answers.js'

/**
 * A product. Of an answer only the id is sure; all else that comes is passed through, and what is not here is called as in
 * {@link ProductMembers}. Sources: api-commerce 3.3.
 */
export type Product = {
  /** Bootpay's id of the product. */
  readonly product_id: string
  readonly name?: string | null | undefined
  /** Your own id of it. */
  readonly ex_uid?: string | null | undefined
  /** What it is, in short: Bootpay's pages call it so. */
  readonly desc?: string | null | undefined
  /** What it is, in short: the SDKs call it so. */
  readonly description?: string | null | undefined
  /** What it is, at length, in HTML. */
  readonly content?: string | null | undefined
  readonly images?: readonly string[] | null | undefined
  readonly category_id?: string | null | undefined
  readonly project_id?: string | null | undefined
  readonly seller_id?: string | null | undefined
  /** What the buyer pays, in KRW, before discounts. */
  readonly display_price?: number | null | undefined
  /** Tax-free part of the price, in KRW. */
  readonly tax_free_price?: number | null | undefined
  readonly type?: number | null | undefined
  readonly tax_type?: number | null | undefined
  readonly use_discount?: boolean | null | undefined
  /** KRW or percent, by `discount_price_type`: 1 percent, 2 KRW. */
  readonly discount_price?: number | null | undefined
  readonly discount_price_type?: number | null | undefined
  readonly use_stock?: boolean | null | undefined
  readonly stock?: number | null | undefined
  /** Whether buyers see it. */
  readonly status_display?: boolean | null | undefined
  /** Whether it is sold. */
  readonly status_sale?: boolean | null | undefined
  readonly status?: number | string | null | undefined
  readonly use_subscription?: boolean | null | undefined
  readonly subscription_setting_id?: string | null | undefined
  /** The SDKs agree on none of its members. */
  readonly subscription_setting?: Open | null | undefined
  readonly options?: readonly Open[] | null | undefined
  readonly count_sale?: number | null | undefined
  readonly count_qna?: number | null | undefined
  readonly count_like?: number | null | undefined
  readonly count_review?: number | null | undefined
  /** Moments as Bootpay writes them: {@link parseBootpayDate} reads them. */
  readonly created_at?: string | null | undefined
  readonly updated_at?: string | null | undefined
}

/** Schema of {@link Product}. */
export const Product: Schema<Product> = identified('product_id', '_id', 'id')
