import { koreanTime, koreanTimeOf } from '../../engine/clock.js'
import { text } from '../../engine/parameters.js'
import { cardCompany } from '../../pg/means.js'
import { methodName } from '../../pg/names.js'
import type { LineRecord } from './lines.js'
import type { OrderRecord, OrderStanding } from './record.js'

type Status = {
  /** The number of it in lists; `order_expired` has none that is known. */
  readonly order: number | string
  readonly orderText: string
  readonly payment: number
  readonly paymentText: string
}

const statuses: Readonly<Record<OrderStanding, Status>> = {
  pending: { order: 0, orderText: 'order_pending', payment: 0, paymentText: 'receipt_ready' },
  confirming: { order: 5, orderText: 'payment_pending', payment: 2, paymentText: 'receipt_ready' },
  deposit: { order: 1, orderText: 'payment_pending', payment: 5, paymentText: 'receipt_vbank_ready' },
  paid: { order: 2, orderText: 'payment_completed', payment: 1, paymentText: 'receipt_success' },
  cancelled: { order: 10, orderText: 'order_cancelled', payment: 20, paymentText: 'receipt_cancelled' },
  expired: { order: 'order_expired', orderText: 'order_expired', payment: 0, paymentText: 'receipt_ready' },
}

/** The numbers by which lists give an order and its payment. */
export const numbersIn = ({ standing }: OrderRecord): readonly [order: number | string, payment: number] => [
  statuses[standing].order,
  statuses[standing].payment,
]

const common = (order: OrderRecord) => ({
  order_id: order.order_id,
  order_number: order.order_number,
  order_name: order.order_name,
  price: order.price,
  tax_free_price: order.tax_free_price,
  purchased_at: koreanTimeOf(order.payment?.purchased_at) ?? null,
  created_at: koreanTime(order.created_at),
})

/** An order as lists show it: how it stands is a number. */
export const orderItem = (order: OrderRecord): object => ({
  ...common(order),
  status: statuses[order.standing].order,
  receipt_status: statuses[order.standing].payment,
  receipt_id: order.payment?.receipt_id ?? null,
  user_id: order.user?.['user_id'] ?? null,
  username: order.user?.['name'] ?? null,
  user_email: order.user?.['email'] ?? null,
})

/** An order as its look-up shows it. */
export type OrderAnswer = {
  readonly order_id: string
  readonly order_number: string
  readonly order_name: string
  readonly price: number
  readonly tax_free_price: number
  readonly purchased_at: string | null
  readonly created_at: string
  readonly status: string
  readonly receipt_status: string
  readonly receipt_id: string | null
  readonly products: readonly object[]
  readonly [member: string]: unknown
}

const productAnswer = ({ product_id, product_option_id, name, quantity, price }: LineRecord): object => ({
  product_id,
  product_option_id,
  name,
  quantity,
  price,
})

const resultOf = ({ payment }: OrderRecord): object | null =>
  payment === undefined
    ? null
    : {
        receipt_id: payment.receipt_id,
        method_name: methodName(payment.method),
        ...(payment.method === 'card'
          ? { card_name: cardCompany('nicepay').card_company, card_no: payment.card?.card_no ?? '94352017****6169' }
          : {}),
      }

/** Writes an order as its look-up shows it: how it stands is a text. */
export const orderAnswer = (order: OrderRecord): OrderAnswer => ({
  ...common(order),
  status: statuses[order.standing].orderText,
  receipt_status: statuses[order.standing].paymentText,
  currency: 1,
  delivery_price: order.delivery_price,
  cancelled_price: order.payment?.cancelled_price ?? 0,
  receipt_id: order.payment?.receipt_id ?? null,
  user_id: text(order.user?.['user_id']) ?? null,
  user: order.user ?? null,
  products: order.lines.map(productAnswer),
  order_subscriptions: [],
  result_data: resultOf(order),
  metadata: order.metadata ?? null,
  sandbox: true,
})
