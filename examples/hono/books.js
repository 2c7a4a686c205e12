/** @typedef {import('bootpay-fp').Receipt} Receipt */
/** @typedef {{ price: number, state: 'open' | 'paid' | 'cancelled', receipt_id?: string, marked: number }} Order */

/** The shop's books, in memory; a database in real life, with each mark and its webhook key in one transaction. */
export const createBooks = () => {
  /** @type {Map<string, Order>} */
  const orders = new Map([
    ['order-1024', { price: 39_000, state: 'open', marked: 0 }],
    ['order-1025', { price: 210_000, state: 'open', marked: 0 }],
  ])
  /**
   * Makes an order what Bootpay's receipt says: webhooks may come late and in any order, so which one came says less. A
   * payment that is not for the order's price pays for nothing.
   * @param {Receipt} receipt
   */
  const mark = ({ order_id = '', price, cancelled_price, receipt_id }) => {
    const order = orders.get(order_id)
    if (order?.price !== price) return
    const state = cancelled_price < price ? 'paid' : 'cancelled'
    orders.set(order_id, { price, state, receipt_id, marked: order.marked + 1 })
  }
  return {
    orders,
    /** Keys of the webhooks that were dealt with. @type {Set<string>} */
    webhooks: new Set(),
    /** Writes whose outcome is unknown. @type {import('bootpay-fp').OutcomeUnknown[]} */
    unknowns: [],
    mark,
  }
}
