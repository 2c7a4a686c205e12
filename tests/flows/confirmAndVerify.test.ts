import * as sdk from 'bootpay-fp'
import type { Fetch, Receipt } from 'bootpay-fp'
import { createSandbox } from 'bootpay-fp/sandbox'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

import { receipt } from '../fixtures/receipt.js'
import { testContext } from '../support/bootpay.js'

const { receipt_id, order_id, price } = receipt
const expected = { receipt_id, order_id, price }

/** A Bootpay that says these in turn of the payment, and of the confirm and the cancel; counts what it was asked for. */
const bootpay = (
  looks: readonly [Partial<Receipt>, ...Partial<Receipt>[]],
  confirmed: Partial<Receipt> = {},
  cancel: () => Response = () => Response.json({ ...receipt, status: 20, cancelled_price: price }),
) => {
  const asked = { look: 0, confirm: 0, cancel: 0 }
  const fetch: Fetch = (url) => {
    if (url.endsWith('/confirm')) {
      asked.confirm += 1
      return Promise.resolve(Response.json({ ...receipt, ...confirmed }))
    }
    if (url.endsWith('/cancel')) {
      asked.cancel += 1
      return Promise.resolve(cancel())
    }
    const look = looks[Math.min(asked.look, looks.length - 1)]
    asked.look += 1
    return Promise.resolve(Response.json({ ...receipt, ...look }))
  }
  return { ctx: testContext({ fetch }), asked }
}

describe('confirmAndVerify of a payment that waits for the confirm', () => {
  test('is Paid once it is confirmed', async () => {
    const { ctx, asked } = bootpay([{ status: 2 }])
    expect(await sdk.confirmAndVerify(ctx, expected)()).toEqual(E.right({ _tag: 'Paid', receipt }))
    expect(asked).toEqual({ look: 1, confirm: 1, cancel: 0 })
  })
  test('is AwaitingDeposit when a virtual account was issued, and gives nothing back', async () => {
    const { ctx, asked } = bootpay([{ status: 2 }], { status: 5 })
    expect(await sdk.confirmAndVerify(ctx, expected)()).toMatchObject(
      E.right({ _tag: 'AwaitingDeposit', receipt: { status: 5 } }),
    )
    expect(asked.cancel).toBe(0)
  })
  test.each([
    ['order_id', { order_id: 'order-1' }, 'order-1'],
    ['price', { price: 1 }, 1],
    ['currency', { currency: 'USD' }, 'USD'],
  ])('whose %s is wrong is not confirmed', async (member, state, actual) => {
    const { ctx, asked } = bootpay([{ status: 2, ...state }])
    const result = await sdk.confirmAndVerify(ctx, expected)()
    expect(result).toMatchObject(E.left({ _tag: 'Mismatch', differences: [{ member, actual }] }))
    expect(result).not.toHaveProperty('left.cancelled')
    expect(asked).toEqual({ look: 1, confirm: 0, cancel: 0 })
  })
  test.each([
    ['price', { price: 1 }],
    ['currency', { currency: 'USD' }],
    ['order_id', { order_id: 'order-1' }],
  ])('whose %s turns out wrong is given back', async (member, state) => {
    const { ctx, asked } = bootpay([{ status: 2 }, {}], state)
    expect(await sdk.confirmAndVerify(ctx, expected)()).toMatchObject(
      E.left({ _tag: 'Mismatch', differences: [{ member }], cancelled: { status: 20, cancelled_price: price } }),
    )
    expect(asked.cancel).toBe(1)
  })
  test('that is taken and cannot be given back is NotReturned, with all that a person needs', async () => {
    const refused = () => Response.json({ error_code: 'RC_CANCEL_SERVER_ERROR' }, { status: 400 })
    const { ctx } = bootpay([{ status: 2 }, {}], { price: 1 }, refused)
    expect(await sdk.confirmAndVerify(ctx, expected)()).toMatchObject(
      E.left({
        _tag: 'NotReturned',
        message: 'price is 1 and not 1200',
        differences: [{ member: 'price', expected: price, actual: 1 }],
        receipt: { receipt_id, price: 1 },
        failure: { _tag: 'ApiError', code: 'RC_CANCEL_SERVER_ERROR' },
      }),
    )
  })
  test('that is taken and whose return is unknown is NotReturned too', async () => {
    const { ctx } = bootpay([{ status: 2 }, {}], { price: 1 }, () => new Response('', { status: 502 }))
    expect(await sdk.confirmAndVerify(ctx, expected)()).toMatchObject(
      E.left({ _tag: 'NotReturned', failure: { _tag: 'OutcomeUnknown', operation: 'cancelPayment' } }),
    )
  })
  test('an issued account that is wrong has no money to give back', async () => {
    const { ctx, asked } = bootpay([{ status: 2 }], { status: 5, price: 1 })
    expect(await sdk.confirmAndVerify(ctx, expected)()).toMatchObject(E.left({ _tag: 'Mismatch' }))
    expect(asked.cancel).toBe(0)
  })
})

describe('confirmAndVerify of a payment that cannot be looked at first', () => {
  const about = { receipt_id }
  const unknown = {
    _tag: 'OutcomeUnknown',
    operation: 'confirmPayment',
    phase: 'looking',
    about,
    reconcile: 'getReceipt',
  }
  const refused = (status: number, error_code?: string) => () =>
    Promise.resolve(Response.json({ ...(error_code && { error_code }), message: 'no' }, { status }))

  test.each<[string, Fetch, object]>([
    [
      'there is none',
      refused(404, 'RC_NOT_FOUND'),
      { _tag: 'ApiError', operation: 'getReceipt', code: 'RC_NOT_FOUND' },
    ],
    ['it is refused', refused(400, 'SOMETHING_NEW'), { ...unknown, code: 'SOMETHING_NEW' }],
    ['nobody answers', () => Promise.reject(new TypeError('fetch failed')), unknown],
    ['its answer cannot be read', () => Promise.resolve(Response.json({ receipt_id })), unknown],
  ])('confirms nothing, and says what is known of an earlier confirm: %s', async (_, answer, left) => {
    const asked: string[] = []
    const fetch: Fetch = (url, init) => {
      asked.push(init?.method ?? 'GET')
      return answer(url, init)
    }
    expect(await sdk.confirmAndVerify(testContext({ fetch }), expected)()).toMatchObject(E.left(left))
    expect(new Set(asked)).toEqual(new Set(['GET']))
  })
  test('tells as it is what the caller has done wrong: nothing was asked', async () => {
    const { ctx, asked } = bootpay([{ status: 2 }])
    const credentials = { client_key: '', secret_key: '' }
    expect(await sdk.confirmAndVerify({ ...ctx, credentials }, expected)()).toMatchObject(
      E.left({ _tag: 'CredentialsError' }),
    )
    expect(asked).toEqual({ look: 0, confirm: 0, cancel: 0 })
  })
})

describe('confirmAndVerify of a payment that changes while it is confirmed', () => {
  test.each<[string, Partial<Receipt>]>([
    ['a part of it was cancelled', { status: 20, cancelled_price: 400 }],
    ['a part of it was cancelled, as a receipt says it', { cancelled_price: 400 }],
    ['a cancel is under way', { status: -30 }],
  ])('gives nothing back that the order does not forbid: %s', async (_, state) => {
    const { ctx, asked } = bootpay([{ status: 2 }], state)
    const result = await sdk.confirmAndVerify(ctx, expected)()
    expect(result).toMatchObject(E.left({ _tag: 'Mismatch', receipt: state }))
    expect(result).not.toHaveProperty('left.cancelled')
    expect(asked).toEqual({ look: 1, confirm: 1, cancel: 0 })
  })
  test('gives back what is of another price too', async () => {
    const { ctx, asked } = bootpay([{ status: 2 }, {}], { price: price + 1, cancelled_price: 1 })
    expect(await sdk.confirmAndVerify(ctx, expected)()).toMatchObject(E.left({ _tag: 'Mismatch', cancelled: {} }))
    expect(asked.cancel).toBe(1)
  })
  test.each([3, 4])('gives nothing back where another call was confirming it (%d)', async (status) => {
    const { ctx, asked } = bootpay([{ status }], { price: 1 })
    const result = await sdk.confirmAndVerify(ctx, expected)()
    expect(result).toMatchObject(E.left({ _tag: 'Mismatch', differences: [{ member: 'price', actual: 1 }] }))
    expect(asked.cancel).toBe(0)
  })
  test('passes a refusal of the confirm on', async () => {
    const fetch: Fetch = (url) =>
      Promise.resolve(
        url.endsWith('/confirm')
          ? Response.json({ error_code: 'RC_CONFIRM_FAILED' }, { status: 400 })
          : Response.json({ ...receipt, status: 2 }),
      )
    expect(await sdk.confirmAndVerify(testContext({ fetch }), expected)()).toMatchObject(
      E.left({ _tag: 'ApiError', operation: 'confirmPayment', code: 'RC_CONFIRM_FAILED' }),
    )
  })
})

describe.each([
  ['confirmAndVerify', sdk.confirmAndVerify],
  ['verifyPayment', sdk.verifyPayment],
] as const)('%s', (operation, verify) => {
  test.each([
    ['a price of 0', { price: 0 }],
    ['a price below 0', { price: -1 }],
    ['a price without end', { price: Infinity }],
    ['a price that is no number', { price: NaN }],
    ['a price as text', { price: '1200' }],
    ['no price', { price: undefined }],
    ['no order id', { order_id: '' }],
    ['no receipt id', { receipt_id: '' }],
    ['an empty currency', { currency: '' }],
  ])('refuses an order with %s, and asks for nothing', async (_, change) => {
    const { ctx, asked } = bootpay([{}])
    expect(await verify(ctx, { ...expected, ...change } as typeof expected)()).toMatchObject(
      E.left({ _tag: 'InputError', operation }),
    )
    expect(asked).toEqual({ look: 0, confirm: 0, cancel: 0 })
  })
  test('takes a price below 1, which dollars may have', async () => {
    const { ctx } = bootpay([{ price: 0.5, currency: 'USD' }])
    expect(await verify(ctx, { ...expected, price: 0.5, currency: 'USD' })()).toMatchObject({ _tag: 'Right' })
  })
})

describe('confirmAndVerify of a payment that was confirmed before', () => {
  test.each([
    ['paid', { status: 1 }, 'Paid'],
    ['paid, with a cancel that failed', { status: -20 }, 'Paid'],
    ['an issued account', { status: 5 }, 'AwaitingDeposit'],
  ])('is the same again: %s', async (_, state, tag) => {
    const { ctx, asked } = bootpay([state])
    expect(await sdk.confirmAndVerify(ctx, expected)()).toMatchObject(E.right({ _tag: tag, receipt: state }))
    expect(asked).toEqual({ look: 1, confirm: 0, cancel: 0 })
  })
  test.each<[string, Partial<Receipt>, string[]]>([
    ['partly cancelled', { status: 20, cancelled_price: 400 }, ['cancelled_price', 'status']],
    ['partly cancelled, as a receipt says it', { status: 1, cancelled_price: 400 }, ['cancelled_price']],
    ['cancelled but for a won', { status: 1, cancelled_price: price - 1 }, ['cancelled_price']],
    ['wholly cancelled', { status: 1, cancelled_price: price }, ['cancelled_price']],
    ['being cancelled', { status: -30 }, ['status']],
    ['somebody else’s', { status: 1, order_id: 'order-1' }, ['order_id']],
    ['of another price', { status: 1, price: 1 }, ['price']],
    ['of an old API without an order id', { status: 1, order_id: '' }, ['order_id']],
  ])('gives nothing of it back: %s', async (_, state, members) => {
    const { ctx, asked } = bootpay([state])
    const result = await sdk.confirmAndVerify(ctx, expected)()
    expect(result).toMatchObject(E.left({ _tag: 'Mismatch', differences: members.map((member) => ({ member })) }))
    expect(asked).toEqual({ look: 1, confirm: 0, cancel: 0 })
  })
})

describe('confirmAndVerify of a payment that cannot be confirmed', () => {
  test.each([0, -1, -2, -4, 11, 12])('names its status %d, and asks for nothing', async (status) => {
    const { ctx, asked } = bootpay([{ status }])
    expect(await sdk.confirmAndVerify(ctx, expected)()).toMatchObject(
      E.left({ _tag: 'Mismatch', differences: [{ member: 'status', expected: 2, actual: status }] }),
    )
    expect(asked).toEqual({ look: 1, confirm: 0, cancel: 0 })
  })
})

describe('confirmAndVerify, with a real buyer', () => {
  const shop = () => {
    const sandbox = createSandbox()
    const ctx = sdk.createContext({ credentials: sandbox.credentials, fetch: sandbox.fetch, now: sandbox.now })
    const pay = (paid: number, method?: 'vbank') => {
      const receipt_id = sandbox.browser.requestPayment({
        order_id: 'order-1',
        order_name: 'n',
        price: paid,
        separately_confirmed: true,
        ...(method && { method }),
      })
      sandbox.browser.pay(receipt_id)
      return receipt_id
    }
    return { sandbox, ctx, pay }
  }
  test('who pays another amount loses nothing and gets nothing', async () => {
    const { sandbox, ctx, pay } = shop()
    const order = { receipt_id: pay(100), order_id: 'order-1', price: 39_000 }
    expect(await sdk.confirmAndVerify(ctx, order)()).toMatchObject(E.left({ _tag: 'Mismatch' }))
    expect(sandbox.state().receipts).toMatchObject([{ status: 2, cancelled_price: 0 }])
  })
  test('who takes a virtual account is asked to pay into it', async () => {
    const { ctx, pay } = shop()
    const order = { receipt_id: pay(39_000, 'vbank'), order_id: 'order-1', price: 39_000 }
    for (let i = 0; i < 2; i++)
      expect(await sdk.confirmAndVerify(ctx, order)()).toMatchObject(
        E.right({ _tag: 'AwaitingDeposit', receipt: { vbank_data: { bank_name: '국민' } } }),
      )
  })
  test('whose page is loaded again while a part is given back keeps the rest', async () => {
    const { sandbox, ctx, pay } = shop()
    const order = { receipt_id: pay(39_000), order_id: 'order-1', price: 39_000 }
    await sdk.confirmAndVerify(ctx, order)()
    await sdk.cancelPayment(ctx, { receipt_id: order.receipt_id, cancel_price: 9_000, cancel_id: 'c-1' })()
    expect(await sdk.confirmAndVerify(ctx, order)()).toMatchObject(
      E.left({ _tag: 'Mismatch', differences: [{ member: 'cancelled_price', expected: 0, actual: 9_000 }] }),
    )
    expect(sandbox.state().receipts).toMatchObject([{ cancelled_price: 9_000 }])
  })
})

describe('verifyPayment', () => {
  test('passes on what the look-up fails with', async () => {
    const fetch: Fetch = () =>
      Promise.resolve(Response.json({ error_code: 'RC_NOT_FOUND', message: 'no' }, { status: 404 }))
    expect(await sdk.verifyPayment(testContext({ fetch }), expected)()).toEqual(
      E.left({
        _tag: 'ApiError',
        operation: 'getReceipt',
        message: 'no',
        about: { receipt_id },
        status: 404,
        code: 'RC_NOT_FOUND',
      }),
    )
  })
  test.each([999, 1000, 1200])('finds that %d was cancelled', async (cancelled_price) => {
    const { ctx } = bootpay([{ status: 1, cancelled_price }])
    expect(await sdk.verifyPayment(ctx, expected)()).toMatchObject(
      E.left({ _tag: 'Mismatch', differences: [{ member: 'cancelled_price', expected: 0, actual: cancelled_price }] }),
    )
  })
  test('compares the currency: 1200 USD are not 1200 KRW', async () => {
    const usd = bootpay([{ currency: 'USD' }])
    expect(await sdk.verifyPayment(usd.ctx, expected)()).toMatchObject(E.left({ _tag: 'Mismatch' }))
    expect(await sdk.verifyPayment(usd.ctx, { ...expected, currency: 'USD' })()).toMatchObject(E.right({ price }))
    const { currency: _, ...untold } = receipt
    const ctx = testContext({ fetch: () => Promise.resolve(Response.json(untold)) })
    expect(await sdk.verifyPayment(ctx, expected)()).toMatchObject(E.right({ price }))
  })
  test('compares the order id as text', async () => {
    const { ctx } = bootpay([{ order_id: '1716860112' }])
    expect(await sdk.verifyPayment(ctx, { ...expected, order_id: 1716860112 })()).toMatchObject(E.right({ price }))
  })
})

describe('revokeBillingKey', () => {
  const input = { billing_key: 'key_test', reserve_ids: ['r-1', 'r-2'] }
  const run = (answers: Readonly<Record<string, () => Response | Promise<Response>>>) => {
    const fetch: Fetch = (url, init) => {
      const name = `${init?.method} ${url.slice(url.lastIndexOf('/') + 1)}`
      return Promise.resolve((answers[name] ?? (() => Response.json({}, { status: 404 })))())
    }
    return sdk.revokeBillingKey(testContext({ fetch }), input)()
  }
  const waits = (reserve_id: string) => () => Response.json({ reserve_id, status: 0 })
  const gone = (reserve_id: string) => () => Response.json({ reserve_id, success: true })
  const cut = () => Promise.reject(new TypeError('fetch failed'))

  test('says what was cancelled when something fails afterwards', async () => {
    expect(await run({ 'GET r-1': waits('r-1'), 'DELETE r-1': gone('r-1'), 'GET r-2': cut })).toMatchObject(
      E.left({
        _tag: 'PartlyRevoked',
        cancelled: ['r-1'],
        failure: { _tag: 'NetworkError', operation: 'getReservation' },
      }),
    )
  })
  test('says that nothing was when the first look fails', async () => {
    expect(await run({ 'GET r-1': cut })).toMatchObject(E.left({ _tag: 'NetworkError' }))
  })
  test('passes over what another run has cancelled in between, and takes a key that is gone for destroyed', async () => {
    let looks = 0
    const expired = () => Response.json({ error_code: 'SUBSCRIBE_BK_EXPIRED' }, { status: 400 })
    expect(
      await run({
        'GET r-1': () => Response.json({ reserve_id: 'r-1', status: looks++ ? 3 : 0 }),
        'DELETE r-1': expired,
        'GET r-2': () => Response.json({ reserve_id: 'r-2', status: 1 }),
        'DELETE key_test': expired,
      }),
    ).toEqual(E.right({ billing_key: 'key_test', cancelled: [] }))
  })
  test('cancels a reservation whose status nobody knows before it destroys the key', async () => {
    expect(
      await run({
        'GET r-1': () => Response.json({ reserve_id: 'r-1', status: 2 }),
        'DELETE r-1': gone('r-1'),
        'GET r-2': () => Response.json({ reserve_id: 'r-2' }),
        'DELETE r-2': gone('r-2'),
        'DELETE key_test': () => Response.json({ billing_key: 'key_test' }),
      }),
    ).toEqual(E.right({ billing_key: 'key_test', cancelled: ['r-1', 'r-2'] }))
  })
})
