import { route } from '../../engine/router.js'
import { anyKey } from '../access.js'
import type { Resource } from '../../engine/resource.js'
import {
  cancelCashReceipt,
  cancelCashReceiptForPayment,
  issueCashReceipt,
  issueCashReceiptForPayment,
} from './handlers.js'

const ofPayment = '/request/receipt/cash'
const alone = '/request/cash/receipt'

/** Cash receipts, of payments and alone. */
export const cashReceipt: Resource<
  'issueCashReceiptForPayment' | 'cancelCashReceiptForPayment' | 'issueCashReceipt' | 'cancelCashReceipt',
  never
> = {
  routes: [
    route('issueCashReceiptForPayment', `POST ${ofPayment}/publish`, anyKey, issueCashReceiptForPayment),
    route(
      'cancelCashReceiptForPayment',
      `DELETE ${ofPayment}/cancel/{receipt_id}`,
      anyKey,
      cancelCashReceiptForPayment,
    ),
    route('issueCashReceipt', `POST ${alone}`, anyKey, issueCashReceipt),
    route('cancelCashReceipt', `DELETE ${alone}/{receipt_id}`, anyKey, cancelCashReceipt),
  ],
}
