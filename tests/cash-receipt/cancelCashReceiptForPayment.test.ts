import { cancelCashReceiptForPayment, cancelCashReceiptForPaymentRequest } from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'

import { cashReceipt } from '../fixtures/cashReceipt.js'
import { bootpayReplies, testContext } from '../support/bootpay.js'
import { specify } from '../support/operation.js'

const { receipt_id } = cashReceipt
const words = { cancel_username: '홍길동', cancel_message: '금액 오류 & 재발행' }

specify(cancelCashReceiptForPayment, cancelCashReceiptForPaymentRequest, {
  input: { receipt_id, ...words },
  request: {
    operation: 'cancelCashReceiptForPayment',
    method: 'DELETE',
    path: `/request/receipt/cash/cancel/${receipt_id}`,
    query: words,
    auth: 'any',
    effect: 'money',
    reconcile: 'webhook',
    about: { receipt_id },
  },
  answer: { ...cashReceipt, status: 61 },
  required: ['receipt_id'],
  kinds: { receipt_id: 'id', cancel_username: 'text', cancel_message: 'text' },
  refused: [
    [
      'an amount, since it is cancelled whole',
      { receipt_id, cancel_price: 1 },
      'cancel_price is not a member of this input',
    ],
  ],
})

test.each([
  ['nothing', { text: '' }, null],
  ['null', { json: null }, null],
  ['part of a receipt', { json: { receipt_id } }, { receipt_id }],
])('cancelCashReceiptForPayment takes an answer of %s, since none is documented', async (_, reply, value) => {
  bootpayReplies(reply)
  expect(await cancelCashReceiptForPayment(testContext(), { receipt_id })()).toEqual(E.right(value))
})

test('cancelCashReceiptForPayment does not take a list for an answer', async () => {
  bootpayReplies({ json: [] })
  expect(await cancelCashReceiptForPayment(testContext(), { receipt_id })()).toMatchObject(
    E.left({ _tag: 'OutcomeUnknown', phase: 'decoding', reconcile: 'webhook', about: { receipt_id } }),
  )
})
