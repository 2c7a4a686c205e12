import { startShipping, startShippingRequest } from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'

import { receipt } from '../fixtures/receipt.js'
import { bootpayReplies, testContext } from '../support/bootpay.js'
import { specify } from '../support/operation.js'

const receipt_id = '628ae7ffd01c7e001e9b6066'
const shipping = {
  tracking_number: '123456',
  delivery_corp: 'CJ대한통운',
  shipping_prepayment: true,
  shipping_day: 5,
  user: {
    id: 'user_1234',
    username: '홍길동',
    phone: '010-0000-0000',
    email: 'test1234@gmail.com',
    address: '서울특별시 종로구',
    zipcode: '08490',
  },
  company: { name: '테스트 상점', phone: '02-000-0000', zipcode: '08490', addr1: '서울특별시', addr2: '종로구' },
  receipt_url: 'https://shop.example.com/receipt',
  redirect_url: 'https://shop.example.com/escrow',
}
const bare = { user: {}, company: {} }
const input = { receipt_id, ...shipping }

specify(startShipping, startShippingRequest, {
  input,
  request: {
    operation: 'startShipping',
    method: 'PUT',
    path: `/escrow/shipping/start/${receipt_id}`,
    body: {
      ...shipping,
      user: { ...shipping.user, phone: '01000000000' },
      company: { ...shipping.company, phone: '020000000' },
    },
    auth: 'any',
    effect: 'money',
    reconcile: 'getReceipt',
    about: { receipt_id },
  },
  answer: { ...receipt, receipt_id, escrow_data: { status: 3, status_locale: '배송시작' } },
  required: ['receipt_id', 'tracking_number', 'delivery_corp'],
  kinds: {
    receipt_id: 'id',
    tracking_number: 'ownId',
    delivery_corp: 'text',
    shipping_prepayment: 'flag',
    shipping_day: 'count',
    user: 'object',
    'user.id': 'guestId',
    'user.username': 'guestText',
    'user.phone': 'guestPhone',
    'user.email': 'guestText',
    'user.address': 'guestText',
    'user.zipcode': 'guestText',
    company: 'object',
    'company.name': 'guestText',
    'company.phone': 'guestPhone',
    'company.zipcode': 'guestText',
    'company.addr1': 'guestText',
    'company.addr2': 'guestText',
    receipt_url: 'text',
    redirect_url: 'text',
  },
  refused: [
    ['a misspelt member', { ...input, delivery_company: 'x' }, 'delivery_company is not a member of this input'],
    [
      'a misspelt member of the sender',
      { ...input, company: { addr3: 'x' } },
      'company.addr3 is not a member of this input',
    ],
    ['the address member of buyers', { ...input, user: { addr: 'x' } }, 'user.addr is not a member of this input'],
  ],
  changes: [
    ['a receiver and a sender of no members', bare, { body: expect.objectContaining(bare) }],
    [
      'a numeric tracking number as text',
      { tracking_number: 123456 },
      { body: expect.objectContaining({ tracking_number: '123456' }) },
    ],
  ],
})

test.each([
  ['nothing', { text: '' }, null],
  ['null', { json: null }, null],
  ['part of a receipt', { json: { receipt_id } }, { receipt_id }],
])('startShipping takes an answer of %s, since none is documented', async (_, reply, value) => {
  bootpayReplies(reply)
  expect(await startShipping(testContext(), input)()).toEqual(E.right(value))
})
