import { issueBillingKey, issueBillingKeyRequest } from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'

import { cardKey, paidAccountKey } from '../fixtures/billing.js'
import { buyer, buyerKinds, sentBuyer } from '../fixtures/buyer.js'
import { extra, extraKinds } from '../fixtures/order.js'
import { bootpayReplies, testContext } from '../support/bootpay.js'
import { specify } from '../support/operation.js'

const input = {
  pg: '나이스페이',
  order_name: '테스트결제',
  subscription_id: '1716848284697',
  card_no: '0000-0000 0000-0000',
  card_pw: '00',
  card_identity_no: '000000',
  card_expire_year: '00',
  card_expire_month: '01',
  price: 1000,
  tax_free: 0,
  method: 'card',
  extra,
  user: buyer,
  metadata: { plan: { name: '월간' } },
}

specify(issueBillingKey, issueBillingKeyRequest, {
  input,
  request: {
    operation: 'issueBillingKey',
    method: 'POST',
    path: '/request/subscribe',
    body: { ...input, card_no: '0000000000000000', user: sentBuyer },
    auth: 'any',
    effect: 'money',
    reconcile: 'getReceiptsByOrder',
    about: { subscription_id: '1716848284697', price: 1000 },
  },
  answer: cardKey,
  required: [
    'pg',
    'order_name',
    'subscription_id',
    'card_no',
    'card_pw',
    'card_identity_no',
    'card_expire_year',
    'card_expire_month',
  ],
  kinds: {
    pg: 'text',
    order_name: 'text',
    subscription_id: 'orderId',
    card_no: 'digits',
    card_pw: 'digits',
    card_identity_no: 'digits',
    card_expire_year: 'digits',
    card_expire_month: 'digits',
    price: 'amountOrZero',
    tax_free: 'amountOrZero',
    method: 'text',
    metadata: 'metadata',
    ...extraKinds,
    ...buyerKinds,
  },
  refused: [
    ...['00', '13', '1', '012', '2039'].map(
      (month) =>
        [
          `month ${month}`,
          { ...input, card_expire_month: month },
          'card_expire_month must be two digits, from 01 to 12',
        ] as const,
    ),
    ...['2039', '9', '039'].map(
      (year) =>
        [
          `year ${year}`,
          { ...input, card_expire_year: year },
          'card_expire_year must be the last two digits of the year',
        ] as const,
    ),
    ['a whole PIN', { ...input, card_pw: '0000' }, 'card_pw must be the first two digits of the PIN'],
    ['a misspelt member', { ...input, card_number: '0000' }, 'card_number is not a member of this input'],
    [
      'a misspelt member of the user',
      { ...input, user: { name: '홍길동' } },
      'user.name is not a member of this input',
    ],
    [
      'a misspelt option',
      { ...input, extra: { test_payment: true } },
      'extra.test_payment is not a member of this input',
    ],
  ],
  changes: [
    ...['01', '09', '10', '12'].map(
      (card_expire_month) =>
        [
          `month ${card_expire_month}`,
          { card_expire_month },
          { body: expect.objectContaining({ card_expire_month }) },
        ] as const,
    ),
    [
      'a numeric subscription id as text',
      { subscription_id: 1716848284697 },
      {
        body: expect.objectContaining({ subscription_id: '1716848284697' }),
        about: { subscription_id: '1716848284697', price: 1000 },
      },
    ],
    ['a price of 0, for a key without a payment', { price: 0 }, { body: expect.objectContaining({ price: 0 }) }],
  ],
})

test.each([
  ['without a first payment', cardKey],
  ['with a first payment', paidAccountKey],
])('issueBillingKey gives a key %s', async (_, json) => {
  bootpayReplies({ json })
  expect(await issueBillingKey(testContext(), input)()).toEqual(E.right(json))
})
