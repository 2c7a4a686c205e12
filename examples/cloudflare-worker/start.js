import { createServer } from 'node:http'

import { announce, openBootpay } from '../support/bootpay.js'
import { startWorker } from './worker.js'

// A warehouse that takes its time.
const warehouse = createServer((request, response) => {
  request.setEncoding('utf8').on('data', (text) => console.log(`The warehouse hears of ${text}`))
  setTimeout(() => response.end(), 1_000)
})
await new Promise((resolve) => warehouse.listen(0, '127.0.0.1', () => resolve(undefined)))
const { port } = /** @type {import('node:net').AddressInfo} */ (warehouse.address())

let shop = ''
const { env, sandbox } = await openBootpay(() => `${shop}/webhook`)
const bindings = { ...env, WAREHOUSE_URL: `http://127.0.0.1:${port}` }
const { url } = await startWorker(bindings, Number(process.env['PORT'] ?? 3000))
shop = url
announce(shop, sandbox)
