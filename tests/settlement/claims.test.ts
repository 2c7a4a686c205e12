import * as sdk from 'bootpay-fp'
import type { Receipt } from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

import { receipt } from '../fixtures/receipt.js'
import { account, card, cash } from '../fixtures/requests.js'
import { testContext } from '../support/bootpay.js'
import {
  at,
  charge,
  HOUR,
  lose,
  reserve_execute_at,
  settle,
  START,
  tagOf,
  writes,
  written,
  type Write,
} from './support.js'

const { receipt_id } = receipt

const looks: Readonly<Record<string, RegExp>> = {
  getReceipt: /^\/v2\/receipt\//,
  getReceiptsByOrder: /^\/v2\/lookup\/order\//,
  getReservation: /^\/v2\/subscribe\/payment\/reserve\//,
  getBillingKey: /^\/v2\/billing_key\//,
  getCertificate: /^\/v2\/certificate\//,
}

describe.each(Object.entries(writes))('the OutcomeUnknown of %s', (name, write) => {
  test('names the look-up that reconcile makes', async () => {
    const unknown = await lose(write)
    const look = looks[unknown.reconcile]
    const { result, paths } = await settle(unknown, {})
    if (look) for (const path of paths) expect(path).toMatch(look)
    expect(paths.length > 0).toBe(look !== undefined)
    // What nothing shows is said to be shown by nothing.
    if (!look) expect(result).toMatchObject(E.right({ _tag: 'StillUnknown', operation: name }))
    if (!look) expect(result).not.toHaveProperty('right.retryAt')
  })

  test('is settled by its own merchant only, wherever they are', async () => {
    const unknown = await lose(write)
    for (const other of [
      { credentials: { client_key: 'ck_other', secret_key: 'sk_test' } },
      { credentials: { application_id: 'app_other', private_key: 'pk_test' } },
      { baseUrl: 'https://stage-api.bootpay.co.kr/v2' },
    ]) {
      const { result, paths } = await settle(unknown, [], 2 * HOUR, other)
      expect(result).toMatchObject(
        E.left({ _tag: 'InputError', operation: 'reconcile', issues: [{ path: 'merchant' }] }),
      )
      expect(paths).toEqual([])
    }
  })

  test('holds no key of the merchant', async () => {
    const credentials = {
      client_key: 'ck_test',
      secret_key: 'sk_canary',
      application_id: 'a_1',
      private_key: 'pk_canary',
    }
    const unknown = await lose(write, {
      credentials,
      fetch: (url: string) =>
        url.endsWith('/token')
          ? Promise.resolve(Response.json({ access_token: 'token_canary', expire_in: 1800 }))
          : Promise.reject(new TypeError('fetch failed')),
    })
    expect(JSON.stringify(unknown)).not.toMatch(/canary|ck_test|key_test/)
    expect(unknown.merchant).toMatch(/^[a-z\d]+\.[a-z\d]+$/)
  })
})

test('a Context with both pairs settles what one with either pair has lost, and the other way round', async () => {
  const basic = { client_key: 'ck_test', secret_key: 'sk_test' }
  const pair = { application_id: 'app_test', private_key: 'pk_test' }
  const unknown = await lose(writes['confirmPayment'] as Write, { credentials: basic })
  expect(await tagOf(unknown, { ...written, status: 1 }, HOUR, { credentials: { ...basic, ...pair } })).toBe('Done')
  const both = await lose(writes['confirmPayment'] as Write, { credentials: { ...basic, ...pair } })
  expect(await tagOf(both, { ...written, status: 1 }, HOUR, { credentials: basic })).toBe('Done')
})

describe('while Bootpay says that it is under way, reconcile', () => {
  test.each<[string, Write, Partial<Receipt>, boolean]>([
    ['confirmPayment', writes['confirmPayment'] as Write, { status: 3 }, false],
    ['confirmPayment', writes['confirmPayment'] as Write, { status: 4 }, false],
    ['cancelPayment', writes['cancelPayment'] as Write, { status: -30 }, false],
    [
      'cancelPayment (part)',
      (ctx) => sdk.cancelPayment(ctx, { receipt_id, cancel_price: 400, cancel_id: 'c-1' }),
      { status: -30 },
      false,
    ],
    ['chargeBillingKey', writes['chargeBillingKey'] as Write, { status: 3 }, true],
    ['payWithWallet', writes['payWithWallet'] as Write, { status: 4 }, true],
    ['reservePayment', writes['reservePayment'] as Write, { status: 4 }, true],
    ['issueBillingKey', writes['issueBillingKey'] as Write, { status: 42, order_id: 's-1' }, true],
  ])('never says that a %s was not done (%j)', async (_, write, state, isList) => {
    const unknown = await lose(write)
    const json = { ...written, ...state }
    const { result } = await settle(unknown, isList ? [json] : json, 10 * HOUR)
    expect(result).toMatchObject(E.right({ _tag: 'StillUnknown', retryAt: START + 10 * HOUR + 60_000 }))
  })
})

describe('what is older than the write, reconcile', () => {
  const old = { requested_at: at(START - 24 * HOUR), purchased_at: at(START - 24 * HOUR) }
  const undated = { requested_at: null, purchased_at: null }
  const cases: [string, Write, Partial<Receipt>][] = [
    ['chargeBillingKey', writes['chargeBillingKey'] as Write, {}],
    ['payWithWallet', writes['payWithWallet'] as Write, {}],
    ['reservePayment', writes['reservePayment'] as Write, {}],
    ['issueBillingKey', writes['issueBillingKey'] as Write, { order_id: 's-1', status: 11 }],
    ['requestTransferBillingKey', writes['requestTransferBillingKey'] as Write, { order_id: 's-2', status: 41 }],
    ['issueCashReceipt', writes['issueCashReceipt'] as Write, { status: 60 }],
    ['issueCashReceipt', writes['issueCashReceipt'] as Write, { status: 61 }],
  ]
  test.each(cases)('does not take for a %s; what has no date is left to a person', async (_, write, state) => {
    const unknown = await lose(write)
    const found = { ...written, ...state }
    const later = 10 * HOUR
    expect(await tagOf(unknown, [found], later)).toBe('Done')
    expect(await tagOf(unknown, [{ ...found, ...old }], later)).toBe('NotDone')
    expect(await tagOf(unknown, [{ ...found, ...undated }], later)).toBe('StillUnknown')
    expect(await tagOf(unknown, [{ ...found, requested_at: at(START - 119_000) }], later)).toBe('Done')
    expect(await tagOf(unknown, [{ ...found, requested_at: at(START - 121_000) }], later)).toBe('NotDone')
    expect(await tagOf(unknown, [{ ...found, ...old }, found], later)).toBe('Done')
  })

  test('does not take the next cancel of the same amount for this one', async () => {
    const unknown = await lose((ctx) => sdk.cancelPayment(ctx, { receipt_id, cancel_price: 400, cancel_id: 'c-1' }))
    const before = { ...unknown, about: { ...unknown.about, cancelled_price: 0 } }
    const cancelledAt = (cancelled_at: string | null) => ({ ...written, cancelled_price: 400, cancelled_at })
    expect(await tagOf(before, cancelledAt(at(START + 30_000)))).toBe('Done')
    for (const when of [at(START + HOUR), at(START - HOUR), null])
      expect(await tagOf(before, cancelledAt(when))).toBe('StillUnknown')
  })

  test.each([
    ['another amount', { price: 999 }],
    ['another amount of a first payment', { price: 1000 }],
  ])('does not say that a charge was not made where its order was paid with %s', async (_, state) => {
    const isKey = state.price === 1000
    const unknown = await lose(writes[isKey ? 'issueBillingKey' : 'chargeBillingKey'] as Write)
    const found = { ...written, ...state, ...(isKey && { order_id: 's-1' }) }
    expect(await tagOf(unknown, [found], 10 * HOUR)).toBe('StillUnknown')
  })
})

describe('a list of receipts', () => {
  test('that are all of another order proves nothing', async () => {
    const unknown = await lose(writes['chargeBillingKey'] as Write)
    expect(await tagOf(unknown, [{ ...written, order_id: 'o-2' }])).toBe('DecodeError')
    expect(await tagOf(unknown, [])).toBe('NotDone')
  })
})

describe('an order id with a dot', () => {
  const dotted: Readonly<Record<string, Write>> = {
    chargeBillingKey: (ctx) => sdk.chargeBillingKey(ctx, { ...charge, order_id: 'plan.json' }),
    payWithWallet: (ctx) =>
      sdk.payWithWallet(ctx, { user_id: 'u', order_name: 'n', price: 1000, order_id: 'plan.json', sandbox: true }),
    reservePayment: (ctx) => sdk.reservePayment(ctx, { ...charge, order_id: 'plan.json', reserve_execute_at }),
    issueBillingKey: (ctx) => sdk.issueBillingKey(ctx, { ...card, subscription_id: 'plan.json' }),
    requestTransferBillingKey: (ctx) =>
      sdk.requestTransferBillingKey(ctx, { ...account, subscription_id: 'plan.json' }),
    issueCashReceipt: (ctx) => sdk.issueCashReceipt(ctx, { ...cash, order_id: 'plan.json' }),
  }
  test.each(Object.entries(dotted))('is never proved absent: %s', async (_, write) => {
    const unknown = await lose(write)
    expect(unknown.reconcile).toBe('webhook')
    const { result } = await settle(unknown, [], 10 * HOUR)
    expect(result).toMatchObject(E.right({ _tag: 'StillUnknown', message: expect.stringContaining('dot') as string }))
    expect(result).not.toHaveProperty('right.retryAt')
  })

  test.each(['plan.json', '1716792650.95292', 'a.b', '.a', 'a.'])(
    'is refused where a payment is looked up by it (%s), and nothing is sent',
    async (order_id) => {
      const fetch = () => Promise.reject(new Error('sent'))
      const refusal = E.left({
        _tag: 'InputError',
        operation: 'chargeBillingKey',
        message: 'order_id must have no dot: a look-up may be cut there, and miss what was done',
        issues: [expect.anything()],
      })
      expect(await sdk.chargeBillingKeyOnce(testContext({ fetch }), { ...charge, order_id })()).toEqual(refusal)
      expect(await sdk.chargeBillingKeyOnce(testContext({ fetch }), charge, [order_id])()).toEqual(refusal)
      const transfer = { ...account, subscription_id: order_id }
      expect(await sdk.issueTransferBillingKey(testContext({ fetch }), transfer)()).toMatchObject(
        E.left({ _tag: 'InputError', message: expect.stringMatching(/^subscription_id must have no dot/) as string }),
      )
    },
  )
})

describe('subscriptionOrderId', () => {
  const cycle = { subscription_id: 'subscription-7', cycle: '2026-11', attempt: 1 }
  test('joins what is paid for, without a dot', () => {
    expect(sdk.subscriptionOrderId(cycle)).toEqual(E.right('subscription-7_2026-11_1'))
  })
  test.each([
    ['no subscription', { subscription_id: undefined }],
    ['an empty one', { subscription_id: '' }],
    ['one with a dot', { subscription_id: 'a.b' }],
    ['no cycle', { cycle: undefined }],
    ['a cycle that could be a part of the subscription', { cycle: '7_2026' }],
    ['a cycle with a dot', { cycle: '2026.11' }],
    ['no attempt', { attempt: undefined }],
    ['attempt 0', { attempt: 0 }],
    ['half an attempt', { attempt: 1.5 }],
    ['an attempt in words', { attempt: '1' }],
  ])('refuses %s, and so does the charge, which sends nothing', async (_, change) => {
    const bad = { ...cycle, ...change } as typeof cycle
    expect(sdk.subscriptionOrderId(bad)).toMatchObject(E.left({ _tag: 'InputError' }))
    const ctx = testContext({ fetch: () => Promise.reject(new Error('sent')) })
    const { order_id: _id, ...rest } = charge
    expect(await sdk.chargeSubscriptionCycle(ctx, { ...rest, ...bad })()).toMatchObject(E.left({ _tag: 'InputError' }))
  })
  test('refuses what is nothing at all', () => {
    for (const nothing of [undefined, null, 7, 'a'])
      expect(sdk.subscriptionOrderId(nothing as never)).toMatchObject(E.left({ _tag: 'InputError' }))
  })
})
