import { issueCashReceipt, issueCashReceiptRequest, type IssueCashReceiptInput } from 'bootpay-fp'
import { expect } from 'vitest'

import { buyer, buyerKinds, sentBuyer } from '../fixtures/buyer.js'
import { cashReceipt } from '../fixtures/cashReceipt.js'
import { specify } from '../support/operation.js'

const purchased_at = '2026-01-31T09:00:00+09:00'
const input: IssueCashReceiptInput = {
  order_name: '현장 결제',
  order_id: 1716860112,
  price: 1000,
  tax_free: 1000,
  cash_receipt_type: '소득공제',
  identity_no: '010-0000-0000',
  pg: '토스',
  purchased_at: new Date(purchased_at),
  user: buyer,
  currency: 'KRW',
  extra: { raw_data: 1 },
  metadata: { counter: { number: 77 } },
}

specify(issueCashReceipt, issueCashReceiptRequest, {
  input,
  request: {
    operation: 'issueCashReceipt',
    method: 'POST',
    path: '/request/cash/receipt',
    body: {
      ...input,
      order_id: '1716860112',
      identity_no: '01000000000',
      purchased_at: '2026-01-31T00:00:00.000Z',
      user: sentBuyer,
    },
    auth: 'any',
    effect: 'money',
    reconcile: 'getReceiptsByOrder',
    about: { order_id: '1716860112', price: 1000 },
  },
  answer: cashReceipt,
  required: ['order_name', 'order_id', 'price', 'cash_receipt_type', 'identity_no'],
  kinds: {
    order_name: 'text',
    order_id: 'orderId',
    price: 'amount',
    tax_free: 'amountOrZero',
    cash_receipt_type: 'cashReceiptType',
    identity_no: 'phone',
    pg: 'text',
    purchased_at: 'moment',
    metadata: 'metadata',
    ...buyerKinds,
    currency: 'text',
    extra: 'metadata',
  },
  refused: [
    ['a tax-free part above the price', { ...input, tax_free: 1001 }, 'tax_free must not be more than price'],
    [
      'a receipt id, which is for payments by Bootpay',
      { ...input, receipt_id: 'x' },
      'receipt_id is not a member of this input',
    ],
  ],
  changes: [
    ['text with an offset as it is', { purchased_at }, { body: expect.objectContaining({ purchased_at }) }],
    [
      'a proof of expense',
      { cash_receipt_type: '지출증빙' },
      { body: expect.objectContaining({ cash_receipt_type: '지출증빙' }) },
    ],
  ],
})
