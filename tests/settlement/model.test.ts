// What the model of `npm run chaos` found, each as it was shrunk.
import { cancelPaymentOnce, chargeBillingKeyOnce, confirmPaymentOnce, reconcile, type OutcomeUnknown } from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

import { bootpayReplies, testContext } from '../support/bootpay.js'

const NOW = Date.parse('2026-01-31T00:00:00Z')
const ctx = testContext()
const later = testContext({ now: () => NOW + 200_000 })

const receipt = {
  receipt_id: 'r',
  order_id: 'order-1',
  price: 1000,
  cancelled_price: 0,
  status: 1,
  requested_at: '2026-01-30T21:00:00Z',
}
const charge = { billing_key: 'k', order_name: 'n', price: 1000, order_id: 'order-1' }
const lost = { error: true } as const
const dead = { status: 502, text: '<h1>Bad Gateway</h1>' }
const refusal = { status: 400, json: { error_code: 'RC_CANCEL_ID_DUPLICATED', message: '거절' } }
const keysRefused = { status: 401, json: { error_code: 'TOKEN_EXPIRED' } }
const looking = { _tag: 'OutcomeUnknown', phase: 'looking' }

const leftOf = <A>(result: E.Either<unknown, A>): OutcomeUnknown => {
  if (result._tag === 'Right') throw new Error('a Right')
  return result.left as OutcomeUnknown
}

test('where it is asked what an earlier charge did, one of any age counts', async () => {
  bootpayReplies({ text: 'no list' })
  const unknown = leftOf(await chargeBillingKeyOnce(ctx, charge)())
  expect(unknown).toMatchObject(looking)
  bootpayReplies({ json: [receipt] })
  expect(await reconcile(later, unknown)()).toEqual(E.right({ _tag: 'Done', operation: 'chargeBillingKey', receipt }))
  bootpayReplies({ json: [] })
  expect(await reconcile(later, unknown)()).toEqual(E.right({ _tag: 'NotDone', operation: 'chargeBillingKey' }))
})

test('of a charge that was sent, one of yesterday is another one', async () => {
  bootpayReplies({ json: [] }, lost)
  const unknown = leftOf(await chargeBillingKeyOnce(ctx, charge)())
  expect(unknown).toMatchObject({ _tag: 'OutcomeUnknown', phase: 'awaiting' })
  bootpayReplies({ json: [receipt] })
  expect(await reconcile(later, unknown)()).toEqual(E.right({ _tag: 'NotDone', operation: 'chargeBillingKey' }))
})

describe('cancelPaymentOnce of a part, with a cancel_id', () => {
  const part = { receipt_id: 'r', cancel_price: 400, cancel_id: 'c-1' }
  const cancelled = { json: { ...receipt, cancelled_price: 400 } }

  test.each([
    ['refused', refusal],
    ['not answered, and not seen later', lost],
  ])('is unknown when it is %s and as much was cancelled before, maybe by an earlier call', async (_, reply) => {
    let now = NOW
    const sleep = () => {
      now += 100_000
      return Promise.resolve()
    }
    const patient = testContext({ now: () => now, sleep })
    bootpayReplies(cancelled, reply, cancelled)
    const unknown = leftOf(await cancelPaymentOnce(patient, part)())
    expect(unknown).toMatchObject(looking)
    expect(await reconcile(later, unknown)()).toEqual(
      E.right({
        _tag: 'StillUnknown',
        operation: 'cancelPayment',
        message:
          'another cancel may be in the amount: compare the cancels in the admin console, or use cancelPaymentOnce',
      }),
    )
  })
  test('is unknown when it is refused and another run cancels as much in between', async () => {
    bootpayReplies({ json: receipt }, refusal, cancelled)
    expect(await cancelPaymentOnce(ctx, part)()).toMatchObject(E.left(looking))
  })
  test('is unknown when it is refused and a cancel is under way', async () => {
    bootpayReplies({ json: receipt }, refusal, { json: { ...receipt, status: -30 } })
    expect(await cancelPaymentOnce(ctx, part)()).toMatchObject(E.left(looking))
  })
  test('is refused when less was cancelled than it asks for', async () => {
    bootpayReplies({ json: receipt }, refusal, { json: { ...receipt, cancelled_price: 399 } })
    expect(await cancelPaymentOnce(ctx, part)()).toMatchObject(E.left({ _tag: 'ApiError' }))
  })
  test('without that id it is another cancel each time, and a refusal is one', async () => {
    bootpayReplies(cancelled, refusal)
    expect(await cancelPaymentOnce(ctx, { receipt_id: 'r', cancel_price: 400 })()).toMatchObject(
      E.left({ _tag: 'ApiError' }),
    )
  })
})

test('a virtual account that was withdrawn before is cancelled, and needs no second cancel', async () => {
  const withdrawn = { ...receipt, status: -3 }
  const seen = bootpayReplies({ json: withdrawn })
  expect(await cancelPaymentOnce(ctx, { receipt_id: 'r' })()).toEqual(E.right(withdrawn))
  expect(seen).toHaveLength(1)
})

test('a virtual account that another run withdraws in between is cancelled', async () => {
  const withdrawn = { ...receipt, status: -3 }
  bootpayReplies({ json: { ...receipt, status: 5 } }, refusal, { json: withdrawn })
  expect(await cancelPaymentOnce(ctx, { receipt_id: 'r' })()).toEqual(E.right(withdrawn))
})

describe('confirmPaymentOnce of a payment that an earlier call confirmed', () => {
  const unsent = (then: () => Promise<Response>) => {
    let sent = 0
    return testContext({
      fetch: () => {
        sent += 1
        const error = Object.assign(new TypeError('fetch failed'), {
          cause: { code: 'ECONNREFUSED', syscall: 'connect' },
        })
        return sent <= 3 ? Promise.reject(error) : then()
      },
    })
  }

  test('gives its receipt, also where the keys are refused for a moment', async () => {
    bootpayReplies(keysRefused, { json: receipt })
    expect(await confirmPaymentOnce(ctx, { receipt_id: 'r' })()).toEqual(E.right(receipt))
  })
  test('gives its receipt where nobody could be reached for a moment', async () => {
    const ctx = unsent(() => Promise.resolve(Response.json(receipt)))
    expect(await confirmPaymentOnce(ctx, { receipt_id: 'r' })()).toEqual(E.right(receipt))
  })
  test('is unknown where the receipt cannot be read', async () => {
    bootpayReplies(keysRefused, dead)
    expect(await confirmPaymentOnce(ctx, { receipt_id: 'r' })()).toMatchObject(E.left(looking))
    const alone = unsent(() => Promise.reject(new TypeError('fetch failed')))
    expect(await confirmPaymentOnce(alone, { receipt_id: 'r' })()).toMatchObject(E.left(looking))
  })
  test('is the refusal of the keys where they are taken for nothing', async () => {
    bootpayReplies(keysRefused)
    expect(await confirmPaymentOnce(ctx, { receipt_id: 'r' })()).toMatchObject(
      E.left({ _tag: 'ApiError', code: 'TOKEN_EXPIRED' }),
    )
  })
})
