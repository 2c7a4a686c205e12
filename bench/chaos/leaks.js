import { createContext, getReceipt, createTokenState } from 'bootpay-fp'

const receipt = JSON.stringify({ receipt_id: 'r', order_id: 'o', price: 1, cancelled_price: 0, status: 1 })

const collect = () => {
  for (let i = 0; i < 4; i++) globalThis.gc?.()
  return process.memoryUsage().heapUsed
}

/**
 * Counts what is left behind after many calls that go well, fail and repeat. Needs `node --expose-gc` for the heap.
 * @param {{ runs: number }} options
 */
export const lookForLeaks = async ({ runs }) => {
  const { signal } = new AbortController()
  let listeners = 0
  const add = signal.addEventListener.bind(signal)
  const remove = signal.removeEventListener.bind(signal)
  signal.addEventListener = (/** @type {any[]} */ ...args) => {
    listeners += 1
    return add(.../** @type {[any, any]} */ (args))
  }
  signal.removeEventListener = (/** @type {any[]} */ ...args) => {
    listeners -= 1
    return remove(.../** @type {[any, any]} */ (args))
  }
  let sent = 0
  const ctx = createContext({
    credentials: { application_id: 'app_test', private_key: 'pk_test' },
    tokens: createTokenState(),
    signal,
    retry: { attempts: 3 },
    sleep: () => Promise.resolve(),
    fetch: (url) => {
      sent += 1
      if (url.endsWith('/request/token')) return Promise.resolve(Response.json({ access_token: 't', expire_in: 1800 }))
      if (sent % 5 === 0) return Promise.reject(new TypeError('fetch failed'))
      return Promise.resolve(new Response(receipt, { status: sent % 3 === 0 ? 503 : 200 }))
    },
  })
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
  const call = () => getReceipt(ctx, { receipt_id: 'r' })()
  for (let i = 0; i < 2_000; i++) await call()
  const before = { heap: collect(), timers: timers() }
  for (let i = 0; i < runs; i++) await call()
  return {
    calls: runs,
    'timers left': timers() - before.timers,
    'listeners left': listeners,
    'heap growth in MB': globalThis.gc ? Math.round(((collect() - before.heap) / 1e6) * 100) / 100 : NaN,
  }
}
