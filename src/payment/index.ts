export { cancellableAmount, isCancelled, isPaid, isPartiallyCancelled, wasMoneyTaken } from './standing.js'
export { cancelPayment, CancelPaymentInput, cancelPaymentRequest } from './cancelPayment.js'
export { confirmPayment, ConfirmPaymentInput, confirmPaymentRequest } from './confirmPayment.js'
export { getPaymentMethods, GetPaymentMethodsInput, getPaymentMethodsRequest } from './getPaymentMethods.js'
export { getReceipt, GetReceiptInput, getReceiptRequest } from './getReceipt.js'
export { getReceiptsByOrder, GetReceiptsByOrderInput, getReceiptsByOrderRequest } from './getReceiptsByOrder.js'
export { requestPaymentLink, RequestPaymentLinkInput, requestPaymentLinkRequest } from './requestPaymentLink.js'
export { Extra } from './schemas/Extra.js'
export { Item } from './schemas/Item.js'
export { MaybeReceipt } from './schemas/MaybeReceipt.js'
export { PaymentExtra } from './schemas/PaymentExtra.js'
export { PaymentLink } from './schemas/PaymentLink.js'
export { PaymentMethods } from './schemas/PaymentMethods.js'
export {
  Receipt,
  type BankData,
  type CardData,
  type CashReceiptData,
  type EscrowData,
  type PhoneData,
  type PointData,
  type VirtualAccountData,
} from './schemas/Receipt.js'
export { Receipts } from './schemas/Receipts.js'
export { User } from './schemas/User.js'
