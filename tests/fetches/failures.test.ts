import { chargeBillingKey, getReceipt } from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import { createServer } from 'node:net'
import { describe, expect, test } from 'vitest'

import { failingSockets, HEAD, type Fail } from '../fixtures/failingSockets.js'
import { receipt } from '../fixtures/receipt.js'
import { bodyOf, contextOf, creates, listen, respond, using } from './support/serve.js'

const { receipt_id } = receipt
const charge = { billing_key: 'key_test', order_name: '월간 구독', price: 9900, order_id: 'order-1024' }
const unknown = (phase: string) =>
  E.left({ _tag: 'OutcomeUnknown', phase, about: { order_id: 'order-1024', price: 9900 } })

describe.each(creates)('%s', (_, create) => {
  const { fetchOf, serve } = using(create)

  /** Fails each request once all of it has come, and counts them. */
  const failing = async (fail: Fail, options?: Parameters<typeof fetchOf>[0]) => {
    let sent = 0
    const { ctx } = await serve((request) => {
      void bodyOf(request).then(() => {
        sent += 1
        fail(request.socket, (text) => request.socket.write(text))
      })
    }, options)
    return { ctx, sent: () => sent }
  }

  describe('a socket that fails', () => {
    test.each<readonly [string, string, Fail]>([
      ...failingSockets,
      [
        'resets in a body of known length',
        'reading',
        (socket, answer) => {
          answer(`${HEAD}content-length: 99\r\n\r\n{"re`)
          setTimeout(() => socket.resetAndDestroy(), 20)
        },
      ],
      [
        'names two lengths',
        'awaiting',
        (_, answer) => answer(`${HEAD}content-length: 2\r\ncontent-length: 3\r\n\r\n{}`),
      ],
      ['sends headers without end', 'awaiting', (_, answer) => answer(`${HEAD}x: ${'x'.repeat(20_000)}\r\n\r\n{}`)],
      [
        'changes the protocol',
        'awaiting',
        (_, answer) => answer('HTTP/1.1 101 Switching\r\nupgrade: websocket\r\n\r\n'),
      ],
    ])('(it %s) leaves a charge unknown (%s), sent once', async (_, phase, fail) => {
      const { ctx, sent } = await failing(fail)
      expect(await chargeBillingKey({ ...ctx, timeoutMs: 300 }, charge)()).toMatchObject(unknown(phase))
      expect(sent()).toBe(1)
    })

    test('while it is idle fails nothing: the next call takes a new one', async () => {
      const { ctx, sockets, accepted } = await serve(respond(receipt))
      expect(await getReceipt(ctx, { receipt_id })()).toEqual(E.right(receipt))
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => setTimeout(resolve, 50))
      expect(await chargeBillingKey(ctx, charge)()).toEqual(E.right(receipt))
      expect(accepted()).toBe(2)
    })

    test('never makes a charge go out again, however often it happens', async () => {
      const seen = new Map<string, number>()
      const { ctx } = await serve(
        (request) => {
          void bodyOf(request).then((body) => {
            const { order_id } = JSON.parse(body.toString()) as { order_id: string }
            seen.set(order_id, (seen.get(order_id) ?? 0) + 1)
            if (seen.size % 2) request.socket.destroy()
            else request.socket.resetAndDestroy()
          })
        },
        { connections: 3 },
      )
      const ids = Array.from({ length: 100 }, (_, index) => `order-${index}`)
      const results = await Promise.all(ids.map((order_id) => chargeBillingKey(ctx, { ...charge, order_id })()))
      expect(results.filter((result) => E.isRight(result) || result.left._tag !== 'OutcomeUnknown')).toEqual([])
      expect([...seen.values()].filter((times) => times > 1)).toEqual([])
    })
  })

  describe('a connection that does not come about', () => {
    const charged = (origin: string, options?: Parameters<typeof fetchOf>[0]) =>
      chargeBillingKey(contextOf(origin, fetchOf(options)), charge)()

    test('since nobody listens is surely not sent', async () => {
      const { port } = await listen(createServer())
      const free = port === 65535 ? port - 1 : port + 1
      const refused = await charged(`http://127.0.0.1:${free}`)
      expect(refused).toMatchObject(E.left({ _tag: 'NetworkError', code: 'ECONNREFUSED' }))
    })

    test('since the name does not exist is surely not sent', async () => {
      expect(await charged('https://bootpay.invalid')).toMatchObject(
        E.left({ _tag: 'NetworkError', code: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/) as string }),
      )
    })

    test('in time, since TLS does not answer, is surely not sent', async () => {
      const { port } = await listen(createServer(() => undefined))
      expect(await charged(`https://127.0.0.1:${port}`, { connectTimeout: 100 })).toMatchObject(
        E.left({ _tag: 'NetworkError', code: 'UND_ERR_CONNECT_TIMEOUT' }),
      )
    })

    test('since the other end does not speak TLS is not claimed to be unsent', async () => {
      const { port } = await listen(createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')))
      expect(await charged(`https://127.0.0.1:${port}`)).toMatchObject(unknown('awaiting'))
    })
  })

  describe('an answer that is too large', () => {
    test.each([
      ['with its length', (text: string) => `content-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`],
      [
        'in chunks',
        (text: string) => `transfer-encoding: chunked\r\n\r\n${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`,
      ],
    ])('(%s) ends where the limit is', async (_, body) => {
      const text = JSON.stringify({ ...receipt, order_name: 'x'.repeat(2_000) })
      const { ctx } = await failing((_, answer) => answer(`HTTP/1.1 200 OK\r\n${body(text)}`), {
        maxResponseSize: 2_000,
      })
      expect(await getReceipt({ ...ctx, retry: { attempts: 1 } }, { receipt_id })()).toMatchObject(
        E.left({ _tag: 'NetworkError', code: 'UND_ERR_RES_EXCEEDED_MAX_SIZE' }),
      )
      expect(await chargeBillingKey(ctx, charge)()).toMatchObject(unknown('reading'))
    })

    test('is one of more than 1 MiB by default', async () => {
      const json = (size: number) => JSON.stringify({ ...receipt, order_name: 'x'.repeat(size) })
      const { ctx } = await serve((request, response) => {
        response.end(json(request.url?.includes('lookup_user_data') ? 1 << 20 : 1_000_000))
      })
      const once = { ...ctx, retry: { attempts: 1 } }
      expect(await getReceipt(once, { receipt_id })()).toMatchObject(E.right({ receipt_id }))
      expect(await getReceipt(once, { receipt_id, lookup_user_data: true })()).toMatchObject(
        E.left({ code: 'UND_ERR_RES_EXCEEDED_MAX_SIZE' }),
      )
    })
  })
})
