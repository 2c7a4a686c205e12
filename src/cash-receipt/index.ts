export { cancelCashReceipt, CancelCashReceiptInput, cancelCashReceiptRequest } from './cancelCashReceipt.js'
export {
  cancelCashReceiptForPayment,
  CancelCashReceiptForPaymentInput,
  cancelCashReceiptForPaymentRequest,
} from './cancelCashReceiptForPayment.js'
export { issueCashReceipt, IssueCashReceiptInput, issueCashReceiptRequest } from './issueCashReceipt.js'
export {
  issueCashReceiptForPayment,
  IssueCashReceiptForPaymentInput,
  issueCashReceiptForPaymentRequest,
} from './issueCashReceiptForPayment.js'
