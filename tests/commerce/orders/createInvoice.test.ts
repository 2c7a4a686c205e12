import { createInvoice, createInvoiceRequest } from 'bootpay-fp/commerce'
import { expect } from 'vitest'

import { invoice } from '../../fixtures/commerce.js'
import { specifyCommerce } from '../../support/commerce.js'

const idempotency_key = 'order-1024-link'
const least = { name: '스웨터', price: 39_000 }
const body = {
  name: '스웨터 외 1건',
  price: 39_000,
  tax_free_price: 0,
  delivery_price: 3_000,
  title: '11월 청구',
  memo: '문 앞에',
  description: '울 100%',
  user: {
    user_id: 'user-7',
    membership_type: 'member' as const,
    name: '홍길동',
    phone: '01000000000',
    email: 'hong@example.com',
  },
  products: [
    {
      product_id: 'p-1',
      product_option_id: 'o-1',
      duration: -1,
      quantity: 2,
      price_adjustments: [
        {
          price_adjustment_id: 'a-1',
          name: '첫 달 할인',
          start_at: '2026-01-31T00:00:00+09:00',
          end_at: '2026-02-28T00:00:00+09:00',
          cycles: [
            {
              duration: 1,
              adjustment_type: 'discount_price' as const,
              name: '할인',
              value: 1_000,
              min_value: 0,
              max_value: 1_000,
            },
          ],
        },
      ],
    },
  ],
  invoice_items: [
    {
      name: '포장',
      price: 500,
      qty: 1,
      quantity: 1,
      tax_free_price: 0,
      type: 1,
      product_id: 'p-2',
      product_option_id: 'o-2',
      description: '선물',
    },
  ],
  selected_users: ['user-7'],
  user_id: 'user-7',
  user_group_id: 'g-1',
  order_id: 'order-1024',
  request_id: 'order-1024',
  redirect_url: 'https://shop.example/thanks',
  use_redirect: true,
  use_notification: false,
  send_types: [1, 2] as const,
  use_auto_login: false,
  expired_at: '2026-02-01T09:00:00+09:00',
  expire_in: 86_400,
  metadata: { cart: 7 },
  extra: { separately_confirmed: true, create_order_immediately: false },
  webhook_url: 'https://shop.example/webhook',
  header_content_type: 'application/json' as const,
  usage_api_url: 'https://shop.example/usage',
  sdk: false,
}
const EMPTY = 'must not be empty: leave it out'

specifyCommerce(createInvoice, createInvoiceRequest, {
  input: { ...body, idempotency_key, role: 'supervisor' },
  request: {
    operation: 'createInvoice',
    method: 'POST',
    path: '/invoices',
    body,
    effect: 'keyed',
    reconcile: 'repeat',
    role: 'supervisor',
    key: idempotency_key,
    about: { order_id: 'order-1024', request_id: 'order-1024', price: 39_000, idempotency_key },
  },
  answer: invoice,
  required: ['name'],
  kinds: {
    name: 'text',
    price: 'amountOrZero',
    tax_free_price: 'amountOrZero',
    use_notification: 'flag',
    expired_at: 'moment',
    metadata: 'metadata',
    'products.0.product_id': 'text',
    'invoice_items.0.price': 'amountOrZero',
    'user.name': 'text',
    'user.user_id': 'orderId',
  },
  refused: [
    ['nothing to pay', { name: '스웨터' }, 'input needs a price above 0, or products'],
    ['a price of nothing', { name: '스웨터', price: 0 }, 'input needs a price above 0, or products'],
    ['an empty extra, which was seen to break the server', { ...least, extra: {} }, `extra ${EMPTY}`],
    ['empty metadata, which were seen to break the server', { ...least, metadata: {} }, `metadata ${EMPTY}`],
    ['the amount of the README', { name: '스웨터', amount: 1 }, 'amount is not a member of this input'],
    [
      'more tax-free than there is to pay',
      { ...least, tax_free_price: 40_000 },
      'tax_free_price must not be more than price',
    ],
    ['a way that is none', { ...least, send_types: [0] }, 'send_types.0 must be (1 | 2 | 3 | 4)'],
  ],
  changes: [
    [
      'a link without a key as one that a repeat makes again',
      { idempotency_key: undefined },
      { effect: 'money', reconcile: 'webhook' },
    ],
    [
      'products without a price',
      { price: 0, tax_free_price: 0 },
      { body: expect.objectContaining({ price: 0 }) as object as never },
    ],
  ],
})
