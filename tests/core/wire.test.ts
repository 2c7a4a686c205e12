import {
  chargeBillingKey,
  createContext,
  destroyBillingKey,
  getReceipt,
  getReceiptsByOrder,
  type Context,
} from 'bootpay-fp'
import { nodeFetch } from 'bootpay-fp/node'
import { undiciFetch } from 'bootpay-fp/undici'
import * as E from 'fp-ts/lib/Either.js'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'

import manifest from '../../package.json' with { type: 'json' }
import { failingSockets, type Fail } from '../fixtures/failingSockets.js'
import { receipt } from '../fixtures/receipt.js'
import { server as msw } from '../support/server.js'

const { receipt_id } = receipt
const charged = { ...receipt, order_id: 'order-1' }
const charge = { billing_key: 'key_test', order_name: '월간 구독', price: 9900, order_id: 'order-1' }
const open: (() => Promise<void>)[] = []

const fetches: [name: string, fetch: Context['fetch'] | undefined, headersOfItsOwn: readonly string[]][] = [
  ['the global fetch', undefined, ['accept-encoding', 'accept-language', 'sec-fetch-mode']],
  ['undiciFetch', undiciFetch(), []],
  ['nodeFetch', nodeFetch(), []],
]

describe.each(fetches)('%s', (_, fetch, headersOfItsOwn) => {
  /** A real HTTP server on loopback and a Context that calls it. */
  const serve = async (listener: RequestListener): Promise<Context> => {
    // msw would rebuild requests and answers; these tests look at the wire itself.
    msw.close()
    const http = createServer(listener)
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    open.push(
      () =>
        new Promise((resolve) => {
          http.closeAllConnections()
          http.close(() => {
            resolve()
          })
        }),
    )
    const { port } = http.address() as AddressInfo
    return createContext({
      credentials: { client_key: 'ck_test', secret_key: 'sk_test' },
      baseUrl: `http://127.0.0.1:${port}/v2`,
      sleep: () => Promise.resolve(),
      fetch,
    })
  }

  afterEach(async () => {
    await Promise.all(open.splice(0).map((close) => close()))
  })

  const bodyOf = async (request: IncomingMessage) => {
    let body = ''
    for await (const chunk of request.setEncoding('utf8')) body += String(chunk)
    return body
  }

  const respond = (body: unknown): RequestListener => {
    return (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }

  describe('on the wire', () => {
    test('a write has its JSON in one piece, with its length and the headers of an SDK', async () => {
      let seen: unknown
      const ctx = await serve((request, response) => {
        void bodyOf(request).then((body) => {
          const { host, connection, 'user-agent': agent, ...headers } = request.headers
          seen = { method: request.method, url: request.url, headers, body }
          respond(charged)(request, response)
        })
      })
      expect(await chargeBillingKey(ctx, charge)()).toEqual(E.right(charged))
      const body = JSON.stringify(charge)
      const own = Object.fromEntries(headersOfItsOwn.map((name) => [name, expect.any(String) as string]))
      expect(seen).toEqual({
        method: 'POST',
        url: '/v2/subscribe/payment',
        headers: {
          accept: 'application/json',
          ...own,
          authorization: 'Basic Y2tfdGVzdDpza190ZXN0',
          'bootpay-api-version': '5.0.0',
          'bootpay-sdk-type': '301',
          'bootpay-sdk-version': manifest.version,
          'content-length': String(Buffer.byteLength(body)),
          'content-type': 'application/json',
        },
        body,
      })
    })

    test('a read and a write without members have no body', async () => {
      const seen: unknown[] = []
      const ctx = await serve((request, response) => {
        seen.push([
          request.method,
          request.url,
          request.headers['content-length'],
          request.headers['transfer-encoding'],
        ])
        respond({ ...receipt, billing_key: 'key_test' })(request, response)
      })
      await getReceipt(ctx, { receipt_id, lookup_user_data: false })()
      await destroyBillingKey(ctx, { billing_key: 'key_test' })()
      expect(seen).toEqual([
        ['GET', `/v2/receipt/${receipt_id}?lookup_user_data=false`, undefined, undefined],
        ['DELETE', '/v2/subscribe/billing_key/key_test', undefined, undefined],
      ])
    })

    test('an order id of Korean letters is percent-encoded', async () => {
      let url: string | undefined
      const found = { ...receipt, order_id: '주문:1' }
      const ctx = await serve((request, response) => {
        url = request.url
        respond([found])(request, response)
      })
      expect(await getReceiptsByOrder(ctx, { order_id: '주문:1' })()).toEqual(E.right([found]))
      expect(url).toBe('/v2/lookup/order/%EC%A3%BC%EB%AC%B8%3A1')
    })

    test.each([301, 302, 303, 307, 308])(
      'a redirect (%d) is never followed, and leaves a write unknown',
      async (status) => {
        let sent = 0
        const ctx = await serve((_, response) => {
          sent += 1
          response.writeHead(status, { location: '/v2/elsewhere' }).end()
        })
        expect(await chargeBillingKey(ctx, charge)()).toMatchObject(
          E.left({ _tag: 'OutcomeUnknown', phase: 'answered', status }),
        )
        expect(await getReceipt(ctx, { receipt_id })()).toMatchObject(E.left({ _tag: 'ApiError', status }))
        expect(sent).toBe(2)
      },
    )

    test('a compressed answer is read', async () => {
      const { gzipSync } = await import('node:zlib')
      const ctx = await serve((_, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(JSON.stringify(receipt)))
      })
      expect(await getReceipt(ctx, { receipt_id })()).toEqual(E.right(receipt))
    })
  })

  describe('real sockets that fail', () => {
    const charged = async (fail: Fail) => {
      let sent = 0
      const ctx = await serve((request) => {
        void bodyOf(request).then(() => {
          sent += 1
          fail(request.socket, (text) => request.socket.write(text))
        })
      })
      const result = await chargeBillingKey({ ...ctx, timeoutMs: 300 }, charge)()
      return { result, sent }
    }
    test.each(failingSockets)('a server that %s leaves a charge unknown (%s), sent once', async (_, phase, fail) => {
      const { result, sent } = await charged(fail)
      expect(result).toMatchObject(
        E.left({ _tag: 'OutcomeUnknown', phase, about: { order_id: 'order-1', price: 9900 } }),
      )
      expect(sent).toBe(1)
    })

    test('a port where nobody listens is surely not sent', async () => {
      const ctx = await serve(() => undefined)
      await open.pop()?.()
      expect(await chargeBillingKey(ctx, charge)()).toMatchObject(
        E.left({ _tag: 'NetworkError', code: 'ECONNREFUSED' }),
      )
    })

    test('a name that does not exist is surely not sent', async () => {
      const ctx = await serve(() => undefined)
      const elsewhere = { ...ctx, baseUrl: 'https://bootpay.invalid/v2' }
      expect(await chargeBillingKey(elsewhere, charge)()).toMatchObject(
        E.left({ _tag: 'NetworkError', code: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/) as string }),
      )
    })
  })
})
