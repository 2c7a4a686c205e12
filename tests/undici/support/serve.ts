import { createContext } from 'bootpay-fp'
import type { Context } from 'bootpay-fp'
import { undiciFetch } from 'bootpay-fp/undici'
import type { UndiciFetch, UndiciFetchOptions } from 'bootpay-fp/undici'
import { createServer } from 'node:http'
import type { IncomingMessage, RequestListener } from 'node:http'
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

/** A `fetch` that is closed when the test ends. */
export const fetchOf = (options?: UndiciFetchOptions): UndiciFetch => {
  const fetch = undiciFetch(options)
  opened.unshift(fetch.close)
  return fetch
}

/** A Context that calls a server on loopback by undici and never waits between attempts. */
export const contextOf = (origin: string, fetch: UndiciFetch): Context =>
  createContext({
    credentials: { client_key: 'ck_test', secret_key: 'sk_test' },
    baseUrl: `${origin}/v2`,
    fetch,
    sleep: () => Promise.resolve(),
  })

/** An HTTP server, a `fetch` of undici and a Context that brings them together. */
export const serve = async (listener: RequestListener, options?: UndiciFetchOptions) => {
  const { port, ...counts } = await listen(createServer(listener))
  const origin = `http://127.0.0.1:${port}`
  const fetch = fetchOf(options)
  return { ...counts, origin, fetch, ctx: contextOf(origin, fetch) }
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
