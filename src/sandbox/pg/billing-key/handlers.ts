import type { Answer } from '../../engine/answer.js'
import { isFailure, type Failure } from '../../engine/errors.js'
import { followingId, newId } from '../../engine/ids.js'
import type { JsonObject } from '../../engine/json.js'
import { amount, isPayable, keptMetadata, missing, object, text } from '../../engine/parameters.js'
import type { Handler } from '../../engine/router.js'
import type { Store } from '../../engine/store.js'
import { declined } from '../../faults/declines.js'
import { announceBillingKey } from '../../webhooks/announce.js'
import { birthOf } from '../birth.js'
import { refused } from '../codes.js'
import { cardRecord, maskCard, maskName } from '../means.js'
import { bankOf, pgCode } from '../names.js'
import { asksForErrors, chargeKey, readCharge } from '../receipt/charge.js'
import { receipts } from '../receipt/collection.js'
import { chargeAnswer, receiptOf } from '../receipt/handlers.js'
import { isOrderTaken } from '../receipt/order.js'
import { draftReceipt, type ReceiptRecord } from '../receipt/record.js'
import { receiptAnswer } from '../receipt/view.js'
import { billingKeys } from './collection.js'
import type { BillingKeyRecord } from './record.js'
import { billingKeyAnswer, issuedBillingKeyAnswer } from './view.js'

/** The living billing key of an id, or the refusal. */
export const livingKey = (store: Store, billing_key: string): BillingKeyRecord | Failure => {
  const key = billingKeys.get(store, billing_key)
  if (key === undefined) return refused('SUBSCRIBE_BK_NOT_FOUND')
  return key.destroyed_at === undefined ? key : refused('SUBSCRIBE_BK_EXPIRED')
}

/** The id of a user object, as text. */
const userId = (user: JsonObject | undefined): string | undefined => text(user?.['id'])

/** Issues the key that a receipt asks for, and charges its first payment. */
export const issue = (
  store: Store,
  request: ReceiptRecord,
  means: Pick<BillingKeyRecord, 'card' | 'bank'>,
  first: { readonly price: number; readonly tax_free: number },
  at: number,
): BillingKeyRecord | Failure => {
  const payment =
    first.price > 0
      ? chargeKey(
          store,
          'firstPayment',
          { ...means, pg: request.pg, method: request.method, billing_key: undefined },
          { ...request, price: first.price, tax_free: first.tax_free, card_quota: undefined },
          request.requested_at,
          at,
        )
      : undefined
  if (payment?.ended !== undefined) {
    receipts.save(store, { ...request, status: -40, ended: payment.ended, consent: undefined })
    return declined(payment.ended)
  }
  // Beside a first payment it is one above that; alone it is an id of its own, made now.
  const billing_key = payment === undefined ? newId(store) : followingId(payment.receipt_id)
  if (payment !== undefined) receipts.save(store, { ...payment, billing_key })
  const issued = receipts.save(store, { ...request, status: 11, billing_key, consent: undefined })
  announceBillingKey(store, issued, at)
  return billingKeys.save(store, {
    billing_key,
    receipt_id: request.receipt_id,
    payment_receipt_id: payment?.receipt_id,
    pg: request.pg,
    method: request.method,
    card: means.card,
    bank: means.bank,
    user_id: userId(request.user),
    published_at: at,
    destroyed_at: undefined,
  })
}

const issuedAnswer = (store: Store, key: BillingKeyRecord | Failure): Answer => {
  if (isFailure(key)) return key
  const request = receipts.get(store, key.receipt_id)
  if (request === undefined) return refused('RC_NOT_FOUND')
  return issuedBillingKeyAnswer(key, request, receipts.get(store, key.payment_receipt_id ?? ''))
}

const readFirstPayment = (parameters: JsonObject): { price: number; tax_free: number } | undefined => {
  const price = amount(parameters['price']) ?? 0
  const tax_free = amount(parameters['tax_free']) ?? 0
  if (price === 0) return { price: 0, tax_free: 0 }
  return isPayable(price, tax_free) ? { price, tax_free } : undefined
}

/** Whether a text can be the identity of a holder: a birth date of six digits, or the ten of a business. */
const isIdentity = (identity: string, at: number): boolean =>
  /^\d{10}$/.test(identity) || (/^\d{6}$/.test(identity) && birthOf(identity, at) !== undefined)

/** The end of the last month of a card, in Korea: of a year of two digits and a month. */
const endOfMonth = (year: number, month: number): number => Date.UTC(2000 + year, month, 1, -9)

const shapes = {
  card_no: /^\d{13,19}$/,
  card_pw: /^\d{2}$/,
  card_expire_year: /^\d{2}$/,
} as const

/** `POST /request/subscribe` */
export const issueBillingKey: Handler = ({ store, at, parameters }) => {
  const absent = missing(parameters, ['pg', 'order_name', 'subscription_id', 'card_no'])
  if (absent !== undefined) return refused('PARAMETER_INVALID', absent)
  for (const [name, shape] of Object.entries(shapes))
    if (!shape.test(text(parameters[name]) ?? '')) return refused('PARAMETER_INVALID', name)
  const identity = text(parameters['card_identity_no']) ?? ''
  if (identity !== '' && !isIdentity(identity, at)) return refused('PARAMETER_INVALID', 'card_identity_no')
  if (!/^(0?[1-9]|1[0-2])$/.test(text(parameters['card_expire_month']) ?? '')) return refused('RC_INVALID_EXP_MONTH')
  const expires_at = endOfMonth(Number(parameters['card_expire_year']), Number(parameters['card_expire_month']))
  if (expires_at <= at) return refused('SUBSCRIBE_REQUEST_FAILED')
  const first = readFirstPayment(parameters)
  if (first === undefined) return refused('PARAMETER_INVALID', 'price')
  const subscription_id = text(parameters['subscription_id']) ?? ''
  if (first.price > 0 && isOrderTaken(store, subscription_id)) return refused('RC_ORDER_ID_DUPLICATED')
  const request = receipts.save(
    store,
    draftReceipt({
      receipt_id: newId(store),
      order_id: subscription_id,
      order_name: text(parameters['order_name']) ?? '',
      ...first,
      pg: pgCode(text(parameters['pg']) ?? ''),
      method: 'card_rebill_rest',
      status: 42,
      requested_at: at,
      error_webhook: asksForErrors(parameters),
      metadata: keptMetadata(parameters['metadata']),
      user: object(parameters['user']),
    }),
  )
  const card = cardRecord(
    maskCard(text(parameters['card_no']) ?? ''),
    text(object(parameters['extra'])?.['card_quota']),
  )
  return issuedAnswer(store, issue(store, request, { card: { ...card, expires_at }, bank: undefined }, first, at))
}

/** `POST /request/subscribe/automatic-transfer` */
export const requestTransferBillingKey: Handler = ({ store, at, parameters }) => {
  const absent = missing(parameters, ['pg', 'order_name', 'subscription_id', 'username', 'bank_name', 'bank_account'])
  if (absent !== undefined) return refused('PARAMETER_INVALID', absent)
  const first = readFirstPayment(parameters)
  if (first === undefined) return refused('PARAMETER_INVALID', 'price')
  const bank = bankOf(text(parameters['bank_name']) ?? '')
  const account = text(parameters['bank_account']) ?? ''
  const identity = text(parameters['identity_no']) ?? ''
  if (bank === undefined || !/^[\d-]+$/.test(account) || !isIdentity(identity, at))
    return refused('SUBSCRIBE_AT_LOOKUP_USER_FAILED')
  const request = draftReceipt({
    receipt_id: newId(store),
    order_id: text(parameters['subscription_id']) ?? '',
    order_name: text(parameters['order_name']) ?? '',
    ...first,
    pg: pgCode(text(parameters['pg']) ?? ''),
    method: 'automatic_transfer_rest',
    status: 41,
    requested_at: at,
    error_webhook: asksForErrors(parameters),
    metadata: keptMetadata(parameters['metadata']),
    user: object(parameters['user']),
    bank: { ...bank, username: maskName(text(parameters['username']) ?? ''), expired_at: undefined },
    consent: { ...first, consented: false },
  })
  return receiptAnswer(receipts.save(store, request))
}

/** `POST /request/subscribe/automatic-transfer/publish` */
export const publishTransferBillingKey: Handler = (call) => {
  const { store, at } = call
  const request = receiptOf(call)
  if (request === undefined) return refused('RC_NOT_FOUND')
  if (request.method !== 'automatic_transfer_rest') return refused('RC_NOT_SUBSCRIBE')
  const published = billingKeys.get(store, request.billing_key ?? '')
  if (published?.destroyed_at !== undefined) return refused('SUBSCRIBE_BK_EXPIRED')
  if (published !== undefined || request.consent?.consented !== true) return refused('SUBSCRIBE_PUBLISH_NOT_READY')
  if (request.consent.price > 0 && isOrderTaken(store, request.order_id)) return refused('RC_ORDER_ID_DUPLICATED')
  return issuedAnswer(store, issue(store, request, { card: undefined, bank: request.bank }, request.consent, at))
}

/** `POST /subscribe/payment` */
export const chargeBillingKey: Handler = ({ store, at, parameters }) => {
  const key = livingKey(store, text(parameters['billing_key']) ?? '')
  if (isFailure(key)) return key
  const charge = readCharge(parameters)
  if (isFailure(charge)) return charge
  if (isOrderTaken(store, charge.order_id)) return refused('RC_ORDER_ID_DUPLICATED')
  return chargeAnswer(chargeKey(store, 'chargeBillingKey', key, charge, at, at))
}

/** `DELETE /subscribe/billing_key/{billing_key}` */
export const destroyBillingKey: Handler = ({ store, at, holes: { billing_key = '' } }) => {
  const key = livingKey(store, billing_key)
  if (isFailure(key)) return key
  billingKeys.save(store, { ...key, destroyed_at: at })
  const request = receipts.get(store, key.receipt_id)
  if (request !== undefined) receipts.save(store, { ...request, status: -11 })
  return { billing_key }
}

/** `GET /subscribe/billing_key/{receipt_id}` */
export const getBillingKeyByReceipt: Handler = ({ store, holes: { receipt_id = '' } }) => {
  const receipt = receipts.get(store, receipt_id)
  if (receipt === undefined) return refused('RC_NOT_FOUND')
  const key = billingKeys.get(store, receipt.billing_key ?? '')
  if (key !== undefined && key.receipt_id === receipt_id) return issuedAnswer(store, key)
  return refused(receipt.status === 40 || receipt.status === 41 ? 'SUBSCRIBE_PUBLISH_NOT_READY' : 'RC_NOT_SUBSCRIBE')
}

/** `GET /billing_key/{billing_key}` */
export const getBillingKey: Handler = ({ store, holes: { billing_key = '' } }) => {
  const key = billingKeys.get(store, billing_key)
  return key === undefined ? refused('SUBSCRIBE_BK_NOT_FOUND') : billingKeyAnswer(key)
}

/** `GET /subscribe/sequential_billing_key/{billing_key}` */
export const getSequentialBillingKey: Handler = ({ store, holes: { billing_key = '' }, parameters }) => {
  const key = billingKeys.get(store, billing_key)
  const user = text(parameters['user_id'])
  if (key === undefined || (user !== undefined && key.user_id !== undefined && user !== key.user_id))
    return refused('SUBSCRIBE_BK_NOT_FOUND')
  return issuedAnswer(store, key)
}
