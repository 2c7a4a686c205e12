import { isFailure, misuse, type Failure } from '../engine/errors.js'
import { newId } from '../engine/ids.js'
import type { JsonObject } from '../engine/json.js'
import { highestPrice } from '../engine/parameters.js'
import type { Store } from '../engine/store.js'
import { browserMethod, pgCode } from '../pg/names.js'
import { payReceipt } from '../pg/receipt/charge.js'
import { receipts } from '../pg/receipt/collection.js'
import { draftReceipt, type ReceiptRecord } from '../pg/receipt/record.js'
import { announce } from '../webhooks/announce.js'
import { keep } from './keep.js'

/** What the shop's page hands the client SDK to start a payment. */
export type BrowserPayment = {
  /** Amount above 0, in the currency's unit. */
  readonly price: number
  readonly order_id: string
  readonly order_name: string
  /** Tax-free part of the price; 0 unless told. */
  readonly tax_free?: number
  /** Payment gateway, as code or Korean name; nicepay unless told, inicis for escrow. */
  readonly pg?: string
  /** card (unless told), bank, vbank, phone, naverpay, kakaopay, payco or tosspay. */
  readonly method?: string
  /** KRW unless told. */
  readonly currency?: string
  /** The server confirms: the buyer's payment stops at status 2. */
  readonly separately_confirmed?: boolean
  /** Escrow; only inicis and kcp know it. */
  readonly escrow?: boolean
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
      escrow: escrow ? { status: 0, shipping_started_at: undefined } : undefined,
      metadata: kept.metadata,
      user: kept.user,
    }),
  ).receipt_id
}

/** What a step of the buyer makes of a receipt that is in the status for it. */
type Step = (store: Store, receipt: ReceiptRecord, at: number) => undefined | Failure

const pay: Step = (store, receipt, at) => {
  if (receipt.separately_confirmed) receipts.save(store, { ...receipt, status: 2 })
  else announce(store, receipts.save(store, payReceipt(receipt, at)), at)
  return undefined
}

const deposit: Step = (store, receipt, at) => {
  announce(store, receipts.save(store, { ...receipt, status: 1, purchased_at: at }), at)
  return undefined
}

const consent: Step = (store, receipt) => {
  if (receipt.consent === undefined)
    return misuse('STEP_REFUSED', `consent: receipt ${receipt.receipt_id} asks for none`)
  receipts.save(store, { ...receipt, consent: { ...receipt.consent, consented: true } })
  return undefined
}

const steps = { pay: [0, pay], deposit: [5, deposit], consent: [41, consent] } as const satisfies Readonly<
  Record<string, readonly [status: number, step: Step]>
>

/** Takes a step of the buyer. */
export const takeStep = (
  store: Store,
  at: number,
  name: keyof typeof steps,
  receipt_id: string,
): undefined | Failure => {
  const [status, step] = steps[name]
  const receipt = receipts.get(store, receipt_id)
  if (receipt === undefined) return misuse('NOT_FOUND', `${name}: no receipt ${receipt_id}`)
  if (receipt.status !== status)
    return misuse('STEP_REFUSED', `${name}: receipt ${receipt_id} has status ${String(receipt.status)}`)
  return step(store, receipt, at)
}
