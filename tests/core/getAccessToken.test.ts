import { getAccessToken, getAccessTokenRequest } from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'

import { bootpayReplies, testContext } from '../support/bootpay.js'
import { specify } from '../support/operation.js'

const input = { application_id: 'app_test', private_key: 'pk_test' }
const answer = { expire_in: 1800, access_token: '0'.repeat(64) }

specify(getAccessToken, getAccessTokenRequest, {
  input,
  request: {
    operation: 'getAccessToken',
    method: 'POST',
    path: '/request/token',
    body: input,
    auth: 'none',
    effect: 'token',
    about: {},
  },
  answer,
  kinds: { private_key: 'printable' },
  refused: [
    ['no private_key', { application_id: 'app_test' }, 'private_key is required'],
    [
      'an application_id with a space',
      { ...input, application_id: 'a b' },
      'application_id must be text without white space',
    ],
    ['a misspelt member', { ...input, secret_key: 'sk_test' }, 'secret_key is not a member of this input'],
  ],
})

test.each([
  ['is absent', undefined, 'application_id is required'],
  ['is empty', '', 'application_id must be text without white space'],
])('getAccessTokenRequest refuses an application_id that %s', (_, application_id, message) => {
  const built = getAccessTokenRequest({ ...input, application_id: application_id as string })
  expect(built).toMatchObject(E.left({ _tag: 'InputError', operation: 'getAccessToken', message }))
})

test('getAccessToken without an input takes the pair of the Context', async () => {
  const seen = bootpayReplies({ json: answer })
  expect(await getAccessToken(testContext({ credentials: input }))()).toEqual(E.right(answer))
  expect(seen).toMatchObject([{ path: '/request/token', body: input }])
})

test('getAccessToken prefers its input to the pair of the Context', async () => {
  const seen = bootpayReplies({ json: answer })
  await getAccessToken(testContext({ credentials: input }), { private_key: 'pk_next' })()
  expect(seen).toMatchObject([{ body: { application_id: 'app_test', private_key: 'pk_next' } }])
})

test('getAccessToken asks Bootpay each time it is run', async () => {
  const seen = bootpayReplies({ json: answer })
  const task = getAccessToken(testContext({ credentials: input }))
  await task()
  await task()
  expect(seen).toHaveLength(2)
})

test.each([
  ['no keys', {}],
  ['half a pair', { application_id: 'app_test' }],
  ['only a client key', { client_key: 'ck_test', secret_key: 'sk_test' }],
])('getAccessToken sends nothing when the Context has %s', async (_, credentials) => {
  const seen = bootpayReplies({ json: answer })
  expect(await getAccessToken(testContext({ credentials }))()).toMatchObject(E.left({ _tag: 'CredentialsError' }))
  expect(seen).toEqual([])
})

test.each([
  ['that is empty', ''],
  ['that a header cannot carry', 'a\r\nb'],
  ['that is not text', 7],
])('getAccessToken does not take an access token %s', async (_, access_token) => {
  bootpayReplies({ json: { ...answer, access_token } })
  const result = await getAccessToken(testContext({ credentials: input }))()
  expect(result).toMatchObject(E.left({ _tag: 'DecodeError', operation: 'getAccessToken' }))
})

test('getAccessToken keeps the private key out of the Left of a refusal', async () => {
  bootpayReplies({
    status: 400,
    json: { error_code: 'APP_SK_NOT_MATCHED', message: `pk_test_0000 ${input.private_key}` },
  })
  const result = await getAccessToken(testContext({ credentials: input }))()
  expect(result).toMatchObject(E.left({ _tag: 'ApiError', code: 'APP_SK_NOT_MATCHED' }))
  expect(JSON.stringify(result)).not.toContain('pk_test_0000')
})

test.each([
  ['app_test', 'input must be Object'],
  [7, 'input must be Object'],
  [null, 'input must be Object'],
  [[], 'application_id is required; private_key is required'],
  [[input], 'application_id is required; private_key is required; 0 is not a member of this input'],
])('getAccessToken does not take %j for an input', async (given, message) => {
  const seen = bootpayReplies({ json: answer })
  const result = await getAccessToken(testContext({ credentials: input }), given as unknown as typeof input)()
  expect(result).toMatchObject(E.left({ _tag: 'InputError', operation: 'getAccessToken', message }))
  expect(seen).toEqual([])
})

test('getAccessToken says so where its input or its Context cannot be read', async () => {
  const fail = () => {
    throw new Error('no')
  }
  const ctx = testContext({ credentials: input })
  const unreadable = E.left({
    _tag: 'InputError',
    operation: 'getAccessToken',
    message: 'input or Context cannot be read',
    issues: [{ path: '', message: 'or Context cannot be read' }],
  })
  expect(
    await getAccessToken(ctx, Object.defineProperty({}, 'private_key', { get: fail, enumerable: true }))(),
  ).toEqual(unreadable)
  expect(await getAccessToken({ ...ctx, credentials: fail })()).toEqual(unreadable)
})
