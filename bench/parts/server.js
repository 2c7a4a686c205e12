// A Bootpay in a process of its own that answers every request with a paid card payment.
import { createServer } from 'node:http'

import { createSandbox } from 'bootpay-fp/sandbox'

const sandbox = createSandbox()
const receipt_id = sandbox.browser.requestPayment({ order_id: 'order-1024', order_name: '스웨터', price: 39_000 })
sandbox.browser.pay(receipt_id)
const { client_key, secret_key } = sandbox.credentials
const headers = { authorization: `Basic ${btoa(`${client_key}:${secret_key}`)}` }
const answer = Buffer.from(await (await sandbox.fetch(`${sandbox.baseUrl}/receipt/${receipt_id}`, { headers })).text())

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  request.resume().on('end', () => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length }).end(answer)
  })
})
server.listen(0, '127.0.0.1', () => process.send?.({ address: server.address(), receipt_id, text: answer.toString() }))
process.on('disconnect', () => process.exit())
