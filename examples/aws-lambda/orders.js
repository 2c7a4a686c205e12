import { isCancelled, isPaid } from 'bootpay-fp/payment'

/** @typedef {import('bootpay-fp').Receipt} Receipt */

// Stands in for your tables, since instances of a function share no memory. In DynamoDB a mark and its webhook key are one
// TransactWriteItems, the key with `attribute_not_exists`.

/** @type {Map<string, { price: number, state: 'open' | 'paid' | 'cancelled', receipt_id?: string }>} */
const orders = new Map([
  ['order-1024', { price: 39_000, state: 'open' }],
  ['order-1025', { price: 210_000, state: 'open' }],
])
/** @type {Set<string>} */
const webhooks = new Set()
/** @type {import('bootpay-fp').OutcomeUnknown[]} */
const unknowns = []
/** What a person has to look at. @type {import('bootpay-fp').NotReturned[]} */
const forPeople = []

/** @param {string} order_id */
export const findOrder = async (order_id) => orders.get(order_id)

/**
 * Makes an order what Bootpay's receipt says, if it is for the order's price. What is neither paid nor cancelled, such as a
 * virtual account that waits for its deposit, leaves it open; a second payment does nothing to an order that is paid.
 * @param {Receipt} receipt
 */
export const markOrder = async (receipt) => {
  const { order_id = '', price, receipt_id } = receipt
  const order = orders.get(order_id)
  if (order?.price !== price || (order.state === 'paid' && order.receipt_id !== receipt_id)) return
  if (isPaid(receipt)) orders.set(order_id, { price, state: 'paid', receipt_id })
  else if (isCancelled(receipt)) orders.set(order_id, { price, state: 'cancelled', receipt_id })
}

/** Where the buyer pays in, and until when: for the buyer's page. @param {Receipt} receipt */
export const accountOf = ({ vbank_data }) => ({
  bank_name: vbank_data?.bank_name,
  bank_account: vbank_data?.bank_account,
  expired_at: vbank_data?.expired_at,
})

/** @param {string} key */
export const wasHandled = async (key) => webhooks.has(key)

/** @param {string} key */
export const setHandled = async (key) => {
  webhooks.add(key)
}

/** @param {import('bootpay-fp').OutcomeUnknown} unknown */
export const keepForLater = async (unknown) => {
  unknowns.push(unknown)
}

/** Wakes a person up: money was taken that is not for the order, and it is not back. @param {import('bootpay-fp').NotReturned} error */
export const keepForPeople = async (error) => {
  forPeople.push(error)
  if (error.failure._tag === 'OutcomeUnknown') await keepForLater(error.failure)
}
