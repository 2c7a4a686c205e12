import { getReceiptsByOrder, getReceiptsByOrderRequest } from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'

import { receipt } from '../fixtures/receipt.js'
import { bootpayReplies, testContext } from '../support/bootpay.js'
import { specify } from '../support/operation.js'

const order_id = '주문-1024+a&b'
const first = { ...receipt, order_id }
const second = { ...first, receipt_id: '6244f60c1fc19202e42e8c4e' }

specify(getReceiptsByOrder, getReceiptsByOrderRequest, {
  input: { order_id },
  request: {
    operation: 'getReceiptsByOrder',
    method: 'GET',
    path: '/lookup/order/%EC%A3%BC%EB%AC%B8-1024%2Ba%26b',
    auth: 'any',
    effect: 'read',
    about: { order_id },
  },
  answer: [first, second],
  required: ['order_id'],
  kinds: { order_id: 'orderId' },
  refused: [['a misspelt member', { order_id, orderid: 'x' }, 'orderid is not a member of this input']],
  changes: [
    [
      'a numeric order id as text',
      { order_id: 1648686604470 },
      { path: '/lookup/order/1648686604470', about: { order_id: '1648686604470' } },
    ],
  ],
})

test('getReceiptsByOrder gives an empty list for an order without payments', async () => {
  bootpayReplies({ json: [] })
  expect(await getReceiptsByOrder(testContext(), { order_id })()).toEqual(E.right([]))
})

test.each([
  ['a single receipt', receipt, [{ path: '', message: 'must be a list' }]],
  [
    'a list with something else in it',
    [receipt, {}],
    expect.arrayContaining([{ path: '1.receipt_id', message: 'is required' }]),
  ],
])('getReceiptsByOrder does not take %s for a list of receipts', async (_, json, issues) => {
  bootpayReplies({ json })
  expect(await getReceiptsByOrder(testContext(), { order_id })()).toMatchObject(
    E.left({ _tag: 'DecodeError', operation: 'getReceiptsByOrder', about: { order_id }, issues }),
  )
})

test('getReceiptsByOrder keeps the receipts of that order only', async () => {
  bootpayReplies({ json: [receipt, first, { ...receipt, order_id: null }, second] })
  expect(await getReceiptsByOrder(testContext(), { order_id })()).toEqual(E.right([first, second]))
})
