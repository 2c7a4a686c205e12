import { isCancelled, isPaid } from 'bootpay-fp/payment'

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
   * payment that is not for the order's price pays for nothing. What is neither paid nor cancelled, such as a virtual account
   * that waits for its deposit, leaves the order open; a second payment does nothing to an order that is paid.
   * @param {Receipt} receipt
   */
  const mark = (receipt) => {
    const { order_id = '', price, receipt_id } = receipt
    const order = orders.get(order_id)
    if (order?.price !== price || (order.state === 'paid' && order.receipt_id !== receipt_id)) return
    const state = isPaid(receipt) ? 'paid' : isCancelled(receipt) ? 'cancelled' : undefined
    if (state) orders.set(order_id, { price, state, receipt_id, marked: order.marked + 1 })
  }
  /** Writes whose outcome is unknown, for a job such as examples/settle-cron. @type {import('bootpay-fp').OutcomeUnknown[]} */
  const unknowns = []
  /** Money that was taken and is not back, for a person. @type {import('bootpay-fp').NotReturned[]} */
  const forPeople = []
  /**
   * Keeps what somebody has to look at later: the job, a person, or both.
   * @param {import('bootpay-fp').BootpayError | import('bootpay-fp').Mismatch | import('bootpay-fp').NotReturned} error
   */
  const keep = (error) => {
    if (error._tag === 'NotReturned') forPeople.push(error)
    const failure = error._tag === 'NotReturned' ? error.failure : error
    if (failure._tag === 'OutcomeUnknown') unknowns.push(failure)
  }
  return {
    orders,
    /** Keys of the webhooks that were dealt with. @type {Set<string>} */
    webhooks: new Set(),
    unknowns,
    forPeople,
    mark,
    keep,
  }
}
