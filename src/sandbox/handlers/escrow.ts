import { answered, refused } from '../answers.js'
import { missing } from '../parameters.js'
import { saveReceipt } from '../store.js'
import { receiptAnswer } from '../views/receipt.js'
import type { Handler } from './handler.js'

/** `PUT /escrow/shipping/start/{receipt_id}` */
export const startShipping: Handler = ({ store, at, id, parameters }) => {
  const receipt = store.receipts.get(id)
  if (receipt === undefined) return refused('RC_NOT_FOUND')
  if (receipt.escrow === undefined || receipt.status !== 1) return refused('RC_NOT_ESCROW')
  const absent = missing(parameters, ['tracking_number', 'delivery_corp'])
  if (absent !== undefined) return refused('PARAMETER_INVALID', absent)
  const shipped = { ...receipt, escrow: { status: 3, shipping_started_at: receipt.escrow.shipping_started_at ?? at } }
  return answered(receiptAnswer(saveReceipt(store, shipped)))
}
