import {
  call,
  cancelPaymentRequest,
  confirmPayment,
  createContext,
  getReceipt,
  getReceiptsByOrder,
  send,
  toError,
  toPromise,
  type ContextOptions,
} from 'bootpay-fp'
import type { ApiRequest, Context, Fetch } from 'bootpay-fp'
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

describe('a request of the caller’s own making', () => {
  const cancelled = { ...receipt, cancelled_price: receipt.price, status: 20 }
  const fetch: Fetch = (url) => Promise.resolve(Response.json({ ...cancelled, order_id: url }))
  const request = (path: string) =>
    ({ ...(E.toUnion(cancelPaymentRequest({ receipt_id })) as ApiRequest<typeof receipt>), path }) as const

  test('goes out by call and by send', async () => {
    const built = cancelPaymentRequest({ receipt_id })
    const ctx = testContext({ fetch })
    const sent = E.right({ ...cancelled, order_id: 'https://api.bootpay.co.kr/v2/cancel' })
    expect(await call(ctx, built)()).toEqual(sent)
    expect(E.isRight(built) && (await send(ctx, built.right, 'Basic x')())).toEqual(sent)
  })

  test.each([
    '/../x',
    '/a/../b',
    '/a/%2e%2e/b',
    '/a\\b',
    '//evil.example',
    '/a?b=c',
    '/a#b',
    'evil',
    '@evil.example',
    '/a b',
    '/a/./b',
    '/',
  ])('with the path %s does not leave the base URL', async (path) => {
    expect(await send(testContext({ fetch }), request(path))()).toMatchObject(E.left({ _tag: 'InputError' }))
  })

  test.each([
    'http://api.bootpay.co.kr/v2',
    'https://user:pass@api.bootpay.co.kr/v2',
    'https://api.bootpay.co.kr/v2/',
    'https://api.bootpay.co.kr/v2?x=1',
    'http://127.0.0.1.evil.example/v2',
    'http://localhost.evil.example/v2',
    'ftp://api.bootpay.co.kr/v2',
    'javascript:alert(1)',
    '',
  ])('is not sent to the base URL %j', async (baseUrl) => {
    expect(await send(testContext({ fetch, baseUrl }), request('/cancel'))()).toMatchObject(
      E.left({ _tag: 'InputError' }),
    )
  })

  test.each([
    'http://127.0.0.1:8080/v2',
    'http://localhost:3000',
    'http://[::1]:1/v2',
    'https://stage-api.bootpay.co.kr/v2',
  ])('may be sent to the base URL %s', async (baseUrl) => {
    expect(await send(testContext({ fetch, baseUrl }), request('/cancel'))()).toMatchObject(
      E.right({ order_id: `${baseUrl}/cancel` }),
    )
  })
})

describe('insecureHosts', () => {
  const fetch: Fetch = (url) => Promise.resolve(Response.json({ order_id: url }))
  const insecureHosts = ['bootpay', 'host.docker.internal']
  const sendTo = (baseUrl: string, given: unknown) =>
    getReceiptsByOrder(testContext({ fetch, baseUrl, insecureHosts: given as string[] }), { order_id: 'o' })()

  test.each([
    'http://bootpay/v2',
    'http://bootpay:4242/v2',
    'http://host.docker.internal:4242/v2',
    'http://localhost:1',
    'https://bootpay/v2',
  ])('lets a request go to %s', async (baseUrl) => {
    const sent: string[] = []
    const ctx = testContext({
      fetch: (url) => (sent.push(url), Promise.resolve(Response.json([]))),
      baseUrl,
      insecureHosts,
    })
    expect(await getReceiptsByOrder(ctx, { order_id: 'o' })()).toEqual(E.right([]))
    expect(sent).toEqual([`${baseUrl}/lookup/order/o`])
  })

  const refused = E.left({
    _tag: 'InputError',
    operation: 'getReceiptsByOrder',
    message: 'baseUrl and path must be a plain https address (http on loopback and to insecureHosts)',
    issues: [expect.anything()],
  })

  test.each([
    'http://api.bootpay.co.kr/v2',
    'http://bootpay.evil.example/v2',
    'http://evil.example/bootpay',
    'http://bootpay@evil.example/v2',
    'http://user:pass@bootpay/v2',
    'http://bootpay/v2/',
    'http://bootpay/v2/../x',
    'http://bootpay/v2?x=1',
    'ftp://bootpay/v2',
  ])('does not let one go to %s, and the error names the option', async (baseUrl) => {
    expect(await sendTo(baseUrl, insecureHosts)).toEqual(refused)
  })

  test.each([[null], [[]], ['bootpay'], [{}], [7], [['boot', 'bootpay:4242', '']]])(
    'is none where it is %j',
    async (given) => {
      expect(await sendTo('http://bootpay:4242/v2', given)).toEqual(refused)
    },
  )

  test('is taken by createContext, and sends to nobody else', async () => {
    const credentials = { client_key: 'ck_test', secret_key: 'sk_test' }
    const ctx = createContext({ credentials, fetch, baseUrl: 'http://bootpay:4242/v2' })
    expect(await getReceiptsByOrder(ctx, { order_id: 'o' })()).toEqual(refused)
    expect(createContext({ credentials, insecureHosts }).insecureHosts).toEqual(insecureHosts)
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
  test('name an error without an operation too', () => {
    expect(String(toError({ _tag: 'CredentialsError', message: 'give keys' }))).toBe('CredentialsError: give keys')
  })
})
