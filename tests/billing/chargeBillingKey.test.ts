import { chargeBillingKey, chargeBillingKeyRequest, type ChargeBillingKeyInput } from 'bootpay-fp'
import { expect } from 'vitest'

import { billing_key } from '../fixtures/billing.js'
import { buyer, buyerKinds, sentBuyer } from '../fixtures/buyer.js'
import { extra, extraKinds, item, itemKinds, sentItem } from '../fixtures/order.js'
import { receipt } from '../fixtures/receipt.js'
import { specify } from '../support/operation.js'

const input: ChargeBillingKeyInput = {
  billing_key,
  order_name: '테스트 결제',
  price: 1200,
  order_id: 1716860112,
  tax_free: 1200,
  card_quota: '00',
  card_interest: '0',
  items: [item],
  user: buyer,
  feedback_url: 'https://shop.example.com/webhook',
  content_type: 'application/json',
  metadata: { cycle: { month: 11 } },
  extra,
}
const bare = { user: {}, items: [{}], extra: {} }
const answer = { ...receipt, order_id: '1716860112' }

specify(chargeBillingKey, chargeBillingKeyRequest, {
  input,
  request: {
    operation: 'chargeBillingKey',
    method: 'POST',
    path: '/subscribe/payment',
    body: { ...input, order_id: '1716860112', items: [sentItem], user: sentBuyer },
    auth: 'any',
    effect: 'money',
    reconcile: 'getReceiptsByOrder',
    about: { price: 1200, order_id: '1716860112' },
  },
  answer,
  required: ['billing_key', 'order_name', 'price', 'order_id'],
  kinds: {
    billing_key: 'id',
    order_name: 'text',
    price: 'amount',
    order_id: 'orderId',
    tax_free: 'amountOrZero',
    card_quota: 'quota',
    card_interest: 'text',
    feedback_url: 'text',
    content_type: 'contentType',
    metadata: 'metadata',
    ...itemKinds,
    ...buyerKinds,
    ...extraKinds,
  },
  refused: [
    ['a tax-free part above the price', { ...input, tax_free: 1201 }, 'tax_free must not be more than price'],
    ['one item in place of a list', { ...input, items: item }, 'items must be Array'],
    [
      'the webhook member of wallet payments',
      { ...input, webhook_url: 'x' },
      'webhook_url is not a member of this input',
    ],
    [
      'a misspelt member of an item',
      { ...input, items: [{ count: 1 }] },
      'items.0.count is not a member of this input',
    ],
  ],
  changes: [
    ['an order id as it is', { order_id: '구독-7-2026-11' }, { about: { price: 1200, order_id: '구독-7-2026-11' } }],
    ['a buyer, items and options of no members', bare, { body: expect.objectContaining(bare) }],
  ],
})
