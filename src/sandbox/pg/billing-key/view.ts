import { koreanTime } from '../../engine/clock.js'
import { cardCompany, neverExpires, zeroedAccount } from '../means.js'
import { methodName, pgName, statusName } from '../names.js'
import type { ReceiptRecord } from '../receipt/record.js'
import { gatewayUrl, receiptAnswer, type ReceiptAnswer } from '../receipt/view.js'
import type { BillingKeyRecord } from './record.js'

/** A billing key as issue, publish and the look-up by receipt answer it. */
export type IssuedBillingKeyAnswer = {
  readonly receipt_id: string
  readonly subscription_id: string
  readonly gateway_url: string
  readonly metadata: unknown
  readonly pg: string
  readonly method: string
  readonly method_symbol: string
  readonly method_origin: string
  readonly method_origin_symbol: string
  readonly published_at: string
  readonly requested_at: string
  readonly status_locale: string
  readonly status: number
  readonly receipt_data?: ReceiptAnswer | undefined
  readonly billing_key: string
  readonly billing_data: object
  readonly billing_expire_at: string
}

/** A billing key as the look-up by key answers it: another shape, as observed. */
export type BillingKeyAnswer = {
  readonly billing_key: string
  readonly pg: string
  readonly method: string
  readonly method_symbol: string
  readonly billing_data: object
  readonly version: number
  readonly sandbox: number
  readonly expire_at: string
  readonly published_at: string
  readonly status: number
}

const billingData = (key: BillingKeyRecord): object =>
  key.card === undefined
    ? {
        bank_name: key.bank?.bank_name,
        bank_code: key.bank?.bank_code,
        bank_account: zeroedAccount,
        username: key.bank?.username,
      }
    : { card_no: key.card.card_no, ...cardCompany(key.pg), card_type: 0 }

/** Writes a billing key together with the receipt it was asked for with, and the first payment if there was one. */
export const issuedBillingKeyAnswer = (
  key: BillingKeyRecord,
  request: ReceiptRecord,
  payment: ReceiptRecord | undefined,
): IssuedBillingKeyAnswer => ({
  receipt_id: request.receipt_id,
  subscription_id: request.order_id,
  gateway_url: gatewayUrl,
  metadata: request.metadata ?? {},
  pg: pgName(key.pg),
  method: methodName(key.method),
  method_symbol: key.method,
  method_origin: methodName(key.method),
  method_origin_symbol: key.method,
  published_at: koreanTime(key.published_at),
  requested_at: koreanTime(request.requested_at),
  status_locale: statusName(request.status),
  status: request.status,
  receipt_data: payment === undefined ? undefined : receiptAnswer(payment),
  billing_key: key.billing_key,
  billing_data: billingData(key),
  billing_expire_at: neverExpires,
})

/** Writes a billing key by itself; status 1 lives, 0 (assumed) was destroyed. */
export const billingKeyAnswer = (key: BillingKeyRecord): BillingKeyAnswer => ({
  billing_key: key.billing_key,
  pg: pgName(key.pg),
  method: methodName(key.method),
  method_symbol: key.method,
  billing_data: billingData(key),
  version: 2,
  sandbox: 1,
  expire_at: neverExpires,
  published_at: koreanTime(key.published_at),
  status: key.destroyed_at === undefined ? 1 : 0,
})
