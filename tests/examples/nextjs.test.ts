import { describe, expect, test, vi } from 'vitest'

import { bundleAndImport } from '../../examples/support/bundle.js'
import { account, allowLoopback, buyerPays, curls, endAll, openSandbox, post, start, waitFor } from './support/start.js'

allowLoopback()
endAll()

type Route = { POST: (request: Request) => Promise<Response> }
type Routes = { confirm: Route; webhook: Route; orders: { findOrder: (order_id: string) => unknown } }

describe('the route handlers, called as Next.js calls them', async () => {
  const { sandbox, env, spoil } = await openSandbox()
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
  const routes = (await bundleAndImport(
    'nextjs',
    `export * as confirm from './app/api/confirm/route'
     export * as webhook from './app/api/webhook/route'
     export * as orders from './lib/orders'`,
  )) as Routes
  const ask = async (route: 'confirm' | 'webhook', body: string) => {
    const url = `https://shop.example/api/${route}`
    const headers = { 'content-type': 'application/json' }
    const response = await routes[route].POST(new Request(url, { method: 'POST', headers, body }))
    return [response.status, await response.json()]
  }
  const { findOrder } = routes.orders
  vi.spyOn(console, 'error').mockImplementation(() => undefined)

  test('confirm a payment that is as ordered, and refuse one that is not', async () => {
    const receipt_id = buyerPays(sandbox, 'order-1024', 39_000)
    const answer = await ask('confirm', JSON.stringify({ receipt_id, order_id: 'order-1024' }))
    expect(answer).toEqual([200, { state: 'PAID', price: 39_000 }])
    expect(findOrder('order-1024')).toEqual({ price: 39_000, state: 'paid', receipt_id })

    const wrong = JSON.stringify({ receipt_id, order_id: 'order-1025' })
    expect(await ask('confirm', wrong)).toEqual([409, { state: 'NOT_AS_ORDERED' }])
  })

  test.each(['', 'null', '[]', '{"receipt_id":1}'])('answer nonsense as nonsense: %s', async (body) => {
    expect(await ask('confirm', body)).toEqual([404, { state: 'NO_SUCH_ORDER' }])
  })

  test('believe a webhook only if Bootpay says so too', async () => {
    const receipt_id = sandbox.browser.requestPayment({ order_id: 'order-1025', order_name: '책상', price: 210_000 })
    const claim = JSON.stringify({ receipt_id, webhook_type: 'PAYMENT_COMPLETED', order_id: 'order-1025' })
    expect(await ask('webhook', claim)).toEqual([400, { success: false }])
    expect(findOrder('order-1025')).toMatchObject({ state: 'open' })
    sandbox.browser.pay(receipt_id)
    expect(await ask('webhook', claim)).toEqual([200, { success: true }])
    expect(findOrder('order-1025')).toMatchObject({ state: 'paid' })
  })

  test('show a virtual account to the buyer, and leave the order open until the deposit', async () => {
    const receipt_id = buyerPays(sandbox, 'order-1024', 39_000, 'vbank')
    const before = findOrder('order-1024')
    const body = JSON.stringify({ receipt_id, order_id: 'order-1024' })
    expect(await ask('confirm', body)).toEqual([202, { state: 'AWAITING_DEPOSIT', account }])
    expect(await ask('confirm', body)).toEqual([202, { state: 'AWAITING_DEPOSIT', account }])
    expect(findOrder('order-1024')).toEqual(before)
  })

  test('say neither paid nor refused of money that is not back', async () => {
    const receipt_id = spoil(buyerPays(sandbox, 'order-1024', 39_000))
    const body = JSON.stringify({ receipt_id, order_id: 'order-1024' })
    expect(await ask('confirm', body)).toEqual([500, { state: 'CALL_US' }])
    expect(sandbox.state().receipts.find((receipt) => receipt.receipt_id === receipt_id)?.status).toBe(1)
  })

  test('say try again when Bootpay takes no more, and checking when it cannot be asked', async () => {
    const body = JSON.stringify({ receipt_id: buyerPays(sandbox, 'order-1024', 39_000), order_id: 'order-1024' })
    sandbox.failNext('too_many_requests', { operation: 'confirmPayment', times: 3 })
    expect(await ask('confirm', body)).toEqual([503, { state: 'TRY_AGAIN' }])
    sandbox.failNext('unavailable', { operation: 'getReceipt', times: 3 })
    expect(await ask('confirm', body)).toEqual([202, { state: 'CHECKING' }])
  })
})

test('they start as their page says', async () => {
  const { said } = await start('nextjs/start.js')
  await waitFor(() => Promise.resolve(curls(said.stdout).length === 2))
  const [right, wrong] = curls(said.stdout)
  expect((await post(right?.url ?? '', right?.body)).status).toBe(200)
  expect((await post(wrong?.url ?? '', wrong?.body)).status).toBe(409)
})
