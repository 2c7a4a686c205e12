import { isFailure, misuse, type Failure } from '../engine/errors.js'
import { newId } from '../engine/ids.js'
import type { JsonObject } from '../engine/json.js'
import { highestPrice } from '../engine/parameters.js'
import type { Store } from '../engine/store.js'
import { browserMethod, pgCode } from '../pg/names.js'
import { receipts } from '../pg/receipt/collection.js'
import { draftReceipt } from '../pg/receipt/record.js'
import { keep } from './keep.js'

/** What the shop's page hands the client SDK to start a payment. */
export type BrowserPayment = {
  /** Amount above 0, in the currency's unit. */
  readonly price: number
  readonly order_id: string
  readonly order_name: string
  /** Tax-free part of the price. Default: 0. */
  readonly tax_free?: number
  /** Payment gateway, as code or Korean name. Default: nicepay, inicis for escrow. */
  readonly pg?: string
  /** card, bank, vbank, phone, naverpay, kakaopay, payco or tosspay. Default: card. */
  readonly method?: string
  /** Default: KRW. */
  readonly currency?: string
  /** The server confirms: the buyer's payment stops at status 2. */
  readonly separately_confirmed?: boolean
  /** Escrow; only inicis and kcp know it. */
  readonly escrow?: boolean
  /** Webhooks about failures too, as `extra.enable_error_webhook` asks for them. Default: false. */
  readonly enable_error_webhook?: boolean
  readonly metadata?: JsonObject
  readonly user?: JsonObject
}

const invalid = (message: string): Failure => misuse('REQUEST_INVALID', message)

/** Opens a payment, status 0, and gives its receipt id. */
export const requestPayment = (store: Store, at: number, payment: BrowserPayment): string | Failure => {
  const tax_free = payment.tax_free ?? 0
  if (!(payment.price > 0 && Number.isFinite(payment.price))) return invalid('requestPayment: price must be above 0')
  if (payment.price > highestPrice) return invalid(`requestPayment: price must be at most ${String(highestPrice)}`)
  if (!(tax_free >= 0 && tax_free <= payment.price)) return invalid('requestPayment: tax_free must be 0 up to price')
  const method = browserMethod(payment.method ?? 'card')
  if (method === undefined) return invalid('requestPayment: unknown method')
  const pg = pgCode(payment.pg ?? (payment.escrow === true ? 'inicis' : 'nicepay'))
  const escrow = payment.escrow === true && (pg === 'inicis' || pg === 'kcp')
  const kept = keep('requestPayment', payment)
  if (isFailure(kept)) return kept
  return receipts.save(
    store,
    draftReceipt({
      ...method,
      receipt_id: newId(store),
      order_id: kept.order_id,
      order_name: kept.order_name,
      price: payment.price,
      tax_free,
      pg,
      currency: kept.currency ?? 'KRW',
      status: 0,
      requested_at: at,
      separately_confirmed: payment.separately_confirmed ?? false,
      escrow: escrow ? { status: 0, shipping_started_at: undefined, confirmed_at: undefined } : undefined,
      error_webhook: kept.enable_error_webhook ?? false,
      metadata: kept.metadata,
      user: kept.user,
    }),
  ).receipt_id
}
