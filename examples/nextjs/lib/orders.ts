import type { OutcomeUnknown } from 'bootpay-fp'
import type { Receipt } from 'bootpay-fp/payment'

export type Order = { readonly price: number; readonly state: 'open' | 'paid' | 'cancelled' }

// Stands in for your database. On Vercel nothing in memory outlives a request for sure: put this into Postgres or the like.
const orders = new Map<string, Order>([
  ['order-1024', { price: 39_000, state: 'open' }],
  ['order-1025', { price: 210_000, state: 'open' }],
])
const webhooks = new Set<string>()
const unknowns: OutcomeUnknown[] = []

export const findOrder = (order_id: string): Order | undefined => orders.get(order_id)

/**
 * Makes an order what Bootpay's receipt says: webhooks may come late and in any order, so which one came says less. A payment
 * that is not for the order's price pays for nothing.
 */
export const markOrder = ({ order_id = '', price, cancelled_price }: Receipt): void => {
  const state = cancelled_price < price ? 'paid' : 'cancelled'
  if (orders.get(order_id)?.price === price) orders.set(order_id, { price, state })
}

export const wasHandled = (key: string): boolean => webhooks.has(key)
/** In a database: in the same transaction as the mark. */
export const setHandled = (key: string): void => void webhooks.add(key)

/** Keeps a write whose outcome is unknown for a job that settles it, such as examples/settle-cron. */
export const keepForLater = (unknown: OutcomeUnknown): void => void unknowns.push(unknown)
