import {
  bindPromises,
  cancelPayment,
  chargeBillingKeyOnce,
  confirmPayment,
  errorOf,
  getAccessToken,
  getReceipt,
  isApiError,
  toError,
  toPromise,
  verifyPayment,
  type ApiError,
  type BootpayError,
  type Context,
  type Mismatch,
  type Tagged,
} from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { describe, expect, test } from 'vitest'

import { receipt } from '../fixtures/receipt.js'
import { bootpayReplies, testContext } from '../support/bootpay.js'
import { rejectionsOf } from '../support/rejections.js'

const { receipt_id } = receipt
const refusal = { status: 404, json: { error_code: 'RC_NOT_FOUND', message: '없음' } }
const notFound: ApiError = {
  _tag: 'ApiError',
  operation: 'getReceipt',
  status: 404,
  code: 'RC_NOT_FOUND',
  message: '없음',
  about: { receipt_id },
  pg_error_code: undefined,
  retryAfterMs: undefined,
}
/** What a promise rejects with. */
const rejectionOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'it did not reject',
    (thrown: unknown) => thrown,
  )

describe('bindPromises', () => {
  test('gives functions of what was named, and nothing else, that take what follows the Context', async () => {
    const seen = bootpayReplies({ json: receipt })
    const bootpay = bindPromises(testContext(), { getReceipt, confirm: confirmPayment })
    expect(Object.keys(bootpay)).toEqual(['getReceipt', 'confirm'])
    expect(await bootpay.getReceipt({ receipt_id })).toEqual(receipt)
    expect(await bootpay.confirm({ receipt_id })).toEqual(receipt)
    expect(seen.map(({ method, path }) => [method, path])).toEqual([
      ['GET', `/receipt/${receipt_id}`],
      ['POST', '/confirm'],
    ])
  })

  test('sends nothing before a function is called, and once for each call', async () => {
    const seen = bootpayReplies({ json: receipt })
    const { getReceipt: look } = bindPromises(testContext(), { getReceipt })
    expect(seen).toEqual([])
    await Promise.all([look({ receipt_id }), look({ receipt_id })])
    expect(seen).toHaveLength(2)
  })

  test('binds operations without an input, with further arguments, and flows', async () => {
    const seen = bootpayReplies(
      { json: { access_token: 'token', expire_in: 1_800 } },
      { json: [] },
      { json: [receipt] },
    )
    const credentials = { application_id: 'app_test', private_key: 'pk_test', client_key: 'ck', secret_key: 'sk' }
    const bootpay = bindPromises(testContext({ credentials }), { getAccessToken, chargeBillingKeyOnce, verifyPayment })
    expect(await bootpay.getAccessToken()).toEqual({ access_token: 'token', expire_in: 1_800 })
    const charge = { billing_key: 'k1', order_name: '구독', price: receipt.price, order_id: String(receipt.order_id) }
    expect(await bootpay.chargeBillingKeyOnce(charge, ['order-earlier'])).toEqual(receipt)
    expect(seen.map(({ path }) => path)).toEqual([
      '/request/token',
      '/lookup/order/order-earlier',
      `/lookup/order/${receipt.order_id}`,
    ])
  })

  test('binds tasks of one’s own', async () => {
    type Own = Context & { readonly shop: string }
    const bound = bindPromises({ ...testContext(), shop: 'sun' } as Own, {
      name: ({ shop }: Own, prefix: string) => TE.right(`${prefix} ${shop}`),
      refuse: () => TE.left({ _tag: 'SoldOut', message: 'nothing left', left: 0 }),
    })
    expect(await bound.name('shop')).toBe('shop sun')
    const thrown = await rejectionOf(bound.refuse())
    expect([thrown, errorOf(thrown)]).toEqual([
      toError({ _tag: 'SoldOut', message: 'nothing left', left: 0 } as Tagged),
      { _tag: 'SoldOut', message: 'nothing left', left: 0 },
    ])
  })

  test('rejects with the Error of toError, which has the value in it', async () => {
    bootpayReplies(refusal)
    const thrown = await rejectionOf(bindPromises(testContext(), { getReceipt }).getReceipt({ receipt_id }))
    expect(thrown).toBeInstanceOf(Error)
    expect(thrown).toMatchObject({ name: 'ApiError', message: 'getReceipt: RC_NOT_FOUND 없음', cause: notFound })
    expect(errorOf(thrown)).toEqual(notFound)
  })

  test('never throws at once, whatever is bound and whatever a function is given', async () => {
    const fail = (): never => {
      throw new Error('no')
    }
    const bound = bindPromises(testContext(), {
      throws: fail,
      'gives a task that throws': () => fail,
      'gives a task that rejects': () => () => Promise.reject(new Error('no')),
      'gives no task': () => undefined as never,
      'is nothing': undefined as never,
      'is text': 'text' as never,
    })
    const tags = await Promise.all(
      Object.entries(bound).map(async ([name, run]) => [
        name,
        errorOf(await rejectionOf((run as () => Promise<unknown>)())),
      ]),
    )
    const unknown = (operation: string) => expect.objectContaining({ _tag: 'OutcomeUnknown', operation })
    const unsent = (operation: string) => expect.objectContaining({ _tag: 'NetworkError', operation })
    // What ran may have sent something; what cannot be run has not.
    expect(Object.fromEntries(tags)).toEqual({
      throws: unknown('throws'),
      'gives a task that throws': unknown('gives a task that throws'),
      'gives a task that rejects': unknown('gives a task that rejects'),
      'gives no task': unknown('gives no task'),
      'is nothing': unsent('is nothing'),
      'is text': unsent('is text'),
    })
    for (const operations of [undefined, null, 7, 'text', new Proxy({}, { ownKeys: fail, get: fail })])
      expect(Object.keys(bindPromises(testContext(), operations as never)).length).toBeLessThan(5)
    const input = new Proxy({}, { get: fail, ownKeys: fail })
    const { getReceipt: look } = bindPromises(null as unknown as Context, { getReceipt })
    expect(errorOf(await rejectionOf(look(input as never)))?._tag).toBe('InputError')
    expect(errorOf(await rejectionOf(look({ receipt_id })))?._tag).toBe('NetworkError')
  })

  test('leaves no rejection behind where nobody awaits', async () => {
    bootpayReplies(refusal)
    const { getReceipt: look } = bindPromises(testContext(), { getReceipt })
    expect(
      await rejectionsOf(async () => {
        await look({ receipt_id }).catch(() => undefined)
      }),
    ).toEqual([])
  })
})

describe('toPromise', () => {
  test('takes flows and tasks of one’s own, by their own errors', async () => {
    bootpayReplies({ json: receipt })
    const task = verifyPayment(testContext(), { receipt_id, order_id: 'another', price: receipt.price })
    const error = errorOf<BootpayError | Mismatch>(await rejectionOf(toPromise(task)))
    expect(error).toMatchObject({ _tag: 'Mismatch', differences: [{ member: 'order_id', expected: 'another' }] })
    expect(await toPromise(TE.right(7))).toBe(7)
  })
})

describe('toPromise of what throws', () => {
  test('rejects with an OutcomeUnknown of its name, or says that nothing was run', async () => {
    const fail = (): never => {
      throw new Error('no')
    }
    expect(errorOf(await rejectionOf(toPromise(fail)))).toMatchObject({
      _tag: 'OutcomeUnknown',
      operation: 'toPromise',
      about: {},
    })
    expect(errorOf(await rejectionOf(toPromise(undefined as never)))).toEqual({
      _tag: 'NetworkError',
      operation: 'toPromise',
      message: 'a function of the Context threw; nothing was sent',
      about: {},
    })
  })
})

describe('errorOf', () => {
  const value: BootpayError = { _tag: 'CredentialsError', message: 'no key' }

  test('gives the very value back', () => {
    expect(errorOf(toError(value))).toBe(value)
  })

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['text', 'ApiError'],
    ['an Error', new Error('no')],
    ['an Error with a cause of its own', new Error('no', { cause: new Error('why') })],
    ['an Error that has the name but not the cause', Object.assign(new Error('no'), { name: 'ApiError' })],
    ['an Error whose cause is another’s', Object.assign(new Error('no', { cause: value }), { name: 'ApiError' })],
    ['an error value that was not thrown', value],
    [
      'an Error of a name that is none',
      Object.assign(new Error('no', { cause: { _tag: 7, message: 'x' } }), { name: 7 }),
    ],
    [
      'an Error of a cause without words',
      Object.assign(new Error('no', { cause: { _tag: 'A', message: 7 } }), { name: 'A' }),
    ],
    [
      'what cannot be read',
      new Proxy(new Error(), {
        get: () => {
          throw new Error('no')
        },
      }),
    ],
  ])('gives undefined of %s', (_, thrown) => {
    expect(errorOf(thrown)).toBeUndefined()
  })
})

describe('isApiError', () => {
  test('is true of a refusal with one of the codes, or of any where none is named', () => {
    const others = { _tag: 'OutcomeUnknown', code: 'RC_NOT_FOUND' }
    expect([
      isApiError('RC_NOT_FOUND')(notFound),
      isApiError('RC_ALREADY_CANCELLED', 'RC_NOT_FOUND')(notFound),
      isApiError()(notFound),
    ]).toEqual([true, true, true])
    expect([
      isApiError('RC_ALREADY_CANCELLED')(notFound),
      isApiError('RC_NOT_FOUND')(others),
      isApiError()(others),
      isApiError()(null as never),
      isApiError()(undefined as never),
    ]).toEqual([false, false, false, false, false])
  })

  test('chooses what is made good in a pipe', async () => {
    bootpayReplies(refusal)
    const orNone = pipe(
      getReceipt(testContext(), { receipt_id }),
      TE.orElseW((error) => (isApiError('RC_NOT_FOUND')(error) ? TE.right(undefined) : TE.left(error))),
    )
    expect(await orNone()).toEqual(E.right(undefined))
    const price = pipe(
      cancelPayment(testContext(), { receipt_id }),
      TE.mapLeft((error) => (isApiError()(error) ? error.code : error._tag)),
    )
    expect(await price()).toEqual(E.left('RC_NOT_FOUND'))
  })
})

describe('toError and toPromise', () => {
  test('make a throwable Error whose name is the _tag and whose cause is the value', async () => {
    const ctx = testContext({
      fetch: () =>
        Promise.resolve(Response.json({ error_code: 'RC_NOT_FOUND', message: '없는 영수증' }, { status: 404 })),
    })
    const task = getReceipt(ctx, { receipt_id })
    const result = await task()
    await expect(toPromise(task)).rejects.toMatchObject({
      name: 'ApiError',
      message: 'getReceipt: RC_NOT_FOUND 없는 영수증',
      cause: E.isLeft(result) ? result.left : undefined,
    })
  })
  test('give the value itself of a Right', async () => {
    const ctx = testContext({ fetch: () => Promise.resolve(Response.json(receipt)) })
    expect(await toPromise(getReceipt(ctx, { receipt_id }))).toEqual(receipt)
  })
  test('take anything, and say no more than is said', () => {
    for (const none of [undefined, null, 7, {}]) {
      const { name, message } = toError(none as unknown as Tagged)
      expect([name, message]).toEqual(['Error', ''])
    }
    const odd = { _tag: 7, operation: 8, code: {}, message: ['x'] }
    expect(toError(odd as unknown as Tagged)).toMatchObject({ name: '', message: '', cause: odd })
  })
  test('name an error without an operation too', () => {
    expect(String(toError({ _tag: 'CredentialsError', message: 'give keys' }))).toBe('CredentialsError: give keys')
  })
})
