import { reservePayment, reservePaymentRequest, type ReservePaymentInput } from 'bootpay-fp'
import { expect } from 'vitest'

import { billing_key } from '../fixtures/billing.js'
import { buyer, buyerKinds, sentBuyer } from '../fixtures/buyer.js'
import { extra, extraKinds, item, itemKinds, sentItem } from '../fixtures/order.js'
import { specify } from '../support/operation.js'

const reserve_execute_at = '2022-06-20T11:13:54+09:00'
const input: ReservePaymentInput = {
  billing_key,
  order_name: '정기결제 테스트',
  price: 1000,
  order_id: 1655691234567,
  tax_free: 0,
  reserve_execute_at: new Date(reserve_execute_at),
  items: [item],
  user: buyer,
  feedback_url: 'https://shop.example.com/webhook',
  content_type: 'application/x-www-form-urlencoded',
  metadata: { cycle: { month: 6 } },
  card_quota: '03',
  card_interest: '0',
  extra,
}

specify(reservePayment, reservePaymentRequest, {
  input,
  request: {
    operation: 'reservePayment',
    method: 'POST',
    path: '/subscribe/payment/reserve',
    body: {
      ...input,
      order_id: '1655691234567',
      reserve_execute_at: '2022-06-20T02:13:54.000Z',
      items: [sentItem],
      user: sentBuyer,
    },
    auth: 'any',
    effect: 'money',
    reconcile: 'getReceiptsByOrder',
    about: { price: 1000, order_id: '1655691234567', reserve_execute_at: '2022-06-20T02:13:54.000Z' },
  },
  answer: { reserve_id: '6490149ca575b40024f0b70d', reserve_execute_at },
  required: ['billing_key', 'order_name', 'price', 'order_id', 'reserve_execute_at'],
  kinds: {
    billing_key: 'id',
    order_name: 'text',
    price: 'amount',
    order_id: 'orderId',
    tax_free: 'amountOrZero',
    reserve_execute_at: 'moment',
    feedback_url: 'text',
    content_type: 'contentType',
    metadata: 'metadata',
    card_quota: 'quota',
    card_interest: 'text',
    ...extraKinds,
    ...itemKinds,
    ...buyerKinds,
  },
  refused: [
    ['a tax-free part above the price', { ...input, tax_free: 1001 }, 'tax_free must not be more than price'],
    ['a misspelt member', { ...input, reserved_at: reserve_execute_at }, 'reserved_at is not a member of this input'],
  ],
  changes: [reserve_execute_at, '2022-06-20T02:13:54Z', '2022-06-20T02:13:54.250Z', '2024-02-29T23:59-05:00'].map(
    (moment) =>
      [
        `${moment} as it is`,
        { reserve_execute_at: moment },
        { body: expect.objectContaining({ reserve_execute_at: moment }) },
      ] as const,
  ),
})
