import {
  checkCredentials,
  createContext,
  getReceipt,
  ping,
  createTokenState,
  sharedTokens,
  type Context,
  type Credentials,
} from 'bootpay-fp'
import { createSandbox } from 'bootpay-fp/sandbox'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

import { bootpayReplies, testContext } from '../support/bootpay.js'

const client = { client_key: 'ck_test', secret_key: 'sk_test' }
const pair = { application_id: 'app_test', private_key: 'pk_test' }
const token = { json: { access_token: 'token-1', expire_in: 1_800 } }
const notFound = { status: 404, json: { error_code: 'RC_NOT_FOUND', message: '없음' } }
const NOBODY = '/receipt/000000000000000000000000'

describe('checkCredentials', () => {
  test.each([
    ['a client key', client],
    ['an application id', pair],
    ['both', { ...client, ...pair }],
  ])('gives the Context itself with %s, and sends nothing', (_, credentials) => {
    const seen = bootpayReplies(notFound)
    const ctx = testContext({ credentials })
    const result = checkCredentials(ctx)
    expect(E.isRight(result) && result.right).toBe(ctx)
    expect(seen).toEqual([])
  })

  const hostile: [string, Credentials | undefined][] = [
    ['none', {}],
    ['nothing', undefined],
    ['half a client key', { client_key: 'ck_test' }],
    ['half an application id', { private_key: 'pk_test' }],
    ['a key with a line break', { ...client, secret_key: 'sk_test\n' }],
    ['an empty key', { client_key: '', secret_key: '' }],
  ]
  test.each(hostile)('says of %s what each call would say', async (_, credentials) => {
    const ctx = testContext({ credentials: credentials as Credentials })
    const result = checkCredentials(ctx)
    expect(result).toMatchObject(E.left({ _tag: 'CredentialsError' }))
    expect(result).toEqual(await getReceipt(ctx, { receipt_id: 'r1' })())
    expect(result).toEqual(await ping(ctx)())
  })

  test('says what is wrong with a store, where a token is needed at times', () => {
    const store = { get: () => Promise.resolve(undefined), set: () => Promise.resolve(undefined), problem: 'no driver' }
    const left = E.left({ _tag: 'CredentialsError', message: 'no driver' })
    expect(checkCredentials(testContext({ credentials: pair, tokens: sharedTokens(store) }))).toEqual(left)
    expect(checkCredentials(testContext({ credentials: { ...client, ...pair }, tokens: sharedTokens(store) }))).toEqual(
      left,
    )
    expect(checkCredentials(testContext({ credentials: client, tokens: sharedTokens(store) }))).toMatchObject({
      _tag: 'Right',
    })
  })

  test('takes anything for a Context', () => {
    const fail = () => {
      throw new Error('no')
    }
    for (const ctx of [undefined, null, 7, {}, { credentials: fail }, new Proxy({}, { get: fail, ownKeys: fail })])
      expect(checkCredentials(ctx as unknown as Context)).toMatchObject(E.left({ _tag: 'CredentialsError' }))
    expect(checkCredentials({ ...testContext(), credentials: fail })).toEqual(
      E.left({ _tag: 'CredentialsError', message: 'the credentials of the Context cannot be read' }),
    )
  })
})

describe('ping', () => {
  test('looks up a receipt that cannot exist, for a client key', async () => {
    const seen = bootpayReplies(notFound)
    const ctx = testContext({ credentials: client })
    const result = await ping(ctx)()
    expect(E.isRight(result) && result.right).toBe(ctx)
    expect(seen.map(({ method, path, authorization }) => [method, path, authorization])).toEqual([
      ['GET', NOBODY, `Basic ${btoa('ck_test:sk_test')}`],
    ])
  })

  test('asks for a token, for an application id: each time, whatever token is known', async () => {
    const seen = bootpayReplies(token)
    const ctx = testContext({ credentials: pair })
    expect([(await ping(ctx)())._tag, (await ping(ctx)())._tag]).toEqual(['Right', 'Right'])
    expect(seen.map(({ method, path, body }) => [method, path, body])).toEqual([
      ['POST', '/request/token', pair],
      ['POST', '/request/token', pair],
    ])
  })

  test('asks about both pairs where both are there', async () => {
    const seen = bootpayReplies(token, notFound)
    expect(await ping(testContext({ credentials: { ...client, ...pair } }))()).toMatchObject({ _tag: 'Right' })
    expect(seen.map(({ path }) => path)).toEqual(['/request/token', NOBODY])
  })

  test.each([
    [client, { status: 401, json: { error_code: 'APP_CLIENT_KEY_NOT_FOUND' } }],
    [client, { status: 401, json: { error_code: 'TOKEN_KEY_INVALID' } }],
    [pair, { status: 401, json: { error_code: 'APP_SK_NOT_MATCHED' } }],
    [
      { ...client, ...pair },
      { status: 401, json: { error_code: 'APP_KEY_NOT_FOUND' } },
    ],
  ])('tells by its code that keys are refused', async (credentials, reply) => {
    const seen = bootpayReplies(reply)
    expect(await ping(testContext({ credentials }))()).toMatchObject(
      E.left({ _tag: 'ApiError', code: reply.json.error_code }),
    )
    expect(seen).toHaveLength(1)
  })

  test.each([
    ['a proxy’s page', { text: '<html>hello</html>' }, 'DecodeError'],
    ['an empty answer', { text: '' }, 'DecodeError'],
    ['a gateway’s error', { status: 502, text: '<html>bad gateway</html>' }, 'ApiError'],
    ['no connection', { error: true }, 'NetworkError'],
  ] as const)('takes %s for no proof', async (_, reply, _tag) => {
    bootpayReplies(reply)
    expect(await ping(testContext({ credentials: client }))()).toMatchObject(E.left({ _tag }))
  })

  test('asks for no token where there is no token state, or where its store has a problem', async () => {
    const seen = bootpayReplies(token)
    const store = { get: () => Promise.resolve(undefined), set: () => Promise.resolve(undefined), problem: 'no driver' }
    const broken = testContext({ credentials: pair, tokens: sharedTokens(store) })
    expect(await ping(broken)()).toEqual(E.left({ _tag: 'CredentialsError', message: 'no driver' }))
    const { tokens: _, ...without } = testContext({ credentials: pair })
    expect(await ping(without)()).toMatchObject(E.left({ _tag: 'CredentialsError' }))
    expect(seen).toEqual([])
  })

  test('takes any receipt of that id for a success', async () => {
    bootpayReplies({ json: { receipt_id: '000000000000000000000000' } })
    expect(await ping(testContext({ credentials: client }))()).toMatchObject({ _tag: 'Right' })
  })

  test('says of a Context that breaks on the way no more than that', async () => {
    let reads = 0
    const { credentials, ...rest } = testContext({ credentials: client })
    const breaking: Context = Object.defineProperty(rest as Context, 'credentials', {
      get: () => {
        if (reads++) throw new Error('no')
        return credentials
      },
    })
    expect(await ping(breaking)()).toEqual(
      E.left({ _tag: 'NetworkError', operation: 'ping', message: 'a function of the Context threw', about: {} }),
    )
  })

  test('passes and fails against the sandbox as against Bootpay', async () => {
    const { fetch } = createSandbox({ credentials: { ...client, ...pair } })
    const with_ = (credentials: Credentials) =>
      ping(createContext({ credentials, tokens: createTokenState(), fetch }))()
    expect((await with_(client))._tag).toBe('Right')
    expect((await with_(pair))._tag).toBe('Right')
    expect(await with_({ ...client, secret_key: 'wrong' })).toMatchObject(E.left({ _tag: 'ApiError' }))
    expect(await with_({ ...pair, private_key: 'wrong' })).toMatchObject(E.left({ code: 'APP_SK_NOT_MATCHED' }))
  })
})
