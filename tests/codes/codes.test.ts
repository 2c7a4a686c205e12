import {
  banks,
  cancellableAmount,
  errorCodes,
  isCancelled,
  isPaid,
  isPartiallyCancelled,
  parseBootpayDate,
  receiptStatuses,
} from 'bootpay-fp'
import { describe, expect, test } from 'vitest'

describe('tables of codes', () => {
  test('give the Korean name of a code', () => {
    expect([receiptStatuses[1], receiptStatuses[-2], errorCodes.RC_ALREADY_CANCELLED, banks['004']]).toEqual([
      '결제완료',
      '승인실패',
      '이미 취소된 결제',
      '국민',
    ])
  })
})

describe('what a receipt stands at', () => {
  const standing = (price: number, cancelled_price: number, status: number) => {
    const receipt = { price, cancelled_price, status }
    return [isPaid(receipt), isPartiallyCancelled(receipt), isCancelled(receipt), cancellableAmount(receipt)]
  }
  test.each([
    ['paid', [1000, 0, 1], [true, false, false, 1000]],
    ['partly cancelled, told as paid', [1000, 400, 1], [true, true, false, 600]],
    ['partly cancelled, told as cancelled', [1000, 400, 20], [true, true, false, 600]],
    ['wholly cancelled', [1000, 1000, 20], [false, false, true, 0]],
    ['wholly cancelled, told as paid', [1000, 1000, 1], [false, false, true, 0]],
    ['cancelled before any money came', [1000, 0, 20], [false, false, true, 0]],
    ['waiting', [1000, 0, 0], [false, false, false, 0]],
    ['waiting for the server', [1000, 0, 2], [false, false, false, 0]],
    ['waiting for a deposit', [1000, 0, 5], [false, false, false, 0]],
    ['a billing key', [0, 0, 11], [false, false, false, 0]],
    ['failed', [1000, 0, -2], [false, false, false, 0]],
    ['in dollars', [10.5, 0.2, 1], [true, true, false, 10.3]],
  ] as const)('%s', (_, [price, cancelled, status], expected) => {
    expect(standing(price, cancelled, status)).toEqual(expected)
  })
})

describe('parseBootpayDate', () => {
  test('makes a Date of a date with an offset', () => {
    expect(parseBootpayDate('2022-03-31T09:30:29+09:00')).toEqual(new Date('2022-03-31T00:30:29Z'))
  })
  test.each([null, undefined, '', '2022-03-31', '2022-03-31T09:30:29', 'soon', '2022-99-31T09:30:29Z'])(
    'makes undefined of %j',
    (text) => {
      expect(parseBootpayDate(text)).toBeUndefined()
    },
  )
})
