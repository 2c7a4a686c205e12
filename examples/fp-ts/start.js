import { createContext } from 'bootpay-fp'
import { createSandbox } from 'bootpay-fp/sandbox'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'

import { refundUnsent, takings } from './closing.js'

const sandbox = createSandbox()
const { client_key, secret_key } = sandbox.credentials
const ctx = createContext({ credentials: { client_key, secret_key }, fetch: sandbox.fetch })

const orders = [
  { order_id: 'order-1024', price: 39_000, inStock: true },
  { order_id: 'order-1025', price: 210_000, inStock: false },
  { order_id: 'order-1026', price: 8_000, inStock: true },
]
for (const { order_id, price } of orders)
  sandbox.browser.pay(sandbox.browser.requestPayment({ order_id, order_name: order_id, price }))

const told = E.match(
  (/** @type {{ _tag: string }} */ error) => `failed with ${error._tag}`,
  (/** @type {number} */ amount) => `${amount} won`,
)

console.log('taken in    ', told(await takings(orders)(ctx)()))
const unpaid = { order_id: 'order-1099', price: 5_000, inStock: false }
const { left, right } = await refundUnsent([...orders, unpaid])(ctx)()
for (const { order_id, cancelled_price } of right) console.log('given back  ', order_id, cancelled_price)
for (const { order_id, error } of left) console.log('look at this', order_id, error._tag)
const sent = orders.filter(({ inStock }) => inStock)
console.log('for the rest', pipe(await takings(sent)(ctx)(), told))
