import type { JsonObject } from '../../engine/json.js'
import type { BankRecord, CardRecord } from '../means.js'

/** One cancel that took effect. Money in the receipt's currency, time in epoch milliseconds. */
export type CancellationRecord = {
  readonly cancel_id: string | undefined
  readonly cancel_price: number
  readonly cancel_tax_free: number
  readonly cancelled_at: number
}

/** A cash receipt issued for a payment, or the stand-alone one a receipt consists of. */
export type CashReceiptRecord = { readonly type: string; readonly cancelled_at: number | undefined }

/** The escrow side of a payment: 0 before shipping, 3 shipping started, 1 purchase confirmed, -2 refused. */
export type EscrowRecord = {
  readonly status: number
  readonly shipping_started_at: number | undefined
  readonly confirmed_at: number | undefined
}

/** What an account billing key still needs until it is published. */
export type ConsentRecord = { readonly price: number; readonly tax_free: number; readonly consented: boolean }

/** How a payment ended without money: what the buyer's page is told, and the shop by a webhook. */
export type EndedRecord = {
  /** The buyer closed the window (`cancel`), or somebody refused (`error`). */
  readonly event: 'cancel' | 'error'
  readonly error_code: string
  readonly message: string
  /** The payment gateway's own code. */
  readonly pg_error_code?: string | undefined
}

/** A receipt as the store keeps it: times in epoch milliseconds, no display names. */
export type ReceiptRecord = {
  readonly receipt_id: string
  readonly order_id: string
  readonly order_name: string
  readonly price: number
  readonly tax_free: number
  readonly cancelled_price: number
  readonly cancelled_tax_free: number
  readonly pg: string
  readonly method: string
  readonly method_origin: string
  readonly currency: string
  readonly status: number
  readonly requested_at: number
  readonly purchased_at: number | undefined
  readonly cancelled_at: number | undefined
  /** Started by the server (charge, reservation, first payment, wallet): its order_id cannot be charged again. */
  readonly by_server: boolean
  readonly separately_confirmed: boolean
  readonly metadata: unknown
  readonly user: JsonObject | undefined
  readonly card: CardRecord | undefined
  readonly bank: BankRecord | undefined
  readonly escrow: EscrowRecord | undefined
  readonly cash_receipt: CashReceiptRecord | undefined
  readonly cancellations: readonly CancellationRecord[]
  readonly consent: ConsentRecord | undefined
  readonly billing_key: string | undefined
  /** Where a webhook about this payment goes, when the request named an address. */
  readonly feedback_url: string | undefined
  readonly content_type: string | undefined
  /** How it ended without money; `undefined` while it has not. */
  readonly ended: EndedRecord | undefined
  /** Whether the request asked for webhooks about failures. */
  readonly error_webhook: boolean
}

/** Whether the merchant has money of a payment that can go back: paid, and not cancelled as a whole. */
export const isHeld = ({ status, purchased_at, price, cancelled_price }: ReceiptRecord): boolean =>
  (status === 1 || status === 20 || status === -20) && purchased_at !== undefined && cancelled_price < price

/** Until when a virtual account waits for its deposit; `undefined` for what waits for none. */
export const depositDeadline = ({ status, bank }: ReceiptRecord): number | undefined =>
  status === 5 ? bank?.expired_at : undefined

type Needed =
  'receipt_id' | 'order_id' | 'order_name' | 'price' | 'tax_free' | 'pg' | 'method' | 'status' | 'requested_at'

/** A receipt record from what differs; the rest is what a plain payment has. All records share one hidden class. */
export const draftReceipt = (given: Pick<ReceiptRecord, Needed> & Partial<ReceiptRecord>): ReceiptRecord => ({
  receipt_id: given.receipt_id,
  order_id: given.order_id,
  order_name: given.order_name,
  price: given.price,
  tax_free: given.tax_free,
  cancelled_price: 0,
  cancelled_tax_free: 0,
  pg: given.pg,
  method: given.method,
  method_origin: given.method_origin ?? given.method,
  currency: given.currency ?? 'KRW',
  status: given.status,
  requested_at: given.requested_at,
  purchased_at: given.purchased_at,
  cancelled_at: undefined,
  by_server: given.by_server ?? false,
  separately_confirmed: given.separately_confirmed ?? false,
  metadata: given.metadata,
  user: given.user,
  card: given.card,
  bank: given.bank,
  escrow: given.escrow,
  cash_receipt: given.cash_receipt,
  cancellations: none,
  consent: given.consent,
  billing_key: given.billing_key,
  feedback_url: given.feedback_url,
  content_type: given.content_type,
  ended: given.ended,
  error_webhook: given.error_webhook ?? false,
})

const none: ReceiptRecord['cancellations'] = Object.freeze([])
