import { isFailure } from '../../engine/errors.js'
import { newId } from '../../engine/ids.js'
import type { JsonObject } from '../../engine/json.js'
import { flag, missing, object, text } from '../../engine/parameters.js'
import type { Handler } from '../../engine/router.js'
import { declined } from '../../faults/declines.js'
import { refused } from '../codes.js'
import { cardRecord } from '../means.js'
import { browserMethod, pgCode } from '../names.js'
import { chargeKey, readCharge } from '../receipt/charge.js'
import { receipts } from '../receipt/collection.js'
import { isOrderTaken } from '../receipt/order.js'
import { draftReceipt } from '../receipt/record.js'
import { receiptAnswer } from '../receipt/view.js'
import { wallets } from '../wallet/collection.js'

const firstMethod = ({ method, methods }: JsonObject): string =>
  text(method) ?? text(Array.isArray(methods) ? methods[0] : undefined) ?? 'card'

/**
 * `POST /request/payment`. Whatever it answers is assumed: with a stored card it is charged, else a payment is opened for the
 * buyer, and the answer is its receipt.
 */
export const requestPaymentLink: Handler = ({ store, at, parameters }) => {
  const charge = readCharge(parameters)
  if (isFailure(charge)) return charge
  const wallet_id = text(parameters['wallet_id'])
  if (wallet_id !== undefined) {
    if (missing(parameters, ['user_token']) !== undefined) return refused('PARAMETER_INVALID', 'user_token')
    const wallet = wallets.get(store, wallet_id)
    if (wallet === undefined) return refused('WALLET_NOT_FOUND')
    if (isOrderTaken(store, charge.order_id)) return refused('RC_ORDER_ID_DUPLICATED')
    const card = cardRecord(wallet.card_no, undefined)
    const means = { pg: 'nicepay', method: 'card', card, bank: undefined, billing_key: undefined }
    const receipt = chargeKey(store, 'requestPaymentLink', means, charge, at, at)
    if (receipt.ended !== undefined) return declined(receipt.ended)
    wallets.save(store, { ...wallet, latest_purchased_at: at })
    return receiptAnswer(receipt)
  }
  const method = browserMethod(firstMethod(parameters))
  if (method === undefined) return refused('PARAMETER_INVALID', 'method')
  const { order_id, order_name, price, tax_free, metadata, user, error_webhook } = charge
  const opened = draftReceipt({
    ...method,
    receipt_id: newId(store),
    order_id,
    order_name,
    price,
    tax_free,
    metadata,
    user,
    error_webhook,
    pg: pgCode(text(parameters['pg']) ?? 'nicepay'),
    status: 0,
    requested_at: at,
    separately_confirmed: flag(object(parameters['extra'])?.['separately_confirmed']),
  })
  return receiptAnswer(receipts.save(store, opened))
}
