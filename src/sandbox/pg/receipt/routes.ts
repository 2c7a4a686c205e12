import { route } from '../../engine/router.js'
import { anyKey } from '../access.js'
import type { Resource } from '../../engine/resource.js'
import { receipts } from './collection.js'
import { dueDeposit } from './expire.js'
import { cancelPayment, confirmPayment, getReceipt, getReceiptsByOrder } from './handlers.js'

/** Payments; the clock ends the wait for a deposit. */
export const receipt: Resource<
  'getReceipt' | 'getReceiptsByOrder' | 'confirmPayment' | 'cancelPayment',
  typeof receipts
> = {
  collections: [receipts],
  routes: [
    route('getReceipt', 'GET /receipt/{receipt_id}', anyKey, getReceipt),
    route('getReceiptsByOrder', 'GET /lookup/order/{order_id}', anyKey, getReceiptsByOrder),
    route('confirmPayment', 'POST /confirm', anyKey, confirmPayment),
    route('cancelPayment', 'POST /cancel', anyKey, cancelPayment),
  ],
  nextDue: dueDeposit,
}
