import { requestPaymentLink, requestPaymentLinkRequest, type RequestPaymentLinkInput } from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'

import { buyer, buyerKinds, sentBuyer } from '../fixtures/buyer.js'
import { item, itemKinds, sentItem } from '../fixtures/order.js'
import { bootpayReplies, testContext } from '../support/bootpay.js'
import { specify } from '../support/operation.js'

const texts = {
  seller_name: '테스트 상점',
  locale: 'ko',
  offer_period: '월 자동결제',
  deposit_expiration: '2026-01-31',
  app_scheme: 'shop',
  direct_card: '국민',
  phone_carrier: 'LGT',
  redirect_url: 'https://shop.example.com/back',
}
const flags = {
  display_cash_receipt: true,
  use_card_point: true,
  use_order_id: false,
  international_card_only: false,
  direct_app_card: false,
  direct_samsungpay: false,
  test_deposit: false,
  enable_error_webhook: true,
  separately_confirmed: true,
  confirm_only_rest_api: false,
  use_bootpay_inapp_sdk: true,
  display_success_result: false,
  display_error_result: true,
  use_welcomepayment: false,
}
const extra = {
  ...texts,
  ...flags,
  card_quota: '03',
  delivery_day: 1,
  open_type: 'redirect',
  disposable_cup_deposit: 300,
  card_easy_option: { title: '간편결제' },
  browser_open_type: [{ browser: 'kakaotalk', open_type: 'popup' }],
} as const
const input: RequestPaymentLinkInput = {
  price: 1000,
  order_id: 1716860112,
  order_name: '테스트 결제',
  pg: '나이스페이',
  method: 'card',
  methods: ['card', 'vbank'],
  tax_free: 0,
  user_token: 'user_token_test',
  wallet_id: '628b2644d01c7e00209b6092',
  redirect_url: 'https://shop.example.com/orders/1024',
  params: 'a=1',
  metadata: { cart: { id: 7 } },
  items: [item],
  user: buyer,
  extra,
}
const kindOf = <K extends string>(members: object, kind: K) =>
  Object.fromEntries(Object.keys(members).map((name) => [`extra.${name}`, kind]))

specify(requestPaymentLink, requestPaymentLinkRequest, {
  input,
  request: {
    operation: 'requestPaymentLink',
    method: 'POST',
    path: '/request/payment',
    body: { ...input, order_id: '1716860112', items: [sentItem], user: sentBuyer },
    auth: 'any',
    effect: 'money',
    reconcile: 'getReceiptsByOrder',
    about: { price: 1000, order_id: '1716860112' },
  },
  answer: { url: 'https://example.com/EXAMPLE', deep: { member: [1] } },
  required: ['price', 'order_id', 'order_name'],
  kinds: {
    price: 'amount',
    order_id: 'orderId',
    order_name: 'text',
    pg: 'text',
    method: 'text',
    'methods.0': 'text',
    tax_free: 'amountOrZero',
    user_token: 'text',
    wallet_id: 'text',
    redirect_url: 'text',
    params: 'text',
    metadata: 'metadata',
    ...itemKinds,
    ...buyerKinds,
    extra: 'object',
    ...kindOf(texts, 'text'),
    ...kindOf(flags, 'flag'),
    'extra.card_quota': 'quota',
    'extra.delivery_day': 'count',
    'extra.disposable_cup_deposit': 'amountOrZero',
    'extra.card_easy_option': 'object',
    'extra.card_easy_option.title': 'text',
    'extra.browser_open_type.0': 'object',
    'extra.browser_open_type.0.browser': 'text',
  },
  refused: [
    ['a tax-free part above the price', { ...input, tax_free: 1001 }, 'tax_free must not be more than price'],
    ['a member of the widget', { ...input, widget_key: 'x' }, 'widget_key is not a member of this input'],
    ['a misspelt option', { ...input, extra: { quota: '0' } }, 'extra.quota is not a member of this input'],
    [
      'another way to open the page',
      { ...input, extra: { open_type: 'tab' } },
      'extra.open_type must be ("iframe" | "popup" | "redirect")',
    ],
  ],
  changes: [['an order id with a dot, which no look-up settles', { order_id: 'a.b' }, { reconcile: 'webhook' }]],
})

test.each([
  ['an object of any members', {}],
  ['a receipt that waits', { receipt_id: 'r', order_id: 'order-1', status: 0 }],
  ['a receipt that is paid', { receipt_id: 'r', order_id: 'order-1', status: 1 }],
])('requestPaymentLink takes %s for an answer', async (_, json) => {
  bootpayReplies({ json })
  expect(await requestPaymentLink(testContext(), { price: 1000, order_id: 'order-1', order_name: 'n' })()).toEqual(
    E.right(json),
  )
})

test.each([
  ['a payment that failed', { status: -2 }],
  ['another order', { order_id: 'order-2' }],
  ['a list', []],
  ['nothing', null],
])('requestPaymentLink does not take %s for an answer, and does not know what happened', async (_, json) => {
  bootpayReplies({ json })
  expect(
    await requestPaymentLink(testContext(), { price: 1000, order_id: 'order-1', order_name: 'n' })(),
  ).toMatchObject(E.left({ _tag: 'OutcomeUnknown', phase: 'decoding', about: { order_id: 'order-1', price: 1000 } }))
})
