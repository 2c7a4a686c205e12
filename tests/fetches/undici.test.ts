import { chargeBillingKey, getReceipt } from 'bootpay-fp'
import { undiciFetch } from 'bootpay-fp/undici'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

import { receipt } from '../fixtures/receipt.js'
import { bodyOf, respond, using } from './support/serve.js'

const { serve } = using(undiciFetch)
const { receipt_id } = receipt
const charge = { billing_key: 'key_test', order_name: '월간 구독', price: 9900, order_id: 'order-1024' }

describe('connections of undici', () => {
  test('carry several reads at once when pipelining is on, but never anything beside a write', async () => {
    let now = 0
    const most = { GET: 0, POST: 0 }
    const { ctx } = await serve(
      (request, response) => {
        now += 1
        const method = request.method as 'GET' | 'POST'
        most[method] = Math.max(most[method], now)
        setTimeout(() => {
          now -= 1
          respond(receipt)(request, response)
        }, 20)
      },
      { connections: 1, pipelining: 4 },
    )
    await Promise.all(Array.from({ length: 8 }, () => getReceipt(ctx, { receipt_id })()))
    await Promise.all(Array.from({ length: 4 }, () => chargeBillingKey(ctx, charge)()))
    expect(most.GET).toBeGreaterThan(1)
    expect(most.POST).toBe(1)
  })

  test('that fail never make it send a charge again', async () => {
    const seen = new Map<string, number>()
    const { ctx } = await serve(
      (request) => {
        void bodyOf(request).then((body) => {
          const { order_id } = JSON.parse(body.toString()) as { order_id: string }
          seen.set(order_id, (seen.get(order_id) ?? 0) + 1)
          request.socket.destroy()
        })
      },
      { connections: 3, pipelining: 4 },
    )
    const ids = Array.from({ length: 100 }, (_, index) => `order-${index}`)
    const results = await Promise.all(ids.map((order_id) => chargeBillingKey(ctx, { ...charge, order_id })()))
    expect(results.filter((result) => E.isRight(result) || result.left._tag !== 'OutcomeUnknown')).toEqual([])
    expect([...seen.values()].filter((times) => times > 1)).toEqual([])
  })
})

describe('the time limits of undici', () => {
  test.each([
    ['headers', 'UND_ERR_HEADERS_TIMEOUT', '', { headersTimeout: 100 }],
    [
      'a part of the body',
      'UND_ERR_BODY_TIMEOUT',
      'HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{',
      { bodyTimeout: 100 },
    ],
  ])('end a wait for %s (%s)', async (_, code, answer, options) => {
    const { ctx } = await serve((request) => {
      request.socket.write(answer)
    }, options)
    expect(await getReceipt({ ...ctx, retry: { attempts: 1 } }, { receipt_id })()).toMatchObject(
      E.left({ _tag: 'NetworkError', code }),
    )
  })
})
