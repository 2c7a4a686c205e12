import {
  cancelCashReceiptRequest,
  cancelPayment,
  confirmPayment,
  confirmPaymentOnce,
  createContext,
  getReceipt,
  issueUserTokenRequest,
  reconcile,
  type Context,
  type Fetch,
  type OutcomeUnknown,
} from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

import { receipt } from '../fixtures/receipt.js'
import { testContext } from '../support/bootpay.js'

const { receipt_id } = receipt
const START = Date.parse('2026-01-31T00:00:00Z')
/** What a confirm leaves behind whose answer was lost ten minutes ago. */
const lose = async (): Promise<OutcomeUnknown> => {
  const result = await confirmPayment(
    testContext({ fetch: () => Promise.reject(new TypeError('fetch failed')), now: () => START - 600_000 }),
    { receipt_id },
  )()
  if (E.isRight(result) || result.left._tag !== 'OutcomeUnknown') throw new Error('was not lost')
  return result.left
}
const lost = await lose()
const answering = (json: unknown, status = 200): Context =>
  testContext({ fetch: () => Promise.resolve(Response.json(json, { status })) })

describe('a bug that once was', () => {
  test('digits: a long run of them that ends in a letter was checked in quadratic time', () => {
    for (const run of ['0', ' ', '-', '+82 ', '+82 (0) '])
      for (const phone of [`${run.repeat(1_000_000)}x`, `${run}${' '.repeat(1_000_000)}x`])
        expect(issueUserTokenRequest({ user_id: 'user_1234', phone })).toMatchObject(
          E.left({ message: 'phone must be digits, or +82 and digits; hyphens and spaces are taken out' }),
        )
  })

  test('query: a request without any query member had an empty one', () => {
    const built = cancelCashReceiptRequest({ receipt_id: '62e0f11f1fc192036b1b3c92' })
    expect(built).toMatchObject(E.right({ path: '/request/cash/receipt/62e0f11f1fc192036b1b3c92' }))
    expect(built).not.toHaveProperty('right.query')
  })

  test('startedAt: of two attempts whose outcome is unknown the first one was kept, so NotDone came too early', async () => {
    let now = START
    const fetch: Fetch = () => {
      now += 50_000
      return now === START + 50_000
        ? Promise.resolve(new Response('', { status: 503, headers: { 'retry-after': '1' } }))
        : Promise.reject(new TypeError('fetch failed'))
    }
    const ctx = testContext({ fetch, now: () => now })
    expect(await cancelPayment(ctx, { receipt_id, cancel_price: 100, cancel_id: 'c-1' })()).toMatchObject(
      E.left({ _tag: 'OutcomeUnknown', startedAt: START + 50_000 }),
    )
  })

  test.each([-20, -30])(
    'status %d: a payment whose cancel failed or is under way was taken for one that was never made',
    async (status) => {
      expect(await reconcile(answering({ ...receipt, status }), lost)()).toMatchObject(E.right({ _tag: 'Done' }))
    },
  )

  test('cancelReservation: an answer without a status was taken for a reservation that was charged', async () => {
    const unknown = { ...lost, operation: 'cancelReservation', about: { reserve_id: 'r-1' }, startedAt: START }
    expect(await reconcile(answering({ reserve_id: 'r-1' }), unknown)()).toMatchObject(
      E.right({ _tag: 'StillUnknown' }),
    )
  })

  test('confirmPaymentOnce: a virtual account that was issued before was told as not ready', async () => {
    const fetch: Fetch = (url) =>
      Promise.resolve(
        url.endsWith('/confirm')
          ? Response.json({ error_code: 'RC_NOT_CONFIRM_READY' }, { status: 400 })
          : Response.json({ ...receipt, status: 5 }),
      )
    expect(await confirmPaymentOnce(testContext({ fetch }), { receipt_id })()).toMatchObject(E.right({ status: 5 }))
  })

  test.each(['toString', 'constructor', '__proto__'])(
    'reconcile: the operation %s from a queue made it reject',
    async (operation) => {
      expect(await reconcile(answering(receipt), { ...lost, operation })()).toMatchObject(
        E.right({ _tag: 'StillUnknown' }),
      )
    },
  )

  test('reconcile: a clock that throws made it reject', async () => {
    const now = () => {
      throw new Error('no clock')
    }
    expect(await reconcile({ ...answering(receipt), now }, lost)()).toMatchObject(E.left({ _tag: 'NetworkError' }))
  })

  test('deadline: a wait between two attempts could end after it', async () => {
    const waits: number[] = []
    const ctx = testContext({
      fetch: () => Promise.resolve(new Response('', { status: 503, headers: { 'retry-after': '10' } })),
      sleep: (ms) => {
        waits.push(ms)
        return Promise.resolve()
      },
    })
    const result = await getReceipt({ ...ctx, deadline: START + 3_000 }, { receipt_id })()
    expect([result._tag, waits]).toEqual(['Left', []])
  })

  test('retry: a number of attempts of one’s own lost the budget', () => {
    const ctx = createContext({ credentials: { client_key: 'ck_test', secret_key: 'sk_test' }, retry: { attempts: 5 } })
    expect(ctx.retry).toEqual({ attempts: 5, budget: expect.any(Function) as unknown })
  })
})
