import { cancelPayment, cancelPaymentRequest } from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'

import { receipt } from '../fixtures/receipt.js'
import { bootpayReplies, testContext } from '../support/bootpay.js'
import { item, itemKinds, sentItem } from '../fixtures/order.js'
import { specify } from '../support/operation.js'

const { receipt_id } = receipt
const cancelled = {
  ...receipt,
  cancelled_price: 1000,
  cancelled_at: '2023-05-12T09:00:00+09:00',
  status_locale: '결제취소',
  status: 20,
}
const part = { receipt_id, cancel_price: 1000, cancel_id: 'cancel-1' }
const words = { cancel_username: '홍길동', cancel_requester: '관리자', cancel_message: '고객 요청에 의한 취소' }
const metadata = { return: { box: 1 } }
const refund = { bank_username: '홍길동', bank_code: '004' }

specify(cancelPayment, cancelPaymentRequest, {
  input: {
    ...part,
    cancel_tax_free: 0,
    ...words,
    items: [item],
    metadata,
    refund: { bank_account: '000-0000 0000', ...refund },
  },
  request: {
    operation: 'cancelPayment',
    method: 'POST',
    path: '/cancel',
    body: {
      ...part,
      cancel_tax_free: 0,
      ...words,
      items: [sentItem],
      metadata,
      refund: { bank_account: '00000000000', ...refund },
    },
    auth: 'any',
    effect: 'keyed',
    reconcile: 'getReceipt',
    about: part,
  },
  answer: cancelled,
  required: ['receipt_id'],
  kinds: {
    receipt_id: 'id',
    cancel_price: 'amount',
    cancel_tax_free: 'amountOrZero',
    cancel_id: 'ownId',
    cancel_username: 'text',
    cancel_message: 'text',
    cancel_requester: 'text',
    metadata: 'metadata',
    ...itemKinds,
    refund: 'object',
    'refund.bank_account': 'digits',
    'refund.bank_username': 'text',
    'refund.bank_code': 'bankCode',
  },
  refused: [
    ['a misspelt cancel_price', { receipt_id, cancelprice: 1000 }, 'cancelprice is not a member of this input'],
    ['the price of the manual', { receipt_id, price: 1000 }, 'price is not a member of this input'],
    [
      'a misspelt member of the refund',
      { receipt_id, refund: { bank_account: '0000', ...refund, bankcode: '004' } },
      'refund.bankcode is not a member of this input',
    ],
    [
      'a refund without its members',
      { receipt_id, refund: {} },
      ['bank_account', 'bank_username', 'bank_code'].map((member) => `refund.${member} is required`).join('; '),
    ],
    ['no input at all', undefined, 'input is required'],
    ['a list', [], 'receipt_id is required'],
  ],
  leftOut: { cancel_price: 'cancel_price is undefined: leave it out to cancel all' },
  changes: [
    [
      'a numeric cancel_id as text',
      { cancel_id: 7 },
      { body: expect.objectContaining({ cancel_id: '7' }), about: { ...part, cancel_id: '7' } },
    ],
    [
      'a partial cancel without a cancel_id as money that may move twice',
      { cancel_id: undefined },
      { effect: 'money' },
    ],
  ],
})

test.each([
  ['as a change that happens once', { receipt_id }, 'state'],
  ['with a cancel_id as guarded by it', { receipt_id, cancel_id: 'cancel-1' }, 'keyed'],
])('cancelPayment sends a full cancel %s', (_, input, effect) => {
  expect(cancelPaymentRequest(input)).toMatchObject(E.right({ effect, body: input }))
})

test('cancelPayment with only a receipt id sends no price, and so cancels all that is left', () => {
  expect(cancelPaymentRequest({ receipt_id })).toMatchObject(E.right({ body: { receipt_id }, about: { receipt_id } }))
  expect(cancelPaymentRequest({ receipt_id })).not.toHaveProperty('right.body.cancel_price')
})

test('cancelPayment does not take an answer without amounts for a cancelled payment', async () => {
  bootpayReplies({ json: { receipt_id, status: 20 } })
  expect(await cancelPayment(testContext(), part)()).toMatchObject(
    E.left({ _tag: 'OutcomeUnknown', phase: 'decoding', reconcile: 'getReceipt', about: part }),
  )
})
