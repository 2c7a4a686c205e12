import { createContext, getReceipt, issueUserToken, type ClientKeys, type Credentials } from 'bootpay-fp'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'

import { receipt } from '../fixtures/receipt.js'
import { bootpayReplies, testContext } from '../support/bootpay.js'

const { receipt_id } = receipt
const basic = { client_key: 'ck_test', secret_key: 'sk_test' }
const pair = { application_id: 'app_test', private_key: 'pk_test' }

describe('credentials', () => {
  test.each<[string, Credentials, string]>([
    ['nothing at all', {}, 'give client_key and secret_key, or application_id and private_key'],
    ['half a client pair', { client_key: 'ck_test' }, 'client_key and secret_key go together: one of them is missing'],
    ['the other half', { secret_key: 'sk_test' }, 'client_key and secret_key go together: one of them is missing'],
    [
      'half an application pair',
      { application_id: 'a' },
      'application_id and private_key go together: one of them is missing',
    ],
    [
      'half a pair beside a whole one',
      { ...basic, private_key: 'pk' },
      'application_id and private_key go together: one of them is missing',
    ],
    [
      'an empty string',
      { ...basic, secret_key: '' },
      'secret_key must be text without white space, copied whole from the admin console',
    ],
    [
      'a line end inside',
      { ...basic, secret_key: 'sk_te\nst' },
      'secret_key must be text without white space, copied whole from the admin console',
    ],
    [
      'a space around',
      { ...pair, private_key: ' pk_test' },
      'private_key must be text without white space, copied whole from the admin console',
    ],
    [
      'letters a header cannot carry',
      { ...basic, client_key: '한글' },
      'client_key must be text without white space, copied whole from the admin console',
    ],
    [
      'a number',
      { ...basic, client_key: 7 as unknown as string },
      'client_key must be text without white space, copied whole from the admin console',
    ],
  ])('are refused when they are %s, and nothing is sent', async (_, credentials, message) => {
    const seen = bootpayReplies({ json: receipt })
    expect(await getReceipt(testContext({ credentials }), { receipt_id })()).toEqual({
      _tag: 'Left',
      left: { _tag: 'CredentialsError', message },
    })
    expect(seen).toEqual([])
  })

  test.each([undefined, null, 'ck_test', []])('are refused when the whole is %j', async (credentials) => {
    const ctx = createContext({ credentials: credentials as unknown as ClientKeys })
    expect(await getReceipt(ctx, { receipt_id })()).toMatchObject({ left: { _tag: 'CredentialsError' } })
  })

  test('of a client are sent as Basic, without any token request', async () => {
    const seen = bootpayReplies({ json: receipt })
    await getReceipt(testContext({ credentials: basic }), { receipt_id })()
    expect(seen.map(({ path, authorization }) => [path, authorization])).toEqual([
      [`/receipt/${receipt_id}`, 'Basic Y2tfdGVzdDpza190ZXN0'],
    ])
  })

  test('of both kinds: Basic wins, but an endpoint that was seen to refuse Basic gets the token', async () => {
    const seen = bootpayReplies(
      { json: receipt },
      { json: { access_token: 'token-1', expire_in: 1800 } },
      { json: { user_token: 'u' } },
    )
    const ctx = testContext({ credentials: { ...basic, ...pair } })
    await getReceipt(ctx, { receipt_id })()
    await issueUserToken(ctx, { user_id: 'user_1234' })()
    expect(seen.map(({ path, authorization }) => [path, authorization])).toEqual([
      [`/receipt/${receipt_id}`, 'Basic Y2tfdGVzdDpza190ZXN0'],
      ['/request/token', null],
      ['/request/user/token', 'Bearer token-1'],
    ])
  })

  test('as a function of one’s own are asked for at each call', async () => {
    const seen = bootpayReplies({ json: receipt })
    let keys: Credentials = basic
    const ctx = { ...testContext(), credentials: () => keys }
    expect(await getReceipt(ctx, { receipt_id })()).toMatchObject({ _tag: 'Right' })
    keys = { client_key: 'ck_next', secret_key: 'sk_next' }
    expect(await getReceipt(ctx, { receipt_id })()).toMatchObject({ _tag: 'Right' })
    keys = { client_key: 'ck_next' }
    expect(await getReceipt(ctx, { receipt_id })()).toMatchObject({ left: { _tag: 'CredentialsError' } })
    expect(seen.map(({ authorization }) => authorization)).toEqual([
      'Basic Y2tfdGVzdDpza190ZXN0',
      `Basic ${btoa('ck_next:sk_next')}`,
    ])
  })

  test('of a client only go to such an endpoint as Basic all the same', async () => {
    const seen = bootpayReplies({ json: { user_token: 'u' } })
    await issueUserToken(testContext({ credentials: basic }), { user_id: 'user_1234' })()
    expect(seen.map(({ authorization }) => authorization)).toEqual(['Basic Y2tfdGVzdDpza190ZXN0'])
  })

  test('and tokens do not show when a Context is printed, serialised or spread', async () => {
    bootpayReplies({ json: { access_token: 'canary_token', expire_in: 1800 } }, { json: receipt })
    const ctx = testContext({
      credentials: {
        client_key: 'ck_canary',
        secret_key: 'sk_canary',
        application_id: 'app_canary',
        private_key: 'pk_canary',
      },
    })
    await issueUserToken(ctx, { user_id: 'user_1234' })()
    const shown = [
      inspect(ctx, { showHidden: true, depth: 20, getters: true }),
      inspect({ ...ctx }, { showHidden: true, depth: 20 }),
      JSON.stringify(ctx),
      Object.values(ctx).map(String).join(),
    ].join()
    expect(shown).not.toMatch(/canary/)
  })
})
