import {
  issueCashReceiptForPayment,
  issueCashReceiptForPaymentRequest,
  type IssueCashReceiptForPaymentInput,
} from 'bootpay-fp'

import { cashReceipt } from '../fixtures/cashReceipt.js'
import { specify } from '../support/operation.js'

const { receipt_id } = cashReceipt
const input: IssueCashReceiptForPaymentInput = {
  receipt_id,
  identity_no: '000-00-00000',
  cash_receipt_type: '지출증빙',
  username: '홍길동',
  email: 'test1234@gmail.com',
  phone: '010 0000 0000',
  currency: 'KRW',
  pg: '이니시스',
}

specify(issueCashReceiptForPayment, issueCashReceiptForPaymentRequest, {
  input,
  request: {
    operation: 'issueCashReceiptForPayment',
    method: 'POST',
    path: '/request/receipt/cash/publish',
    body: { ...input, identity_no: '0000000000', phone: '01000000000' },
    auth: 'any',
    effect: 'money',
    reconcile: 'getReceipt',
    about: { receipt_id },
  },
  answer: cashReceipt,
  required: ['receipt_id', 'identity_no', 'cash_receipt_type'],
  kinds: {
    receipt_id: 'id',
    identity_no: 'phone',
    cash_receipt_type: 'cashReceiptType',
    username: 'guestText',
    email: 'guestText',
    phone: 'guestPhone',
    currency: 'text',
    pg: 'text',
  },
  refused: [['a price, which the payment has', { ...input, price: 1000 }, 'price is not a member of this input']],
})
