import { counter, type Cell } from '../../engine/cell.js'
import { koreanTime } from '../../engine/clock.js'
import type { JsonObject } from '../../engine/json.js'
import type { Store } from '../../engine/store.js'
import { isHeld, type ReceiptRecord } from '../../pg/receipt/record.js'
import type { InvoiceRecord } from '../invoice/record.js'
import type { LineRecord } from './lines.js'

/** How an order stands: it waits for the buyer, for the shop's confirm or for a deposit, it is paid, cancelled or too late. */
export type OrderStanding = 'pending' | 'confirming' | 'deposit' | 'paid' | 'cancelled' | 'expired'

/** What an order shows of its payment, which is a receipt of the PG API. */
export type OrderPayment = Pick<ReceiptRecord, 'receipt_id' | 'method' | 'card' | 'purchased_at' | 'cancelled_price'>

/** An order as the store keeps it; times in epoch milliseconds. */
export type OrderRecord = {
  readonly order_id: string
  readonly order_number: string
  readonly order_name: string
  readonly price: number
  readonly tax_free_price: number
  readonly delivery_price: number
  readonly lines: readonly LineRecord[]
  readonly user: JsonObject | undefined
  readonly user_group_id: string | undefined
  readonly metadata: unknown
  readonly standing: OrderStanding
  readonly payment: OrderPayment | undefined
  /** Whether it counts as cancelled although the payment could not be. */
  readonly forced: boolean
  readonly created_at: number
}

/** The order that a payment link becomes. */
export const orderOf = (invoice: InvoiceRecord, at: number): OrderRecord => ({
  order_id: invoice.order_id,
  order_number: invoice.order_number,
  order_name: invoice.name,
  price: invoice.price,
  tax_free_price: invoice.tax_free_price,
  delivery_price: invoice.delivery_price,
  lines: [...invoice.products, ...invoice.items],
  user: invoice.user,
  user_group_id: invoice.user_group_id,
  metadata: invoice.metadata,
  standing: 'pending',
  payment: undefined,
  forced: false,
  created_at: at,
})

/** How an order stands by its payment. */
export const standingBy = (receipt: ReceiptRecord): OrderStanding => {
  if (isHeld(receipt)) return 'paid'
  if (receipt.purchased_at !== undefined && receipt.cancelled_price >= receipt.price) return 'cancelled'
  if (receipt.status === 5) return 'deposit'
  if (receipt.status === -10) return 'expired'
  return receipt.status === 2 ? 'confirming' : 'pending'
}

/** The number of the last order. */
export const orderSerial: Cell<number> = counter('order_serial')

/** A new number of an order, which a buyer sees: its minute, and four digits. */
export const newOrderNumber = (store: Store, at: number): string => {
  const number = orderSerial.get(store) + 1
  orderSerial.set(store, number)
  return koreanTime(at).slice(2, 16).replace(/\D/g, '') + String(number).padStart(4, '0')
}
