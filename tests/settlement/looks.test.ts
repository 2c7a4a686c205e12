import * as sdk from 'bootpay-fp'
import type { BootpayError, Context, Fetch } from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { describe, expect, test } from 'vitest'

import { receipt } from '../fixtures/receipt.js'
import { account } from '../fixtures/requests.js'
import { testContext } from '../support/bootpay.js'

const { receipt_id, order_id, price } = receipt
const charge = { billing_key: 'key_test', order_name: 'n', price, order_id }
const cycle = { billing_key: 'key_test', order_name: 'n', price, subscription_id: 's', cycle: '2026-11', attempt: 2 }

type Write = (ctx: Context) => TaskEither<BootpayError | { readonly _tag: string }, unknown>

/** Every write that looks before it sends. */
const lookers: Readonly<Record<string, Write>> = {
  chargeBillingKeyOnce: (ctx) => sdk.chargeBillingKeyOnce(ctx, charge),
  'chargeBillingKeyOnce (after another attempt)': (ctx) => sdk.chargeBillingKeyOnce(ctx, charge, ['order-1023']),
  chargeSubscriptionCycle: (ctx) => sdk.chargeSubscriptionCycle(ctx, cycle),
  cancelPaymentOnce: (ctx) => sdk.cancelPaymentOnce(ctx, { receipt_id }),
  'cancelPaymentOnce (part)': (ctx) => sdk.cancelPaymentOnce(ctx, { receipt_id, cancel_price: 400, cancel_id: 'c-1' }),
  confirmAndVerify: (ctx) => sdk.confirmAndVerify(ctx, { receipt_id, order_id, price }),
}

const failures: Readonly<Record<string, () => Promise<Response>>> = {
  'a cut': () => Promise.reject(new TypeError('fetch failed')),
  'a refused connection': () =>
    Promise.reject(Object.assign(new TypeError(''), { cause: { code: 'ECONNREFUSED', syscall: 'connect' } })),
  'a code of the runtime that is like one of Bootpay’s': () =>
    Promise.reject(Object.assign(new TypeError(''), { cause: { code: 'RC_NOT_FOUND' } })),
  'a gateway': () => Promise.resolve(new Response('<html>', { status: 502 })),
  'an allow-list': () => Promise.resolve(Response.json({}, { status: 401 })),
  'a refusal that nobody knows': () => Promise.resolve(Response.json({ error_code: 'NEW' }, { status: 400 })),
  'an answer without sense': () => Promise.resolve(Response.json(7)),
  'somebody else’s answer': () =>
    Promise.resolve(Response.json({ ...receipt, receipt_id: '0'.repeat(24), order_id: 'somebody-elses' })),
}

describe.each(Object.entries(lookers))('%s', (_, write) => {
  test.each(Object.entries(failures))('is an unknown outcome when its look-up ends with %s', async (__, fail) => {
    let writes = 0
    const fetch: Fetch = (_url, init) => {
      if (init?.method !== 'GET') writes += 1
      return fail()
    }
    const result = await write(testContext({ fetch }))()
    expect(result).toMatchObject(E.left({ _tag: 'OutcomeUnknown', phase: 'looking' }))
    expect(writes).toBe(0)
  })
  test('says what its caller has done, or wanted, as it is', async () => {
    const fetch = () => Promise.reject(new Error('sent'))
    expect(await write(testContext({ fetch, credentials: {} }))()).toMatchObject(E.left({ _tag: 'CredentialsError' }))
    expect(await write(testContext({ fetch, signal: AbortSignal.abort() }))()).toMatchObject(
      E.left({ _tag: 'AbortError' }),
    )
    expect(await write(testContext({ fetch, baseUrl: 'http://evil.example/v2' }))()).toMatchObject(
      E.left({ _tag: 'InputError' }),
    )
  })
})

/** Every write that looks again after a refusal: what is refused, and what shows that it happened all the same. */
const retracers: Readonly<
  Record<string, { write: Write; code: string; before: unknown; after: unknown; look: string }>
> = {
  confirmPaymentOnce: {
    write: (ctx) => sdk.confirmPaymentOnce(ctx, { receipt_id }),
    code: 'RC_NOT_CONFIRM_READY',
    before: receipt,
    after: receipt,
    look: '/receipt/',
  },
  cancelPaymentOnce: {
    write: (ctx) => sdk.cancelPaymentOnce(ctx, { receipt_id }),
    code: 'RC_ALREADY_CANCELLED',
    before: receipt,
    after: { ...receipt, status: 20, cancelled_price: price },
    look: '/receipt/',
  },
  chargeBillingKeyOnce: {
    write: (ctx) => sdk.chargeBillingKeyOnce(ctx, charge),
    code: 'RC_ORDER_ID_DUPLICATED',
    before: [],
    after: [receipt],
    look: '/lookup/order/',
  },
}

describe.each(Object.entries(retracers))('a refusal of %s', (name, { write, code, before, after, look }) => {
  /** Answers the look before the write with `before`, refuses the write, and ends the look after it as told. */
  const run = async (second: () => Promise<Response>) => {
    let refused = false
    const fetch: Fetch = (url, init) => {
      if (init?.method === 'GET' && url.includes(look))
        return refused ? second() : Promise.resolve(Response.json(before))
      refused = true
      return Promise.resolve(Response.json({ error_code: code }, { status: 400 }))
    }
    return write(testContext({ fetch }))()
  }
  test('is a success when it is there all the same', async () => {
    expect(await run(() => Promise.resolve(Response.json(after)))).toMatchObject(E.right({ receipt_id }))
  })
  test.each(Object.entries(failures))('is an unknown outcome when the look after it ends with %s', async (_, fail) => {
    expect(await run(fail)).toMatchObject(E.left({ _tag: 'OutcomeUnknown', phase: 'looking' }))
  })
  test('is an unknown outcome when its caller gives up before the look after it', async () => {
    const controller = new AbortController()
    const ctx = testContext({
      fetch: (_url, init) =>
        Promise.resolve(
          init?.method === 'GET' ? Response.json(before) : Response.json({ error_code: code }, { status: 400 }),
        ),
      signal: controller.signal,
      onEvent: (event) => {
        if (event.type === 'answer' && event.method !== 'GET') controller.abort()
      },
    })
    expect(await write(ctx)()).toMatchObject(E.left({ _tag: 'OutcomeUnknown', phase: 'looking' }))
  })
  test('is told as one when nothing is there', async () => {
    const nothing = name === 'chargeBillingKeyOnce' ? [] : { ...receipt, status: name === 'confirmPaymentOnce' ? 2 : 1 }
    expect(await run(() => Promise.resolve(Response.json(nothing)))).toMatchObject(E.left({ _tag: 'ApiError', code }))
  })
  test('is an unknown outcome while it is under way', async () => {
    const state = { ...receipt, status: name === 'cancelPaymentOnce' ? -30 : 4 }
    const json = name === 'chargeBillingKeyOnce' ? [state] : state
    const why =
      { confirmPaymentOnce: 'it', cancelPaymentOnce: 'a cancel', chargeBillingKeyOnce: 'a charge' }[name] ?? ''
    const message = expect.stringMatching(new RegExp(`^${why} is under way, so an earlier call`)) as string
    expect(await run(() => Promise.resolve(Response.json(json)))).toMatchObject(
      E.left({ _tag: 'OutcomeUnknown', message }),
    )
  })
})

describe('by the status that is read, for each there is,', () => {
  const STATUSES = [...Object.keys(sdk.receiptStatuses).map(Number), 999]
  const TAKEN = [1, 20, -20, -30]
  /** What comes back under each status, and how many writes are sent: a look gives the receipt, a write is refused. */
  const outcomes = async (write: Write, isList: boolean) => {
    const seen: Record<string, number[]> = {}
    for (const status of STATUSES) {
      let writes = 0
      const fetch: Fetch = (_url, init) => {
        if (init?.method === 'GET') {
          const state = { ...receipt, status }
          return Promise.resolve(Response.json(isList ? [state] : state))
        }
        writes += 1
        return Promise.resolve(Response.json({ error_code: 'NEW' }, { status: 400 }))
      }
      const result = await write(testContext({ fetch }))()
      const tag = E.isRight(result) ? 'Right' : result.left._tag
      ;(seen[`${tag} after ${writes}`] ??= []).push(status)
    }
    return seen
  }
  const all = (but: readonly number[]) => STATUSES.filter((status) => !but.includes(status))
  const among = (statuses: readonly number[]) => STATUSES.filter((status) => statuses.includes(status))

  test('a confirm that is refused was made, is under way or was not', async () => {
    expect(await outcomes((ctx) => sdk.confirmPaymentOnce(ctx, { receipt_id }), false)).toEqual({
      'Right after 1': among([...TAKEN, 5]),
      'OutcomeUnknown after 1': among([3, 4]),
      'ApiError after 1': all([...TAKEN, 5, 3, 4]),
    })
  })
  test('a charge is not sent where money was taken, nor where one is under way', async () => {
    expect(await outcomes((ctx) => sdk.chargeBillingKeyOnce(ctx, charge), true)).toEqual({
      'Right after 0': among(TAKEN),
      'OutcomeUnknown after 0': among([3, 4]),
      'ApiError after 1': all([...TAKEN, 3, 4]),
    })
  })
  test('a charge is not sent where an earlier attempt holds the money, or may come to', async () => {
    const run = async (status: number) => {
      let writes = 0
      const fetch: Fetch = (url, init) => {
        if (init?.method !== 'GET') writes += 1
        const earlier = { ...receipt, order_id: 'order-1023', status }
        return Promise.resolve(
          init?.method === 'GET'
            ? Response.json(url.endsWith('/order-1023') ? [earlier] : [])
            : Response.json({ ...receipt, status: 1 }),
        )
      }
      const result = await sdk.chargeBillingKeyOnce(testContext({ fetch }), charge, ['order-1022', 'order-1023'])()
      return [E.isRight(result) ? result.right.order_id : result.left._tag, writes]
    }
    for (const status of STATUSES)
      expect([status, ...(await run(status))]).toEqual([
        status,
        ...([1, -20].includes(status)
          ? ['order-1023', 0]
          : [3, 4, -30].includes(status)
            ? ['OutcomeUnknown', 0]
            : [order_id, 1]),
      ])
  })
  test('a whole cancel is not sent where it is cancelled or withdrawn', async () => {
    expect(await outcomes((ctx) => sdk.cancelPaymentOnce(ctx, { receipt_id }), false)).toEqual({
      'Right after 0': among([20, -3]),
      'OutcomeUnknown after 1': [-30],
      'ApiError after 1': all([20, -3, -30]),
    })
  })
})

/** A Bootpay that answers every look and every write like this; counts both. */
const counted = (look: () => Promise<Response>, write: () => Promise<Response>, options: object = {}) => {
  const asked = { looks: 0, writes: 0 }
  const fetch: Fetch = (_url, init) => {
    const isLook = init?.method === 'GET'
    asked[isLook ? 'looks' : 'writes'] += 1
    return isLook ? look() : write()
  }
  return { ctx: testContext({ fetch, retry: { attempts: 1 }, ...options }), asked }
}
const answers =
  (json: unknown, status = 200) =>
  () =>
    Promise.resolve(Response.json(json, { status }))
const refuses = (error_code: string) => answers({ error_code }, 400)
const unsent = () =>
  Promise.reject(Object.assign(new TypeError(''), { cause: { code: 'ECONNREFUSED', syscall: 'connect' } }))
const part = { receipt_id, cancel_price: 400, cancel_id: 'c-1' }

describe('a payment that Bootpay does not know', () => {
  const unknown = E.left({ _tag: 'ApiError', code: 'RC_NOT_FOUND' })
  test.each(['cancelPaymentOnce', 'cancelPaymentOnce (part)', 'confirmAndVerify'])(
    'is told as it is by %s, and nothing is sent',
    async (name) => {
      const { ctx, asked } = counted(refuses('RC_NOT_FOUND'), answers(receipt))
      expect(await lookers[name]?.(ctx)()).toMatchObject(unknown)
      expect(asked).toEqual({ looks: 1, writes: 0 })
    },
  )
  test('is told as it is by confirmPaymentOnce, without a look', async () => {
    const { ctx, asked } = counted(answers(receipt), refuses('RC_NOT_FOUND'))
    expect(await sdk.confirmPaymentOnce(ctx, { receipt_id })()).toMatchObject(unknown)
    expect(asked).toEqual({ looks: 0, writes: 1 })
  })
  test('is told as it is by verifyPayment', async () => {
    const { ctx } = counted(refuses('RC_NOT_FOUND'), answers(receipt))
    expect(await sdk.verifyPayment(ctx, { receipt_id, order_id, price })()).toMatchObject(unknown)
  })
})

describe('confirmPaymentOnce', () => {
  test.each([
    ['CredentialsError', { credentials: {} }],
    ['AbortError', { signal: AbortSignal.abort() }],
    ['InputError', { baseUrl: 'http://evil.example/v2' }],
  ])('says what its caller has done, or wanted, as it is: %s', async (_tag, options) => {
    const { ctx, asked } = counted(answers(receipt), answers(receipt), options)
    expect(await sdk.confirmPaymentOnce(ctx, { receipt_id })()).toMatchObject(E.left({ _tag }))
    expect(asked).toEqual({ looks: 0, writes: 0 })
  })
  test.each([
    [401, 401, 'ApiError'],
    [403, 403, 'ApiError'],
    [403, 401, 'ApiError'],
    [400, 403, 'OutcomeUnknown'],
    [403, 404, 'OutcomeUnknown'],
    [401, 502, 'OutcomeUnknown'],
  ])('refused by %d, and its look by %d, is an %s', async (write, look, _tag) => {
    const { ctx, asked } = counted(answers({}, look), answers({}, write))
    expect(await sdk.confirmPaymentOnce(ctx, { receipt_id })()).toMatchObject(E.left({ _tag }))
    expect(asked).toEqual({ looks: 1, writes: 1 })
  })
})

describe('what was not sent', () => {
  test('is told as that of a charge, which is not looked for again', async () => {
    const { ctx, asked } = counted(answers([]), unsent)
    expect(await sdk.chargeBillingKeyOnce(ctx, charge)()).toMatchObject(
      E.left({ _tag: 'NetworkError', code: 'ECONNREFUSED' }),
    )
    expect(asked).toEqual({ looks: 1, writes: 1 })
  })
  test('is told as that of a cancel, which is not looked for again', async () => {
    for (const input of [{ receipt_id }, part]) {
      const { ctx, asked } = counted(answers(receipt), unsent)
      expect(await sdk.cancelPaymentOnce(ctx, input)()).toMatchObject(
        E.left({ _tag: 'NetworkError', code: 'ECONNREFUSED' }),
      )
      expect(asked).toEqual({ looks: 1, writes: 1 })
    }
  })
  test('says nothing of an earlier cancel by the same id, where as much is cancelled already', async () => {
    for (const state of [{ cancelled_price: 400 }, { status: -30 }]) {
      const { ctx, asked } = counted(answers({ ...receipt, ...state }), unsent)
      expect(await sdk.cancelPaymentOnce(ctx, part)()).toMatchObject(
        E.left({
          _tag: 'OutcomeUnknown',
          message: expect.stringMatching(/^what was cancelled may be this one, by the same cancel_id, so/) as string,
        }),
      )
      expect(asked).toEqual({ looks: 1, writes: 1 })
    }
    const { ctx } = counted(answers({ ...receipt, cancelled_price: 399 }), unsent)
    expect(await sdk.cancelPaymentOnce(ctx, part)()).toMatchObject(E.left({ _tag: 'NetworkError' }))
  })
})

test('a part of what was withdrawn is refused, and that is no success', async () => {
  for (const status of [-3, 20]) {
    const { ctx, asked } = counted(answers({ ...receipt, status }), refuses('RC_NEW'))
    expect(await sdk.cancelPaymentOnce(ctx, part)()).toMatchObject(E.left({ _tag: 'ApiError', code: 'RC_NEW' }))
    expect(asked).toEqual({ looks: 2, writes: 1 })
  }
})

test.each([
  ['no list', 'order-1'],
  ['an id that is none', ['']],
  ['an id with a slash', ['a/b']],
])('a charge refuses earlier attempts that are %s', async (_, earlier) => {
  const { ctx, asked } = counted(answers([]), answers(receipt))
  expect(await sdk.chargeBillingKeyOnce(ctx, charge, earlier as string[])()).toMatchObject(
    E.left({ _tag: 'InputError', operation: 'chargeBillingKeyOnce' }),
  )
  expect(asked).toEqual({ looks: 0, writes: 0 })
})

test('a charge of an order that is being charged is not sent', async () => {
  let writes = 0
  const fetch: Fetch = (_url, init) => {
    if (init?.method !== 'GET') writes += 1
    return Promise.resolve(Response.json([{ ...receipt, status: 4 }]))
  }
  expect(await sdk.chargeBillingKeyOnce(testContext({ fetch }), charge)()).toMatchObject(
    E.left({ _tag: 'OutcomeUnknown' }),
  )
  expect(writes).toBe(0)
})

/** Every exported function that takes an input and calls Bootpay more than once. */
const composed: Readonly<
  Record<string, { input: object; run: (ctx: Context, input: never) => Write | TaskEither<unknown, unknown> }>
> = {
  confirmPaymentOnce: { input: { receipt_id }, run: sdk.confirmPaymentOnce },
  cancelPaymentOnce: { input: { receipt_id, cancel_price: 400, cancel_id: 'c-1' }, run: sdk.cancelPaymentOnce },
  chargeBillingKeyOnce: { input: { ...charge, metadata: { a: 1 } }, run: sdk.chargeBillingKeyOnce },
  chargeSubscriptionCycle: { input: cycle, run: sdk.chargeSubscriptionCycle },
  confirmAndVerify: { input: { receipt_id, order_id, price, currency: 'KRW' }, run: sdk.confirmAndVerify },
  verifyPayment: { input: { receipt_id, order_id, price, currency: 'KRW' }, run: sdk.verifyPayment },
  revokeBillingKey: { input: { billing_key: 'key_test', reserve_ids: ['r-1', 'r-2'] }, run: sdk.revokeBillingKey },
  issueTransferBillingKey: {
    input: account,
    run: sdk.issueTransferBillingKey,
  },
}

describe.each(Object.entries(composed))('%s', (name, { input, run }) => {
  test('reads each member of its input once, when it is called', async () => {
    const reads: string[] = []
    const watched = new Proxy(input, {
      get: (target, member, receiver) => {
        reads.push(String(member))
        return Reflect.get(target, member, receiver) as unknown
      },
    })
    const task = run(testContext({ fetch: () => Promise.resolve(Response.json(receipt)) }), watched as never)
    const atCall = reads.length
    await (task as TaskEither<unknown, unknown>)()
    expect(reads).toHaveLength(atCall)
    expect(reads.filter((member) => Object.hasOwn(input, member)).sort()).toEqual(Object.keys(input).sort())
  })

  test('goes by its input as it was when called', async () => {
    const seen = async (spoil: boolean) => {
      const requests: unknown[] = []
      const fetch: Fetch = (url, init) => {
        requests.push([init?.method, url, init?.body])
        return Promise.resolve(Response.json(url.includes('lookup') ? [] : { ...receipt, status: 2 }))
      }
      const mine = structuredClone(input) as Record<string, unknown>
      const task = run(testContext({ fetch }), mine as never)
      if (spoil) for (const member of Object.keys(mine)) mine[member] = 'spoilt'
      await (task as TaskEither<unknown, unknown>)()
      return requests
    }
    expect(await seen(true)).toEqual(await seen(false))
  })

  const throwing = Object.defineProperty({ ...input }, Object.keys(input)[0] ?? '', {
    enumerable: true,
    get: () => {
      throw new Error('a getter')
    },
  })
  const proxy = new Proxy(
    {},
    {
      get: () => {
        throw new Error('a trap')
      },
      ownKeys: () => {
        throw new Error('a trap')
      },
    },
  )
  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a number', 7],
    ['text', 'receipt'],
    ['a list', []],
    ['a getter that throws', throwing],
    ['a Proxy that throws', proxy],
  ])(`gives a Left for %s, and sends nothing`, async (_, bad) => {
    const ctx = testContext({ fetch: () => Promise.reject(new Error(`${name} sent`)) })
    expect(await (run(ctx, bad as never) as TaskEither<unknown, unknown>)()).toMatchObject(
      E.left({ _tag: 'InputError' }),
    )
  })

  test('gives a Left for a Context that is broken', async () => {
    for (const ctx of [null, undefined, {}, proxy])
      expect(await (run(ctx as never, input as never) as TaskEither<unknown, unknown>)()).toMatchObject({
        _tag: 'Left',
      })
  })
})

test.each([
  ['null', null],
  [
    'a Proxy',
    new Proxy(
      {},
      {
        get: () => {
          throw new Error('a trap')
        },
      },
    ),
  ],
  ['an error of another kind', { _tag: 'ApiError' }],
  ['keys that are no keys', { _tag: 'OutcomeUnknown', operation: 'x', about: { a: {} }, startedAt: 0, merchant: '' }],
  ['a time that is none', { _tag: 'OutcomeUnknown', operation: 'x', about: {}, startedAt: NaN, merchant: '' }],
])('reconcile gives a Left for %s', async (_, unknown) => {
  expect(await sdk.reconcile(testContext(), unknown as never)()).toMatchObject(E.left({ _tag: 'InputError' }))
  expect(await sdk.reconcile(null as never, unknown as never, null as never)()).toMatchObject({ _tag: 'Left' })
})
