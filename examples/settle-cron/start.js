// A bad day in fast motion: four writes lose their answers, and the job settles what can be settled.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { cancelPayment, confirmPayment, createContext } from 'bootpay-fp'
import { createSandbox } from 'bootpay-fp/sandbox'

import { enqueue, settleQueue } from './settle.js'

const folder = await mkdtemp(join(tmpdir(), 'settle-cron-'))
const queue = join(folder, 'unknown.jsonl')
const sandbox = createSandbox()
const { client_key, secret_key } = sandbox.credentials
const ctx = createContext({
  credentials: { client_key, secret_key },
  fetch: sandbox.fetch,
  // The sandbox's clock, so that waiting takes no time.
  now: sandbox.now,
  sleep: async (ms) => sandbox.advance(ms),
})

/** @param {string} order_id @param {boolean} [separately_confirmed] */
const buyerPays = (order_id, separately_confirmed = true) => {
  const receipt_id = sandbox.browser.requestPayment({
    order_id,
    order_name: '스웨터',
    price: 39_000,
    separately_confirmed,
  })
  sandbox.browser.pay(receipt_id)
  return receipt_id
}

/** @param {import('fp-ts/lib/TaskEither.js').TaskEither<import('bootpay-fp').BootpayError, unknown>} task */
const attempt = async (task) => {
  const result = await task()
  if (result._tag === 'Left' && result.left._tag === 'OutcomeUnknown') await enqueue(queue, result.left)
}

sandbox.failNext('reset_after')
await attempt(confirmPayment(ctx, { receipt_id: buyerPays('order-1024') }))
sandbox.failNext('bad_gateway_before')
await attempt(confirmPayment(ctx, { receipt_id: buyerPays('order-1025') }))
sandbox.failNext('cancel_critical_after')
await attempt(cancelPayment(ctx, { receipt_id: buyerPays('order-1026', false) }))
sandbox.failNext('reset_after')
// A partial cancel by `cancelPayment` alone: nobody knows what was cancelled before. `cancelPaymentOnce` would.
await attempt(cancelPayment(ctx, { receipt_id: buyerPays('order-1027', false), cancel_price: 9_000, cancel_id: 'r-1' }))

for (const run of [1, 2, 3]) {
  const { done, notDone, waiting, people } = await settleQueue(ctx, queue)
  console.log(`run ${run}: ${done} done, ${notDone} not done, ${waiting} still unknown, ${people} for a person`)
  sandbox.advance(60_000)
}
for (const line of (await readFile(`${queue}.settled`, 'utf8')).trim().split('\n')) {
  const { _tag, operation, receipt } = JSON.parse(line)
  console.log(`${_tag.padEnd(7)} ${operation} ${receipt ? `${receipt.order_id} ${receipt.status_locale}` : ''}`.trim())
}
await rm(folder, { recursive: true })
