import assert from 'node:assert/strict'

import { createSandbox } from 'bootpay-fp/sandbox'

import { serveSandbox } from '../../../examples/support/bootpay.js'

/** A sandbox over HTTP whose webhooks go where they are told later, and its environment. */
export const openSandbox = async () => {
  const shop = { webhookUrl: '' }
  const sandbox = createSandbox({
    webhook: { url: 'http://localhost/webhook', fetch: (_, init) => fetch(shop.webhookUrl, init) },
  })
  const { baseUrl, close } = await serveSandbox(sandbox)
  const { client_key, secret_key } = sandbox.credentials
  const env = { BOOTPAY_CLIENT_KEY: client_key, BOOTPAY_SECRET_KEY: secret_key, BOOTPAY_BASE_URL: baseUrl }
  return { sandbox, env, shop, close }
}

/**
 * What a shop has to do on whatever platform: confirm what is as ordered and nothing else, and believe Bootpay alone.
 * @param {import('bootpay-fp/sandbox').Sandbox} sandbox
 * @param {string} url
 */
export const expectShop = async (sandbox, url) => {
  /** @param {string} path @param {string} body */
  const post = async (path, body, type = 'application/json') => {
    const response = await fetch(url + path, { method: 'POST', headers: { 'content-type': type }, body })
    return [response.status, await response.json()]
  }
  /** @param {string} order_id @param {number} price */
  const pay = (order_id, price, method = 'card') => {
    const order = { order_id, order_name: order_id, price, method, separately_confirmed: true }
    const receipt_id = sandbox.browser.requestPayment(order)
    sandbox.browser.pay(receipt_id)
    return receipt_id
  }
  /** @param {string} receipt_id @param {string} order_id */
  const confirm = (receipt_id, order_id) => post('/confirm', JSON.stringify({ receipt_id, order_id }))

  const right = pay('order-1024', 39_000)
  assert.deepEqual(await confirm(right, 'order-1024'), [200, { state: 'PAID', price: 39_000 }])
  assert.deepEqual(await confirm(right, 'order-1024'), [200, { state: 'PAID', price: 39_000 }], 'a page loaded twice')
  assert.deepEqual(await confirm(right, 'order-1025'), [409, { state: 'NOT_AS_ORDERED' }])
  const wrong = pay('order-1025', 100)
  assert.deepEqual(await confirm(wrong, 'order-1025'), [409, { state: 'NOT_AS_ORDERED' }])
  assert.equal((await confirm('0'.repeat(24), 'order-1025'))[0], 404)
  assert.deepEqual(await post('/confirm', 'nonsense'), [404, { state: 'NO_SUCH_ORDER' }])
  assert.equal(sandbox.state().cancellations.length, 0)

  const lost = pay('order-1024', 39_000)
  sandbox.failNext('reset_after', { operation: 'confirmPayment' })
  assert.deepEqual(await confirm(lost, 'order-1024'), [200, { state: 'PAID', price: 39_000 }], 'a lost answer')

  const [status, { state, account }] = await confirm(pay('order-1025', 210_000, 'vbank'), 'order-1025')
  assert.deepEqual([status, state, account.bank_name], [202, 'AWAITING_DEPOSIT', '국민'], 'a virtual account')

  const lie = { receipt_id: wrong, webhook_type: 'PAYMENT_COMPLETED', status: 1, price: 100 }
  assert.deepEqual(await post('/webhook', JSON.stringify(lie)), [400, { success: false }])
  const form = new URLSearchParams({ receipt_id: lost, webhook_type: 'PAYMENT_COMPLETED', price: '39000' }).toString()
  assert.deepEqual(await post('/webhook', form, 'application/x-www-form-urlencoded'), [200, { success: true }])

  sandbox.failNext('webhook_twice')
  sandbox.browser.pay(sandbox.browser.requestPayment({ order_id: 'order-1025', order_name: '책상', price: 210_000 }))
  await sandbox.deliver()
  assert.deepEqual([...new Set(sandbox.webhooks().map(({ status }) => status))], ['delivered'])
}
