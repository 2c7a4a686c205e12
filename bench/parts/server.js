// A Bootpay in a process of its own that answers every request with a paid card payment.
import { createServer } from 'node:http'
import { createServer as createSecureServer } from 'node:https'

import { createSandbox } from 'bootpay-fp/sandbox'

import { cert, key } from '../../tests/fetches/support/certificate.js'

const sandbox = createSandbox()
const receipt_id = sandbox.browser.requestPayment({ order_id: 'order-1024', order_name: '스웨터', price: 39_000 })
sandbox.browser.pay(receipt_id)
const { client_key, secret_key } = sandbox.credentials
const headers = { authorization: `Basic ${btoa(`${client_key}:${secret_key}`)}` }
const answer = Buffer.from(await (await sandbox.fetch(`${sandbox.baseUrl}/receipt/${receipt_id}`, { headers })).text())

/** @type {import('node:http').RequestListener} */
const listener = (request, response) => {
  request.resume().on('end', () => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length }).end(answer)
  })
}
const server = createServer({ keepAliveTimeout: 60_000 }, listener)
const secure = createSecureServer({ keepAliveTimeout: 60_000, cert, key }, listener)
server.listen(0, '127.0.0.1', () => {
  secure.listen(0, '127.0.0.1', () =>
    process.send?.({
      address: server.address(),
      secureAddress: secure.address(),
      ca: cert,
      receipt_id,
      text: answer.toString(),
    }),
  )
})
process.on('disconnect', () => process.exit())
