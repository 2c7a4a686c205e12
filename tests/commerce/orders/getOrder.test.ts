import { getOrder, getOrderRequest } from 'bootpay-fp/commerce'
import * as E from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'

import { order } from '../../fixtures/commerce.js'
import { commerceReplies, testContext } from '../../support/bootpay.js'
import { specifyCommerce } from '../../support/commerce.js'

const { order_id, order_number } = order

specifyCommerce(getOrder, getOrderRequest, {
  input: { order_id, role: 'supervisor' },
  request: {
    operation: 'getOrder',
    method: 'GET',
    path: `/orders/${order_id}`,
    effect: 'read',
    role: 'supervisor',
    about: { order_id },
  },
  answer: order,
  required: ['order_id'],
  kinds: { order_id: 'orderId' },
  refused: [
    [
      'a role that is none',
      { order_id, role: 'admin' },
      'role must be ("user" | "manager" | "partner" | "vendor" | "supervisor")',
    ],
  ],
  changes: [
    [
      'an order number',
      { order_id: order_number },
      { path: `/orders/${order_number}`, about: { order_id: order_number } },
    ],
    ['text of yours encoded', { order_id: '주문-7' }, { path: `/orders/${encodeURIComponent('주문-7')}` }],
    ['the role of a user by default', { role: undefined }, { role: 'user' }],
  ],
})

test('getOrder takes no order but the one that was asked for', async () => {
  commerceReplies({ json: { ...order, order_id: '66543210d01c7e00209b6999', order_number: '26013109000999' } })
  expect(await getOrder(testContext(), { order_id })()).toMatchObject(
    E.left({ _tag: 'DecodeError', message: 'the answer is not what Bootpay documents' }),
  )
})

test('getOrder takes an answer that names the order by its number alone', async () => {
  commerceReplies({ json: { order_number, status: 'payment_completed' } })
  expect(await getOrder(testContext(), { order_id: order_number })()).toEqual(
    E.right({ order_id: order_number, order_number, status: 'payment_completed' }),
  )
})
