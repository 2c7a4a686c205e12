import { parseTime } from '../../engine/clock.js'
import { newId } from '../../engine/ids.js'
import { amount, isPayable, keptMetadata, missing, object, text } from '../../engine/parameters.js'
import type { Handler } from '../../engine/router.js'
import { refused } from '../codes.js'
import { pgCode } from '../names.js'
import { receipts } from '../receipt/collection.js'
import { receiptOf } from '../receipt/handlers.js'
import { isOrderTaken } from '../receipt/order.js'
import { draftReceipt, isHeld } from '../receipt/record.js'
import { receiptAnswer } from '../receipt/view.js'

const types = ['소득공제', '지출증빙']

/** `POST /request/receipt/cash/publish` */
export const issueCashReceiptForPayment: Handler = (call) => {
  const { store, parameters } = call
  const receipt = receiptOf(call)
  if (receipt === undefined) return refused('RC_NOT_FOUND')
  const type = text(parameters['cash_receipt_type']) ?? ''
  if (!types.includes(type)) return refused('PARAMETER_INVALID', 'cash_receipt_type')
  if (missing(parameters, ['identity_no']) !== undefined) return refused('PARAMETER_INVALID', 'identity_no')
  const issued = receipt.cash_receipt !== undefined && receipt.cash_receipt.cancelled_at === undefined
  if (issued || !isHeld(receipt)) return refused('RC_CASH_RECEIPT_FAILED')
  return receiptAnswer(receipts.save(store, { ...receipt, cash_receipt: { type, cancelled_at: undefined } }))
}

/** `DELETE /request/receipt/cash/cancel/{receipt_id}` */
export const cancelCashReceiptForPayment: Handler = ({ store, at, holes: { receipt_id = '' } }) => {
  const receipt = receipts.get(store, receipt_id)
  if (receipt === undefined) return refused('RC_NOT_FOUND')
  if (receipt.cash_receipt === undefined || receipt.status === 60) return refused('RC_CASH_RECEIPT_FAILED')
  if (receipt.cash_receipt.cancelled_at !== undefined) return refused('RC_ALREADY_CANCELLED')
  receipts.save(store, { ...receipt, cash_receipt: { ...receipt.cash_receipt, cancelled_at: at } })
  return null
}

/** `POST /request/cash/receipt` */
export const issueCashReceipt: Handler = ({ store, at, parameters }) => {
  const absent = missing(parameters, ['order_name', 'order_id', 'cash_receipt_type', 'identity_no'])
  if (absent !== undefined) return refused('PARAMETER_INVALID', absent)
  const type = text(parameters['cash_receipt_type']) ?? ''
  if (!types.includes(type)) return refused('PARAMETER_INVALID', 'cash_receipt_type')
  const price = amount(parameters['price'])
  const tax_free = amount(parameters['tax_free']) ?? 0
  if (!isPayable(price, tax_free)) return refused('PARAMETER_INVALID', 'price')
  const order_id = text(parameters['order_id']) ?? ''
  if (isOrderTaken(store, order_id)) return refused('RC_ORDER_ID_DUPLICATED')
  const receipt = draftReceipt({
    receipt_id: newId(store),
    order_id,
    order_name: text(parameters['order_name']) ?? '',
    price,
    tax_free,
    pg: pgCode(text(parameters['pg']) ?? 'nicepay'),
    method: 'cash_receipt',
    status: 60,
    requested_at: at,
    purchased_at: parseTime(text(parameters['purchased_at']) ?? '') ?? at,
    by_server: true,
    metadata: keptMetadata(parameters['metadata']),
    user: object(parameters['user']),
    cash_receipt: { type, cancelled_at: undefined },
  })
  return receiptAnswer(receipts.save(store, receipt))
}

/** `DELETE /request/cash/receipt/{receipt_id}` */
export const cancelCashReceipt: Handler = ({ store, at, holes: { receipt_id = '' } }) => {
  const receipt = receipts.get(store, receipt_id)
  if (receipt === undefined) return refused('RC_NOT_FOUND')
  if (receipt.status === 61) return refused('RC_ALREADY_CANCELLED')
  if (receipt.status !== 60) return refused('RC_CASH_RECEIPT_FAILED')
  const cancelled = {
    ...receipt,
    status: 61,
    cancelled_price: receipt.price,
    cancelled_tax_free: receipt.tax_free,
    cancelled_at: at,
  }
  return receiptAnswer(receipts.save(store, cancelled))
}
