import { describe, expect, test, vi } from 'vitest'

import { httpEvent } from '../../examples/aws-lambda/event.js'
import { bundleAndImport } from '../../examples/support/bundle.js'
import { account, allowLoopback, buyerPays, endAll, example, openSandbox, run } from './support/start.js'

allowLoopback()
endAll()

test('both functions answer in lambda-local as the page says', async () => {
  const { code, stdout } = await run([example('aws-lambda/start.js')])
  expect(stdout.split('\n')).toEqual([
    'confirm  text   200 {"state":"PAID","price":39000}',
    'confirm  text   409 {"state":"NOT_AS_ORDERED"}',
    'webhook  Base64 200 {"success":true}',
    'webhook  text   400 {"success":false}',
    '',
  ])
  expect(code).toBe(0)
})

type Result = { statusCode: number; headers: Record<string, string>; body: string }
type Handler = (event: unknown, lambda: { getRemainingTimeInMillis: () => number }) => Promise<Result>

describe('the functions, bundled as for a deployment', async () => {
  const { sandbox, env, spoil } = await openSandbox()
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
  const { confirm, webhook, orders } = (await bundleAndImport(
    'aws-lambda',
    `export * from './handler.js'
     export * as orders from './orders.js'`,
  )) as Record<'confirm' | 'webhook', Handler> & { orders: { findOrder: (order_id: string) => unknown } }
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const invoke = async (handler: Handler, event: unknown, ms = 30_000) => {
    const { statusCode, body } = await handler(event, { getRemainingTimeInMillis: () => ms })
    return [statusCode, JSON.parse(body)]
  }

  test('confirm reads a body in Base64 too', async () => {
    const receipt_id = buyerPays(sandbox, 'order-1024', 39_000)
    const body = Buffer.from(JSON.stringify({ receipt_id, order_id: 'order-1024' })).toString('base64')
    const event = { ...httpEvent('/confirm', body), isBase64Encoded: true }
    expect(await invoke(confirm, event)).toEqual([200, { state: 'PAID', price: 39_000 }])
  })

  test('a confirm is not begun when the invocation ends too soon', async () => {
    const receipt_id = buyerPays(sandbox, 'order-1025', 210_000)
    const event = httpEvent('/confirm', JSON.stringify({ receipt_id, order_id: 'order-1025' }))
    expect(await invoke(confirm, event, 5_000)).toEqual([503, { state: 'TRY_AGAIN' }])
    expect(sandbox.requests().filter(({ operation }) => operation === 'confirmPayment')).toHaveLength(1)
  })

  test('what is unknown is answered before Lambda ends the function', async () => {
    const receipt_id = buyerPays(sandbox, 'order-1025', 210_000)
    sandbox.failNext('bad_gateway_before', { operation: 'confirmPayment' })
    const event = httpEvent('/confirm', JSON.stringify({ receipt_id, order_id: 'order-1025' }))
    expect(await invoke(confirm, event, 7_000)).toEqual([202, { state: 'CHECKING' }])
  })

  test('a virtual account is told to the buyer, and leaves the order open until the deposit', async () => {
    const receipt_id = buyerPays(sandbox, 'order-1025', 210_000, 'vbank')
    const event = httpEvent('/confirm', JSON.stringify({ receipt_id, order_id: 'order-1025' }))
    expect(await invoke(confirm, event)).toEqual([202, { state: 'AWAITING_DEPOSIT', account }])
    expect(await orders.findOrder('order-1025')).toEqual({ price: 210_000, state: 'open' })
    sandbox.browser.deposit(receipt_id)
    const claim = { receipt_id, webhook_type: 'PAYMENT_COMPLETED' }
    expect(await invoke(webhook, httpEvent('/webhook', JSON.stringify(claim)))).toEqual([200, { success: true }])
    expect(await orders.findOrder('order-1025')).toEqual({ price: 210_000, state: 'paid', receipt_id })
  })

  test('money that is not back is neither paid nor refused', async () => {
    const receipt_id = spoil(buyerPays(sandbox, 'order-1024', 39_000))
    const event = httpEvent('/confirm', JSON.stringify({ receipt_id, order_id: 'order-1024' }))
    expect(await invoke(confirm, event)).toEqual([500, { state: 'CALL_US' }])
    expect(sandbox.state().receipts.find((receipt) => receipt.receipt_id === receipt_id)?.status).toBe(1)
  })

  test('a request without a body is nonsense, and no crash', async () => {
    const { body: _, ...event } = httpEvent('/webhook', '')
    expect(await invoke(webhook, event)).toEqual([400, { success: false }])
    expect(await invoke(confirm, event)).toEqual([404, { state: 'NO_SUCH_ORDER' }])
  })
})
