import { missing } from '../../engine/parameters.js'
import type { Handler } from '../../engine/router.js'
import { refused } from '../codes.js'
import { receipts } from '../receipt/collection.js'
import { isHeld } from '../receipt/record.js'
import { receiptAnswer } from '../receipt/view.js'

/** `PUT /escrow/shipping/start/{receipt_id}` */
export const startShipping: Handler = ({ store, at, holes: { receipt_id = '' }, parameters }) => {
  const receipt = receipts.get(store, receipt_id)
  if (receipt === undefined) return refused('RC_NOT_FOUND')
  const { escrow } = receipt
  if (escrow === undefined || !isHeld(receipt)) return refused('RC_NOT_ESCROW')
  const absent = missing(parameters, ['tracking_number', 'delivery_corp'])
  if (absent !== undefined) return refused('PARAMETER_INVALID', absent)
  // What started already, and what the buyer has decided since, stays.
  if (escrow.status !== 0) return receiptAnswer(receipt)
  return receiptAnswer(receipts.save(store, { ...receipt, escrow: { ...escrow, status: 3, shipping_started_at: at } }))
}
