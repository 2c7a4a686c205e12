import type { NotReturned, OutcomeUnknown } from 'bootpay-fp'
import { isCancelled, isPaid, type Receipt } from 'bootpay-fp/payment'

export type Order = {
  readonly price: number
  readonly state: 'open' | 'paid' | 'cancelled'
  readonly receipt_id?: string
}

// Stands in for your database. On Vercel nothing in memory outlives a request for sure: put this into Postgres or the like.
const orders = new Map<string, Order>([
  ['order-1024', { price: 39_000, state: 'open' }],
  ['order-1025', { price: 210_000, state: 'open' }],
])
const webhooks = new Set<string>()
const unknowns: OutcomeUnknown[] = []
const forPeople: NotReturned[] = []

export const findOrder = (order_id: string): Order | undefined => orders.get(order_id)

/**
 * Makes an order what Bootpay's receipt says: webhooks may come late and in any order, so which one came says less. A payment
 * that is not for the order's price pays for nothing. What is neither paid nor cancelled, such as a virtual account that waits
 * for its deposit, leaves the order open; a second payment does nothing to an order that is paid.
 */
export const markOrder = (receipt: Receipt): void => {
  const { order_id = '', price, receipt_id } = receipt
  const order = orders.get(order_id)
  if (order?.price !== price || (order.state === 'paid' && order.receipt_id !== receipt_id)) return
  if (isPaid(receipt)) orders.set(order_id, { price, state: 'paid', receipt_id })
  else if (isCancelled(receipt)) orders.set(order_id, { price, state: 'cancelled', receipt_id })
}

/** Where the buyer pays in, and until when: for the buyer's page. */
export const accountOf = ({ vbank_data }: Receipt) => ({
  bank_name: vbank_data?.bank_name,
  bank_account: vbank_data?.bank_account,
  expired_at: vbank_data?.expired_at,
})

export const wasHandled = (key: string): boolean => webhooks.has(key)
/** In a database: in the same transaction as the mark. */
export const setHandled = (key: string): void => void webhooks.add(key)

/** Keeps a write whose outcome is unknown for a job that settles it, such as examples/settle-cron. */
export const keepForLater = (unknown: OutcomeUnknown): void => void unknowns.push(unknown)

/** Wakes a person up: money was taken that is not for the order, and it is not back. */
export const keepForPeople = (error: NotReturned): void => {
  forPeople.push(error)
  if (error.failure._tag === 'OutcomeUnknown') keepForLater(error.failure)
}
