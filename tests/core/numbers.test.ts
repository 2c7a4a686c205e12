import { cancelPaymentRequest, getReceipt, requestPaymentLinkRequest, type Context, type Fetch } from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test, vi } from 'vitest'

import { receipt } from '../fixtures/receipt.js'
import { testContext } from '../support/bootpay.js'

const { receipt_id } = receipt
const START = Date.parse('2026-01-31T00:00:00Z')

/** What is no positive whole number, by how it may come about. */
const none: Record<string, unknown> = {
  'an own undefined': undefined,
  null: null,
  NaN,
  zero: 0,
  'a negative number': -1,
  'a fraction': 1.5,
  Infinity,
  '-Infinity': -Infinity,
  'a number as text': '3',
  'a bigint': 3n,
  'an object': {},
  'more than a number holds exactly': 2 ** 53,
}

describe.each(Object.keys(none))('%s', (name) => {
  const value = none[name]

  test('as attempts is the default, 3', async () => {
    let sent = 0
    const fetch: Fetch = () => {
      sent += 1
      return Promise.resolve(new Response('', { status: 503 }))
    }
    const ctx = testContext({ fetch })
    for (const retry of [{ attempts: value }, { ...ctx.retry, attempts: value }]) {
      sent = 0
      expect(await getReceipt({ ...ctx, retry: retry as Context['retry'] }, { receipt_id })()).toMatchObject(
        E.left({ _tag: 'ApiError' }),
      )
      expect(sent).toBe(3)
      sent = 0
      await getReceipt(testContext({ fetch, retry: retry as Context['retry'] }), { receipt_id })()
      expect(sent).toBe(3)
    }
  })

  test('as timeoutMs, whole or in part, is the default, 15 s for a read', async () => {
    const ctx = testContext({ fetch: () => new Promise(() => undefined), retry: { attempts: 1 } })
    for (const timeoutMs of [value, { read: value }, { read: value, write: 1, token: 1 }]) {
      vi.useFakeTimers()
      try {
        const result = getReceipt({ ...ctx, timeoutMs: timeoutMs as Context['timeoutMs'] }, { receipt_id })()
        let ended = false
        void result.then(() => (ended = true))
        await vi.advanceTimersByTimeAsync(14_999)
        expect(ended).toBe(false)
        await vi.advanceTimersByTimeAsync(1)
        expect(await result).toMatchObject(E.left({ _tag: 'TimeoutError' }))
      } finally {
        vi.useRealTimers()
      }
    }
  })
})

describe('a deadline that is no finite number is none', () => {
  const others = {
    undefined,
    null: null,
    NaN,
    Infinity,
    '-Infinity': -Infinity,
    text: '0',
    'an object': {},
    'a bigint': 0n,
  }
  test.each(Object.keys(others) as (keyof typeof others)[])('%s', async (name) => {
    const deadline = others[name]
    const fetch: Fetch = () => Promise.resolve(Response.json(receipt))
    const ctx = { ...testContext({ fetch }), deadline: deadline as unknown as number }
    expect(await getReceipt(ctx, { receipt_id })()).toEqual(E.right(receipt))
    const pair = { application_id: 'app_test', private_key: 'pk_test' }
    const token: Fetch = (url) =>
      Promise.resolve(Response.json(url.endsWith('/request/token') ? { access_token: 'at', expire_in: 1800 } : receipt))
    const withPair = { ...testContext({ credentials: pair, fetch: token }), deadline: deadline as unknown as number }
    expect(await getReceipt(withPair, { receipt_id })()).toEqual(E.right(receipt))
  })

  test('while 0 is one, long past', async () => {
    expect(await getReceipt({ ...testContext(), deadline: 0 }, { receipt_id })()).toMatchObject(
      E.left({ _tag: 'TimeoutError' }),
    )
    expect(await getReceipt({ ...testContext(), deadline: START }, { receipt_id })()).toMatchObject(
      E.left({ _tag: 'TimeoutError' }),
    )
  })
})

describe('an amount', () => {
  const pay = { price: 1_000, order_id: 'o', order_name: 'n' }
  const link = (more: object) => requestPaymentLinkRequest({ ...pay, ...more })._tag
  const cancel = (more: object) => cancelPaymentRequest({ receipt_id, ...more })._tag

  test('that is part of another may be all of it, and no more', () => {
    const parts = [0, 999, 1_000, 1_001]
    expect(parts.map((tax_free) => link({ tax_free }))).toEqual(['Right', 'Right', 'Right', 'Left'])
    expect(parts.map((cancel_tax_free) => cancel({ cancel_price: 1_000, cancel_tax_free }))).toEqual([
      'Right',
      'Right',
      'Right',
      'Left',
    ])
    expect(cancel({ cancel_tax_free: 1_000 })).toBe('Right')
  })

  test('and a count of an item may be zero', () => {
    expect(link({ items: [{ id: 'i', name: 'n', qty: 0, price: 0 }], extra: { delivery_day: 0 } })).toBe('Right')
  })

  test.each(['1000', null, true, [], {}, [1_000], 2 ** 53, -(2 ** 53)])(
    'in an answer is not believed where it is %j',
    async (price) => {
      const fetch: Fetch = () => Promise.resolve(Response.json({ ...receipt, price }))
      expect(await getReceipt(testContext({ fetch }), { receipt_id })()).toMatchObject(
        E.left({ _tag: 'DecodeError', issues: [{ path: 'price', message: 'must be a number' }] }),
      )
    },
  )

  test.each([0, -1, 0.5, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER])(
    'in an answer is believed where it is %d',
    async (price) => {
      const fetch: Fetch = () => Promise.resolve(Response.json({ ...receipt, price }))
      expect(await getReceipt(testContext({ fetch }), { receipt_id })()).toMatchObject(E.right({ price }))
    },
  )
})
