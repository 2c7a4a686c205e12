// Heap after many calls of each client, once the garbage is gone. Needs --expose-gc.
import { createContext, getReceipt } from 'bootpay-fp'
import { nodeFetch } from 'bootpay-fp/node'
import { undiciFetch } from 'bootpay-fp/undici'

import { startServer } from './loopback.js'

const CALLS = Number(process.argv[2] ?? 100_000)
const AT_ONCE = 32

const { origin, receipt_id, stop } = await startServer()
const baseUrl = `${origin}/v2`
const credentials = { client_key: 'ck_test', secret_key: 'sk_test' }

const heap = async () => {
  for (let turn = 0; turn < 3; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 50))
    globalThis.gc?.()
  }
  return process.memoryUsage().heapUsed / 1024
}

/** @param {import('bootpay-fp').Context} ctx */
const measure = async (ctx) => {
  const call = async (/** @type {number} */ calls) => {
    let left = calls
    const work = async () => {
      while (left-- > 0) await getReceipt(ctx, { receipt_id })()
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
  }
  await call(CALLS / 10)
  const start = await heap()
  await call(CALLS / 2)
  const middle = await heap()
  await call(CALLS / 2)
  return { firstHalfKB: middle - start, secondHalfKB: (await heap()) - middle }
}

/** @param {import('bootpay-fp/node').NodeFetch} fetch */
const measureOn = async (fetch) => {
  const growth = await measure(createContext({ credentials, baseUrl, fetch }))
  await fetch.close()
  return growth
}
const onNode = await measureOn(nodeFetch())
const onUndici = await measureOn(undiciFetch())
const onGlobal = await measure(createContext({ credentials, baseUrl }))
stop()
console.log(JSON.stringify({ calls: CALLS, onNode, onUndici, onGlobal }))
process.exit()
