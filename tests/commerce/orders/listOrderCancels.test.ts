import { listOrderCancels, listOrderCancelsRequest } from 'bootpay-fp/commerce'
import * as E from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'

import { cancel, order } from '../../fixtures/commerce.js'
import { commerceReplies, testContext } from '../../support/bootpay.js'
import { specifyCommerce } from '../../support/commerce.js'

const { order_id, order_number } = order

specifyCommerce(listOrderCancels, listOrderCancelsRequest, {
  input: { order_number, order_id },
  request: {
    operation: 'listOrderCancels',
    method: 'GET',
    path: '/order/cancel',
    query: { order_number, order_id },
    effect: 'read',
    role: 'user',
    about: { order_number, order_id },
  },
  answer: { list: [cancel], count: 1 },
  required: [],
  kinds: { order_number: 'text', order_id: 'text' },
  refused: [],
})

test.each([
  'order_cancellation_request_id',
  'order_cancel_request_history_id',
  'order_cancellation_request_history_id',
  'id',
])('listOrderCancels gives the id under one name where it comes as %s', async (name) => {
  const { order_cancellation_request_id } = cancel
  commerceReplies({ json: [{ [name]: order_cancellation_request_id }] })
  expect(await listOrderCancels(testContext(), {})()).toEqual(
    E.right({ list: [{ [name]: order_cancellation_request_id, order_cancellation_request_id }], count: 1 }),
  )
})
