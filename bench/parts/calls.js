// CPU and wall time of one call over loopback HTTP, by five clients, 1 and 64 at a time.
import { Bootpay } from '@bootpay/backend-js'
import { Agent, request } from 'undici'

import { confirmPayment, createContext, getReceipt } from 'bootpay-fp'
import { undiciFetch } from 'bootpay-fp/undici'

import { startServer } from './loopback.js'
import { interleave, median, ratio } from './numbers.js'

const ROUNDS = Number(process.argv[2] ?? 30)
const CALLS = 400

const { origin, receipt_id, stop } = await startServer()
const baseUrl = `${origin}/v2`
const credentials = { client_key: 'ck_test', secret_key: 'sk_test' }

Bootpay.API_ENTRYPOINTS.production = baseUrl
Bootpay.setConfiguration(credentials)

const headers = { authorization: `Basic ${btoa('ck_test:sk_test')}`, 'content-type': 'application/json' }
const post = () => ({ method: 'POST', headers, body: JSON.stringify({ receipt_id }) })
const limit = () => AbortSignal.timeout(15_000)
const dispatcher = new Agent()
const onGlobal = createContext({ credentials, baseUrl })
const onUndici = createContext({ credentials, baseUrl, fetch: undiciFetch() })

/** @param {{ readonly _tag: string }} result */
const sure = (result) => {
  if (result._tag !== 'Right') throw new Error(`a call failed: ${JSON.stringify(result)}`)
}

/** @type {Record<string, { read: () => Promise<unknown>, write: () => Promise<unknown> }>} */
const clients = {
  'official SDK': {
    read: () => Bootpay.receiptPayment(receipt_id),
    write: () => Bootpay.confirmPayment(receipt_id),
  },
  'global fetch + JSON': {
    read: async () => (await fetch(`${baseUrl}/receipt/${receipt_id}`, { headers })).json(),
    write: async () => (await fetch(`${baseUrl}/confirm`, post())).json(),
  },
  'global fetch + JSON, with a time limit': {
    read: async () => (await fetch(`${baseUrl}/receipt/${receipt_id}`, { headers, signal: limit() })).json(),
    write: async () => (await fetch(`${baseUrl}/confirm`, { ...post(), signal: limit() })).json(),
  },
  'undici.request + JSON': {
    read: async () => (await request(`${baseUrl}/receipt/${receipt_id}`, { headers, dispatcher })).body.json(),
    write: async () => (await request(`${baseUrl}/confirm`, { ...post(), dispatcher })).body.json(),
  },
  'bootpay-fp, global fetch': {
    read: async () => sure(await getReceipt(onGlobal, { receipt_id })()),
    write: async () => sure(await confirmPayment(onGlobal, { receipt_id })()),
  },
  'bootpay-fp/undici': {
    read: async () => sure(await getReceipt(onUndici, { receipt_id })()),
    write: async () => sure(await confirmPayment(onUndici, { receipt_id })()),
  },
}

/**
 * Microseconds of CPU and of wall time per call.
 *
 * @param {() => Promise<unknown>} call
 * @param {number} atOnce
 */
const measure = async (call, atOnce) => {
  let left = CALLS
  const work = async () => {
    while (left-- > 0) await call()
  }
  const cpu = process.cpuUsage()
  const start = performance.now()
  await Promise.all(Array.from({ length: atOnce }, work))
  const wall = performance.now() - start
  const { user, system } = process.cpuUsage(cpu)
  return { cpu: (user + system) / CALLS, wall: (wall * 1_000) / CALLS }
}

const cases = [
  { name: 'a read, 1 at a time', kind: /** @type {const} */ ('read'), atOnce: 1 },
  { name: 'a read, 64 at a time', kind: /** @type {const} */ ('read'), atOnce: 64 },
  { name: 'a write, 1 at a time', kind: /** @type {const} */ ('write'), atOnce: 1 },
  { name: 'a write, 64 at a time', kind: /** @type {const} */ ('write'), atOnce: 64 },
]
const names = Object.keys(clients)
const tables = []
for (const { name, kind, atOnce } of cases) {
  const run = (/** @type {string} */ client) => measure(clients[client]?.[kind] ?? (async () => {}), atOnce)
  await interleave(names, 4, run)
  const measured = await interleave(names, ROUNDS, run)
  const of = (/** @type {string} */ client, /** @type {'cpu' | 'wall'} */ what) =>
    (measured[client] ?? []).map((round) => round[what])
  tables.push({
    name,
    rows: names.map((client) => {
      const against = (/** @type {string} */ other) => ratio(of(client, 'cpu'), of(other, 'cpu'))
      return {
        client,
        cpu: median(of(client, 'cpu')),
        wall: median(of(client, 'wall')),
        ofOfficial: against('official SDK'),
        ofFetch: against('global fetch + JSON'),
        ofUndici: against('undici.request + JSON'),
        wallOfOfficial: ratio(of(client, 'wall'), of('official SDK', 'wall')),
      }
    }),
  })
}
stop()
console.log(JSON.stringify(tables))
process.exit()
