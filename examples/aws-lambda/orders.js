/** @typedef {import('bootpay-fp').Receipt} Receipt */

// Stands in for your tables, since instances of a function share no memory. In DynamoDB a mark and its webhook key are one
// TransactWriteItems, the key with `attribute_not_exists`.

/** @type {Map<string, { price: number, state: 'open' | 'paid' | 'cancelled' }>} */
const orders = new Map([
  ['order-1024', { price: 39_000, state: 'open' }],
  ['order-1025', { price: 210_000, state: 'open' }],
])
/** @type {Set<string>} */
const webhooks = new Set()
/** @type {import('bootpay-fp').OutcomeUnknown[]} */
const unknowns = []

/** @param {string} order_id */
export const findOrder = async (order_id) => orders.get(order_id)

/**
 * Makes an order what Bootpay's receipt says, if it is for the order's price.
 * @param {Receipt} receipt
 */
export const markOrder = async ({ order_id = '', price, cancelled_price }) => {
  const state = cancelled_price < price ? 'paid' : 'cancelled'
  if (orders.get(order_id)?.price === price) orders.set(order_id, { price, state })
}

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
