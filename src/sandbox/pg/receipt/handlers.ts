import type { Answer } from '../../engine/answer.js'
import { koreanTime } from '../../engine/clock.js'
import { amount, flag, missing, object, text } from '../../engine/parameters.js'
import type { Call, Handler } from '../../engine/router.js'
import { declined, takeDecline } from '../../faults/declines.js'
import { announce } from '../../webhooks/announce.js'
import { refused } from '../codes.js'
import { approveReceipt } from './charge.js'
import { receipts } from './collection.js'
import { isHeld, type ReceiptRecord } from './record.js'
import { receiptAnswer } from './view.js'

/** The receipt that a body names. */
export const receiptOf = ({ store, parameters }: Pick<Call, 'store' | 'parameters'>): ReceiptRecord | undefined =>
  receipts.get(store, text(parameters['receipt_id']) ?? '')

/** Answers with a payment, or with the refusal that ended it. */
export const chargeAnswer = (receipt: ReceiptRecord): Answer =>
  receipt.ended === undefined ? receiptAnswer(receipt) : declined(receipt.ended)

/** `GET /receipt/{receipt_id}` */
export const getReceipt: Handler = ({ store, holes: { receipt_id = '' }, parameters }) => {
  const receipt = receipts.get(store, receipt_id)
  if (receipt === undefined) return refused('RC_NOT_FOUND')
  const answer = receiptAnswer(receipt)
  return flag(parameters['lookup_user_data']) ? { ...answer, user_data: receipt.user ?? {} } : answer
}

/** `GET /lookup/order/{order_id}` */
export const getReceiptsByOrder: Handler = ({ store, holes: { order_id = '' } }) =>
  receipts.by(store, 'order', order_id).map(receiptAnswer)

/** `POST /confirm` */
export const confirmPayment: Handler = (call) => {
  const receipt = receiptOf(call)
  if (receipt === undefined) return refused('RC_NOT_FOUND')
  if (receipt.status !== 2) return refused('RC_NOT_CONFIRM_READY')
  return chargeAnswer(approveReceipt(call.store, receipt, call.at, takeDecline(call.store, 'confirmPayment')))
}

const partialCancelGateways = ['inicis', 'kcp', 'danal', 'payletter', 'nicepay', 'kakao', 'payco']

const koreanMonth = (at: number): string => koreanTime(at).slice(0, 7)

/** An amount without what computing with fractions adds to it. */
export const money = (amount: number): number => Math.round(amount * 100) / 100

/** `POST /cancel`, which an order is cancelled by too. */
export const cancelPayment = (call: Pick<Call, 'store' | 'at' | 'parameters'>): Answer => {
  const { store, at, parameters } = call
  const receipt = receiptOf(call)
  if (receipt === undefined) return refused('RC_NOT_FOUND')
  const left = money(receipt.price - receipt.cancelled_price)
  if (receipt.status === 20 && left <= 0) return refused('RC_ALREADY_CANCELLED')
  if (!isHeld(receipt) || receipt.purchased_at === undefined) return refused('RC_CANCEL_SERVER_ERROR')
  const cancel_id = text(parameters['cancel_id'])
  if (cancel_id !== undefined && receipt.cancellations.some((done) => done.cancel_id === cancel_id))
    return refused('RC_CANCEL_ID_DUPLICATED')
  const cancel_price = amount(parameters['cancel_price']) ?? left
  if (!(cancel_price > 0 && cancel_price <= left)) return refused('RC_CANCEL_SERVER_ERROR', 'cancel_price')
  const whole = cancel_price === left
  const taxFreeLeft = money(receipt.tax_free - receipt.cancelled_tax_free)
  const cancel_tax_free = whole ? taxFreeLeft : (amount(parameters['cancel_tax_free']) ?? 0)
  if (!(cancel_tax_free >= 0 && cancel_tax_free <= Math.min(cancel_price, taxFreeLeft)))
    return refused('RC_CANCEL_SERVER_ERROR', 'cancel_tax_free')
  if (cancel_price < receipt.price && !(receipt.method === 'card' && partialCancelGateways.includes(receipt.pg)))
    return refused('RC_CANCEL_SERVER_ERROR', 'cancel_price')
  if (receipt.method === 'phone' && koreanMonth(at) !== koreanMonth(receipt.purchased_at))
    return refused('RC_CANCEL_SERVER_ERROR')
  if (receipt.method === 'vbank') {
    const refund = object(parameters['refund'])
    if (refund === undefined) return refused('RC_CANCEL_SERVER_ERROR', 'refund')
    const absent = missing(refund, ['bank_account', 'bank_username', 'bank_code'])
    if (absent !== undefined) return refused('RC_CANCEL_SERVER_ERROR', `refund.${absent}`)
  }
  const decline = takeDecline(store, 'cancelPayment')
  if (decline !== undefined) {
    announce(store, receipts.save(store, { ...receipt, status: -20 }), at)
    return declined(decline)
  }
  const cancelled: ReceiptRecord = {
    ...receipt,
    cancelled_price: money(receipt.cancelled_price + cancel_price),
    cancelled_tax_free: money(receipt.cancelled_tax_free + cancel_tax_free),
    cancelled_at: at,
    status: whole ? 20 : store.settings.partialCancelStatus,
    cancellations: [...receipt.cancellations, { cancel_id, cancel_price, cancel_tax_free, cancelled_at: at }],
  }
  return receiptAnswer(announce(store, receipts.save(store, cancelled), at))
}
