import type { Schema } from '../../../core/schema.js'
import { identified, type Open } from '../../shared/answers.js'

/** A product of an order. */
export type OrderProduct = {
  readonly product_id?: string | null | undefined
  readonly product_option_id?: string | null | undefined
  readonly name?: string | null | undefined
  readonly quantity?: number | null | undefined
  /** Price of one, in the order's currency. */
  readonly price?: number | null | undefined
}

/**
 * An order. Of an answer only the id is sure: the others are named by Bootpay's pages and SDKs, which differ, and all else that
 * comes is passed through. Sources: api-commerce 3.5, commerce-design 0.
 */
export type Order = {
  /** Bootpay's id of the order; its number where the answer names no id. */
  readonly order_id: string
  /** The number that a buyer sees. */
  readonly order_number?: string | null | undefined
  readonly order_name?: string | null | undefined
  /** How the order stands: a number, or a text such as `order_pending` or `payment_completed`. Neither list is complete. */
  readonly status?: number | string | null | undefined
  /** How its payment stands: a number, or a text such as `receipt_success`. */
  readonly receipt_status?: number | string | null | undefined
  /** What is paid, in the order's currency (KRW where that is absent). */
  readonly price?: number | null | undefined
  readonly total_price?: number | null | undefined
  /** Tax-free part of the price. */
  readonly tax_free_price?: number | null | undefined
  readonly discount_amount?: number | null | undefined
  readonly delivery_price?: number | null | undefined
  /** 1 KRW, 2 USD, 3 CNY, 4 JPY, 5 EUR. */
  readonly currency?: number | string | null | undefined
  readonly payment_method?: string | null | undefined
  /** The payment, as the payment API knows it: {@link getReceipt} reads it with the keys of that API. */
  readonly receipt_id?: string | null | undefined
  readonly user_id?: string | null | undefined
  readonly user?: Open | null | undefined
  readonly products?: readonly OrderProduct[] | null | undefined
  /** What the payment gateway said: `receipt_id`, `method_name`, `card_name` and more. */
  readonly result_data?: Open | null | undefined
  readonly order_subscriptions?: readonly Open[] | null | undefined
  /** Moments as Bootpay writes them: {@link parseBootpayDate} reads them. */
  readonly purchased_at?: string | null | undefined
  readonly created_at?: string | null | undefined
  readonly updated_at?: string | null | undefined
}

/** Schema of {@link Order}. */
export const Order: Schema<Order> = identified('order_id', 'order_number')
