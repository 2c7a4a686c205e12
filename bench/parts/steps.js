// The cost of building and of decoding one request, without any network.
import { Bench } from 'tinybench'

import { chargeBillingKeyRequest, createContext, getReceipt, getReceiptRequest, Receipt } from 'bootpay-fp'

import { startServer } from './loopback.js'
import { median } from './numbers.js'

const { receipt_id, text, stop } = await startServer()
stop()
const charge = { billing_key: 'key_test', order_name: '월간 구독', price: 9_900, order_id: 'order-1' }
const response = { status: 200, headers: { get: () => null }, body: null, text: async () => text }
const ctx = createContext({
  credentials: { client_key: 'ck_test', secret_key: 'sk_test' },
  fetch: async () => /** @type {Response} */ (/** @type {unknown} */ (response)),
})

/** Calls per sample: one alone is shorter than the clock is exact. */
const BATCH = 200

/** @type {[string, () => unknown][]} */
const steps = [
  ['build a look-up (getReceiptRequest)', () => getReceiptRequest({ receipt_id })],
  ['build a charge (chargeBillingKeyRequest)', () => chargeBillingKeyRequest(charge)],
  ['JSON.parse of a receipt, for comparison', () => JSON.parse(text)],
  ['decode a receipt: JSON.parse and its schema', () => Receipt['~standard'].validate(JSON.parse(text))],
]
const bench = new Bench({ time: 1_000, warmupTime: 500, retainSamples: true, throws: true })
for (const [name, step] of steps)
  bench.add(name, () => {
    for (let call = 0; call < BATCH; call++) step()
  })
bench.add('the whole of getReceipt without a network', async () => {
  for (let call = 0; call < BATCH; call++) await getReceipt(ctx, { receipt_id })()
})
await bench.run()
const rows = bench.tasks.map(({ name, result }) => {
  const samples = ('latency' in result && result.latency.samples) || []
  return { name, ns: (median(samples) * 1e6) / BATCH }
})
console.log(JSON.stringify({ bytes: Buffer.byteLength(text), members: Object.keys(JSON.parse(text)).length, rows }))
