import { createServer } from 'node:http'

/**
 * Where a server listens.
 * @param {import('node:http').Server} server
 */
const listen = async (server) => {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  return `http://127.0.0.1:${port}`
}

/** An address where nobody listens. */
const findNobody = async () => {
  const server = createServer()
  const address = await listen(server)
  await new Promise((resolve) => server.close(resolve))
  return address
}

/**
 * Serves a sandbox on loopback behind several doors, told apart by the first segment of the path:
 *
 * - `works` answers.
 * - `loses` carries a write out and closes the connection before it answers; reads it answers.
 * - `dies` closes a connection that was used before, under the request. On a new one the first request hears of a bad
 *   gateway, and one that is sent again gets a real answer.
 * - `moves-<status>` redirects elsewhere; `hangs` says nothing, `drips` one byte a while, `breaks` half an answer.
 * - `control` is the browser and the clock of the sandbox, and what the doors have seen.
 * @param {import('bootpay-fp/sandbox').Sandbox} sandbox
 */
export const serveSandbox = async (sandbox) => {
  /** @type {Map<string, { times: number, died: boolean }>} */
  const arrivals = new Map()
  /** @type {WeakMap<import('node:net').Socket, number>} */
  const used = new WeakMap()
  let followed = 0
  const nobody = await findNobody()

  /** @type {Record<string, (value: any) => unknown>} */
  const controls = {
    nobody: () => nobody,
    pay: (order) => {
      const receipt_id = sandbox.browser.requestPayment(order)
      sandbox.browser.pay(receipt_id)
      return receipt_id
    },
    advance: (ms) => {
      sandbox.advance(ms)
      return null
    },
    arrivals: (prefix) => {
      const seen = [...arrivals].filter(([id]) => id.startsWith(prefix)).map(([, arrival]) => arrival)
      return {
        all: seen.length,
        died: seen.filter(({ died }) => died).length,
        twice: seen.filter(({ times }) => times > 1).length,
      }
    },
    followed: () => followed,
  }

  const server = createServer(async (request, response) => {
    const { socket, method = 'GET', url = '/', headers } = request
    const before = used.get(socket) ?? 0
    used.set(socket, before + 1)
    /** @type {Buffer[]} */
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks).toString()
    const [, door = '', rest = ''] = /^\/([^/]+)(.*)$/.exec(url) ?? []
    const json = (/** @type {unknown} */ value) => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify(value))
    }
    const carryOut = () =>
      sandbox.fetch(`http://127.0.0.1${rest}`, {
        method,
        headers: { authorization: headers.authorization ?? '', 'content-type': headers['content-type'] ?? '' },
        ...(method !== 'GET' && { body }),
      })
    const answer = async () => {
      const given = await carryOut()
      response.statusCode = given.status
      response.setHeader('content-type', given.headers.get('content-type') ?? 'application/json')
      response.end(await given.text())
    }

    if (door === 'works') return rest === '/v2/warm' ? json(null) : answer()
    if (door === 'control') return json(controls[rest.slice(1)]?.(JSON.parse(body || 'null')))
    if (door === 'loses') {
      if (request.method === 'GET') return answer()
      await carryOut()
      return socket.destroy()
    }
    if (door === 'dies') {
      const id = /(ours|plain)-\w+/.exec(rest + body)?.[0] ?? 'other'
      const { times, died } = arrivals.get(id) ?? { times: 0, died: false }
      arrivals.set(id, { times: times + 1, died: died || before > 0 })
      if (before > 0) return socket.destroy()
      // Sent again, it is answered, so that a caller would hear of one write when there were two.
      if (times > 0) return answer()
      response.statusCode = 502
      return json(null)
    }
    if (door.startsWith('moves-')) {
      response.writeHead(Number(door.slice('moves-'.length)), { location: '/elsewhere/v2/receipt/moved' })
      return response.end()
    }
    if (door === 'elsewhere') {
      followed += 1
      return json({ receipt_id: 'moved', order_id: 'moved', price: 1, cancelled_price: 0, status: 1 })
    }
    if (door === 'hangs') return undefined
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': 500 })
    response.write('{"receipt_id":')
    if (door === 'breaks') return setTimeout(() => socket.destroy(), 50)
    const timer = setInterval(() => response.write(' '), 100)
    return socket.once('close', () => clearInterval(timer))
  })
  server.keepAliveTimeout = 60_000
  const base = await listen(server)
  return {
    base,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
