import { chargeBillingKey, getReceipt } from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import { deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'

import manifest from '../../package.json' with { type: 'json' }
import { receipt } from '../fixtures/receipt.js'
import { bodyOf, creates, respond, using } from './support/serve.js'

const { receipt_id } = receipt
const charge = { billing_key: 'key_test', order_name: '월간 구독', price: 9900, order_id: 'order-1024' }

describe.each(creates)('%s', (_, create) => {
  const { serve } = using(create)

  describe('a request', () => {
    test('of a write has its JSON in one piece, with its length', async () => {
      let seen: unknown
      const { ctx } = await serve((request, response) => {
        void bodyOf(request).then((body) => {
          const { host, ...headers } = request.headers
          seen = { method: request.method, url: request.url, headers, body: body.toString() }
          respond(receipt)(request, response)
        })
      })
      expect(await chargeBillingKey(ctx, charge)()).toEqual(E.right(receipt))
      const body = JSON.stringify(charge)
      expect(seen).toEqual({
        method: 'POST',
        url: '/v2/subscribe/payment',
        headers: {
          accept: 'application/json',
          authorization: 'Basic Y2tfdGVzdDpza190ZXN0',
          'bootpay-api-version': '5.0.0',
          'bootpay-sdk-type': '301',
          'bootpay-sdk-version': manifest.version,
          connection: 'keep-alive',
          'content-length': String(Buffer.byteLength(body)),
          'content-type': 'application/json',
        },
        body,
      })
    })

    test.each<[string, string | Blob | Uint8Array<ArrayBuffer>]>([
      ['text', '결제 🍊\r\n\0'],
      ['a Blob', new Blob(['결제 🍊\r\n', new Uint8Array([0, 255, 128])])],
      ['a Blob of 300 KB', new Blob([new Uint8Array(300_000).map((_, index) => index * 7)])],
      ['bytes', new Uint8Array([0, 1, 254, 255])],
    ])('has %s as its body byte for byte', async (_, body) => {
      let seen: [number, Buffer] | undefined
      const { fetch, origin } = await serve((request, response) => {
        void bodyOf(request).then((bytes) => {
          seen = [Number(request.headers['content-length']), bytes]
          response.end()
        })
      })
      await fetch(origin, { method: 'POST', body })
      const bytes = Buffer.from(await new Response(body).arrayBuffer())
      expect(seen).toEqual([bytes.length, bytes])
    })

    test('has its headers from a record, a list or a Headers object', async () => {
      const seen: unknown[] = []
      const { fetch, origin } = await serve((request, response) => {
        seen.push(request.headers['x-a'])
        response.end()
      })
      for (const headers of [{ 'x-a': '1' }, [['x-a', '2']] as [string, string][], new Headers({ 'x-a': '3' })])
        await fetch(origin, { headers })
      expect(seen).toEqual(['1', '2', '3'])
    })

    test.each([new FormData(), new URLSearchParams('a=1'), new ReadableStream()])(
      'with another kind of body is refused before it is sent (%o)',
      async (body) => {
        const { fetch, origin, accepted } = await serve(respond({}))
        await expect(fetch(origin, { method: 'POST', body })).rejects.toThrow(TypeError)
        expect(accepted()).toBe(0)
      },
    )
  })

  describe('connections', () => {
    test('are kept: 20 calls in turn take two at the most', async () => {
      const { ctx, accepted } = await serve(respond(receipt))
      for (let call = 0; call < 20; call++) expect(await getReceipt(ctx, { receipt_id })()).toEqual(E.right(receipt))
      expect(accepted()).toBeLessThanOrEqual(2)
    })

    test.each([
      ['reads', getReceipt, { receipt_id }],
      ['charges', chargeBillingKey, charge],
    ] as const)('are no more than asked for: 20 %s at once take two', async (_, operation, input) => {
      const { ctx, accepted } = await serve(respond(receipt), { connections: 2 })
      const call = operation as typeof getReceipt
      const results = await Promise.all(Array.from({ length: 20 }, () => call(ctx, input as { receipt_id: string })()))
      expect(results).toEqual(results.map(() => E.right(receipt)))
      expect(accepted()).toBe(2)
    })
  })

  describe('an answer', () => {
    test.each([301, 302, 303, 307, 308])('that redirects (%d) is not followed', async (status) => {
      let sent = 0
      const { ctx } = await serve((_, response) => {
        sent += 1
        response.writeHead(status, { location: '/v2/elsewhere' }).end()
      })
      expect(await chargeBillingKey(ctx, charge)()).toMatchObject(
        E.left({ _tag: 'OutcomeUnknown', phase: 'answered', status }),
      )
      expect(sent).toBe(1)
    })

    test('has its status, its headers by any case and its text', async () => {
      const { fetch, origin } = await serve((_, response) => {
        response.writeHead(418, { 'Retry-After': '7', 'set-cookie': ['a=1', 'b=2'] }).end('﻿주전자')
      })
      const response = await fetch(origin)
      expect(response.status).toBe(418)
      expect(response.headers.get('RETRY-after')).toBe('7')
      expect(response.headers.get('set-cookie')).toBe('a=1,b=2')
      expect(response.headers.get('x-none')).toBeNull()
      expect(await response.text()).toBe('주전자')
      expect(await response.text()).toBe('주전자')
    })

    test('may come in parts that cut a letter in two, after an early hint', async () => {
      const bytes = Buffer.from(JSON.stringify({ ...receipt, order_name: '🍊'.repeat(500) }))
      const { ctx } = await serve((_, response) => {
        response.writeEarlyHints({ link: '</x>; rel=preload' })
        let at = 0
        const write = () => {
          if (at >= bytes.length) return response.end()
          response.write(bytes.subarray(at, (at += 101)))
          setImmediate(write)
        }
        write()
      })
      expect(await getReceipt(ctx, { receipt_id })()).toMatchObject(E.right({ order_name: '🍊'.repeat(500) }))
    })

    test.each([
      ['gzip', gzipSync],
      ['deflate', deflateSync],
    ])('that is compressed though nobody asked (%s) is read', async (encoding, pack) => {
      const { ctx } = await serve((_, response) => {
        response.writeHead(200, { 'content-encoding': encoding }).end(pack(JSON.stringify(receipt)))
      })
      expect(await getReceipt(ctx, { receipt_id })()).toEqual(E.right(receipt))
    })

    test.each([
      ['is cut', 'gzip', gzipSync(JSON.stringify(receipt)).subarray(0, 60)],
      ['is not what it says', 'gzip', Buffer.from('{"receipt_id":1}')],
      ['is in a way nobody knows', 'zstandard', Buffer.from('{}')],
      ['unpacks to more than a mebibyte', 'gzip', gzipSync(Buffer.alloc(2 << 20, '0'))],
    ])('whose compression %s leaves a charge unknown', async (_, encoding, bytes) => {
      const { ctx } = await serve((request, response) => {
        void bodyOf(request).then(() => response.writeHead(200, { 'content-encoding': encoding }).end(bytes))
      })
      expect(await chargeBillingKey(ctx, charge)()).toMatchObject(
        E.left({ _tag: 'OutcomeUnknown', phase: 'reading', status: 200 }),
      )
    })
  })
})
