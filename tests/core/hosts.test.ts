import {
  confirmPayment,
  createContext,
  destroyBillingKey,
  getReceipt,
  createTokenState,
  pg,
  type Context,
  type Fetch,
} from 'bootpay-fp'
import { nodeFetch } from 'bootpay-fp/node'
import { undiciFetch } from 'bootpay-fp/undici'
import crossFetch from 'cross-fetch'
import * as E from 'fp-ts/lib/Either.js'
import nodeFetch3 from 'node-fetch'
import { createServer, type RequestListener } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { fetch as fetchOfUndici } from 'undici'

import { receipt } from '../fixtures/receipt.js'
import { testContext } from '../support/bootpay.js'
import { server as msw } from '../support/server.js'

const { receipt_id } = receipt
const read = (ctx: Context) => getReceipt(ctx, { receipt_id })()
const write = (ctx: Context) => confirmPayment(ctx, { receipt_id })()
const text = JSON.stringify(receipt)

const fromCrossFetch = createRequire(import.meta.resolve('cross-fetch'))
/** The node-fetch 2 that cross-fetch is made of. */
const nodeFetch2 = fromCrossFetch('node-fetch') as typeof globalThis.fetch

const open: (() => void)[] = []
afterEach(() => {
  for (const close of open.splice(0)) close()
})

/** A real server on loopback; gives the base URL of its API. */
const serve = async (listener: RequestListener): Promise<string> => {
  // msw would put its own answers before those of each fetch.
  msw.close()
  const http = createServer(listener)
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  open.push(() => {
    http.closeAllConnections()
    http.close()
  })
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}/v2`
}

/** Each `fetch` that people use in Node. */
const fetches: readonly (readonly [string, Fetch])[] = [
  ['the global fetch', (url, init) => fetch(url, init)],
  ['fetch of undici', fetchOfUndici as unknown as Fetch],
  ['undiciFetch', undiciFetch()],
  ['nodeFetch', nodeFetch()],
  ['node-fetch 3', nodeFetch3 as unknown as Fetch],
  ['node-fetch 2', nodeFetch2],
  ['cross-fetch', crossFetch],
]

describe.each(fetches)('%s', (_, fetch) => {
  const call = async (listener: RequestListener) =>
    createContext({
      credentials: { client_key: 'ck_test', secret_key: 'sk_test' },
      baseUrl: await serve(listener),
      sleep: () => Promise.resolve(),
      fetch,
    })

  test('reads an answer: what was done is known to be done', async () => {
    const ctx = await call((_, response) => response.end(text))
    expect([await read(ctx), await write(ctx)]).toEqual([E.right(receipt), E.right(receipt)])
  })

  test('reads a refusal', async () => {
    const ctx = await call((_, response) => response.writeHead(400).end('{"error_code":"RC_NOT_CONFIRM_READY"}'))
    const refused = E.left({ _tag: 'ApiError', status: 400, code: 'RC_NOT_CONFIRM_READY' })
    expect([await read(ctx), await write(ctx)]).toMatchObject([refused, refused])
  })

  test('waits as long as the answer says', async () => {
    let sent = 0
    const waits: number[] = []
    const ctx = await call((_, response) =>
      sent++ ? response.end(text) : response.writeHead(503, { 'retry-after': '7' }).end(),
    )
    const sleep = (ms: number) => {
      waits.push(ms)
      return Promise.resolve()
    }
    expect([await read({ ...ctx, sleep }), waits]).toEqual([E.right(receipt), [7_000]])
  })

  test('is not believed beyond one MiB', async () => {
    const ctx = await call((_, response) => response.end(text + ' '.repeat(1 << 20)))
    expect([await read(ctx), await write(ctx)]).toMatchObject([
      E.left({ _tag: 'NetworkError' }),
      E.left({ _tag: 'OutcomeUnknown', phase: 'reading' }),
    ])
  })

  test('breaks off in the middle of an answer: unknown of a write', async () => {
    const ctx = await call((_, response) => {
      response.writeHead(200, { 'content-length': 500 }).write('{', () => response.destroy())
    })
    // node-fetch 2 does not notice, so there the time limit ends it.
    expect(await write({ ...ctx, timeoutMs: 200 })).toMatchObject(E.left({ _tag: 'OutcomeUnknown', phase: 'reading' }))
  })

  test('ends when the signal fires', async () => {
    const ctx = await call(() => undefined)
    expect(await read({ ...ctx, signal: AbortSignal.timeout(20) })).toMatchObject(E.left({ _tag: 'AbortError' }))
  })
})

const answering = (make: () => unknown): Context =>
  testContext({ fetch: () => Promise.resolve(make() as Response), retry: { attempts: 1 } })

describe('an answer made by hand', () => {
  test.each<[string, () => object]>([
    ['text alone', () => ({ text: () => Promise.resolve(text) })],
    ['text at once', () => ({ text: () => text })],
    ['json alone', () => ({ json: () => Promise.resolve(receipt) })],
    ['text and json', () => ({ text: () => Promise.resolve(text), json: () => Promise.resolve(receipt) })],
    ['headers without get', () => ({ headers: { 'retry-after': '1' }, text: () => text })],
    ['no body', () => ({ body: null, headers: new Headers(), text: () => text })],
    ['a body without a reader', () => ({ body: {}, headers: new Headers(), text: () => text })],
    ['a body and nothing else', () => ({ body: new Response(text).body })],
  ])('with %s is read', async (_, make) => {
    const ctx = answering(() => ({ status: 200, ...make() }))
    expect([await read(ctx), await write(ctx)]).toEqual([E.right(receipt), E.right(receipt)])
  })

  test.each<[string, () => object]>([
    ['too long a text', () => ({ text: () => text + ' '.repeat(1 << 20) })],
    ['too long a json', () => ({ json: () => ({ ...receipt, more: ' '.repeat(1 << 20) }) })],
    ['a text that fails', () => ({ text: () => Promise.reject(new TypeError()) })],
    ['a json that fails', () => ({ json: () => Promise.reject(new SyntaxError()) })],
    ['nothing to read', () => ({})],
  ])('with %s is none: unknown of a write', async (_, make) => {
    const ctx = answering(() => ({ status: 200, ...make() }))
    expect([await read(ctx), await write(ctx)]).toMatchObject([
      E.left({ _tag: 'NetworkError' }),
      E.left({ _tag: 'OutcomeUnknown', phase: 'reading' }),
    ])
  })
})

describe('an answer that somebody else', () => {
  test.each<[string, () => Promise<Response>]>([
    [
      'has read',
      async () => {
        const response = new Response(text)
        await response.text()
        return response
      },
    ],
    [
      'reads',
      () => {
        const response = new Response(text)
        response.body?.getReader()
        return Promise.resolve(response)
      },
    ],
    [
      'has read, on a runtime that gives it once more',
      () => Promise.resolve({ status: 200, bodyUsed: true, text: () => Promise.resolve(text) } as unknown as Response),
    ],
    [
      'has read by node-fetch',
      async () => {
        const response = await nodeFetch3('data:application/json,{}')
        await response.text()
        return response as unknown as Response
      },
    ],
  ])('%s is none: unknown of a write', async (_, fetch) => {
    const ctx = testContext({ fetch, retry: { attempts: 1 } })
    expect([await read(ctx), await write(ctx)]).toMatchObject([
      E.left({ _tag: 'NetworkError' }),
      E.left({ _tag: 'OutcomeUnknown', phase: 'reading' }),
    ])
  })
})

describe('a host that caches', () => {
  test('is told not to by each request, the one for a token included', async () => {
    const inits: unknown[] = []
    const fetch: Fetch = (url, init) => {
      inits.push(init && { method: init.method, cache: init.cache, next: (init as { next?: unknown }).next })
      // As Next.js does it.
      delete (init as { next?: unknown }).next
      if (inits.length === 2) return Promise.reject(new TypeError())
      return Promise.resolve(Response.json(url.endsWith('/token') ? { access_token: 't', expire_in: 1800 } : receipt))
    }
    const credentials = { application_id: 'app_test', private_key: 'pk_test' }
    const ctx = testContext({ fetch, credentials })
    await read(ctx)
    await write(ctx)
    const next = { revalidate: 0 }
    expect(inits).toEqual([
      { method: 'POST', cache: undefined, next },
      { method: 'GET', cache: undefined, next },
      { method: 'GET', cache: undefined, next },
      { method: 'POST', cache: undefined, next },
    ])
  })
})

describe('a signal of many calls', () => {
  const warnings: Error[] = []
  const note = (warning: Error) => warnings.push(warning)
  beforeEach(() => {
    process.on('warning', note)
  })
  afterEach(async () => {
    await new Promise((resolve) => setTimeout(resolve, 10))
    process.off('warning', note)
    expect(warnings.splice(0)).toEqual([])
  })

  const deaf: Fetch = () => new Promise(() => undefined)
  const failing: Fetch = () => Promise.reject(new TypeError())
  const pair = { application_id: 'app_test', private_key: 'pk_test' }
  const many = <A>(count: number, make: () => A): A[] => Array.from({ length: count }, make)
  const settled = () => new Promise((resolve) => setTimeout(resolve, 5))

  /** 200 calls that wait for an answer, 200 for a token and 50 for their next attempt. */
  const callAll = (signal: AbortSignal) => {
    const { sleep } = createContext({ credentials: pair, tokens: createTokenState() })
    const reading = testContext({ fetch: deaf, signal })
    const waiting = testContext({ fetch: deaf, credentials: pair, signal })
    const pausing = testContext({ fetch: failing, sleep, random: () => 0.999, signal, retry: { attempts: 3 } })
    return [
      ...many(200, () => read(reading)),
      ...many(200, () => read(waiting)),
      ...many(50, () => read({ ...pausing, retry: { attempts: 3 } })),
    ]
  }

  test('has one listener for them all, and none when it has fired', async () => {
    const controller = new AbortController()
    const { signal } = controller
    const before = Reflect.ownKeys(signal)
    const add = vi.spyOn(signal, 'addEventListener')
    const remove = vi.spyOn(signal, 'removeEventListener')
    const calls = callAll(signal)
    await settled()
    expect([add.mock.calls.length, remove.mock.calls.length]).toEqual([1, 0])
    controller.abort()
    const results = await Promise.all(calls)
    expect(results.map((result) => E.isLeft(result) && result.left._tag)).toEqual(many(450, () => 'AbortError'))
    expect(remove.mock.calls.map(([, listener]) => listener)).toContain(add.mock.calls[0]?.[1])
    vi.restoreAllMocks()
    expect(Reflect.ownKeys(signal)).toEqual(before)
  })

  test('has none when all have ended', async () => {
    const { signal } = new AbortController()
    const before = Reflect.ownKeys(signal)
    const answers: ((response: Response) => void)[] = []
    const ctx = testContext({ fetch: () => new Promise((resolve) => answers.push(resolve)), signal })
    const calls = many(200, () => read(ctx))
    await settled()
    expect(answers).toHaveLength(200)
    for (const answer of answers) answer(Response.json(receipt))
    expect(await Promise.all(calls)).toEqual(many(200, () => E.right(receipt)))
    expect(Reflect.ownKeys(signal)).toEqual(before)
  })

  test('that cannot be extended ends them all the same', async () => {
    const controller = new AbortController()
    // A frozen one cannot even fire.
    const signal = Object.preventExtensions(controller.signal)
    const calls = many(10, () => read(testContext({ fetch: deaf, signal })))
    await settled()
    controller.abort()
    expect(await Promise.all(calls)).toMatchObject(many(10, () => E.left({ _tag: 'AbortError' })))
  })

  test('that is frozen changes nothing', async () => {
    const ctx = testContext({
      fetch: () => Promise.resolve(Response.json(receipt)),
      signal: Object.freeze(new AbortController().signal),
    })
    expect(await Promise.all(many(10, () => read(ctx)))).toEqual(many(10, () => E.right(receipt)))
  })

  test('that is sealed while one waits ends those that come later', async () => {
    const controller = new AbortController()
    const { signal } = controller
    let answer: (response: Response) => void = () => undefined
    const first = read(testContext({ fetch: () => new Promise((resolve) => (answer = resolve)), signal }))
    await settled()
    Object.seal(signal)
    answer(Response.json(receipt))
    expect(await first).toEqual(E.right(receipt))
    const calls = many(20, () => read(testContext({ fetch: deaf, signal })))
    await settled()
    controller.abort()
    expect(await Promise.all(calls)).toMatchObject(many(20, () => E.left({ _tag: 'AbortError' })))
  })

  test('that is a Proxy, one that refuses to be extended included, ends them all the same', async () => {
    const refusing: ProxyHandler<AbortSignal> = {
      defineProperty: () => {
        throw new TypeError()
      },
    }
    for (const handler of [{}, refusing]) {
      const controller = new AbortController()
      const get = (target: AbortSignal, name: string | symbol): unknown => {
        const value: unknown = Reflect.get(target, name, target)
        return typeof value === 'function' && typeof name === 'string' ? (value.bind(target) as unknown) : value
      }
      const signal = new Proxy(controller.signal, { ...handler, get })
      const calls = many(10, () => read(testContext({ fetch: deaf, signal })))
      await settled()
      controller.abort()
      expect(await Promise.all(calls)).toMatchObject(many(10, () => E.left({ _tag: 'AbortError' })))
    }
  })

  test('that has fired already ends a wait at once, and a fetch of ours before it sends', async () => {
    const { sleep } = createContext({ credentials: pair, tokens: createTokenState() })
    const start = performance.now()
    await sleep(10_000, AbortSignal.abort())
    expect(performance.now() - start).toBeLessThan(1_000)
    for (const create of [undiciFetch, nodeFetch])
      await expect(create()('http://127.0.0.1:1', { signal: AbortSignal.abort() })).rejects.toThrow('aborted')
  })

  test('ends all of them where one of the transports throws', async () => {
    const controller = new AbortController()
    const { signal } = controller
    const throwing = Object.assign<Fetch, object>((...given) => deaf(...given), {
      createController: () => ({
        signal: new AbortController().signal,
        abort: () => {
          throw new Error('a broken controller')
        },
      }),
    })
    const calls = [throwing, deaf, throwing, deaf].map((fetch) => read(testContext({ fetch, signal })))
    await settled()
    controller.abort()
    expect(await Promise.all(calls)).toMatchObject(many(4, () => E.left({ _tag: 'AbortError' })))
  })

  test.each([
    ['undiciFetch', undiciFetch],
    ['nodeFetch', nodeFetch],
  ])('may be shared by calls of %s itself', async (_, create) => {
    const origin = await serve(() => undefined)
    const fetch = create()
    const controller = new AbortController()
    const calls = many(50, () => fetch(origin, { signal: controller.signal }))
    await settled()
    controller.abort()
    const results = await Promise.allSettled(calls)
    expect(results.map(({ status }) => status)).toEqual(many(50, () => 'rejected'))
  })
})

describe.each([
  ['Node, which sends once whatever the body is', { node: '20.20.2' }, (text: string) => text || undefined],
  ['Deno, which alone sends a Blob once', { node: '22.0.0', deno: '2.9.6' }, (text: string) => new Blob([text])],
  ['Bun', { node: '22.0.0', bun: '1.4.5' }, (text: string) => new Blob([text])],
  ['a runtime that does not tell what it is', undefined, (text: string) => new Blob([text])],
])('what fetch is given on %s', (_, versions, bodyOf) => {
  const given = async (call: (ctx: Context) => Promise<unknown>) => {
    const seen: (RequestInit & { readonly next?: unknown })[] = []
    const fetch: Fetch = (_url, init) => {
      seen.push(init ?? {})
      return Promise.resolve(Response.json(receipt))
    }
    vi.stubGlobal('process', versions && { ...process, versions })
    await call(testContext({ fetch }))
    vi.unstubAllGlobals()
    const [{ body, signal, ...rest } = {}] = seen
    return { ...rest, kind: Object(body).constructor.name, body: body && (await new Response(body).text()) }
  }
  const init = {
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      authorization: 'Basic Y2tfdGVzdDpza190ZXN0',
      ...pg.headers,
    },
    redirect: 'manual',
    next: { revalidate: 0 },
  }
  const bodyAs = (text: string) => {
    const body = bodyOf(text)
    return { kind: Object(body).constructor.name, body: body && text }
  }

  test('for a write is its JSON', async () => {
    const body = bodyAs(JSON.stringify({ receipt_id }))
    expect(await given(write)).toEqual({ ...init, method: 'POST', keepalive: false, ...body })
  })

  test('for a write without members is nothing', async () => {
    const destroy = (ctx: Context) => destroyBillingKey(ctx, { billing_key: 'key_test' })()
    expect(await given(destroy)).toEqual({ ...init, method: 'DELETE', keepalive: false, ...bodyAs('') })
  })

  test('for a look-up has no body', async () => {
    expect(await given(read)).toEqual({ ...init, method: 'GET', kind: 'Object', body: undefined })
  })
})
