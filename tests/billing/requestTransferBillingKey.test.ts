import {
  requestTransferBillingKey,
  requestTransferBillingKeyRequest,
  type RequestTransferBillingKeyInput,
} from 'bootpay-fp'

import { transferReceipt } from '../fixtures/billing.js'
import { buyer, buyerKinds, sentBuyer } from '../fixtures/buyer.js'
import { extra, extraKinds } from '../fixtures/order.js'
import { specify } from '../support/operation.js'

const input: RequestTransferBillingKeyInput = {
  pg: '나이스페이',
  order_name: '테스트결제',
  subscription_id: 1716848284697,
  auth_type: '간편인증',
  username: '홍길동',
  bank_name: '국민',
  bank_account: '000000-00-000000',
  identity_no: '000000',
  phone: '010 0000 0000',
  cash_receipt_type: '소득공제',
  cash_receipt_identity_no: '010-0000-0000',
  price: 1000,
  tax_free: 0,
  method: 'automatic_transfer_rest',
  extra,
  user: buyer,
  metadata: { plan: '월간' },
}

specify(requestTransferBillingKey, requestTransferBillingKeyRequest, {
  input,
  request: {
    operation: 'requestTransferBillingKey',
    method: 'POST',
    path: '/request/subscribe/automatic-transfer',
    body: {
      ...input,
      subscription_id: '1716848284697',
      bank_account: '00000000000000',
      phone: '01000000000',
      cash_receipt_identity_no: '01000000000',
      user: sentBuyer,
    },
    auth: 'any',
    effect: 'message',
    reconcile: 'getReceiptsByOrder',
    about: { subscription_id: '1716848284697', price: 1000 },
  },
  answer: transferReceipt,
  required: ['pg', 'order_name', 'subscription_id', 'username', 'bank_name', 'bank_account', 'identity_no'],
  kinds: {
    pg: 'text',
    order_name: 'text',
    subscription_id: 'orderId',
    username: 'text',
    bank_name: 'text',
    bank_account: 'digits',
    identity_no: 'digits',
    phone: 'phone',
    cash_receipt_type: 'cashReceiptType',
    cash_receipt_identity_no: 'phone',
    price: 'amountOrZero',
    tax_free: 'amountOrZero',
    method: 'text',
    metadata: 'metadata',
    ...extraKinds,
    ...buyerKinds,
  },
  refused: [
    ['another way to consent', { ...input, auth_type: 'SMS' }, 'auth_type must be ("ARS" | "간편인증")'],
    ['a misspelt member', { ...input, bank_code: '004' }, 'bank_code is not a member of this input'],
  ],
})
