import { SpanKind, SpanStatusCode } from '@opentelemetry/api'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import {
  confirmAndVerify,
  createContext,
  getBillingKey,
  issueBillingKey,
  requestTransferBillingKey,
  createTokenState,
} from 'bootpay-fp'
import { createSandbox } from 'bootpay-fp/sandbox'
import { expect, test } from 'vitest'

import { traced } from '../../examples/opentelemetry/traced.js'
import { endAll, example, run } from './support/start.js'

endAll()

const setUp = (pair: 'token' | 'basic') => {
  const exporter = new InMemorySpanExporter()
  const tracer = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }).getTracer('test')
  const sandbox = createSandbox()
  const { application_id, private_key, client_key, secret_key } = sandbox.credentials
  const credentials = pair === 'token' ? { application_id, private_key } : { client_key, secret_key }
  const ctx = createContext({
    credentials,
    tokens: createTokenState(),
    fetch: sandbox.fetch,
    sleep: () => Promise.resolve(),
  })
  return { exporter, tracer, sandbox, ctx }
}

test('each attempt is a client span with the standard HTTP attributes, beneath the span of the work', async () => {
  const { exporter, tracer, sandbox, ctx } = setUp('basic')
  const order = { order_id: 'order-1024', order_name: '스웨터', price: 39_000 }
  const receipt_id = sandbox.browser.requestPayment({ ...order, separately_confirmed: true })
  sandbox.browser.pay(receipt_id)
  sandbox.failNext('bad_gateway_before', { operation: 'getReceipt' })
  sandbox.failNext('reset_after', { operation: 'confirmPayment' })
  const { order_id, price } = order
  const result = await traced(tracer, ctx, 'checkout', (inner) =>
    confirmAndVerify(inner, { receipt_id, order_id, price }),
  )()
  expect(result._tag).toBe('Right')

  const spans = exporter.getFinishedSpans()
  const root = spans.at(-1)
  expect(root?.name).toBe('checkout')
  expect(root?.events.map(({ name }) => name)).toEqual(['bootpay.retry', 'bootpay.reconcile'])
  const children = spans.slice(0, -1)
  expect(children.map(({ name }) => name)).toEqual([
    'GET getReceipt',
    'GET getReceipt',
    'POST confirmPayment',
    'GET getReceipt',
  ])
  for (const { kind, parentSpanContext } of children)
    expect([kind, parentSpanContext?.spanId]).toEqual([SpanKind.CLIENT, root?.spanContext().spanId])
  const always = {
    'server.address': 'api.bootpay.co.kr',
    'server.port': 443,
    'bootpay.receipt_id': receipt_id,
  }
  const get = { ...always, 'http.request.method': 'GET', 'bootpay.operation': 'getReceipt' }
  const post = { ...always, 'http.request.method': 'POST', 'bootpay.operation': 'confirmPayment' }
  expect(children.map(({ attributes }) => attributes)).toEqual([
    { ...get, 'http.response.status_code': 502, 'error.type': '502' },
    { ...get, 'http.response.status_code': 200, 'http.request.resend_count': 1 },
    { ...post, 'error.type': 'no_answer' },
    { ...get, 'http.response.status_code': 200 },
  ])
  expect(children.map(({ status }) => status.code === SpanStatusCode.ERROR)).toEqual([true, false, true, false])
})

test('a Left is the error of its span', async () => {
  const { exporter, tracer, ctx } = setUp('basic')
  await traced(tracer, ctx, 'look', (inner) => getBillingKey(inner, { billing_key: '0'.repeat(24) }))()
  const root = exporter.getFinishedSpans().at(-1)
  expect([root?.attributes, root?.status.code]).toEqual([{ 'error.type': 'ApiError' }, SpanStatusCode.ERROR])
})

test.each(['basic', 'token'] as const)('no secret is in any span, with %s credentials', async (pair) => {
  const { exporter, tracer, sandbox, ctx } = setUp(pair)
  const canaries = [
    '4000-1234-5678-9010',
    '4000123456789010',
    '991231',
    'canary-name',
    '110-222-333444',
    '110222333444',
  ]
  const issued = await traced(tracer, ctx, 'issue', (inner) =>
    issueBillingKey(inner, {
      pg: 'nicepay',
      order_name: '월간 구독',
      subscription_id: 'subscription-7',
      card_no: '4000-1234-5678-9010',
      card_pw: '00',
      card_identity_no: '991231',
      card_expire_year: '39',
      card_expire_month: '12',
      user: { username: 'canary-name' },
    }),
  )()
  const billing_key = issued._tag === 'Right' ? issued.right.billing_key : ''
  expect(billing_key).not.toBe('')
  await traced(tracer, ctx, 'look', (inner) => getBillingKey(inner, { billing_key }))()
  await traced(tracer, ctx, 'transfer', (inner) =>
    requestTransferBillingKey(inner, {
      pg: 'nicepay',
      order_name: '월간 구독',
      subscription_id: 'subscription-8',
      username: 'canary-name',
      bank_name: '국민',
      bank_account: '110-222-333444',
      identity_no: '991231',
    }),
  )()
  const { client_key, secret_key, private_key } = sandbox.credentials
  const { access_token } = (await (
    await sandbox.fetch(`${sandbox.baseUrl}/request/token`, {
      method: 'POST',
      body: JSON.stringify(sandbox.credentials),
    })
  ).json()) as { access_token: string }
  canaries.push(secret_key, private_key, btoa(`${client_key}:${secret_key}`), access_token, billing_key)

  const spans = exporter.getFinishedSpans()
  expect(spans.length).toBeGreaterThanOrEqual(6)
  const text = JSON.stringify(
    spans.map(({ name, attributes, events, status, links, resource }) => [
      name,
      attributes,
      events,
      status,
      links,
      resource.attributes,
    ]),
  )
  for (const canary of canaries) expect(text).not.toContain(canary)
})

test('it starts as its page says', async () => {
  const { code, stdout, stderr } = await run([example('opentelemetry/start.js')])
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toContain('\ncheckout \n  POST getAccessToken')
  expect(stdout).toContain('http.request.resend_count=1')
  expect(stdout).toContain('a stranger error.type=ApiError')
})
