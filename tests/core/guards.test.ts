import {
  confirmPayment,
  createContext,
  createTokenState,
  getReceipt,
  send,
  withToken,
  sharedTokens,
  type TokenState,
  type BootpayError,
  type Context,
  type ContextOptions,
  type TokenStore,
} from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { describe, expect, test } from 'vitest'

import { receipt } from '../fixtures/receipt.js'
import { testContext, type TestOptions } from '../support/bootpay.js'
import { rejectionsOf } from '../support/rejections.js'

const { receipt_id } = receipt
const START = Date.parse('2026-01-31T00:00:00Z')
const pair = { application_id: 'app_test', private_key: 'pk_test' }
const basic = { client_key: 'ck_test', secret_key: 'sk_test' }
const fail = (): never => {
  throw new Error('of a member of the Context')
}

/** A merchant with a token, and the requests that Bootpay saw. */
const merchant = (options: TestOptions = {}) => {
  const sent: string[] = []
  const ctx = testContext({
    credentials: pair,
    fetch: (url, init) => {
      sent.push(`${init?.method} ${url.slice(url.indexOf('/v2') + 3)}`)
      return Promise.resolve(
        Response.json(url.endsWith('/request/token') ? { access_token: 'at', expire_in: 1800 } : receipt),
      )
    },
    ...options,
  })
  return { ctx, sent, writes: () => sent.filter((line) => line === 'POST /confirm').length }
}

/** Runs something that has to end at once. */
const atOnce = async <A>(run: () => Promise<A>): Promise<A> => {
  const begin = Date.now()
  const result = await run()
  expect(Date.now() - begin).toBeLessThan(2_000)
  return result
}

describe('a clock that throws', () => {
  test('always, leaves nothing sent, and says so at once', async () => {
    for (const credentials of [pair, basic]) {
      const { ctx, sent } = merchant({ credentials, now: fail })
      const rejections = await rejectionsOf(async () => {
        expect(await atOnce(confirmPayment(ctx, { receipt_id }))).toMatchObject(
          E.left({ _tag: 'NetworkError', message: 'a function of the Context threw; nothing was sent' }),
        )
      })
      expect([sent, rejections]).toEqual([[], []])
    }
  })

  // Every reading of a call with a token, one after the other.
  test.each(Array.from({ length: 16 }, (_, index) => index))(
    'at reading %d never makes a write that was sent look unsent, nor keeps the caller waiting',
    async (bad) => {
      for (const credentials of [pair, basic])
        for (const onEvent of [undefined, () => undefined]) {
          let readings = 0
          const now = () => (readings++ === bad ? fail() : START)
          const { ctx, writes } = merchant({ credentials, now, onEvent })
          const rejections = await rejectionsOf(async () => {
            const result = await atOnce(confirmPayment(ctx, { receipt_id }))
            const certain = E.isLeft(result) && result.left._tag !== 'OutcomeUnknown'
            expect(writes()).toBe(certain ? 0 : 1)
          })
          expect(rejections).toEqual([])
        }
    },
  )

  test('in the renewal in the background, rejects nowhere, and the next call renews', async () => {
    let time = START
    let broken = false
    let readings = 0
    const now = () => (broken && ++readings > 1 && readings < 4 ? fail() : time)
    const { ctx, sent } = merchant({ now })
    const rejections = await rejectionsOf(async () => {
      expect(await getReceipt(ctx, { receipt_id })()).toEqual(E.right(receipt))
      time += 1_560_000
      broken = true
      await getReceipt(ctx, { receipt_id })()
      await new Promise((resolve) => setTimeout(resolve, 10))
      broken = false
      time += 60_000
      expect(await getReceipt(ctx, { receipt_id })()).toEqual(E.right(receipt))
      await new Promise((resolve) => setTimeout(resolve, 10))
    })
    expect([rejections, sent.filter((line) => line.endsWith('/request/token')).length]).toEqual([[], 2])
  })

  test.each([NaN, undefined, '2026', {}])('and one that gives %j sends as without a deadline', async (time) => {
    const now = (() => time) as unknown as () => number
    for (const credentials of [pair, basic])
      expect(await atOnce(confirmPayment(merchant({ credentials, now, deadline: START }).ctx, { receipt_id }))).toEqual(
        E.right(receipt),
      )
  })
})

describe.each(['random', 'sleep'] as const)('a %s that throws', (member) => {
  test('ends the token request and the call at once', async () => {
    const { ctx } = merchant({ [member]: fail, fetch: () => Promise.resolve(new Response('', { status: 503 })) })
    const rejections = await rejectionsOf(async () => {
      const results = await atOnce(() => Promise.all([1, 2, 3].map(() => confirmPayment(ctx, { receipt_id })())))
      for (const result of results)
        expect(result).toMatchObject(E.left({ _tag: expect.stringMatching(/^(NetworkError|ApiError)$/) as string }))
    })
    expect(rejections).toEqual([])
  })
})

test('a refusal stays one, whatever the randomness does', async () => {
  const fetch = () => Promise.resolve(Response.json({ error_code: 'RC_NOT_FOUND' }, { status: 404 }))
  expect(await confirmPayment(testContext({ fetch, random: fail }), { receipt_id })()).toMatchObject(
    E.left({ _tag: 'ApiError' }),
  )
})

test.each([NaN, -1, 2, Infinity])('a random number that is %d waits no longer than the most', async (random) => {
  const waits: number[] = []
  const ctx = testContext({
    fetch: () => Promise.resolve(new Response('', { status: 503 })),
    random: () => random,
    sleep: (ms) => {
      waits.push(ms)
      return Promise.resolve()
    },
  })
  await getReceipt(ctx, { receipt_id })()
  expect(waits).toHaveLength(2)
  expect(waits.every((wait, index) => wait >= 0 && wait <= 200 * 2 ** index)).toBe(true)
})

describe('a store that', () => {
  const valid = { v: 1, token: 'stolen', expiresAt: START + 1_800_000 }
  const giving = (make: (key: string) => unknown): TokenStore => ({
    get: (key) => Promise.resolve(make(key)),
    set: () => Promise.resolve(),
  })
  const unreadable = new Proxy({}, { get: fail, ownKeys: fail, has: fail })
  const stores: Record<string, unknown> = {
    'holds a value that throws when it is read': giving((key) => ({
      ...valid,
      key,
      get token() {
        return fail()
      },
    })),
    'holds a proxy that throws': giving(() => unreadable),
    'gives a thenable that throws': { get: () => ({ then: fail }), set: () => ({ then: fail }) },
    'gives a thenable that cannot be read': { get: () => unreadable, set: () => unreadable },
    'gives what is no promise': { get: () => 7, set: () => 7 },
    'throws at once': { get: fail, set: fail },
    'has no functions': {},
    'cannot be read': unreadable,
    'is text': 'redis',
    'is null': null,
  }
  test.each(Object.entries(stores))('%s does no harm', async (_, store) => {
    const { ctx, sent } = merchant({ tokens: sharedTokens(store as TokenStore) })
    const rejections = await rejectionsOf(async () => {
      expect(await atOnce(confirmPayment(ctx, { receipt_id }))).toEqual(E.right(receipt))
    })
    expect([sent, rejections]).toEqual([['POST /request/token', 'POST /confirm'], []])
  })
})

describe('a token that Bootpay rejected', () => {
  /** Bootpay hands out token-1, token-2 and so on, and refuses those that are in `refused`. */
  const started = () => {
    const kept = new Map<string, unknown>()
    const refused = new Set<string>()
    const time = { is: START }
    const authorizations: string[] = []
    let tokens = 0
    const ctx = testContext({
      credentials: pair,
      now: () => time.is,
      tokens: sharedTokens({
        get: (key) => Promise.resolve(kept.get(key)),
        set: (key, value) => Promise.resolve(kept.set(key, value)),
      }),
      fetch: (url, init) => {
        if (url.endsWith('/request/token'))
          return Promise.resolve(Response.json({ access_token: `token-${++tokens}`, expire_in: 1800 }))
        const { authorization = '' } = init?.headers as Record<string, string>
        authorizations.push(authorization)
        return Promise.resolve(
          refused.has(authorization)
            ? Response.json({ error_code: 'TOKEN_EXPIRED' }, { status: 401 })
            : Response.json(receipt),
        )
      },
    })
    /** Another process puts a token into the store, as one that lives for long. */
    const putBack = (token: string) => {
      for (const key of kept.keys()) kept.set(key, { v: 1, key, token, expiresAt: time.is + 1_800_000 })
    }
    return { ctx, refused, time, authorizations, putBack, lookUp: () => getReceipt(ctx, { receipt_id })() }
  }

  test('is not taken from the store again, when the token is renewed and another process put it back', async () => {
    const { refused, time, authorizations, putBack, lookUp } = started()
    await lookUp()
    refused.add('Bearer token-1')
    expect(await lookUp()).toEqual(E.right(receipt))
    for (let round = 0; round < 3; round++) {
      time.is += 1_790_000
      putBack('token-1')
      expect(await lookUp()).toEqual(E.right(receipt))
    }
    expect(authorizations).toEqual(
      ['token-1', 'token-1', 'token-2', 'token-3', 'token-4', 'token-5'].map((token) => `Bearer ${token}`),
    )
  })

  test('is not taken from the store again, however many callers had another one rejected since', async () => {
    const { refused, time, authorizations, putBack, lookUp } = started()
    await lookUp()
    refused.add('Bearer token-1')
    await lookUp()
    refused.add('Bearer token-2')
    await Promise.all(Array.from({ length: 20 }, lookUp))
    time.is += 1_790_000
    putBack('token-1')
    expect(await lookUp()).toEqual(E.right(receipt))
    expect(authorizations.filter((each) => each === 'Bearer token-1')).toHaveLength(2)
    expect(authorizations.at(-1)).toBe('Bearer token-4')
  })

  test('does not make the store useless: another token in it is believed', async () => {
    const { refused, time, authorizations, putBack, lookUp } = started()
    await lookUp()
    refused.add('Bearer token-1')
    await lookUp()
    time.is += 1_790_000
    putBack('of-another-process')
    expect(await lookUp()).toEqual(E.right(receipt))
    expect(authorizations.at(-1)).toBe('Bearer of-another-process')
  })
})

describe('what throws in withToken', () => {
  const refused = { _tag: 'ApiError', code: 'TOKEN_EXPIRED', status: 401 } as BootpayError
  test('before the work began, is a NetworkError: nothing was sent', async () => {
    let used = 0
    const use = () => {
      used += 1
      return TE.right(0)
    }
    for (const tokens of [fail, () => Promise.reject(new Error('no')), 7])
      expect(
        await withToken({ ...testContext({ credentials: pair }), tokens: tokens as unknown as TokenState }, use)(),
      ).toMatchObject(E.left({ _tag: 'NetworkError', operation: 'withToken' }))
    expect(used).toBe(0)
  })

  test('after a rejection and before the work began again, is one too', async () => {
    const { ctx } = merchant()
    let asked = 0
    const now = () => (asked ? fail() : START)
    const use = () => {
      asked += 1
      return TE.left(refused)
    }
    expect(await withToken({ ...ctx, now }, use)()).toMatchObject(E.left({ _tag: 'NetworkError' }))
    expect(asked).toBe(1)
  })

  test('while it ran, is an OutcomeUnknown', async () => {
    const uses: Record<string, unknown> = {
      throws: fail,
      'gives a task that throws': () => fail,
      'gives a task that rejects': () => () => Promise.reject(new Error('no')),
      'gives nothing': () => () => Promise.resolve(undefined),
    }
    for (const use of Object.values(uses))
      expect(await withToken(testContext(), use as never)()).toEqual(
        E.left({
          _tag: 'OutcomeUnknown',
          operation: 'withToken',
          message: 'a function of the Context threw',
          about: {},
          phase: 'awaiting',
          reconcile: 'webhook',
          startedAt: expect.any(Number) as number,
          merchant: '',
        }),
      )
  })
})

test('a token state of one’s own may be asked with anything', async () => {
  const state = createTokenState()
  for (const ctx of [undefined, null, {}, new Proxy({}, { get: fail })])
    expect(await state(ctx as unknown as Context, pair, () => Promise.resolve(E.right(0)))).toMatchObject(E.left({}))
  const blank = { application_id: ' ', private_key: 'pk_test' }
  expect(await state(testContext(), blank, () => Promise.resolve(E.right(0)))).toMatchObject(
    E.left({ _tag: 'InputError', message: 'application_id must be text without white space' }),
  )
})

test('a Context that is none leaves nothing sent', async () => {
  const request = { operation: 'x', method: 'GET', path: '/x', auth: 'none', effect: 'read', about: {}, output: {} }
  expect(await send(null as unknown as Context, request as never)()).toMatchObject(E.left({ _tag: 'NetworkError' }))
})

test('an input that cannot be read is refused in words, and nothing is sent', async () => {
  const { ctx, sent } = merchant({ credentials: basic })
  for (const input of [Object.defineProperty({}, 'receipt_id', { get: fail }), new Proxy({}, { get: fail })])
    expect(await confirmPayment(ctx, input as { receipt_id: string })()).toEqual(
      E.left({
        _tag: 'InputError',
        operation: 'confirmPayment',
        message: 'input cannot be read',
        issues: [{ path: '', message: 'cannot be read' }],
      }),
    )
  expect(sent).toEqual([])
})

describe('what createContext is given', () => {
  const unreadable: Record<string, unknown> = {
    undefined,
    null: null,
    text: 'text',
    'a proxy that throws': new Proxy({}, { ownKeys: fail, get: fail }),
    'credentials that throw': {
      get credentials() {
        return fail()
      },
    },
    'keys that throw': {
      credentials: {
        get client_key() {
          return fail()
        },
      },
    },
    'keys in a proxy that throws': { credentials: new Proxy({}, { ownKeys: fail }) },
  }
  test.each(Object.entries(unreadable))('(%s) makes each call a CredentialsError', async (_, options) => {
    const ctx = createContext(options as ContextOptions)
    expect(await getReceipt(ctx, { receipt_id })()).toMatchObject(E.left({ _tag: 'CredentialsError' }))
  })

  test('as undefined is what is left out', () => {
    const { fetch, now, random, sleep, timeoutMs } = createContext({ credentials: basic })
    const given = { fetch: undefined, now: undefined, random: undefined, sleep: undefined, timeoutMs: undefined }
    const more = { signal: undefined, onEvent: undefined, deadline: undefined, baseUrl: undefined }
    expect(createContext({ credentials: basic, retry: undefined, ...given, ...more })).toStrictEqual({
      credentials: expect.any(Function) as unknown,
      retry: { attempts: 3, budget: expect.any(Function) as unknown },
      ...{ fetch, now, random, sleep, timeoutMs },
    })
  })

  test('is read once, when it is called', () => {
    let read = 0
    const options = {
      get credentials() {
        read += 1
        return basic
      },
      get retry() {
        read += 1
        return { attempts: 2 }
      },
    }
    expect(createContext(options).retry.attempts).toBe(2)
    expect(read).toBe(2)
  })
})
