import { confirmPayment, createContext, getReceipt, type ContextOptions, type Context, type Fetch } from 'bootpay-fp'
import * as sdk from 'bootpay-fp'
import * as core from 'bootpay-fp/core'
import * as pretty from 'bootpay-fp/pretty'
import * as node from 'bootpay-fp/node'
import * as undici from 'bootpay-fp/undici'
import * as unstorage from 'bootpay-fp/unstorage'
import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { receipt } from '../fixtures/receipt.js'
import { testContext } from '../support/bootpay.js'
import { rejectionsOf } from '../support/rejections.js'

const { receipt_id } = receipt
const bad = (value: unknown) => (() => value) as unknown as Fetch

const fetches: Record<string, Fetch> = {
  'throws at once': () => {
    throw new Error('at once')
  },
  'throws a string': () => {
    throw 'text'
  },
  'rejects with nothing': () => Promise.reject(undefined as unknown as Error),
  'rejects with an error that cannot be read': () =>
    Promise.reject(
      new Proxy(new Error(), {
        get: () => {
          throw new Error('no')
        },
      }),
    ),
  'gives undefined': bad(undefined),
  'gives null': bad(Promise.resolve(null)),
  'gives a number': bad(7),
  'gives a thenable that throws': bad({
    then: () => {
      throw new Error('no')
    },
  }),
  'gives an empty object': bad(Promise.resolve({})),
  'gives an answer without headers': bad(Promise.resolve({ status: 200, text: () => '{}' })),
  'gives an answer whose text is not text': bad(
    Promise.resolve({ status: 200, headers: new Headers(), text: () => Promise.resolve(7) }),
  ),
  'gives an answer that was read before': async () => {
    const response = Response.json(receipt)
    await response.text()
    return response
  },
  'gives a body that fails': () =>
    Promise.resolve(
      new Response(
        new ReadableStream({
          pull: () => {
            throw new Error('no')
          },
        }),
      ),
    ),
}

describe('whatever fetch does', () => {
  test.each(Object.entries(fetches))(
    '(%s) a read ends as a Left that is not unknown, a write as unknown',
    async (_, fetch) => {
      const ctx = testContext({ fetch, timeoutMs: 500 })
      const left = (result: E.Either<{ _tag: string }, unknown>) => (E.isLeft(result) ? result.left._tag : 'Right')
      expect(['NetworkError', 'DecodeError']).toContain(left(await getReceipt(ctx, { receipt_id })()))
      expect(left(await confirmPayment(ctx, { receipt_id })())).toBe('OutcomeUnknown')
    },
  )
})

describe('whatever Bootpay answers', () => {
  test('a call resolves, and no prototype is changed', async () => {
    const answer = fc.oneof(
      fc.json({ maxDepth: 4 }),
      fc.string(),
      fc.json().map((json) => json.slice(0, json.length / 2)),
      fc.constantFrom(
        '{"__proto__":{"polluted":1}}',
        '{"constructor":{"prototype":{"polluted":1}}}',
        '\uFEFF{}',
        '[[[[',
        'null',
        '"\\ud800"',
      ),
    )
    await fc.assert(
      fc.asyncProperty(answer, fc.integer({ min: 200, max: 599 }), async (body, status) => {
        const fetch: Fetch = () =>
          Promise.resolve(new Response([204, 205, 304].includes(status) ? null : body, { status }))
        const ctx = testContext({ fetch })
        expect(['Left', 'Right']).toContain((await getReceipt(ctx, { receipt_id })())._tag)
        expect(['Left', 'Right']).toContain((await confirmPayment(ctx, { receipt_id })())._tag)
        expect({}).not.toHaveProperty('polluted')
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('whatever a caller gives', () => {
  const hostile: Record<string, () => unknown> = {
    nothing: () => undefined,
    null: () => null,
    'a number': () => 7,
    text: () => 'text',
    'a list': () => [],
    'a date': () => new Date(),
    'a function': () => () => undefined,
    'an object without a prototype': () => Object.create(null),
    'a proxy that throws': () =>
      new Proxy(
        {},
        {
          has: () => {
            throw new Error('no')
          },
        },
      ),
    'a getter that throws': () => ({
      get receipt_id() {
        throw new Error('no')
      },
    }),
  }
  test.each(Object.keys(hostile))('as input (%s), it is an InputError and nothing is sent', async (name) => {
    const input = hostile[name]?.()
    let sent = 0
    const fetch: Fetch = () => {
      sent += 1
      return Promise.resolve(Response.json(receipt))
    }
    expect(await getReceipt(testContext({ fetch }), input as { receipt_id: string })()).toMatchObject(
      E.left({ _tag: 'InputError', operation: 'getReceipt' }),
    )
    expect(sent).toBe(0)
  })

  test('as a Context, a Left comes back', async () => {
    const fetch: Fetch = () => Promise.resolve(new Response('', { status: 503 }))
    const broken = [
      createContext(undefined as unknown as ContextOptions),
      testContext({ baseUrl: 'not a url' }),
      { ...testContext({ fetch }), retry: undefined as unknown as Context['retry'] },
      { ...testContext(), now: undefined as unknown as Context['now'] },
      {} as Context,
    ]
    for (const ctx of broken) expect((await getReceipt(ctx, { receipt_id })())._tag).toBe('Left')
  })

  test('as a sleep that fails, the repeat comes at once', async () => {
    let sent = 0
    const fetch: Fetch = () => Promise.resolve(sent++ ? Response.json(receipt) : new Response('', { status: 503 }))
    const sleep = () => Promise.reject(new Error('no'))
    expect(await getReceipt(testContext({ fetch, sleep }), { receipt_id })()).toEqual(E.right(receipt))
  })
})

describe('every export, whatever it is given', () => {
  const fail = (): never => {
    throw new Error('no')
  }
  const unreadable = () => new Proxy(() => undefined, { get: fail, has: fail, ownKeys: fail, apply: fail })
  const hostile: Record<string, () => unknown> = {
    undefined: () => undefined,
    null: () => null,
    'a number': () => 7,
    NaN: () => NaN,
    text: () => 'text',
    'a symbol': () => Symbol('no'),
    'a bigint': () => 7n,
    'an object': () => ({}),
    'a list': () => [1],
    'a function that throws': () => fail,
    'a promise that rejects': () => {
      const promise = Promise.reject(new Error('no'))
      promise.catch(() => undefined)
      return promise
    },
    'a proxy that throws': unreadable,
    'members that throw': () => ({
      get credentials() {
        return fail()
      },
      get receipt_id() {
        return fail()
      },
      get _tag() {
        return fail()
      },
      get application_id() {
        return fail()
      },
    }),
  }
  /** Those that have pages of their own. */
  const elsewhere =
    /^(chargeSubscriptionCycle|subscriptionOrderId|confirmAndVerify|issueTransferBillingKey|revokeBillingKey|verifyPayment|reconcile|.*Once|.*[wW]ebhook.*|isBootpayAddress)$/
  const modules = { 'bootpay-fp': sdk, core, node, undici, unstorage, pretty }
  const functions = Object.entries(modules).flatMap(([module, members]) =>
    Object.entries(members as Record<string, unknown>).flatMap(([name, value]) =>
      typeof value === 'function' && !elsewhere.test(name) ? [[`${name} of ${module}`, value] as const] : [],
    ),
  )

  /** Runs whatever came back, as deep as it goes, and says what it threw or rejected with. */
  const outcomes = async (value: unknown, depth: number): Promise<void> => {
    if (typeof value === 'function' && depth > 0) {
      for (const make of [hostile['null'], hostile['an object'], hostile['a proxy that throws']])
        await outcomes((value as (given: unknown) => unknown)(make?.()), depth - 1)
      return
    }
    await value
  }

  test('is among what is walked', () => {
    expect(functions.length).toBeGreaterThan(70)
  })

  test.each(functions)('%s neither throws nor rejects', async (name, run) => {
    let sent = 0
    const ctx = testContext({
      fetch: () => {
        sent += 1
        return Promise.resolve(Response.json({}))
      },
    })
    const problems: string[] = []
    const rejections = await rejectionsOf(async () => {
      const pairs = Object.entries(hostile).flatMap(([what, make]) => [
        [`${what} first`, () => [make(), {}, () => undefined]] as const,
        [`${what} only`, () => [make()]] as const,
        [`${what} second`, () => [ctx, make(), make()]] as const,
        [`${what} everywhere`, () => [make(), make(), make(), make()]] as const,
      ])
      for (const [what, make] of pairs)
        try {
          await outcomes((run as (...given: unknown[]) => unknown)(...make()), /^(node|undici)Fetch/.test(name) ? 0 : 2)
        } catch (error) {
          // The one function that is there to reject does so with toError's Error.
          const { name: tag } = error as Error
          if (!(name.startsWith('toPromise') && /^(OutcomeUnknown|NetworkError)$/.test(tag)))
            problems.push(`${what}: ${String(error)}`)
        }
    })
    expect([problems, rejections]).toEqual([[], []])
    // These need no input beside the Context.
    if (!/^(getAccessToken|getPaymentMethods|ping) /.test(name)) expect(sent).toBe(0)
  })
})
