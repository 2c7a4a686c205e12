import { getReceipt, getReceiptRequest } from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'

import { receipt } from '../fixtures/receipt.js'
import { bootpayReplies, testContext } from '../support/bootpay.js'
import { specify } from '../support/operation.js'

const { receipt_id } = receipt

specify(getReceipt, getReceiptRequest, {
  input: { receipt_id, lookup_user_data: true },
  request: {
    operation: 'getReceipt',
    method: 'GET',
    path: `/receipt/${receipt_id}`,
    query: { lookup_user_data: 'true' },
    auth: 'any',
    effect: 'read',
    about: { receipt_id },
  },
  answer: receipt,
  required: ['receipt_id'],
  kinds: { receipt_id: 'id', lookup_user_data: 'flag' },
  refused: [
    ['a misspelt member', { receipt_id, lookup_userdata: true }, 'lookup_userdata is not a member of this input'],
  ],
})

test('getReceipt asks for user data only when told to', () => {
  expect(getReceiptRequest({ receipt_id })).toMatchObject(E.right({ path: `/receipt/${receipt_id}` }))
  expect(getReceiptRequest({ receipt_id })).not.toHaveProperty('right.query')
})

test('getReceipt gives the members that this package does not know as they came', async () => {
  const answer = { ...receipt, brand_new: { deep: [1] } }
  bootpayReplies({ json: answer })
  expect(await getReceipt(testContext(), { receipt_id })()).toEqual(E.right(answer))
})

test('getReceipt reads kakao_money_data from the misspelt member too', async () => {
  bootpayReplies({ json: { ...receipt, kakao_moneny_data: { tid: 'kakao-1' } } })
  expect(await getReceipt(testContext(), { receipt_id })()).toMatchObject(
    E.right({ kakao_money_data: { tid: 'kakao-1' } }),
  )
})

test('getReceipt is not refused because a display member changed its type', async () => {
  const answer = { ...receipt, order_name: 7, card_data: 'new', metadata: '{}', status_locale: null }
  bootpayReplies({ json: answer })
  expect(await getReceipt(testContext(), { receipt_id })()).toEqual(E.right(answer))
})

test.each(['receipt_id', 'order_id', 'price', 'cancelled_price', 'status'] as const)(
  'getReceipt does not take an answer without %s for a receipt',
  async (member) => {
    bootpayReplies({ json: { ...receipt, [member]: undefined } })
    expect(await getReceipt(testContext(), { receipt_id })()).toMatchObject(
      E.left({ _tag: 'DecodeError', operation: 'getReceipt', issues: [{ path: member, message: 'is required' }] }),
    )
  },
)

test.each([null, ''])('has no order id where the old API (v1) took %j', async (order_id) => {
  const { order_id: _, ...rest } = receipt
  bootpayReplies({ json: { ...receipt, order_id } })
  expect(await getReceipt(testContext(), { receipt_id: receipt.receipt_id })()).toEqual(E.right(rest))
})
