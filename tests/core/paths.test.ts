import {
  cancelCashReceiptForPaymentRequest,
  cancelCashReceiptRequest,
  cancelReservationRequest,
  destroyBillingKeyRequest,
  getBillingKeyByReceiptRequest,
  getBillingKeyRequest,
  getCertificateRequest,
  getReceiptRequest,
  getReceiptsByOrderRequest,
  getReservationRequest,
  getSequentialBillingKeyRequest,
  startShippingRequest,
  type Built,
} from 'bootpay-fp'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { BASE_URL } from '../support/bootpay.js'

const builders: Record<string, readonly [member: string, segments: number, build: (id: string) => Built<unknown>]> = {
  getReceipt: ['receipt_id', 2, (receipt_id) => getReceiptRequest({ receipt_id })],
  getCertificate: ['receipt_id', 2, (receipt_id) => getCertificateRequest({ receipt_id })],
  getBillingKeyByReceipt: ['receipt_id', 3, (receipt_id) => getBillingKeyByReceiptRequest({ receipt_id })],
  startShipping: [
    'receipt_id',
    4,
    (receipt_id) => startShippingRequest({ receipt_id, tracking_number: '123456', delivery_corp: 'CJ대한통운' }),
  ],
  cancelCashReceipt: ['receipt_id', 4, (receipt_id) => cancelCashReceiptRequest({ receipt_id })],
  cancelCashReceiptForPayment: ['receipt_id', 5, (receipt_id) => cancelCashReceiptForPaymentRequest({ receipt_id })],
  getBillingKey: ['billing_key', 2, (billing_key) => getBillingKeyRequest({ billing_key })],
  destroyBillingKey: ['billing_key', 3, (billing_key) => destroyBillingKeyRequest({ billing_key })],
  getSequentialBillingKey: [
    'billing_key',
    3,
    (billing_key) => getSequentialBillingKeyRequest({ billing_key, widget_key: 'widget-1', user_id: 'user_1234' }),
  ],
  getReservation: ['reserve_id', 4, (reserve_id) => getReservationRequest({ reserve_id })],
  cancelReservation: ['reserve_id', 4, (reserve_id) => cancelReservationRequest({ reserve_id })],
  getReceiptsByOrder: ['order_id', 3, (order_id) => getReceiptsByOrderRequest({ order_id })],
}

const hostile = [
  ...'./\\%?#;:@&=+~\'"<>|^`{} \t\r\n\0',
  '%2e',
  '%2F',
  '%5c',
  '..',
  '가',
  '\u200b',
  '\u202e',
  '\ud83d',
  '😀',
  'a',
]
const mongoId = fc.stringMatching(/^[0-9a-f]{24}$/)
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom(...hostile), maxLength: 6 }),
  fc.tuple(mongoId, fc.constantFrom(...hostile)).map((parts) => parts.join('')),
  fc.stringMatching(/^[\w-]{1,64}$/),
)

const isPathOf = (id: string, segments: number, path: string) => {
  const parts = path.split('/')
  expect(parts).toHaveLength(segments + 1)
  for (const part of parts.slice(1)) expect(decodeURIComponent(part)).not.toMatch(/^\.{0,2}$/)
  expect(decodeURIComponent(parts.at(-1) ?? '')).toBe(id)

  const { href, pathname, search, hash } = new URL(BASE_URL + path)
  expect({ href, pathname, search, hash }).toEqual({
    href: BASE_URL + path,
    pathname: `/v2${path}`,
    search: '',
    hash: '',
  })
}

describe.each(Object.entries(builders))('the path of %s', (_, [member, segments, build]) => {
  test('has the id as its last segment, or the id is refused', () => {
    fc.assert(
      fc.property(anyText, (id) => {
        const built = build(id)
        if (built._tag === 'Left')
          expect(built.left).toMatchObject({
            _tag: 'InputError',
            issues: [{ path: member, message: expect.any(String) }],
          })
        else isPathOf(id, segments, built.right.path)
      }),
      { numRuns: 1000 },
    )
  })

  test('takes every id that Bootpay gives', () => {
    fc.assert(
      fc.property(mongoId, (id) => {
        const built = build(id)
        expect(built._tag).toBe('Right')
        if (built._tag === 'Right') isPathOf(id, segments, built.right.path)
      }),
    )
  })
})

test('the path of getReceiptsByOrder takes order ids in Korean and with signs', () => {
  const order_id = fc.string({ unit: fc.constantFrom(...'주문가힣ABCxyz019-_.~!*()@:&=+,;$'), minLength: 3 })
  fc.assert(
    fc.property(order_id, (order_id) => {
      const built = getReceiptsByOrderRequest({ order_id })
      expect(built._tag).toBe('Right')
      if (built._tag === 'Right') isPathOf(order_id, 3, built.right.path)
    }),
  )
})

test('the path of getReceiptsByOrder takes every whole number', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (order_id) => {
      const built = getReceiptsByOrderRequest({ order_id })
      expect(built).toMatchObject({ _tag: 'Right', right: { path: `/lookup/order/${order_id}` } })
    }),
  )
})
