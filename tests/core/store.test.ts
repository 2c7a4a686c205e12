import { getReceipt, sharedTokens, type Event, type TokenStore } from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test, vi } from 'vitest'

import { receipt } from '../fixtures/receipt.js'
import { testContext, type TestOptions } from '../support/bootpay.js'

const { receipt_id } = receipt
const START = Date.parse('2026-01-31T00:00:00Z')
const credentials = { application_id: 'app_test', private_key: 'pk_canary' }

const memory = () => {
  const kept = new Map<string, unknown>()
  const store: TokenStore = {
    get: (key) => Promise.resolve(kept.get(key) ?? null),
    set: (key, value) => Promise.resolve(kept.set(key, value)),
  }
  return { kept, store }
}

/** One process with a store: what it asks Bootpay, and with which authorization. */
const started = (store: TokenStore, options: TestOptions & { name?: string; reject?: string } = {}) => {
  const { name = 'token', reject, ...rest } = options
  const tokenRequests: string[] = []
  const authorizations: (string | undefined)[] = []
  const ctx = testContext({
    credentials,
    tokens: sharedTokens(store),
    fetch: (url, init) => {
      if (url.endsWith('/request/token')) {
        tokenRequests.push(url)
        return Promise.resolve(Response.json({ access_token: `${name}-${tokenRequests.length}`, expire_in: 1800 }))
      }
      const { authorization } = init?.headers as Record<string, string>
      authorizations.push(authorization)
      return Promise.resolve(
        authorization === reject
          ? Response.json({ error_code: 'TOKEN_EXPIRED' }, { status: 401 })
          : Response.json(receipt),
      )
    },
    ...rest,
  })
  return { ctx, tokenRequests, authorizations, lookUp: () => getReceipt(ctx, { receipt_id })() }
}

describe('a shared token store', () => {
  test('gives the token of one process to the next', async () => {
    const { store, kept } = memory()
    await started(store).lookUp()
    const next = started(store)
    expect(await next.lookUp()).toEqual(E.right(receipt))
    expect([next.tokenRequests, next.authorizations]).toEqual([[], ['Bearer token-1']])
    const [key] = kept.keys()
    expect(key).toMatch(/^bootpay-fp:token:[0-9a-f]{64}$/)
    expect(kept.get(key ?? '')).toEqual({ v: 1, key, token: 'token-1', expiresAt: START + 1_800_000 })
  })

  test('is told how long the token lives', async () => {
    const ttls: number[] = []
    const { store } = memory()
    await started({
      ...store,
      set: (_, __, ttl) => {
        ttls.push(ttl)
        return Promise.resolve()
      },
    }).lookUp()
    expect(ttls).toEqual([1_800_000])
  })

  test('keeps merchants and base URLs apart', async () => {
    const { store, kept } = memory()
    await started(store).lookUp()
    for (const options of [
      { credentials: { application_id: 'app_test', private_key: 'pk_other' } },
      { credentials: { application_id: 'app_other', private_key: 'pk_canary' } },
      { baseUrl: 'https://stage-api.bootpay.co.kr/v2' },
    ]) {
      const other = started(store, options)
      await other.lookUp()
      expect(other.tokenRequests).toHaveLength(1)
    }
    expect(kept.size).toBe(4)
    for (const key of kept.keys()) expect(key).toMatch(/^bootpay-fp:token:[0-9a-f]{64}$/)
    expect(JSON.stringify([...kept])).not.toContain('pk_canary')
  })

  test('is not asked while the process knows a token, nor for a client key', async () => {
    const { store } = memory()
    let asked = 0
    const counting: TokenStore = {
      ...store,
      get: (key) => {
        asked += 1
        return store.get(key)
      },
    }
    const one = started(counting)
    await one.lookUp()
    await one.lookUp()
    await started(counting, { credentials: { client_key: 'ck_test', secret_key: 'sk_test' } }).lookUp()
    expect(asked).toBe(1)
  })

  test('is passed over when its token was rejected, and then holds the new one', async () => {
    const { store, kept } = memory()
    await started(store, { name: 'old' }).lookUp()
    const next = started(store, { name: 'new', reject: 'Bearer old-1' })
    expect(await next.lookUp()).toEqual(E.right(receipt))
    expect([next.tokenRequests.length, next.authorizations]).toEqual([1, ['Bearer old-1', 'Bearer new-1']])
    expect([...kept.values()]).toMatchObject([{ token: 'new-1' }])
  })

  test('is passed over when its token ends within 30 seconds', async () => {
    for (const [at, used] of [
      [1_769_999, 'token-1'],
      [1_770_000, 'late-1'],
    ] as const) {
      const { store } = memory()
      await started(store).lookUp()
      const late = started(store, { now: () => START + at, name: 'late' })
      await late.lookUp()
      expect(late.authorizations).toEqual([`Bearer ${used}`])
    }
  })

  test('is passed over where it has the very token that is to be renewed', async () => {
    const { store } = memory()
    let now = START
    const { lookUp, tokenRequests } = started(store, { now: () => now })
    await lookUp()
    now += 1_500_000
    await lookUp()
    await vi.waitFor(() => expect(tokenRequests).toHaveLength(2))
  })

  test('tells by an event that a token came from it', async () => {
    const { store } = memory()
    await started(store).lookUp()
    const events: Event[] = []
    await started(store, { onEvent: (event) => event.type === 'token' && events.push(event) }).lookUp()
    expect(events).toEqual([{ type: 'token', change: 'store', at: START }])
  })

  test('is given no token that has ended while it was asked for', async () => {
    for (const [seconds, kept] of [
      [59, 1],
      [60, 0],
      [61, 0],
    ] as const) {
      const { store, kept: places } = memory()
      let now = START
      const { lookUp } = started(store, {
        now: () => now,
        fetch: (url) => {
          if (!url.endsWith('/request/token')) return Promise.resolve(Response.json(receipt))
          now += seconds * 1_000
          return Promise.resolve(Response.json({ access_token: 'token', expire_in: 60 }))
        },
      })
      expect(await lookUp()).toEqual(E.right(receipt))
      expect(places.size).toBe(kept)
    }
  })

  test('is not used where a runtime cannot make a safe name', async () => {
    const asked: string[] = []
    const store: TokenStore = {
      get: (key) => Promise.resolve(asked.push(key)),
      set: (key) => Promise.resolve(asked.push(key)),
    }
    vi.stubGlobal('crypto', undefined)
    const process = started(store)
    const result = await process.lookUp()
    vi.unstubAllGlobals()
    expect([result, process.authorizations, asked]).toEqual([E.right(receipt), ['Bearer token-1'], []])
  })

  test('leaves no timer behind once it has answered', async () => {
    const { store } = memory()
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
    const before = timers()
    await started(store).lookUp()
    await started({ ...store, get: () => Promise.reject(new Error('down')) }).lookUp()
    expect(timers()).toBe(before)
  })
})

describe('a store that', () => {
  const valid = { v: 1, token: 'stolen', expiresAt: START + 1_800_000 }
  const given = (value: unknown): TokenStore => ({ get: () => Promise.resolve(value), set: () => Promise.resolve() })
  const stores: Record<string, TokenStore> = {
    'holds nothing': given(undefined),
    'holds text': given('token'),
    'holds a number': given(1e3),
    'holds a list': given([]),
    'holds an older version': { ...given(null), get: (key) => Promise.resolve({ ...valid, key, v: 0 }) },
    "holds another merchant's entry": given({ ...valid, key: 'bootpay-fp:token:00' }),
    'holds a token no header can carry': {
      ...given(null),
      get: (key) => Promise.resolve({ ...valid, key, token: 'to\nken' }),
    },
    'holds an end that is none': {
      ...given(null),
      get: (key) => Promise.resolve({ ...valid, key, expiresAt: Infinity }),
    },
    'throws at once': {
      get: () => {
        throw new Error('down')
      },
      set: () => {
        throw new Error('down')
      },
    },
    'is down': { get: () => Promise.reject(new Error('down')), set: () => Promise.reject(new Error('down')) },
    'never answers': { get: () => new Promise(() => undefined), set: () => new Promise(() => undefined) },
  }
  test.each(Object.keys(stores))('%s does no harm: the token is asked for as if there were none', async (name) => {
    const process = started(stores[name] as TokenStore)
    const begin = Date.now()
    expect(await process.lookUp()).toEqual(E.right(receipt))
    expect(process.authorizations).toEqual(['Bearer token-1'])
    expect(Date.now() - begin).toBeLessThan(1_500)
  })
})
