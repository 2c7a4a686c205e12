import {
  cancelPaymentOnce,
  chargeBillingKeyOnce,
  confirmPaymentOnce,
  issueBillingKey,
  toPromise,
  type Context,
} from 'bootpay-fp'
import type { Sandbox } from 'bootpay-fp/sandbox'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

import { card } from '../fixtures/requests.js'
import { testContext } from '../support/bootpay.js'
import { lossySandbox } from '../support/lossy.js'

const paid = (sandbox: Sandbox, separately_confirmed = false) => {
  const receipt_id = sandbox.browser.requestPayment({
    order_id: 'order-1',
    order_name: 'n',
    price: 1000,
    separately_confirmed,
  })
  sandbox.browser.pay(receipt_id)
  return receipt_id
}

const charge = async (ctx: Context) => {
  const { billing_key } = await toPromise(issueBillingKey(ctx, card))
  return { billing_key, order_name: 'n', price: 1000, order_id: 'order-1' }
}

/** Lets so much time pass at the first sleep that the first request can no longer be running. */
const patient = (ctx: Context, sandbox: Sandbox): Context => ({
  ...ctx,
  sleep: () => {
    sandbox.advance(100_000)
    return Promise.resolve()
  },
})

describe('confirmPaymentOnce', () => {
  test('gives the receipt of a confirm whose answer was lost', async () => {
    const { ctx, sandbox, lose } = lossySandbox()
    const receipt_id = paid(sandbox, true)
    lose('after')
    expect(await confirmPaymentOnce(ctx, { receipt_id })()).toMatchObject(E.right({ receipt_id, status: 1 }))
  })
  test('gives the receipt of a payment that was confirmed before', async () => {
    const { ctx, sandbox } = lossySandbox()
    const receipt_id = paid(sandbox, true)
    await confirmPaymentOnce(ctx, { receipt_id })()
    expect(await confirmPaymentOnce(ctx, { receipt_id })()).toMatchObject(E.right({ receipt_id, status: 1 }))
  })
  test('is a sure Left when the confirm never arrived, and as it was when that is not sure yet', async () => {
    const { ctx, sandbox, lose } = lossySandbox()
    const receipt_id = paid(sandbox, true)
    lose('before')
    expect(await confirmPaymentOnce(ctx, { receipt_id })()).toMatchObject(E.left({ _tag: 'OutcomeUnknown' }))
    lose('before')
    expect(await confirmPaymentOnce(patient(ctx, sandbox), { receipt_id })()).toEqual(
      E.left({
        _tag: 'NetworkError',
        operation: 'confirmPayment',
        message: 'it did not take effect, and no longer can',
        about: { receipt_id },
        code: 'NOT_DONE',
      }),
    )
  })
  test('passes a refusal on', async () => {
    const { ctx, sandbox } = lossySandbox()
    const receipt_id = sandbox.browser.requestPayment({ order_id: 'order-1', order_name: 'n', price: 1000 })
    expect(await confirmPaymentOnce(ctx, { receipt_id })()).toMatchObject(
      E.left({ _tag: 'ApiError', code: 'RC_NOT_CONFIRM_READY' }),
    )
  })
})

describe('cancelPaymentOnce', () => {
  test('settles partial cancels one after the other, each once', async () => {
    const { ctx, sandbox, lose } = lossySandbox()
    const receipt_id = paid(sandbox)
    for (const [cancel_id, cancelled_price] of [
      ['c-1', 300],
      ['c-2', 600],
    ] as const) {
      lose('after')
      expect(await cancelPaymentOnce(ctx, { receipt_id, cancel_price: 300, cancel_id })()).toMatchObject(
        E.right({ cancelled_price }),
      )
    }
    expect(sandbox.state().cancellations).toHaveLength(2)
  })
  test('keeps what was cancelled before in what stays unknown', async () => {
    const { ctx, sandbox, lose } = lossySandbox()
    const receipt_id = paid(sandbox)
    await cancelPaymentOnce(ctx, { receipt_id, cancel_price: 300, cancel_id: 'c-1' })()
    lose('before')
    expect(await cancelPaymentOnce(ctx, { receipt_id, cancel_price: 300, cancel_id: 'c-2' })()).toMatchObject(
      E.left({ _tag: 'OutcomeUnknown', about: { cancelled_price: 300, cancel_price: 300 } }),
    )
  })
  test('gives the receipt of a payment that was wholly cancelled before, without a second cancel', async () => {
    const { ctx, sandbox } = lossySandbox()
    const receipt_id = paid(sandbox)
    for (let i = 0; i < 2; i++)
      expect(await cancelPaymentOnce(ctx, { receipt_id })()).toMatchObject(
        E.right({ cancelled_price: 1000, status: 20 }),
      )
    expect(sandbox.state().cancellations).toHaveLength(1)
  })
  test('sends nothing on a bad input', async () => {
    const { ctx } = lossySandbox()
    const fetch = () => Promise.reject(new Error('sent'))
    expect(await cancelPaymentOnce({ ...ctx, fetch }, { receipt_id: 'r', cancel_price: 0 })()).toMatchObject(
      E.left({ _tag: 'InputError', operation: 'cancelPayment' }),
    )
  })
})

describe('chargeBillingKeyOnce', () => {
  test('charges an order id once, however often it is run and whatever is lost', async () => {
    const { ctx, sandbox, lose } = lossySandbox()
    const input = await charge(ctx)
    lose('after')
    for (let i = 0; i < 3; i++)
      expect(await chargeBillingKeyOnce(ctx, input)()).toMatchObject(
        E.right({ order_id: 'order-1', price: 1000, status: 1 }),
      )
    expect(sandbox.state().receipts.filter(({ order_id }) => order_id === 'order-1')).toHaveLength(1)
  })
  test('can be run again after a charge that surely did not happen', async () => {
    const { ctx, sandbox, lose } = lossySandbox()
    const input = await charge(ctx)
    lose('before')
    expect(await chargeBillingKeyOnce(patient(ctx, sandbox), input)()).toMatchObject(E.left({ code: 'NOT_DONE' }))
    expect(await chargeBillingKeyOnce(ctx, input)()).toMatchObject(E.right({ status: 1 }))
  })
})

describe('a look-up that fails', () => {
  const receipt_id = 'the_receipt_id'
  const answers =
    (body: unknown, status = 200) =>
    () =>
      Promise.resolve(Response.json(body, { status }))
  const reset = () => Promise.reject(Object.assign(new TypeError('fetch failed'), { code: 'ECONNRESET' }))
  const cut = () => Promise.resolve(new Response('{"receipt_id":'))

  test.each<[what: string, fetch: Context['fetch'], why: string, facts: object]>([
    ['by a gateway', answers({}, 502), 'ApiError HTTP_502', { status: 502, code: 'HTTP_502' }],
    ['by a lost connection', reset, 'NetworkError ECONNRESET', { code: 'ECONNRESET' }],
    ['by half an answer', cut, 'NetworkError', {}],
    ['by an answer that cannot be read', answers({}), 'DecodeError', { status: 200 }],
  ])('%s leaves it unknown what an earlier call did, and says why', async (_, fetch, why, facts) => {
    const ctx = testContext({ fetch })
    expect(await cancelPaymentOnce(ctx, { receipt_id })()).toStrictEqual(
      E.left({
        _tag: 'OutcomeUnknown',
        operation: 'cancelPayment',
        message: `the look-up failed (${why}), so an earlier call may have taken effect: find out with getReceipt`,
        phase: 'looking',
        about: { receipt_id },
        reconcile: 'getReceipt',
        startedAt: ctx.now(),
        merchant: '1iybk9',
        ...facts,
      }),
    )
  })

  test('with a clock that fails too leaves it unknown all the same', async () => {
    let isSent = false
    const fetch = () => {
      isSent = true
      return reset()
    }
    const now = () => {
      if (isSent) throw new Error('no')
      return 0
    }
    expect(await cancelPaymentOnce(testContext({ fetch, now }), { receipt_id })()).toMatchObject(
      E.left({ _tag: 'OutcomeUnknown', operation: 'cancelPayment', about: { receipt_id }, merchant: '1iybk9' }),
    )
  })
})
