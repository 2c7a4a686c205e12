import type { Schema } from '../../../core/schema.js'
import { Open } from '../../shared/answers.js'

/**
 * What an order would cost. All that comes is passed through. Sources: api-commerce 3.13.
 */
export type OrderPreview = {
  readonly cart_id?: string | null | undefined
  readonly user_id?: string | null | undefined
  /** Whether it can be ordered; absent from older servers. */
  readonly checkout_ready?: boolean | null | undefined
  /** What an order is prepared with. Where it is null, as where `amounts` is, it must not be ordered. */
  readonly quote_token?: string | null | undefined
  readonly amounts?: Open | null | undefined
  readonly delivery_groups?: readonly Open[] | null | undefined
  /** The sums, in KRW: `total_product_price`, `total_delivery_fee`, `total_order_price` and more. */
  readonly summary?: Open | null | undefined
  /** What cannot be ordered, each with its `reason`. */
  readonly unavailable_items?: readonly Open[] | null | undefined
}

/** Schema of {@link OrderPreview}. */
export const OrderPreview = Open as Schema<OrderPreview>
