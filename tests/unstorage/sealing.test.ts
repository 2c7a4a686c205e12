import { createContext, getReceipt, sharedTokens, type TokenStore } from 'bootpay-fp'
import { unstorageTokenStore, type TokenStorageOptions } from 'bootpay-fp/unstorage'
import * as E from 'fp-ts/lib/Either.js'
import { createStorage } from 'unstorage'
import { describe, expect, test } from 'vitest'

import { receipt } from '../fixtures/receipt.js'

const { receipt_id } = receipt
const pair = { application_id: 'app_test', private_key: 'pk_test' }

const started = (store: TokenStore, credentials: object = pair) => {
  const sent: string[] = []
  const ctx = createContext({
    credentials,
    tokens: sharedTokens(store),
    fetch: (url) => {
      sent.push(url)
      return Promise.resolve(
        Response.json(url.endsWith('/request/token') ? { access_token: 'canary', expire_in: 1800 } : receipt),
      )
    },
  })
  return { sent, lookUp: () => getReceipt(ctx, { receipt_id })() }
}
const keptIn = async (storage: ReturnType<typeof createStorage>) =>
  Promise.all((await storage.getKeys()).map((key) => storage.getItem(key)))

const fail = (): never => {
  throw new Error('no')
}
const broken: Record<string, unknown> = {
  'an empty sealWith': { sealWith: '' },
  'a blank sealWith': { sealWith: ' \n\t' },
  'an own undefined': { sealWith: undefined },
  null: { sealWith: null },
  'a number': { sealWith: 7 },
  'a boolean': { sealWith: false },
  'a list': { sealWith: ['secret'] },
  'a text object': { sealWith: new String('secret') },
  'a getter that throws': {
    get sealWith() {
      return fail()
    },
  },
  'a proxy that throws': new Proxy({}, { get: fail, ownKeys: fail, has: fail }),
  'a misspelt member': { sealwith: 'secret' },
  'the secret instead of the options': 'secret',
  'null instead of the options': null,
}

describe.each(Object.entries(broken))('%s', (_, options) => {
  test('makes each call that needs a token a CredentialsError: nothing is sent, and nothing kept', async () => {
    const storage = createStorage()
    const store = unstorageTokenStore(storage, options as TokenStorageOptions)
    const { sent, lookUp } = started(store)
    for (let call = 0; call < 2; call++)
      expect(await lookUp()).toEqual(
        E.left({ _tag: 'CredentialsError', message: expect.stringMatching(/^sealWith of /) as string }),
      )
    await store.set('key', { token: 'canary' }, 1_000)
    expect([sent, await keptIn(storage)]).toEqual([[], []])
    for (const planted of [{ token: 'canary' }, { v: 1, sealed: 'AAAA' }]) {
      await storage.setItem('key', planted)
      expect(await store.get('key')).toBeUndefined()
    }
  })

  test('is of no account to a client key', async () => {
    const store = unstorageTokenStore(createStorage(), options as TokenStorageOptions)
    expect(await started(store, { client_key: 'ck_test', secret_key: 'sk_test' }).lookUp()).toEqual(E.right(receipt))
  })
})

test.each([['no options', []] as const, ['empty options', [{}]] as const])(
  'with %s the token is kept as it is',
  async (_, options) => {
    const storage = createStorage()
    expect(await started(unstorageTokenStore(storage, ...options)).lookUp()).toEqual(E.right(receipt))
    expect(await keptIn(storage)).toMatchObject([{ v: 1, token: 'canary' }])
    const next = started(unstorageTokenStore(storage, ...options))
    expect([await next.lookUp(), next.sent.length]).toEqual([E.right(receipt), 1])
  },
)

test('with a text it is sealed, and the options may change afterwards', async () => {
  const storage = createStorage()
  const options = { sealWith: 'pk_test' as string }
  const store = unstorageTokenStore(storage, options)
  options.sealWith = ''
  expect(await started(store).lookUp()).toEqual(E.right(receipt))
  expect(await keptIn(storage)).toEqual([{ v: 1, sealed: expect.any(String) as string }])
  const next = started(unstorageTokenStore(storage, { sealWith: 'pk_test' }))
  expect(await next.lookUp()).toEqual(E.right(receipt))
  expect(next.sent).toHaveLength(1)
})

describe('a sealed token', () => {
  const sealWith = 'pk_test'
  const sealedIn = async (storage: ReturnType<typeof createStorage>, key: string) =>
    (await storage.getItem<{ sealed: string }>(key))?.sealed ?? ''

  test('is sealed anew each time: no two entries begin alike, also of the same token under the same name', async () => {
    const storage = createStorage()
    const store = unstorageTokenStore(storage, { sealWith })
    const seen: string[] = []
    for (let i = 0; i < 8; i++) {
      await store.set('key', { token: 'canary' }, 1_000)
      seen.push(await sealedIn(storage, 'key'))
    }
    // The first 12 bytes are what must never come twice with one key.
    expect(new Set(seen.map((sealed) => sealed.slice(0, 16))).size).toBe(8)
    expect(new Set(seen.map((sealed) => sealed.slice(16))).size).toBe(8)
    expect(await store.get('key')).toEqual({ token: 'canary' })
  })

  test('is AES-GCM by HKDF-SHA-256 of the text: what another version or machine sealed is opened', async () => {
    const storage = createStorage()
    const store = unstorageTokenStore(storage, { sealWith })
    // Made with node:crypto: 12 bytes of counting up, then the sealed JSON, then the tag.
    const sealed = 'AAECAwQFBgcICQoLb67EgHWPGjPv0iZNw/kfSwcIjwiiJuIiNmNQioG4IChYRQ=='
    await storage.setItem('key', { v: 1, sealed })
    expect(await store.get('key')).toEqual({ token: 'canary' })
  })

  test.each([
    ['of another version', { v: 2, sealed: 'AAAA' }],
    ['without a text', { v: 1, sealed: 7 }],
    ['without a seal', { v: 1, token: 'canary' }],
    ['of nothing', {}],
  ])('counts as nothing where the entry is %s', async (_, entry) => {
    const storage = createStorage()
    await storage.setItem('key', entry)
    expect(await unstorageTokenStore(storage, { sealWith }).get('key')).toBeUndefined()
  })

  test('is sealed with its entry’s name: moved to another one, it counts as nothing', async () => {
    const storage = createStorage()
    const store = unstorageTokenStore(storage, { sealWith })
    const token = { v: 1, key: 'other', token: 'canary', expiresAt: 1 }
    await store.set('mine', token, 1_000)
    await storage.setItem('other', (await storage.getItem('mine')) ?? '')
    expect(await store.get('mine')).toEqual(token)
    await expect(store.get('other')).rejects.toThrow()
  })

  test('counts as nothing when it was sealed with another text, or changed anywhere', async () => {
    const storage = createStorage()
    const store = unstorageTokenStore(storage, { sealWith })
    expect(await started(store).lookUp()).toEqual(E.right(receipt))
    const stranger = started(unstorageTokenStore(storage, { sealWith: 'pk_tesT' }))
    expect(await stranger.lookUp()).toEqual(E.right(receipt))
    expect(stranger.sent).toHaveLength(2)
    expect(await started(store).lookUp()).toEqual(E.right(receipt))
    const [name = ''] = await storage.getKeys()
    const sealed = await sealedIn(storage, name)
    const turned = (at: number) => `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`
    for (const changed of [
      { v: 1, sealed: turned(0) },
      { v: 1, sealed: turned(30) },
      { v: 2, sealed },
      { v: 1, sealed: '' },
      { v: 1, sealed: '*' },
      { v: 1, sealed: 7 },
      { v: 1 },
      {},
    ]) {
      await storage.setItem(name, changed)
      const next = started(store)
      expect(await next.lookUp()).toEqual(E.right(receipt))
      expect([changed, next.sent.length]).toEqual([changed, 2])
    }
  })

  test('is kept for whole seconds, rounded up', async () => {
    const ttls: unknown[] = []
    const storage = {
      getItem: () => Promise.resolve(null),
      setItem: (_key: string, _value: unknown, { ttl }: { ttl: number }) => Promise.resolve(ttls.push(ttl)),
    }
    for (const options of [{}, { sealWith }]) {
      await unstorageTokenStore(storage, options).set('key', {}, 1_001)
      await unstorageTokenStore(storage, options).set('key', {}, 3_000)
    }
    expect(ttls).toEqual([2, 3, 2, 3])
  })
})

test('a store of one’s own may say what is wrong with it', async () => {
  const store = { get: () => Promise.resolve(), set: () => Promise.resolve(), problem: 'REDIS_URL is not set' }
  const { sent, lookUp } = started(store)
  expect(await lookUp()).toEqual(E.left({ _tag: 'CredentialsError', message: 'REDIS_URL is not set' }))
  expect(sent).toEqual([])
})
