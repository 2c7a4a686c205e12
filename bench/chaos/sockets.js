import { chargeBillingKey, createContext, getReceipt } from 'bootpay-fp'
import { createServer } from 'node:net'

import { randomFrom } from './random.js'

const receipt = JSON.stringify({ receipt_id: 'r', order_id: 'o', price: 1, cancelled_price: 0, status: 1 })
const refusal = JSON.stringify({ error_code: 'RC_CONFIRM_FAILED', message: '거절' })
const head = (/** @type {number} */ status, /** @type {string} */ more) =>
  `HTTP/1.1 ${status} X\r\ncontent-type: application/json\r\n${more}\r\n`
const whole = (/** @type {string} */ body, status = 200) =>
  `${head(status, `content-length: ${Buffer.byteLength(body)}\r\n`)}${body}`
const cut = (/** @type {string} */ text, /** @type {number} */ at) => text.slice(0, Math.floor(text.length * at))

/**
 * What a server does once it has the whole request: whether it processes it, and what it does to the socket. The client
 * is right when it knows of every write that was processed, and calls none failed that was.
 * @typedef {{ processed: boolean, act: (socket: import('node:net').Socket, random: () => number) => void }} Fault
 * @type {Record<string, Fault>}
 */
const faults = {
  answers: { processed: true, act: (socket) => socket.write(whole(receipt)) },
  refuses: { processed: false, act: (socket) => socket.write(whole(refusal, 400)) },
  closes: { processed: false, act: (socket) => socket.end() },
  'processes and closes': { processed: true, act: (socket) => socket.end() },
  resets: { processed: false, act: (socket) => socket.resetAndDestroy() },
  'processes and resets': { processed: true, act: (socket) => socket.resetAndDestroy() },
  'closes somewhere in the answer': {
    processed: true,
    act: (socket, random) => socket.end(cut(whole(receipt), random())),
  },
  'resets somewhere in the answer': {
    processed: true,
    act: (socket, random) =>
      socket.write(cut(whole(receipt), random()), () => setTimeout(() => socket.resetAndDestroy(), 2)),
  },
  'ends a body of no length early': {
    processed: true,
    act: (socket, random) => socket.end(head(200, 'connection: close\r\n') + cut(receipt, random())),
  },
  'ends a refusal of no length early': {
    processed: true,
    act: (socket, random) =>
      socket.end(
        head(400, 'connection: close\r\n') + cut('{"error_code":"RC_CONFIRM_CRITICAL_FAILED"}', 0.1 + random() * 0.9),
      ),
  },
  'says that it does not know': {
    processed: true,
    act: (socket) => socket.write(whole('{"error_code":"RC_CONFIRM_CRITICAL_FAILED"}', 500)),
  },
  'fails as a gateway': {
    processed: true,
    act: (socket, random) => socket.write(whole('<html>Bad Gateway</html>', 500 + Math.floor(random() * 5))),
  },
  redirects: {
    processed: true,
    act: (socket) => socket.write(head(307, 'location: /elsewhere\r\ncontent-length: 0\r\n')),
  },
  'says nothing': { processed: true, act: () => undefined },
  'does not speak HTTP': { processed: true, act: (socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n') },
  'answers with a bad length': {
    processed: true,
    act: (socket) => socket.end(`${head(200, 'content-length: 2\r\ncontent-length: 3\r\n')}{}`),
  },
}

/**
 * Real sockets, each failing in a way the server draws; compares what the client says with what the server knows.
 * @param {{ runs: number, seed: number, inFlight?: number, fetch?: import('bootpay-fp').Fetch }} options `fetch` is the global one
 * if it is absent
 */
export const failSockets = async ({ runs, seed, inFlight = 16, fetch }) => {
  const random = randomFrom(seed)
  const names = Object.keys(faults)
  const figures = {
    requests: 0,
    'told as failed although processed': 0,
    'told as done although not': 0,
    'sent twice': 0,
    'reads that did not resolve as a known Left': 0,
  }
  /** @type {Map<string, { seen: number, processed: boolean }>} */
  const known = new Map()
  const sockets = new Set()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined)
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk.toString()
      const end = text.indexOf('\r\n\r\n')
      const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0)
      if (end < 0 || Buffer.byteLength(text.slice(end + 4)) < length) return
      const [, name = '', id = ''] = /fault-(\d+)-(\d+)/.exec(text) ?? []
      const fault = /** @type {Fault} */ (faults[/** @type {string} */ (names[Number(name)])])
      const entry = known.get(id) ?? { seen: 0, processed: false }
      known.set(id, { seen: entry.seen + 1, processed: entry.processed || fault.processed })
      text = ''
      fault.act(socket, random)
    })
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  const ctx = createContext({
    credentials: { client_key: 'ck_test', secret_key: 'sk_test' },
    baseUrl: `http://127.0.0.1:${port}/v2`,
    timeoutMs: 100,
    retry: { attempts: 2 },
    sleep: () => Promise.resolve(),
    fetch,
  })

  const one = async (/** @type {number} */ id) => {
    const fault = Math.floor(random() * names.length)
    const mark = `fault-${fault}-${id}`
    if (random() < 0.2) {
      const read = await getReceipt(ctx, { receipt_id: mark })()
      if (read._tag === 'Left' && !['NetworkError', 'TimeoutError', 'ApiError', 'DecodeError'].includes(read.left._tag))
        figures['reads that did not resolve as a known Left'] += 1
    } else {
      const result = await chargeBillingKey(ctx, { billing_key: 'k', order_name: 'n', price: 1, order_id: mark })()
      const { seen = 0, processed = false } = known.get(String(id)) ?? {}
      if (processed && result._tag === 'Left' && result.left._tag !== 'OutcomeUnknown')
        figures['told as failed although processed'] += 1
      if (!processed && result._tag === 'Right') figures['told as done although not'] += 1
      if (seen > 1) figures['sent twice'] += 1
    }
    figures.requests += 1
  }
  let next = 0
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (next < runs) await one(next++)
    }),
  )
  for (const socket of sockets) socket.destroy()
  await new Promise((resolve) => server.close(resolve))
  return figures
}
