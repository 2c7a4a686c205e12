import * as sdk from 'bootpay-fp'
import type { BootpayError, Context, Fetch, OutcomeUnknown, Receipt } from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import { receipt } from '../fixtures/receipt.js'
import { account, card, cash, identity } from '../fixtures/requests.js'
import { testContext } from '../support/bootpay.js'

/** When the writes are sent. */
export const START = Date.parse('2026-01-31T00:00:00Z')
export const HOUR = 3_600_000
const { receipt_id } = receipt
const billing_key = 'key_test'
export const at = (ms: number) => new Date(ms).toISOString().replace('Z', '+00:00')

export const charge = { billing_key, order_name: 'n', price: 1000, order_id: 'o-1' }
export const reserve_execute_at = at(START + 2 * HOUR)

export type Write = (ctx: Context) => TaskEither<BootpayError, unknown>

/** Every write there is. */
export const writes: Readonly<Record<string, Write>> = {
  confirmPayment: (ctx) => sdk.confirmPayment(ctx, { receipt_id }),
  cancelPayment: (ctx) => sdk.cancelPayment(ctx, { receipt_id }),
  chargeBillingKey: (ctx) => sdk.chargeBillingKey(ctx, charge),
  payWithWallet: (ctx) =>
    sdk.payWithWallet(ctx, { user_id: 'u', order_name: 'n', price: 1000, order_id: 'o-1', sandbox: true }),
  requestPaymentLink: (ctx) => sdk.requestPaymentLink(ctx, { price: 1000, order_id: 'o-1', order_name: 'n' }),
  reservePayment: (ctx) => sdk.reservePayment(ctx, { ...charge, reserve_execute_at }),
  cancelReservation: (ctx) => sdk.cancelReservation(ctx, { reserve_id: 'r-1' }),
  issueBillingKey: (ctx) => sdk.issueBillingKey(ctx, card),
  requestTransferBillingKey: (ctx) => sdk.requestTransferBillingKey(ctx, account),
  publishTransferBillingKey: (ctx) => sdk.publishTransferBillingKey(ctx, { receipt_id }),
  destroyBillingKey: (ctx) => sdk.destroyBillingKey(ctx, { billing_key }),
  issueUserToken: (ctx) => sdk.issueUserToken(ctx, { user_id: 'u' }),
  requestAuthentication: (ctx) => sdk.requestAuthentication(ctx, identity),
  confirmAuthentication: (ctx) => sdk.confirmAuthentication(ctx, { receipt_id, otp: '000000' }),
  resendAuthentication: (ctx) => sdk.resendAuthentication(ctx, { receipt_id }),
  startShipping: (ctx) => sdk.startShipping(ctx, { receipt_id, tracking_number: '1', delivery_corp: '한진' }),
  issueCashReceipt: (ctx) => sdk.issueCashReceipt(ctx, cash),
  issueCashReceiptForPayment: (ctx) =>
    sdk.issueCashReceiptForPayment(ctx, { receipt_id, identity_no: '01000000000', cash_receipt_type: '소득공제' }),
  cancelCashReceipt: (ctx) => sdk.cancelCashReceipt(ctx, { receipt_id }),
  cancelCashReceiptForPayment: (ctx) => sdk.cancelCashReceiptForPayment(ctx, { receipt_id }),
}

/** Loses the answer of a write; gives what came of it as another machine gets it. */
export const lose = async (write: Write, options: object = {}): Promise<OutcomeUnknown> => {
  const ctx = testContext({ now: () => START, fetch: () => Promise.reject(new TypeError('fetch failed')), ...options })
  const result = await write(ctx)()
  if (E.isRight(result) || result.left._tag !== 'OutcomeUnknown') throw new Error(JSON.stringify(result))
  return JSON.parse(JSON.stringify(result.left)) as OutcomeUnknown
}

/** Settles so much later, with a Bootpay that answers everything with this. */
export const settle = async (unknown: OutcomeUnknown, json: unknown, later = 2 * HOUR, options: object = {}) => {
  const paths: string[] = []
  const fetch: Fetch = (url) => {
    paths.push(new URL(url).pathname)
    return Promise.resolve(Response.json(json))
  }
  const ctx = testContext({ now: () => START + later, fetch, ...options })
  return { result: await sdk.reconcile(ctx, unknown, { billing_key })(), paths }
}
export const tagOf = async (...args: Parameters<typeof settle>) => {
  const { result } = await settle(...args)
  return E.isRight(result) ? result.right._tag : result.left._tag
}

/** What Bootpay has of a payment that the write made. */
export const written: Receipt = {
  ...receipt,
  price: 1000,
  order_id: 'o-1',
  requested_at: at(START + 1_000),
  purchased_at: at(START + 2_000),
}
