import { newSecret } from '../../engine/ids.js'
import { amount, flag, object, text } from '../../engine/parameters.js'
import type { Handler } from '../../engine/router.js'
import type { Store } from '../../engine/store.js'
import { refused } from '../codes.js'
import { lineOf, quantityOf, sumOf, taxFreeOf, type LineRecord } from '../order/lines.js'
import { productOf } from '../product/collection.js'
import { isOnSale, stockOf } from '../product/record.js'
import { sessionOf } from '../user/session.js'

type Unavailable = { readonly product_id: string; readonly product_name: string | undefined; readonly reason: string }

const judge = (store: Store, at: number, given: unknown): LineRecord | Unavailable => {
  const item = object(given) ?? {}
  const product_id = text(item['product_id']) ?? ''
  const product = productOf(store, product_id)
  const unavailable = (reason: string): Unavailable => ({
    product_id,
    product_name: text(product?.members['name']),
    reason,
  })
  if (product === undefined) return unavailable('PRODUCT_NOT_FOUND')
  const quantity = quantityOf(item['quantity'])
  if (quantity === undefined) return unavailable('QUANTITY_INVALID')
  if (!isOnSale(product, at)) return unavailable('NOT_ON_SALE')
  if (stockOf(product) < quantity) return unavailable('OUT_OF_STOCK')
  if (flag(item['is_subscription'])) return unavailable('SUBSCRIPTION_UNABLE')
  return lineOf(product, text(item['product_option_id']), quantity, at) ?? unavailable('OPTION_NOT_FOUND')
}

const itemAnswer = ({ product_id, product_option_id, name, quantity, price }: LineRecord): object => ({
  product_id,
  product_option_id,
  product_name: name,
  quantity,
  price,
  subtotal: price * quantity,
})

/**
 * `POST /cart/order-preview`. A member's cart at Bootpay is empty here; delivery costs nothing, and there are neither coupons nor
 * points. With anything that cannot be ordered there is no token.
 */
export const previewOrder: Handler = (call) => {
  const { store, at, parameters } = call
  const given: unknown = parameters['cart_items']
  const items = Array.isArray(given) ? (given as unknown[]) : []
  const isMember = parameters['member_mode'] === 'member'
  const session = sessionOf(call)
  if (isMember && session === undefined) return refused('USER_SESSION_INVALID')
  if (!isMember && items.length === 0) return refused('PARAMETER_INVALID', 'cart_items')
  const points = amount(parameters['point_amount']) ?? 0
  if (!(points >= 0)) return refused('PARAMETER_INVALID', 'point_amount')
  const judged = items.map((item) => judge(store, at, item))
  const lines = judged.filter((each) => 'price' in each)
  const unavailable_items = judged.filter((each) => 'reason' in each)
  const total = sumOf(lines)
  const total_quantity = lines.reduce((sum, { quantity }) => sum + quantity, 0)
  const isReady = lines.length > 0 && unavailable_items.length === 0
  const group = {
    group_key: 'default',
    items: lines.map(itemAnswer),
    total_price: total,
    total_quantity,
    delivery_fee: 0,
    shipping_available: true,
  }
  return {
    user_id: session?.[0].user_id ?? null,
    delivery_groups: lines.length > 0 ? [group] : [],
    summary: {
      total_items: lines.length,
      total_quantity,
      total_product_price: total,
      total_delivery_fee: 0,
      total_delivery_extra_fee: 0,
      coupon_discount_amount: 0,
      applied_coupons: [],
      point_use_amount: 0,
      point_max_usable: 0,
      point_balance_after: 0,
      total_order_price: total,
    },
    unavailable_items,
    checkout_ready: isReady,
    quote_token: isReady ? newSecret(store) : null,
    amounts: isReady ? { price: total, tax_free_price: taxFreeOf(lines) } : null,
  }
}
