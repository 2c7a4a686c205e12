import type { Failure } from '../../engine/errors.js'
import { amount, object, text } from '../../engine/parameters.js'
import type { Store } from '../../engine/store.js'
import { refused } from '../codes.js'
import { quantityOf, type LineRecord } from '../order/lines.js'
import type { OrderRecord } from '../order/record.js'
import { orderCancels } from './collection.js'
import type { CancelRecord, TakenRecord } from './record.js'

type Asked = Pick<CancelRecord, 'asked_price' | 'asked_tax_free' | 'taken'>

/** What a cancel comes to. */
export type Amounts = Pick<CancelRecord, 'cancel_price' | 'cancel_tax_free_price'>

type Named = Pick<TakenRecord, 'product_id' | 'product_option_id'>

const isSame = (one: Named, other: Named): boolean =>
  one.product_id === other.product_id &&
  (one.product_option_id === undefined || one.product_option_id === other.product_option_id)

/** How many of a line were taken back. */
const takenOf = (store: Store, { order_id }: OrderRecord, line: LineRecord): number =>
  orderCancels
    .by(store, 'order', order_id)
    .filter(({ status }) => status === 1)
    .flatMap(({ taken = [] }) => taken)
    .filter((each) => isSame(each, line))
    .reduce((sum, { quantity }) => sum + quantity, 0)

const leftOf = (store: Store, order: OrderRecord, line: LineRecord): number =>
  line.quantity - takenOf(store, order, line)

/** Reads the products that are to be taken back; without a number all that are left of one. */
export const readTaken = (store: Store, order: OrderRecord, given: unknown): readonly TakenRecord[] | Failure => {
  const taken: TakenRecord[] = []
  for (const each of Array.isArray(given) ? (given as unknown[]) : []) {
    const asked = object(each) ?? {}
    const product_id = text(asked['product_id']) ?? text(asked['order_product_id'])
    const named = { product_id, product_option_id: text(asked['product_option_id']) }
    const line = order.lines.find((one) => product_id !== undefined && isSame(named, one))
    if (line === undefined) return refused('PARAMETER_INVALID', 'cancel_products.product_id')
    const number = asked['cancel_quantity'] ?? asked['qty']
    const quantity = number === undefined ? leftOf(store, order, line) : quantityOf(number)
    if (quantity === undefined) return refused('PARAMETER_INVALID', 'cancel_products.cancel_quantity')
    const price = amount(asked['cancel_price'])
    if (price !== undefined && !(price >= 0)) return refused('PARAMETER_INVALID', 'cancel_products.cancel_price')
    taken.push({ product_id: line.product_id, product_option_id: line.product_option_id, quantity, price })
  }
  return taken
}

const productAmounts = (
  store: Store,
  order: OrderRecord,
  taken: readonly TakenRecord[],
  rest: Amounts,
): Amounts | Failure => {
  const left = order.lines.map((line) => ({ line, quantity: leftOf(store, order, line) }))
  let cancel_price = 0
  let cancel_tax_free_price = 0
  for (const { quantity, price, ...named } of taken) {
    const found = left.find(({ line }) => isSame(named, line))
    if (found === undefined || quantity < 1 || quantity > found.quantity) return refused('ORDER_CANCEL_PRICE_INVALID')
    found.quantity -= quantity
    cancel_price += price ?? found.line.price * quantity
    cancel_tax_free_price += found.line.tax_free_price * quantity
  }
  // With the last product goes all that is left, delivery too.
  if (left.every(({ quantity }) => quantity === 0) && taken.every(({ price }) => price === undefined)) return rest
  return { cancel_price, cancel_tax_free_price: Math.min(cancel_tax_free_price, rest.cancel_tax_free_price) }
}

/** Works out what a cancel comes to as an order stands; what is over the rest is refused. */
export const amountsOf = (store: Store, order: OrderRecord, asked: Asked, rest: Amounts): Amounts | Failure => {
  const { asked_price, asked_tax_free = 0, taken } = asked
  const amounts =
    asked_price !== undefined
      ? { cancel_price: asked_price, cancel_tax_free_price: asked_tax_free }
      : taken !== undefined
        ? productAmounts(store, order, taken, rest)
        : rest
  if (!('cancel_price' in amounts)) return amounts
  const { cancel_price, cancel_tax_free_price } = amounts
  const isFine =
    cancel_price > 0 &&
    cancel_price <= rest.cancel_price &&
    cancel_tax_free_price >= 0 &&
    cancel_tax_free_price <= Math.min(cancel_price, rest.cancel_tax_free_price)
  return isFine ? amounts : refused('ORDER_CANCEL_PRICE_INVALID')
}
