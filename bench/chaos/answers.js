import { chargeBillingKey, createContext, getReceipt } from 'bootpay-fp'
import fc from 'fast-check'

const hostile = [
  '{"__proto__":{"polluted":1}}',
  '{"constructor":{"prototype":{"polluted":1}}}',
  '{"receipt_id":"r","order_id":"o","price":1e400,"cancelled_price":0,"status":1}',
  '{"receipt_id":"r","order_id":"o","price":9007199254740993,"cancelled_price":0,"status":1}',
  '{"toJSON":1,"then":1,"error_code":{}}',
  '{"error_code":"RC_CONFIRM_CRITICAL_FAILED","error_code":"RC_NOT_FOUND"}',
  '\uFEFF{}',
  '<!DOCTYPE html><title>502 Bad Gateway</title>',
  `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  'null',
  '',
]

const receipt = { receipt_id: 'r', order_id: 'o', price: 1, cancelled_price: 0, status: 1 }

const huge = `{"a":"${'a'.repeat(1 << 20)}"}`

const ordinary = fc.oneof(
  fc.json({ maxDepth: 3 }),
  fc.string(),
  fc.constantFrom(...hostile),
  // A receipt that is cut, or whose members are of another type.
  fc.nat(90).map((length) => JSON.stringify(receipt).slice(0, length)),
  fc
    .tuple(fc.constantFrom(...Object.keys(receipt)), fc.jsonValue({ maxDepth: 1 }))
    .map(([name, value]) => JSON.stringify({ ...receipt, [name]: value })),
  fc.uint8Array({ maxLength: 64 }),
)

// Most of the time goes into an answer over the size limit, so there is one in some thousand.
const bodies = fc.oneof({ weight: 2_000, arbitrary: ordinary }, { weight: 1, arbitrary: fc.constant(huge) })

/**
 * Feeds answers of every kind to a read and to a write.
 * @param {{ runs: number, seed: number }} options
 */
export const fuzzAnswers = async ({ runs, seed }) => {
  const figures = {
    answers: 0,
    'throws and rejections': 0,
    'prototype changes': 0,
    'writes told as failed although answered 2xx': 0,
  }
  const rejected = () => {
    figures['throws and rejections'] += 1
  }
  process.on('unhandledRejection', rejected)
  await fc.assert(
    fc.asyncProperty(bodies, fc.integer({ min: 200, max: 599 }), async (body, status) => {
      const ctx = createContext({
        credentials: { client_key: 'ck_test', secret_key: 'sk_test' },
        fetch: () =>
          Promise.resolve(
            new Response([204, 205, 304].includes(status) ? null : new Uint8Array(Buffer.from(body)), { status }),
          ),
        sleep: () => Promise.resolve(),
      })
      try {
        await getReceipt(ctx, { receipt_id: 'r' })()
        const charge = { billing_key: 'k', order_name: 'n', price: 1, order_id: 'o' }
        const result = await chargeBillingKey(ctx, charge)()
        const refused = typeof body === 'string' && /"error_code":[^,}]/.test(body)
        if (status < 300 && result._tag === 'Left' && result.left._tag !== 'OutcomeUnknown' && !refused)
          figures['writes told as failed although answered 2xx'] += 1
      } catch {
        rejected()
      }
      figures.answers += 1
      if ('polluted' in {}) figures['prototype changes'] += 1
    }),
    { numRuns: runs, seed },
  )
  process.off('unhandledRejection', rejected)
  return figures
}
