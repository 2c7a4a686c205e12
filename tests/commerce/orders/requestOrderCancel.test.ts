import { requestOrderCancel, requestOrderCancelRequest } from 'bootpay-fp/commerce'

import { cancel, order } from '../../fixtures/commerce.js'
import { specifyCommerce } from '../../support/commerce.js'

const { order_number } = order
const idempotency_key = 'order-1024-return-1'
const request_cancel_parameters = {
  cancel_id: 'return-1',
  cancel_price: 10_000,
  cancel_tax_free_price: 0,
  cancel_requester: '홍길동',
  cancel_message: '단순 변심',
  cancel_immediately: false,
  cancel_products: [{ product_id: 'p-1', product_option_id: 'o-1', cancel_quantity: 1 }],
  cancel_order_subscription_bills: [{ order_subscription_bill_id: 'b-1', cancel_quantity: 1 }],
}
const all = 'leave it out to cancel all'

specifyCommerce(requestOrderCancel, requestOrderCancelRequest, {
  input: { order_number, request_cancel_parameters, idempotency_key, role: 'user' },
  request: {
    operation: 'requestOrderCancel',
    method: 'POST',
    path: '/order/cancel',
    body: { order_number, request_cancel_parameters },
    effect: 'keyed',
    reconcile: 'listOrderCancels',
    role: 'user',
    key: idempotency_key,
    about: { order_number, cancel_id: 'return-1', cancel_price: 10_000, idempotency_key },
  },
  answer: cancel,
  required: ['order_number', 'request_cancel_parameters'],
  kinds: {
    order_number: 'ownId',
    request_cancel_parameters: 'object',
    'request_cancel_parameters.cancel_price': 'amount',
    'request_cancel_parameters.cancel_message': 'text',
  },
  refused: [
    [
      'an amount without an id of yours',
      { order_number, request_cancel_parameters: { cancel_price: 1 } },
      'request_cancel_parameters needs a cancel_id with cancel_price',
    ],
    ...['cancel_price', 'cancel_products', 'cancel_order_subscription_bills'].map(
      (name) =>
        [
          `${name} as undefined, which would cancel all`,
          { order_number, request_cancel_parameters: { [name]: undefined } },
          `request_cancel_parameters.${name} is undefined: ${all}`,
        ] as const,
    ),
    ...['cancel_products', 'cancel_order_subscription_bills'].map(
      (name) =>
        [
          `${name} that are none, which would cancel all`,
          { order_number, request_cancel_parameters: { [name]: [] } },
          `request_cancel_parameters.${name} must not be empty: ${all}`,
        ] as const,
    ),
    [
      'more tax-free than is given back',
      { order_number, request_cancel_parameters: { cancel_id: 'a', cancel_price: 1, cancel_tax_free_price: 2 } },
      'request_cancel_parameters.cancel_tax_free_price must not be more than cancel_price',
    ],
    [
      'force by a user',
      { order_number, request_cancel_parameters: { force: true } },
      'input may force a cancel only with the role supervisor',
    ],
    [
      'a misspelt member',
      { order_number, request_cancel_parameters: { cancelprice: 1 } },
      'request_cancel_parameters.cancelprice is not a member of this input',
    ],
  ],
  changes: [
    ['a request without a key as money that may move twice', { idempotency_key: undefined }, { effect: 'money' }],
    [
      'a whole cancel',
      { request_cancel_parameters: {} },
      { body: { order_number, request_cancel_parameters: {} }, about: { order_number, idempotency_key } },
    ],
    [
      'force by a supervisor',
      { role: 'supervisor', request_cancel_parameters: { force: true } },
      { role: 'supervisor', body: { order_number, request_cancel_parameters: { force: true } } },
    ],
  ],
})
