import { beforeAll, describe, expect, test } from 'vitest'

import { account, allowLoopback, buyerPays, curls, endAll, openSandbox, post, start, waitFor } from './support/start.js'

allowLoopback()
endAll()

const orderAt = async (url: string, order_id: string) => (await fetch(`${url}/orders/${order_id}`)).json()

describe('the shop on Hono, started as its page says', () => {
  test('answers the two printed lines as they say, and gets a webhook by itself', async () => {
    const { url, said } = await start('hono/start.js')
    await waitFor(() => Promise.resolve(curls(said.stdout).length === 2))
    const [right, wrong] = curls(said.stdout)
    expect(await post(right?.url ?? '', right?.body)).toEqual({ status: 200, body: { state: 'PAID', price: 39_000 } })
    expect(await post(wrong?.url ?? '', wrong?.body)).toEqual({ status: 409, body: { state: 'NOT_AS_ORDERED' } })
    // Once by the confirm, once by the webhook.
    await waitFor(async () => ((await orderAt(url, 'order-1024')) as { marked: number }).marked === 2)
  })
})

describe('the shop on Hono, before a sandbox', async () => {
  let url = ''
  const { sandbox, env, spoil } = await openSandbox(() => `${url}/webhook`)
  beforeAll(async () => {
    ;({ url } = await start('hono/start.js', env))
  })

  test('confirms once, also when the page is loaded twice', async () => {
    const receipt_id = buyerPays(sandbox, 'order-1024', 39_000)
    const paid = { status: 200, body: { state: 'PAID', price: 39_000 } }
    expect(await post(`${url}/confirm`, { receipt_id, order_id: 'order-1024' })).toEqual(paid)
    expect(await post(`${url}/confirm`, { receipt_id, order_id: 'order-1024' })).toEqual(paid)
  })

  test('tells failures apart', async () => {
    const receipt_id = buyerPays(sandbox, 'order-1025', 1_000)
    const stateOf = async (body: unknown) => {
      const answer = await post(`${url}/confirm`, body)
      return [answer.status, answer.body['state']]
    }
    expect(await stateOf({ receipt_id, order_id: 'order-1025' })).toEqual([409, 'NOT_AS_ORDERED'])
    expect(await stateOf({ receipt_id, order_id: 'order-1024' })).toEqual([409, 'NOT_AS_ORDERED'])
    expect(await stateOf({ receipt_id, order_id: 'order-9' })).toEqual([404, 'NO_SUCH_ORDER'])
    expect(await stateOf({ receipt_id: '0'.repeat(24), order_id: 'order-1024' })).toEqual([404, 'NO_SUCH_PAYMENT'])
    expect(await stateOf({ receipt_id: '../cancel', order_id: 'order-1024' })).toEqual([400, 'BAD_REQUEST'])
    const open = buyerPays(sandbox, 'order-1024', 39_000)
    sandbox.failNext('too_many_requests', { operation: 'confirmPayment', times: 3 })
    expect(await stateOf({ receipt_id: open, order_id: 'order-1024' })).toEqual([503, 'TRY_AGAIN'])
    // Nobody could look whether an earlier call had confirmed it.
    sandbox.failNext('too_many_requests', { operation: 'getReceipt', times: 3 })
    expect(await stateOf({ receipt_id: open, order_id: 'order-1024' })).toEqual([202, 'CHECKING'])
    expect(sandbox.state().cancellations).toEqual([])
  })

  test('shows a virtual account to the buyer, and leaves the order open until the deposit', async () => {
    const receipt_id = buyerPays(sandbox, 'order-1025', 210_000, 'vbank')
    const awaiting = { status: 202, body: { state: 'AWAITING_DEPOSIT', account } }
    expect(await post(`${url}/confirm`, { receipt_id, order_id: 'order-1025' })).toEqual(awaiting)
    expect(await orderAt(url, 'order-1025')).toEqual({ price: 210_000, state: 'open', marked: 0 })
  })

  test('says neither paid nor refused of money that is not back', async () => {
    const before = await orderAt(url, 'order-1024')
    const receipt_id = spoil(buyerPays(sandbox, 'order-1024', 39_000))
    const answer = await post(`${url}/confirm`, { receipt_id, order_id: 'order-1024' })
    expect(answer).toEqual({ status: 500, body: { state: 'CALL_US' } })
    expect(sandbox.state().receipts.find((receipt) => receipt.receipt_id === receipt_id)?.status).toBe(1)
    expect(await orderAt(url, 'order-1024')).toEqual(before)
  })

  test('waits for a lost answer and finds the payment', async () => {
    const receipt_id = buyerPays(sandbox, 'order-1024', 39_000)
    sandbox.failNext('reset_after', { operation: 'confirmPayment' })
    expect((await post(`${url}/confirm`, { receipt_id, order_id: 'order-1024' })).status).toBe(200)
  })

  test('says that it is still checking when nobody knows', async () => {
    const receipt_id = buyerPays(sandbox, 'order-1024', 39_000)
    sandbox.failNext('bad_gateway_before', { operation: 'confirmPayment' })
    const answer = await post(`${url}/confirm`, { receipt_id, order_id: 'order-1024' })
    expect(answer).toEqual({ status: 202, body: { state: 'CHECKING' } })
  })

  test('deals with a webhook once, and believes no stranger', async () => {
    await sandbox.deliver() // those of the tests above
    const { marked } = (await orderAt(url, 'order-1025')) as { marked: number }
    sandbox.failNext('webhook_twice')
    sandbox.browser.pay(sandbox.browser.requestPayment({ order_id: 'order-1025', order_name: '책상', price: 210_000 }))
    await sandbox.deliver()
    expect(sandbox.webhooks().at(-1)?.status).toBe('delivered')
    expect(await orderAt(url, 'order-1025')).toMatchObject({ state: 'paid', marked: marked + 1 })

    const open = buyerPays(sandbox, 'order-1024', 39_000)
    const lie = { receipt_id: open, webhook_type: 'PAYMENT_COMPLETED', status: 1, price: 39_000 }
    expect((await post(`${url}/webhook`, lie)).status).toBe(400)
  })
})
