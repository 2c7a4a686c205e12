import * as sdk from 'bootpay-fp'
import type { BootpayError, Context } from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { describe, expect, test } from 'vitest'

import { REFUSALS } from '../../src/pg/refusals.js'
import { TOKEN_REJECTIONS } from '../../src/pg/tokenRejections.js'
import { cardKey, keyDetail, reservation, transferReceipt } from '../fixtures/billing.js'
import { cashReceipt } from '../fixtures/cashReceipt.js'
import { certificate, startedCertificate } from '../fixtures/certificate.js'
import { receipt } from '../fixtures/receipt.js'
import * as asked from '../fixtures/requests.js'
import { testContext } from '../support/bootpay.js'

const { receipt_id } = receipt
const order_id = receipt.order_id
const { billing_key } = cardKey
const { reserve_id } = reservation
const charge = { billing_key, order_name: 'n', price: 1200, order_id }
const card = { ...asked.card, subscription_id: cardKey.subscription_id }
const account = { ...asked.account, subscription_id: transferReceipt.order_id }
const cash = { ...asked.cash, order_id: cashReceipt.order_id }
const { identity } = asked
const cancelled = { ...receipt, cancelled_price: 1200, status: 20 }

type Case = {
  readonly run: (ctx: Context) => TaskEither<BootpayError, unknown>
  readonly answer: Readonly<Record<string, unknown>>
  /** The members by which the answer says what it is about. */
  readonly ids: readonly string[]
}

/** Every operation whose answer names what was asked for. */
const cases: Readonly<Record<string, Case>> = {
  getReceipt: { run: (ctx) => sdk.getReceipt(ctx, { receipt_id }), answer: receipt, ids: ['receipt_id'] },
  getReservation: { run: (ctx) => sdk.getReservation(ctx, { reserve_id }), answer: reservation, ids: ['reserve_id'] },
  getBillingKey: { run: (ctx) => sdk.getBillingKey(ctx, { billing_key }), answer: keyDetail, ids: ['billing_key'] },
  getBillingKeyByReceipt: {
    run: (ctx) => sdk.getBillingKeyByReceipt(ctx, { receipt_id: cardKey.receipt_id }),
    answer: cardKey,
    ids: ['receipt_id'],
  },
  getSequentialBillingKey: {
    run: (ctx) => sdk.getSequentialBillingKey(ctx, { billing_key, widget_key: 'w', user_id: 'u' }),
    answer: cardKey,
    ids: ['billing_key'],
  },
  getCertificate: {
    run: (ctx) => sdk.getCertificate(ctx, { receipt_id: certificate.receipt_id }),
    answer: certificate,
    ids: ['receipt_id'],
  },
  confirmPayment: { run: (ctx) => sdk.confirmPayment(ctx, { receipt_id }), answer: receipt, ids: ['receipt_id'] },
  cancelPayment: { run: (ctx) => sdk.cancelPayment(ctx, { receipt_id }), answer: cancelled, ids: ['receipt_id'] },
  'cancelPayment (part)': {
    run: (ctx) => sdk.cancelPayment(ctx, { receipt_id, cancel_price: 400, cancel_id: 'c-1' }),
    answer: { ...receipt, cancelled_price: 400 },
    ids: ['receipt_id'],
  },
  chargeBillingKey: {
    run: (ctx) => sdk.chargeBillingKey(ctx, charge),
    answer: { ...receipt, billing_key },
    ids: ['order_id', 'billing_key'],
  },
  payWithWallet: {
    run: (ctx) => sdk.payWithWallet(ctx, { user_id: 'u', order_name: 'n', price: 1200, order_id, sandbox: true }),
    answer: receipt,
    ids: ['order_id'],
  },
  reservePayment: {
    run: (ctx) => sdk.reservePayment(ctx, { ...charge, reserve_execute_at: '2026-12-01T09:00:00+09:00' }),
    answer: { reserve_id, order_id },
    ids: ['order_id'],
  },
  cancelReservation: {
    run: (ctx) => sdk.cancelReservation(ctx, { reserve_id }),
    answer: { reserve_id, success: true },
    ids: ['reserve_id'],
  },
  issueBillingKey: { run: (ctx) => sdk.issueBillingKey(ctx, card), answer: cardKey, ids: ['subscription_id'] },
  requestTransferBillingKey: {
    run: (ctx) => sdk.requestTransferBillingKey(ctx, account),
    answer: transferReceipt,
    ids: ['order_id'],
  },
  publishTransferBillingKey: {
    run: (ctx) => sdk.publishTransferBillingKey(ctx, { receipt_id: cardKey.receipt_id }),
    answer: cardKey,
    ids: ['receipt_id'],
  },
  destroyBillingKey: {
    run: (ctx) => sdk.destroyBillingKey(ctx, { billing_key }),
    answer: { billing_key },
    ids: ['billing_key'],
  },
  requestAuthentication: {
    run: (ctx) => sdk.requestAuthentication(ctx, identity),
    answer: startedCertificate,
    ids: [],
  },
  confirmAuthentication: {
    run: (ctx) => sdk.confirmAuthentication(ctx, { receipt_id: certificate.receipt_id, otp: '000000' }),
    answer: certificate,
    ids: ['receipt_id'],
  },
  resendAuthentication: {
    run: (ctx) => sdk.resendAuthentication(ctx, { receipt_id: startedCertificate.receipt_id }),
    answer: startedCertificate,
    ids: ['receipt_id'],
  },
  startShipping: {
    run: (ctx) => sdk.startShipping(ctx, { receipt_id, tracking_number: '1', delivery_corp: '한진' }),
    answer: receipt,
    ids: ['receipt_id'],
  },
  issueCashReceipt: { run: (ctx) => sdk.issueCashReceipt(ctx, cash), answer: cashReceipt, ids: ['order_id'] },
  issueCashReceiptForPayment: {
    run: (ctx) =>
      sdk.issueCashReceiptForPayment(ctx, {
        receipt_id,
        identity_no: '01000000000',
        cash_receipt_type: '소득공제',
      }),
    answer: receipt,
    ids: ['receipt_id'],
  },
  cancelCashReceipt: {
    run: (ctx) => sdk.cancelCashReceipt(ctx, { receipt_id: cashReceipt.receipt_id }),
    answer: { ...cashReceipt, status: 61 },
    ids: ['receipt_id'],
  },
  cancelCashReceiptForPayment: {
    run: (ctx) => sdk.cancelCashReceiptForPayment(ctx, { receipt_id }),
    answer: receipt,
    ids: ['receipt_id'],
  },
}

const told = async ({ run }: Case, answer: unknown, status = 200) => {
  let sent = 0
  const fetch = () => {
    sent += 1
    return Promise.resolve(Response.json(answer, { status }))
  }
  const result = await run(testContext({ fetch }))()
  const left: Partial<Record<string, unknown>> = E.isLeft(result) ? { ...result.left } : {}
  return [E.isLeft(result) ? result.left._tag : 'Right', left['phase'] ?? left['code'], sent]
}

const isRead = (name: string) => name.startsWith('get')

describe.each(Object.entries(cases))('%s', (name, each) => {
  test('takes an answer to what was asked', async () => {
    expect(await told(each, each.answer)).toEqual(['Right', undefined, 1])
  })
  test.each(each.ids)('takes no answer that is about another %s', async (id) => {
    expect(await told(each, { ...each.answer, [id]: 'somebody-elses' })).toEqual(
      isRead(name) ? ['DecodeError', undefined, 1] : ['OutcomeUnknown', 'decoding', 1],
    )
  })
  test.each(['0000', '0', 'RC_UNHEARD_OF'])('takes no answer that is an error too (%s)', async (error_code) => {
    expect(await told(each, { ...each.answer, status: 1, error_code })).toEqual(
      isRead(name) ? ['DecodeError', undefined, 1] : ['OutcomeUnknown', 'decoding', 1],
    )
  })
})

/** What a write's own answer says when it did not, or not yet, take effect. */
const denials: Readonly<Record<string, readonly object[]>> = {
  confirmPayment: [-2, -4, 0, 2, 3, 4, -1, -3].map((status) => ({ status })),
  chargeBillingKey: [-2, -4, 0, 2, 3, 4, 5, -1].map((status) => ({ status })),
  payWithWallet: [-2, -4, 0, 2, 3, 4, 5, -1].map((status) => ({ status })),
  cancelPayment: [
    { cancelled_price: 0, status: 1 },
    { cancelled_price: 400, status: 1 },
    { cancelled_price: 0, status: -30 },
  ],
  'cancelPayment (part)': [{ cancelled_price: 0 }],
  cancelReservation: [{ success: false }],
  issueBillingKey: [-40, 40, 41, -11].map((status) => ({ status })),
  publishTransferBillingKey: [-40, 40, 41, -11].map((status) => ({ status })),
  requestTransferBillingKey: [-40, -11, 0].map((status) => ({ status })),
  issueCashReceipt: [-60, 0].map((status) => ({ status })),
  issueCashReceiptForPayment: [{ status: -60 }],
  cancelCashReceipt: [60, -61].map((status) => ({ status })),
  cancelCashReceiptForPayment: [{ status: -61 }],
  requestAuthentication: [{ status: -2 }],
  confirmAuthentication: [{ status: -2 }],
  resendAuthentication: [{ status: -2 }],
}

describe.each(Object.entries(denials))('a 200 of %s', (name, answers) => {
  test.each(answers)('with %j is no success: its outcome is unknown', async (denial) => {
    const each = cases[name] as Case
    expect(await told(each, { ...each.answer, ...denial })).toEqual(['OutcomeUnknown', 'decoding', 1])
  })
})

test.each([400, 404, 409, 500])('a whole paid receipt under %d contradicts itself', async (status) => {
  expect(await told(cases['chargeBillingKey'] as Case, receipt, status)).toEqual(['OutcomeUnknown', 'decoding', 1])
  expect(await told(cases['confirmPayment'] as Case, { ...receipt, error_code: 'RC_X' }, status)).toEqual([
    'OutcomeUnknown',
    'decoding',
    1,
  ])
})

test('a refusal may name what it is about', async () => {
  const { run } = cases['resendAuthentication'] as Case
  const error = { error_code: 'AUTH_NOT_READY', receipt_id: startedCertificate.receipt_id }
  for (const status of [200, 400])
    expect(await told({ run, answer: {}, ids: [] }, error, status)).toEqual(['ApiError', 'AUTH_NOT_READY', 1])
})

describe('a failing gateway', () => {
  const each = cases['chargeBillingKey'] as Case
  test.each([
    'APP_TIMEOUT',
    'RC_NOT_RESPONDING',
    'RC_INVALID_STATE_UNKNOWN',
    'AUTH_SERVER_DOWN',
    'TOKEN_SERVER_ERROR',
    'TOKEN_KEY_INVALID',
    'RC_PG_ERROR',
  ])('that names %s is believed in nothing', async (error_code) => {
    for (const status of [500, 502, 503, 504])
      expect(await told(each, { error_code }, status)).toEqual(['OutcomeUnknown', 'answered', 1])
  })
  test.each(['RC_NOT_FOUND', 'RC_REQUEST_FAILED', 'SUBSCRIBE_PUBLISH_FAILED', 'APP_CLIENT_KEY_NOT_FOUND'])(
    'that names %s to the letter hands on a refusal',
    async (error_code) => {
      expect(await told(each, { error_code }, 500)).toEqual(['ApiError', error_code, 1])
      expect(await told(each, { error_code: `${error_code}_X` }, 500)).toEqual(['OutcomeUnknown', 'answered', 1])
    },
  )
})

describe('a token', () => {
  const charged = async (status: number, error_code: string | undefined) => {
    let charges = 0
    let tokens = 0
    const ctx = testContext({
      credentials: { application_id: 'app_test', private_key: 'pk_test' },
      fetch: (url) => {
        if (url.endsWith('/request/token'))
          return Promise.resolve(Response.json({ access_token: `token-${(tokens += 1)}`, expire_in: 1800 }))
        charges += 1
        return Promise.resolve(Response.json({ error_code }, { status }))
      },
    })
    const result = await sdk.chargeBillingKey(ctx, charge)()
    return [E.isLeft(result) && result.left._tag, charges]
  }
  test.each([500, 502, 503, 504])('is not replaced under %d, so nothing is charged again', async (status) => {
    for (const code of ['TOKEN_KEY_INVALID', 'TOKEN_EXPIRED', 'TOKEN_ANYTHING', '-200', undefined])
      expect(await charged(status, code)).toEqual(['OutcomeUnknown', 1])
  })
  test('is replaced under 401, and elsewhere for a code that is known to reject it', async () => {
    expect(await charged(401, 'TOKEN_KEY_INVALID')).toEqual(['ApiError', 2])
    expect(await charged(401, 'TOKEN_NEW')).toEqual(['ApiError', 2])
    expect(await charged(401, undefined)).toEqual(['ApiError', 2])
    expect(await charged(400, 'TOKEN_EXPIRED')).toEqual(['ApiError', 2])
    expect(await charged(200, 'TOKEN_EXPIRED')).toEqual(['ApiError', 2])
    expect(await charged(400, 'TOKEN_NEW')).toEqual(['ApiError', 1])
    for (const code of ['APP_KEY_NOT_FOUND', 'APP_TOKEN_NEW', 'HTTP_401X'])
      expect(await charged(401, code)).toEqual(['ApiError', 1])
  })
  test.each([408, 499])('is not replaced under %d, which may come from a gateway', async (status) => {
    expect(await charged(status, 'TOKEN_EXPIRED')).toEqual(['OutcomeUnknown', 1])
  })
  test('of a look-up is not replaced under a failing gateway either', async () => {
    const sent: string[] = []
    const ctx = testContext({
      credentials: { application_id: 'app_test', private_key: 'pk_test' },
      fetch: (url) => {
        sent.push(url.slice(url.lastIndexOf('/')))
        return Promise.resolve(
          url.endsWith('/request/token')
            ? Response.json({ access_token: 'token', expire_in: 1800 })
            : Response.json({ error_code: 'TOKEN_EXPIRED' }, { status: 500 }),
        )
      },
    })
    expect(await sdk.getReceipt(ctx, { receipt_id: 'r' })()).toMatchObject(
      E.left({ _tag: 'ApiError', status: 500, code: 'TOKEN_EXPIRED' }),
    )
    expect(sent).toEqual(['/token', '/r', '/r', '/r'])
  })
})

test('every code that refuses under any status is one that has a meaning in words', () => {
  for (const code of [...REFUSALS, ...TOKEN_REJECTIONS.filter((code) => code !== '-200')])
    expect(sdk.errorCodes).toHaveProperty(code)
})
