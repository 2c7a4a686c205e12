import {
  confirmPayment,
  createTokenState,
  getAccessToken,
  getReceipt,
  withToken,
  type Context,
  type Event,
} from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { describe, expect, test } from 'vitest'

import { receipt } from '../fixtures/receipt.js'
import { testContext, type TestOptions } from '../support/bootpay.js'

const { receipt_id } = receipt
const credentials = { application_id: 'app_test', private_key: 'pk_test' }
const START = Date.parse('2026-01-31T00:00:00Z')
const MINUTE = 60_000

type Handler = (count: number) => Response | Promise<Response>
const token = (access_token: string, expire_in: unknown = 1800) => Response.json({ access_token, expire_in })
const refusal = (error_code: string, status = 401) => Response.json({ error_code }, { status })

/** A Bootpay of two handlers, one for tokens and one for everything else, and a clock that the test moves. */
const bootpay = (tokens: Handler, api: Handler = () => Response.json(receipt), options: TestOptions = {}) => {
  const clock = { now: START }
  const tokenRequests: unknown[] = []
  const authorizations: (string | undefined)[] = []
  const waits: number[] = []
  const ctx = testContext({
    credentials,
    now: () => clock.now,
    sleep: (ms) => {
      waits.push(ms)
      clock.now += ms
      return Promise.resolve()
    },
    fetch: async (url, init) => {
      if (url.endsWith('/request/token')) {
        tokenRequests.push(await new Response(init?.body).json())
        return tokens(tokenRequests.length)
      }
      authorizations.push((init?.headers as Record<string, string>)['authorization'])
      return api(authorizations.length)
    },
    ...options,
  })
  return { ctx, clock, tokenRequests, authorizations, waits }
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0))
const lookUp = (ctx: Context) => getReceipt(ctx, { receipt_id })()

describe('a token', () => {
  test('is asked for once, with the keys of the Context, and used for every call', async () => {
    const { ctx, tokenRequests, authorizations } = bootpay((n) => token(`token-${n}`))
    await lookUp(ctx)
    await lookUp(ctx)
    expect(tokenRequests).toEqual([credentials])
    expect(authorizations).toEqual(['Bearer token-1', 'Bearer token-1'])
  })

  test('is one shared request for 1,000 concurrent callers on a cold Context', async () => {
    const { ctx, tokenRequests } = bootpay(async (n) => {
      await settled()
      return token(`token-${n}`)
    })
    const results = await Promise.all(Array.from({ length: 1_000 }, () => lookUp(ctx)))
    expect(results.every(E.isRight)).toBe(true)
    expect(tokenRequests).toHaveLength(1)
  })

  test('is shared by Contexts that were spread from one another', async () => {
    const { ctx, tokenRequests } = bootpay((n) => token(`token-${n}`))
    await lookUp(ctx)
    await lookUp({ ...ctx, signal: new AbortController().signal })
    expect(tokenRequests).toHaveLength(1)
  })

  test('is not shared by two Contexts that were made apart', async () => {
    const one = bootpay(() => token('one'))
    const two = bootpay(() => token('two'))
    await lookUp(one.ctx)
    await lookUp(two.ctx)
    expect([one.authorizations, two.authorizations]).toEqual([['Bearer one'], ['Bearer two']])
  })

  test('of other keys or of another base URL is never used, even in a shared token state', async () => {
    const tokens = createTokenState()
    const { ctx, authorizations, tokenRequests } = bootpay((n) => token(`token-${n}`), undefined, { tokens })
    await lookUp(ctx)
    await lookUp({ ...ctx, credentials: { application_id: 'app_test', private_key: 'pk_other' } })
    await lookUp({ ...ctx, credentials: { application_id: 'app_other', private_key: 'pk_test' } })
    await lookUp({ ...ctx, baseUrl: 'https://stage-api.bootpay.co.kr/v2' })
    await lookUp(ctx)
    expect(authorizations).toEqual(['token-1', 'token-2', 'token-3', 'token-4', 'token-1'].map((t) => `Bearer ${t}`))
    expect(tokenRequests).toHaveLength(4)
  })
})

describe('a token that ends', () => {
  test('is renewed in the background from minute 25 on, while the old one is still used', async () => {
    const { ctx, clock, tokenRequests, authorizations } = bootpay((n) => token(`token-${n}`))
    await lookUp(ctx)
    clock.now = START + 25 * MINUTE - 1
    await lookUp(ctx)
    expect(tokenRequests).toHaveLength(1)
    clock.now = START + 25 * MINUTE
    await lookUp(ctx)
    await settled()
    expect(tokenRequests).toHaveLength(2)
    await lookUp(ctx)
    expect(authorizations).toEqual(['token-1', 'token-1', 'token-1', 'token-2'].map((t) => `Bearer ${t}`))
  })

  test('is replaced before the call in its last 30 seconds', async () => {
    const { ctx, clock, authorizations } = bootpay((n) => token(`token-${n}`))
    await lookUp(ctx)
    clock.now = START + 30 * MINUTE - 30_000
    await lookUp(ctx)
    expect(authorizations).toEqual(['Bearer token-1', 'Bearer token-2'])
  })

  test('is not prolonged by an answer that repeats it with the full 1800 seconds', async () => {
    const { ctx, clock, authorizations, tokenRequests } = bootpay((n) => token(n < 3 ? 'same' : 'new'))
    await lookUp(ctx)
    clock.now = START + 26 * MINUTE
    await lookUp(ctx)
    await settled()
    expect(tokenRequests).toHaveLength(2)
    await lookUp(ctx)
    await settled()
    expect(tokenRequests).toHaveLength(2)
    clock.now = START + 29.5 * MINUTE
    await lookUp(ctx)
    expect(authorizations.at(-1)).toBe('Bearer new')
  })

  test.each([0, -5, 'soon', null, 86_401, 1e18])(
    'is taken to live one minute when expire_in is %j',
    async (expire_in) => {
      const { ctx, clock, authorizations } = bootpay((n) => token(`token-${n}`, expire_in))
      await lookUp(ctx)
      clock.now = START + 29_999
      await lookUp(ctx)
      await settled()
      clock.now = START + 30_000
      await lookUp(ctx)
      // The second call uses the token while it is renewed, as in the last minutes of each.
      expect(authorizations).toEqual(['Bearer token-1', 'Bearer token-1', 'Bearer token-2'])
    },
  )

  test('is believed to live up to a day', async () => {
    const { ctx, clock, tokenRequests } = bootpay((n) => token(`token-${n}`, 86_400))
    await lookUp(ctx)
    clock.now = START + 23 * 60 * MINUTE
    await lookUp(ctx)
    await settled()
    expect(tokenRequests).toHaveLength(1)
  })

  test('is still used when renewing it fails, and renewed again three seconds later', async () => {
    const { ctx, clock, tokenRequests, authorizations } = bootpay((n) =>
      n === 2 ? refusal('APP_KEY_NOT_FOUND') : token(`token-${n}`),
    )
    await lookUp(ctx)
    clock.now = START + 25 * MINUTE
    expect(await lookUp(ctx)).toEqual(E.right(receipt))
    await settled()
    clock.now += 2_999
    await lookUp(ctx)
    await settled()
    expect(tokenRequests).toHaveLength(2)
    clock.now += 1
    await lookUp(ctx)
    await settled()
    await lookUp(ctx)
    expect(authorizations.map((a) => a?.slice(-1))).toEqual(['1', '1', '1', '1', '3'])
  })
})

describe('a rejected token', () => {
  test.each(['TOKEN_KEY_INVALID', 'TOKEN_EXPIRED', '-200'])(
    '(%s) is replaced once and the call replayed once, without any wait',
    async (code) => {
      const { ctx, authorizations, waits } = bootpay(
        (n) => token(`token-${n}`),
        (n) => (n === 1 ? refusal(code) : Response.json(receipt)),
      )
      expect(await confirmPayment(ctx, { receipt_id })()).toEqual(E.right(receipt))
      expect([authorizations, waits]).toEqual([['Bearer token-1', 'Bearer token-2'], []])
    },
  )

  test('is given up the second time', async () => {
    const { ctx, authorizations, tokenRequests } = bootpay(
      (n) => token(`token-${n}`),
      () => refusal('TOKEN_EXPIRED'),
    )
    expect(await lookUp(ctx)).toMatchObject(E.left({ _tag: 'ApiError', code: 'TOKEN_EXPIRED' }))
    expect([authorizations.length, tokenRequests.length]).toEqual([2, 2])
  })

  test('is not replayed when Bootpay gives the same one again', async () => {
    const { ctx, authorizations, tokenRequests } = bootpay(
      () => token('same'),
      () => refusal('TOKEN_EXPIRED'),
    )
    expect(await lookUp(ctx)).toMatchObject(E.left({ _tag: 'ApiError', code: 'TOKEN_EXPIRED' }))
    expect([authorizations.length, tokenRequests.length]).toEqual([1, 2])
  })

  test('is not asked for again within 30 seconds after Bootpay gave the same one', async () => {
    const { ctx, clock, tokenRequests } = bootpay(
      () => token('same'),
      () => refusal('TOKEN_EXPIRED'),
    )
    await lookUp(ctx)
    clock.now += 29_999
    await lookUp(ctx)
    expect(tokenRequests).toHaveLength(2)
    clock.now += 1
    await lookUp(ctx)
    expect(tokenRequests).toHaveLength(3)
  })

  test('of 1,000 callers costs one more token request, whether the new one differs or not', async () => {
    for (const next of ['new', 'old']) {
      const { ctx, tokenRequests } = bootpay(
        (n) => token(n === 1 ? 'old' : next),
        async (n) => {
          await settled()
          return n <= 1_000 ? refusal('TOKEN_KEY_INVALID') : Response.json(receipt)
        },
      )
      await Promise.all(Array.from({ length: 1_000 }, () => lookUp(ctx)))
      expect(tokenRequests).toHaveLength(2)
    }
  })

  test.each([
    ['APP_KEY_NOT_REST', 401],
    ['HTTP_403', 403],
  ])('is not what %s means', async (code, status) => {
    const { ctx, authorizations } = bootpay(
      (n) => token(`token-${n}`),
      () => Response.json(code === 'HTTP_403' ? {} : { error_code: code }, { status }),
    )
    expect(await lookUp(ctx)).toMatchObject(E.left({ _tag: 'ApiError', code }))
    expect(authorizations).toHaveLength(1)
  })

  test('is not what a refused client key means', async () => {
    const { ctx, authorizations } = bootpay(
      () => token('t'),
      () => refusal('TOKEN_KEY_INVALID'),
      {
        credentials: { client_key: 'ck_test', secret_key: 'sk_test' },
      },
    )
    expect(await lookUp(ctx)).toMatchObject(E.left({ _tag: 'ApiError', code: 'TOKEN_KEY_INVALID' }))
    expect(authorizations).toHaveLength(1)
  })
})

describe('a token request that fails', () => {
  test('reaches every waiter as a Left, and the next caller asks again', async () => {
    const { ctx, tokenRequests, authorizations } = bootpay(async (n) => {
      await settled()
      return n === 1 ? refusal('APP_SK_NOT_MATCHED') : token(`token-${n}`)
    })
    const results = await Promise.all(Array.from({ length: 50 }, () => confirmPayment(ctx, { receipt_id })()))
    expect(new Set(results.map((r) => (E.isLeft(r) && r.left._tag === 'ApiError' ? r.left.code : r)))).toEqual(
      new Set(['APP_SK_NOT_MATCHED']),
    )
    expect([tokenRequests.length, authorizations.length]).toEqual([1, 0])
    expect(await lookUp(ctx)).toEqual(E.right(receipt))
    expect(tokenRequests).toHaveLength(2)
  })

  test('holds the next one back until a second has passed', async () => {
    const { ctx, waits } = bootpay((n) => (n === 1 ? refusal('APP_SK_NOT_MATCHED') : token('t')))
    await lookUp(ctx)
    await lookUp(ctx)
    expect(waits).toEqual([1_000])
  })

  test('holds back none that comes a second later', async () => {
    const { ctx, clock, waits } = bootpay((n) => (n === 1 ? refusal('APP_SK_NOT_MATCHED') : token('t')))
    await lookUp(ctx)
    clock.now += 1_000
    await lookUp(ctx)
    expect(waits).toEqual([])
  })

  test('because of the network is tried three times', async () => {
    const { ctx, tokenRequests } = bootpay(() => Promise.reject(new TypeError('fetch failed')))
    expect(await confirmPayment(ctx, { receipt_id })()).toMatchObject(
      E.left({ _tag: 'NetworkError', operation: 'getAccessToken' }),
    )
    expect(tokenRequests).toHaveLength(3)
  })

  test.each(['', ' token', 'to ken', 'tok\nen', '토큰', 7, null])(
    'because the token is %j is a DecodeError',
    async (bad) => {
      const { ctx, authorizations } = bootpay(() => Response.json({ access_token: bad, expire_in: 1800 }))
      expect(await lookUp(ctx)).toMatchObject(E.left({ _tag: 'DecodeError', operation: 'getAccessToken' }))
      expect(authorizations).toEqual([])
    },
  )
})

describe('a caller that waits for a token', () => {
  const slow = () => {
    let answer: (response: Response) => void = () => undefined
    const pending = new Promise<Response>((resolve) => (answer = resolve))
    return { ...bootpay(() => pending), answer: () => answer(token('token-1')) }
  }

  test('and is aborted leaves the request to the others', async () => {
    const { ctx, answer, tokenRequests, authorizations } = slow()
    const controller = new AbortController()
    const first = confirmPayment({ ...ctx, signal: controller.signal }, { receipt_id })()
    const second = confirmPayment(ctx, { receipt_id })()
    await settled()
    controller.abort()
    expect(await first).toMatchObject(E.left({ _tag: 'AbortError' }))
    answer()
    expect(await second).toEqual(E.right(receipt))
    expect([tokenRequests.length, authorizations.length]).toEqual([1, 1])
  })

  test('with a signal that has fired does not wait, and nothing was sent', async () => {
    const { ctx, answer, tokenRequests, authorizations } = slow()
    const signal = AbortSignal.abort()
    expect(await confirmPayment({ ...ctx, signal }, { receipt_id })()).toEqual(
      E.left({ _tag: 'AbortError', operation: 'withToken', message: 'aborted by the caller', about: {} }),
    )
    answer()
    await settled()
    expect([tokenRequests.length, authorizations]).toEqual([1, []])
  })

  test('is not held up for ever by a request that a runtime dropped', async () => {
    const { ctx, clock, answer } = slow()
    const dropped = lookUp(ctx)
    clock.now += 60_000
    const next = bootpay(() => token('token-2'))
    expect(await lookUp({ ...ctx, fetch: next.ctx.fetch })).toEqual(E.right(receipt))
    expect(next.authorizations).toEqual(['Bearer token-2'])
    answer()
    expect(await dropped).toEqual(E.right(receipt))
  })

  test('shares the request that followed a dropped one, even where that ends after all', async () => {
    const answers: (() => void)[] = []
    const { ctx, clock, tokenRequests, authorizations } = bootpay(
      (n) => new Promise((resolve) => answers.push(() => resolve(token(`token-${n}`, n === 1 ? 1 : 1_800)))),
    )
    const dropped = lookUp(ctx)
    await settled()
    clock.now += 60_000
    const second = lookUp(ctx)
    await settled()
    answers[0]?.()
    expect(await dropped).toEqual(E.right(receipt))
    const third = lookUp(ctx)
    await settled()
    answers[1]?.()
    expect([await second, await third]).toEqual([E.right(receipt), E.right(receipt)])
    expect([tokenRequests.length, authorizations]).toEqual([2, ['Bearer token-1', 'Bearer token-2', 'Bearer token-2']])
  })

  test('past its deadline gets a TimeoutError, and nothing was sent', async () => {
    const { ctx, authorizations } = slow()
    const result = await confirmPayment({ ...ctx, deadline: START + 10 }, { receipt_id })()
    expect(result).toMatchObject(E.left({ _tag: 'TimeoutError' }))
    expect(authorizations).toEqual([])
  })
})

test('what becomes of a token is told by events', async () => {
  const events: Event[] = []
  const { ctx, clock } = bootpay(
    (n) => (n === 1 ? refusal('APP_SK_NOT_MATCHED') : token(`token-${n}`)),
    (n) => (n === 1 ? refusal('TOKEN_EXPIRED') : Response.json(receipt)),
    { onEvent: (event) => event.type === 'token' && events.push(event) },
  )
  await lookUp(ctx)
  clock.now += 1_000
  await lookUp(ctx)
  const at = START + 1_000
  expect(events).toEqual([
    { type: 'token', change: 'failed', at: START },
    { type: 'token', change: 'requested', at },
    { type: 'token', change: 'rejected', at },
    { type: 'token', change: 'requested', at },
  ])
})

describe('withToken', () => {
  test('gives the authorization to whatever is to be called', async () => {
    const { ctx } = bootpay(() => token('token-1'))
    expect(await withToken(ctx, (authorization) => TE.right(authorization))()).toEqual(E.right('Bearer token-1'))
  })

  test('makes an OutcomeUnknown of what its callback throws', async () => {
    const { ctx } = bootpay(() => token('token-1'))
    for (const use of [
      () => {
        throw new Error('a bug')
      },
      () => () => Promise.reject(new Error('a bug')),
    ])
      expect(await withToken(ctx, use)()).toMatchObject(E.left({ _tag: 'OutcomeUnknown', operation: 'withToken' }))
  })
})

describe('getAccessToken', () => {
  test('asks every time, and leaves the token of the Context alone', async () => {
    const { ctx, tokenRequests, authorizations } = bootpay((n) => token(`token-${n}`))
    await lookUp(ctx)
    expect(await getAccessToken(ctx)()).toEqual(E.right({ access_token: 'token-2', expire_in: 1800 }))
    await lookUp(ctx)
    expect(tokenRequests).toHaveLength(2)
    expect(authorizations).toEqual(['Bearer token-1', 'Bearer token-1'])
  })

  test('needs the application pair', async () => {
    const { ctx } = bootpay(() => token('t'), undefined, {
      credentials: { client_key: 'ck_test', secret_key: 'sk_test' },
    })
    expect(await getAccessToken(ctx)()).toMatchObject(
      E.left({ _tag: 'CredentialsError', message: 'a token needs application_id and private_key' }),
    )
  })
})
