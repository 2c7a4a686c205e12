import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import test from 'node:test'

import { startWorker } from '../../../examples/cloudflare-worker/worker.js'
import { expectShop, openSandbox } from './support.js'

test('the Worker is a shop, in workerd', async () => {
  /** @type {string[]} */
  const heard = []
  const warehouse = createServer((request, response) => {
    request.setEncoding('utf8').on('data', (text) => heard.push(text))
    setTimeout(() => response.end(), 300)
  })
  await new Promise((resolve) => warehouse.listen(0, '127.0.0.1', () => resolve(undefined)))
  const { port } = /** @type {import('node:net').AddressInfo} */ (warehouse.address())
  const { sandbox, env, shop, close } = await openSandbox()
  const worker = await startWorker({ ...env, WAREHOUSE_URL: `http://127.0.0.1:${port}` })
  shop.webhookUrl = `${worker.url}/webhook`
  try {
    await expectShop(sandbox, worker.url)

    const orders = await worker.db.prepare('select order_id, state from orders order by order_id').all()
    assert.deepEqual(orders.results, [
      { order_id: 'order-1024', state: 'paid' },
      { order_id: 'order-1025', state: 'paid' },
    ])
    const keys = await worker.db.prepare('select key from webhooks').all()
    assert.equal(new Set(keys.results.map((/** @type {{ key: string }} */ { key }) => key)).size, keys.results.length)
    // What the Worker goes on with after its answer may take a moment.
    for (let i = 0; i < 50 && heard.length < 2; i++) await new Promise((resolve) => setTimeout(resolve, 50))
    assert.deepEqual(
      heard.map((text) => JSON.parse(text).order_id).sort(),
      ['order-1024', 'order-1025'],
      'each order is sent once, though the confirm and two webhooks tell of it',
    )
  } finally {
    await worker.close()
    warehouse.close()
    close()
  }
})
