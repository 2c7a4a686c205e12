import * as sdk from 'bootpay-fp'
import type { BootpayError, Context, Event, Fetch } from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import { format, inspect } from 'node:util'
import { describe, expect, test } from 'vitest'

import { testContext } from '../support/bootpay.js'

const receipt_id = '628b2206d01c7e00209b6087'
const credentials = {
  client_key: 'ck_test',
  secret_key: 'sk_canary_Secret/Key+1=',
  application_id: 'app_test',
  private_key: 'pk_canary_Private+Key/2=',
}
const TOKEN = 'canarytoken0123456789abcdefcanarytoken0123456789abcdefcanarytok1'
const canaries = {
  secret_key: credentials.secret_key,
  private_key: credentials.private_key,
  token: TOKEN,
  basic: btoa(`${credentials.client_key}:${credentials.secret_key}`),
  billing_key: 'canaryBillingKey0123456789',
  card_no: '4929000011112222',
  card_pw: '73',
  card_identity_no: '880512',
  bank_account: '67561234123492',
  identity_no: '9010141',
  phone: '01099998888',
  otp: '846213',
  email: 'canary.person@example.com',
  username: '카나리아',
  widget_key: 'canaryWidgetKey',
  user_id: 'canary_user',
}

const card = {
  pg: 'nicepay',
  order_name: 'n',
  subscription_id: 's-1',
  card_no: canaries.card_no,
  card_pw: canaries.card_pw,
  card_identity_no: canaries.card_identity_no,
  card_expire_year: '39',
  card_expire_month: '11',
  user: { username: canaries.username, email: canaries.email, phone: canaries.phone },
}

const calls: Record<string, (ctx: Context) => () => Promise<E.Either<BootpayError, unknown>>> = {
  getAccessToken: (ctx) => sdk.getAccessToken(ctx),
  issueBillingKey: (ctx) => sdk.issueBillingKey(ctx, card),
  requestTransferBillingKey: (ctx) =>
    sdk.requestTransferBillingKey(ctx, {
      pg: 'nicepay',
      order_name: 'n',
      subscription_id: 's-1',
      username: canaries.username,
      bank_name: '국민',
      bank_account: canaries.bank_account,
      identity_no: canaries.identity_no,
      phone: canaries.phone,
    }),
  chargeBillingKey: (ctx) =>
    sdk.chargeBillingKey(ctx, { billing_key: canaries.billing_key, order_name: 'n', price: 100, order_id: 'o-1' }),
  destroyBillingKey: (ctx) => sdk.destroyBillingKey(ctx, { billing_key: canaries.billing_key }),
  getBillingKey: (ctx) => sdk.getBillingKey(ctx, { billing_key: canaries.billing_key }),
  getSequentialBillingKey: (ctx) =>
    sdk.getSequentialBillingKey(ctx, {
      billing_key: canaries.billing_key,
      widget_key: canaries.widget_key,
      user_id: canaries.user_id,
    }),
  issueUserToken: (ctx) =>
    sdk.issueUserToken(ctx, {
      user_id: canaries.user_id,
      email: canaries.email,
      username: canaries.username,
      phone: canaries.phone,
    }),
  confirmAuthentication: (ctx) => sdk.confirmAuthentication(ctx, { receipt_id, otp: canaries.otp }),
  cancelPayment: (ctx) =>
    sdk.cancelPayment(ctx, {
      receipt_id,
      refund: { bank_account: canaries.bank_account, bank_username: canaries.username, bank_code: '004' },
    }),
}

const encodings: Record<string, (text: string) => string> = {
  plain: (text) => text,
  'upper case': (text) => text.toUpperCase(),
  'lower case': (text) => text.toLowerCase(),
  base64: (text) => Buffer.from(text).toString('base64'),
  'percent-encoded': encodeURIComponent,
  'as JSON': (text) => JSON.stringify(text).slice(1, -1),
  hexadecimal: (text) => Buffer.from(text).toString('hex'),
}

/** Everything a program could print or send on of an error and of a Context. */
const shown = (left: unknown, ctx: Context, events: Event[], thrown: Error): string =>
  [left, thrown, ctx, events]
    .flatMap((value) => [
      inspect(value, { showHidden: true, depth: 20, getters: true }),
      format('%o %O %j %s', value, value, value, value),
      JSON.stringify(value),
      String(value),
    ])
    .concat(thrown.stack ?? '', inspect({ ...ctx }), JSON.stringify(structuredClone(left)))
    .join('\n')

/** Runs one call against an answer and gives every way in which what came of it can be shown. */
const outputOf = async (call: (typeof calls)[string], fetch: Fetch, keys: 'basic' | 'token'): Promise<string> => {
  const events: Event[] = []
  const { client_key, secret_key, application_id, private_key } = credentials
  const ctx = testContext({
    credentials:
      keys === 'basic' ? { client_key, secret_key, application_id, private_key } : { application_id, private_key },
    onEvent: (event) => events.push(event),
    fetch: (url, init) =>
      url.endsWith('/request/token') && call !== calls['getAccessToken']
        ? Promise.resolve(Response.json({ access_token: TOKEN, expire_in: 1800 }))
        : fetch(url, init),
  })
  const result = await call(ctx)()
  if (E.isRight(result)) throw new Error('had to fail')
  return shown(result.left, ctx, events, sdk.toError(result.left))
}

const found = (output: string): string[] =>
  Object.entries(canaries).flatMap(([name, canary]) =>
    Object.entries(encodings)
      // Two digits are in every timestamp, and in base64 they are a word like any other; see below for the plain ones.
      .filter(([, encode]) => encode(canary).length > 4 && output.includes(encode(canary)))
      .map(([encoding]) => `${name} ${encoding}`),
  )

const all = Object.values(canaries)
const echoes: Record<string, (encode: (text: string) => string) => Fetch> = {
  'in the message': (encode) => () =>
    Promise.resolve(
      Response.json({ error_code: 'RC_NOT_FOUND', message: all.map(encode).join(' , ') }, { status: 400 }),
    ),
  'in the codes': (encode) => () =>
    Promise.resolve(
      Response.json({ error_code: encode(TOKEN), pg_error_code: encode(canaries.billing_key) }, { status: 400 }),
    ),
  'in a page of HTML': (encode) => () =>
    Promise.resolve(new Response(`<html>${all.map(encode).join()}</html>`, { status: 502 })),
  'in a success that cannot be read': (encode) => () =>
    Promise.resolve(new Response(JSON.stringify({ price: all.map(encode).join() }), { status: 200 })),
  'in a thrown error': (encode) => () =>
    Promise.reject(
      Object.assign(new TypeError(all.map(encode).join()), {
        cause: new Error(all.map(encode).join()),
        code: encode(TOKEN),
      }),
    ),
  'in a header': (encode) => () =>
    Promise.resolve(new Response('', { status: 429, headers: { 'retry-after': encodeURIComponent(encode(TOKEN)) } })),
}

describe.each(Object.keys(calls))('a failed %s shows no secret', (operation) => {
  const call = calls[operation] as (typeof calls)[string]
  test.each(Object.keys(echoes))('that Bootpay or the runtime echoes %s', async (place) => {
    for (const encode of Object.values(encodings))
      for (const keys of ['basic', 'token'] as const)
        expect(found(await outputOf(call, (echoes[place] as (typeof echoes)[string])(encode), keys))).toEqual([])
  })
})

test('a refused input shows no secret', async () => {
  const bad = { ...card, card_no: `${canaries.card_no}x`, card_pw: `${canaries.card_pw}x`, [canaries.token]: 1 }
  const result = await sdk.issueBillingKey(testContext(), bad)()
  expect(inspect(result)).not.toMatch(/4929000011112222|73x/)
})

test('a short secret that is echoed is masked too, and what may be read stays', async () => {
  const message = '국민 카드 비밀번호 73 오류 (카나리아, nicepay)'
  const fetch: Fetch = () =>
    Promise.resolve(Response.json({ error_code: 'SUBSCRIBE_REQUEST_FAILED', message }, { status: 400 }))
  expect(await sdk.issueBillingKey(testContext({ fetch }), card)()).toMatchObject(
    E.left({ message: '국민 카드 비밀번호 *** 오류 (***, nicepay)' }),
  )
})

test('a secret that is part of a code does not hide that the outcome is unknown', async () => {
  const fetch: Fetch = () =>
    Promise.resolve(Response.json({ error_code: 'RC_CONFIRM_CRITICAL_FAILED' }, { status: 400 }))
  for (const username of ['RC', 'CRITICAL', 'RC_CONFIRM_CRITICAL_FAILED'])
    expect(await sdk.issueBillingKey(testContext({ fetch }), { ...card, user: { username } })()).toMatchObject(
      E.left({ _tag: 'OutcomeUnknown' }),
    )
})
