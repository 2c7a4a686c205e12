// Invokes both functions as API Gateway would, through lambda-local, and prints what comes back.
import { fileURLToPath } from 'node:url'

import lambdaLocal from 'lambda-local'

import { openBootpay } from '../support/bootpay.js'
import { httpEvent } from './event.js'

const { env, sandbox, close } = await openBootpay()
if (!sandbox) throw new Error('this walk needs its own embedded Bootpay: unset BOOTPAY_CLIENT_KEY')
Object.assign(process.env, env)
lambdaLocal.setLogger(/** @type {any} */ ({ log: () => undefined, transports: [] }))

/** @param {'confirm' | 'webhook'} name @param {ReturnType<typeof httpEvent>} event */
const invoke = async (name, event) => {
  const result = await lambdaLocal.execute({
    event,
    lambdaPath: fileURLToPath(new URL('handler.js', import.meta.url)),
    lambdaHandler: name,
    timeoutMs: 30_000,
    verboseLevel: 0,
  })
  const { statusCode, body } = /** @type {import('./handler.js').HttpResult} */ (result)
  console.log(`${name.padEnd(8)} ${event.isBase64Encoded ? 'Base64' : 'text  '} ${statusCode} ${body}`)
}

/** @param {string} order_id @param {number} price */
const buyerPays = (order_id, price) => {
  const order = { order_id, order_name: order_id, price, separately_confirmed: true }
  const receipt_id = sandbox.browser.requestPayment(order)
  sandbox.browser.pay(receipt_id)
  return { receipt_id, order_id }
}

const right = buyerPays('order-1024', 39_000)
await invoke('confirm', httpEvent('/confirm', JSON.stringify(right)))
await invoke('confirm', httpEvent('/confirm', JSON.stringify(buyerPays('order-1025', 100))))
const claim = { receipt_id: right.receipt_id, webhook_type: 'PAYMENT_COMPLETED', price: '39000' }
await invoke('webhook', httpEvent('/webhook', new URLSearchParams(claim).toString(), 'form'))
await invoke('webhook', httpEvent('/webhook', JSON.stringify({ ...claim, price: 1 })))
close()
