import { chargeBillingKey, getReceipt } from 'bootpay-fp'
import { undiciFetch } from 'bootpay-fp/undici'
import * as E from 'fp-ts/lib/Either.js'
import type { IncomingMessage } from 'node:http'
import { constants, createSecureServer, type Http2SecureServer, type ServerHttp2Stream } from 'node:http2'
import { describe, expect, test } from 'vitest'

import { receipt } from '../fixtures/receipt.js'
import { cert, key } from './support/certificate.js'
import { bodyOf, contextOf, listen, using } from './support/serve.js'

const { receipt_id } = receipt
const { fetchOf } = using(undiciFetch)
const charge = { billing_key: 'key_test', order_name: '월간 구독', price: 9900, order_id: 'order-1024' }

type Seen = { readonly method: string; readonly length: string | undefined; readonly body: string }

const answerReceipt = (stream: ServerHttp2Stream) => {
  stream.respond({ ':status': 200, 'content-type': 'application/json' })
  stream.end(JSON.stringify(receipt))
}

/**
 * A server that speaks HTTP/2; calls back once all of a request has come. By HTTP/1.1, which writes take with undici 8, it
 * answers in the same way if it answers at all, and drops the connection if it does not.
 */
const startServer = async (answer: (stream: ServerHttp2Stream, drop: () => void) => void, options = {}) => {
  const server: Http2SecureServer = createSecureServer({ key, cert, allowHTTP1: true })
  const seen: Seen[] = []
  const versions: string[] = []
  server.on('request', (request, response) => {
    versions.push(request.httpVersion)
    if (request.httpVersion !== '1.1') return
    void bodyOf(request as unknown as IncomingMessage).then((body) => {
      seen.push({ method: request.method, length: request.headers['content-length'], body: body.toString() })
      if (answer === answerReceipt) response.end(JSON.stringify(receipt))
      else request.socket.destroy()
    })
  })
  server.on('stream', (stream, headers) => {
    let body = ''
    stream.setEncoding('utf8').on('error', () => undefined)
    stream.on('data', (chunk: string) => (body += chunk))
    stream.on('end', () => {
      seen.push({ method: String(headers[':method']), length: headers['content-length'], body })
      answer(stream, () => {
        for (const socket of counts.sockets) socket.destroy()
      })
    })
  })
  server.on('sessionError', () => undefined)
  const { port, ...counts } = await listen(server)
  const fetch = fetchOf({ allowH2: true, connect: { ca: cert }, ...options })
  return { ...counts, seen, versions, fetch, ctx: contextOf(`https://127.0.0.1:${port}`, fetch) }
}

describe('HTTP/2', () => {
  test('carries many reads on one connection, and a body byte for byte', async () => {
    const { ctx, seen, versions, accepted } = await startServer(answerReceipt, { connections: 1 })
    const results = await Promise.all(Array.from({ length: 20 }, () => getReceipt(ctx, { receipt_id })()))
    expect(results).toEqual(results.map(() => E.right(receipt)))
    expect(new Set(versions)).toEqual(new Set(['2.0']))
    expect(accepted()).toBe(1)
    expect(await chargeBillingKey(ctx, charge)()).toEqual(E.right(receipt))
    const body = JSON.stringify(charge)
    expect(seen.at(-1)).toEqual({ method: 'POST', length: String(Buffer.byteLength(body)), body })
  })

  test('ends an answer that is too large', async () => {
    const { ctx } = await startServer(answerReceipt, { maxResponseSize: 100 })
    expect(await chargeBillingKey(ctx, charge)()).toMatchObject(E.left({ _tag: 'OutcomeUnknown', phase: 'reading' }))
  })

  test('ends by the Context in time', async () => {
    const { ctx } = await startServer(() => undefined)
    expect(await getReceipt({ ...ctx, timeoutMs: 200, retry: { attempts: 1 } }, { receipt_id })()).toMatchObject(
      E.left({ _tag: 'TimeoutError' }),
    )
  })

  test.each<[string, (stream: ServerHttp2Stream, drop: () => void) => void]>([
    ['resets the stream', (stream) => stream.close(constants.NGHTTP2_INTERNAL_ERROR)],
    ['cancels the stream', (stream) => stream.close(constants.NGHTTP2_CANCEL)],
    ['refuses the stream', (stream) => stream.close(constants.NGHTTP2_REFUSED_STREAM)],
    ['says goodbye', (stream) => stream.session?.goaway(constants.NGHTTP2_NO_ERROR)],
    ['says goodbye in anger', (stream) => stream.session?.destroy(undefined, constants.NGHTTP2_ENHANCE_YOUR_CALM)],
    ['destroys the session', (stream) => stream.session?.destroy()],
    ['drops the connections', (_, drop) => drop()],
    [
      'drops the connection in the body',
      (stream) => {
        stream.respond({ ':status': 200 })
        stream.write('{"re')
        setTimeout(() => stream.session?.destroy(), 20)
      },
    ],
  ])('sends no charge a second time when the server %s', async (_, fail) => {
    const { ctx, seen } = await startServer(fail, { connections: 2 })
    const ids = Array.from({ length: 12 }, (_, index) => `order-${index}`)
    const results = await Promise.all(
      ids.map((order_id) => chargeBillingKey({ ...ctx, timeoutMs: 2_000 }, { ...charge, order_id })()),
    )
    expect(results.filter((result) => E.isRight(result) || result.left._tag !== 'OutcomeUnknown')).toEqual([])
    expect(new Set(seen.map(({ body }) => body)).size).toBe(seen.length)
  })

  test('is not spoken unless asked for', async () => {
    const { ctx, versions } = await startServer(answerReceipt, { allowH2: false })
    await getReceipt({ ...ctx, timeoutMs: 300, retry: { attempts: 1 } }, { receipt_id })()
    expect(versions).toEqual(['1.1'])
  })
})
