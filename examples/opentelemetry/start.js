import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { chargeBillingKeyOnce, createContext, issueBillingKey, createTokenState } from 'bootpay-fp'
import { confirmAndVerify } from 'bootpay-fp/flows'
import { createSandbox } from 'bootpay-fp/sandbox'

import { traced } from './traced.js'

// In production: a BatchSpanProcessor with the OTLP exporter.
const exporter = new InMemorySpanExporter()
const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })
const tracer = provider.getTracer('bootpay-fp')

const sandbox = createSandbox()
const { application_id, private_key } = sandbox.credentials
const ctx = createContext({
  credentials: { application_id, private_key },
  tokens: createTokenState(),
  fetch: sandbox.fetch,
})

const order = { order_id: 'order-1024', order_name: '스웨터', price: 39_000 }
const receipt_id = sandbox.browser.requestPayment({ ...order, separately_confirmed: true })
sandbox.browser.pay(receipt_id)
sandbox.failNext('bad_gateway_before', { operation: 'getReceipt' }) // a read, so it is sent again
sandbox.failNext('reset_after', { operation: 'confirmPayment' }) // a write, so it is looked up
const { order_id, price } = order
await traced(tracer, ctx, 'checkout', (inner) => confirmAndVerify(inner, { receipt_id, order_id, price }))()

/** @param {import('bootpay-fp').Context} inner */
const subscribe = (inner) => async () => {
  const issued = await issueBillingKey(inner, {
    pg: 'nicepay',
    order_name: '월간 구독',
    subscription_id: 'subscription-7',
    card_no: '4000-0000-0000-0000',
    card_pw: '00',
    card_identity_no: '000101',
    card_expire_year: '39',
    card_expire_month: '12',
  })()
  if (issued._tag === 'Left') return issued
  const { billing_key } = issued.right
  const charge = { billing_key, order_name: '월간 구독 1월', price: 9_900, order_id: 'subscription-7_2026-01_1' }
  return chargeBillingKeyOnce(inner, charge)()
}
await traced(tracer, ctx, 'subscribe', subscribe)()
await traced(tracer, ctx, 'a stranger', (inner) =>
  confirmAndVerify(inner, { receipt_id: '0'.repeat(24), order_id, price }),
)()

const spans = exporter.getFinishedSpans()
/** @param {object} attributes */
const line = (attributes) =>
  Object.entries(attributes)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ')
for (const root of spans.filter(({ parentSpanContext }) => !parentSpanContext)) {
  console.log(`\n${root.name} ${line(root.attributes)}`)
  const children = spans.filter(({ parentSpanContext }) => parentSpanContext?.spanId === root.spanContext().spanId)
  for (const { name, attributes } of children) console.log(`  ${name}\n    ${line(attributes)}`)
  for (const { name, attributes } of root.events) console.log(`  · ${name} ${line({ ...attributes })}`)
}
