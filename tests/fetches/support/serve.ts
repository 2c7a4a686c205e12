import { createContext, type Context } from 'bootpay-fp'
import { nodeFetch, type NodeFetch, type NodeFetchOptions } from 'bootpay-fp/node'
import { undiciFetch } from 'bootpay-fp/undici'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo, Server, Socket } from 'node:net'
import { afterEach, beforeEach } from 'vitest'

import { server as msw } from '../../support/server.js'

const opened: (() => Promise<unknown>)[] = []

// These tests look at the wire itself.
beforeEach(() => {
  msw.close()
})
afterEach(async () => {
  await Promise.all(opened.splice(0).map((close) => close()))
})

/** Opens a server on a free port of loopback until the test ends; tells its port and the connections it has got. */
export const listen = async (
  server: Server,
): Promise<{ port: number; sockets: Set<Socket>; accepted: () => number }> => {
  const sockets = new Set<Socket>()
  let accepted = 0
  server.on('connection', (socket: Socket) => {
    accepted += 1
    sockets.add(socket)
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  opened.push(
    () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(resolve)
      }),
  )
  return { port: (server.address() as AddressInfo).port, sockets, accepted: () => accepted }
}

/** Makes a `fetch` with connections of its own. */
export type Create = (options?: Omit<NodeFetchOptions, 'connect'>) => NodeFetch

/** All that make one, by name. */
export const creates: readonly (readonly [string, Create])[] = [
  ['nodeFetch', nodeFetch],
  ['undiciFetch', undiciFetch],
]

/** A Context that calls a server on loopback by a `fetch` and never waits between attempts. */
export const contextOf = (origin: string, fetch: Context['fetch']): Context =>
  createContext({
    credentials: { client_key: 'ck_test', secret_key: 'sk_test' },
    baseUrl: `${origin}/v2`,
    fetch,
    sleep: () => Promise.resolve(),
  })

/** What tests of one of them need: the `fetch` itself, closed when the test ends, and a server and a Context that it brings together. */
export const using = <Options>(create: (options?: Options) => NodeFetch) => {
  const fetchOf = (options?: Options): NodeFetch => {
    const fetch = create(options)
    opened.unshift(fetch.close)
    return fetch
  }
  const serve = async (listener: RequestListener, options?: Options) => {
    const { port, ...counts } = await listen(createServer(listener))
    const origin = `http://127.0.0.1:${port}`
    const fetch = fetchOf(options)
    return { ...counts, origin, fetch, ctx: contextOf(origin, fetch) }
  }
  return { fetchOf, serve }
}

/** The whole body of a request. */
export const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** Answers a request, once all of it has come, with a JSON value. */
export const respond =
  (value: unknown): RequestListener =>
  (request, response) => {
    void bodyOf(request).then(() => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))
    })
  }
