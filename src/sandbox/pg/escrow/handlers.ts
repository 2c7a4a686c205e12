import { missing } from '../../engine/parameters.js'
import type { Handler } from '../../engine/router.js'
import { refused } from '../codes.js'
import { receipts } from '../receipt/collection.js'
import { receiptAnswer } from '../receipt/view.js'

/** `PUT /escrow/shipping/start/{receipt_id}` */
export const startShipping: Handler = ({ store, at, holes: { receipt_id = '' }, parameters }) => {
  const receipt = receipts.get(store, receipt_id)
  if (receipt === undefined) return refused('RC_NOT_FOUND')
  if (receipt.escrow === undefined || receipt.status !== 1) return refused('RC_NOT_ESCROW')
  const absent = missing(parameters, ['tracking_number', 'delivery_corp'])
  if (absent !== undefined) return refused('PARAMETER_INVALID', absent)
  const shipped = { ...receipt, escrow: { status: 3, shipping_started_at: receipt.escrow.shipping_started_at ?? at } }
  return receiptAnswer(receipts.save(store, shipped))
}
