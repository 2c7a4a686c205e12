import { confirmPayment, confirmPaymentRequest } from 'bootpay-fp'

import { receipt } from '../fixtures/receipt.js'
import { specify } from '../support/operation.js'

const { receipt_id } = receipt

specify(confirmPayment, confirmPaymentRequest, {
  input: { receipt_id },
  request: {
    operation: 'confirmPayment',
    method: 'POST',
    path: '/confirm',
    body: { receipt_id },
    auth: 'any',
    effect: 'state',
    reconcile: 'getReceipt',
    about: { receipt_id },
  },
  answer: receipt,
  required: ['receipt_id'],
  kinds: { receipt_id: 'id' },
  refused: [
    ['a misspelt member', { receiptId: receipt_id }, 'receipt_id is required; receiptId is not a member of this input'],
    ['a price, which Bootpay would not compare', { receipt_id, price: 1000 }, 'price is not a member of this input'],
  ],
})
