import {
  bankName,
  banks,
  cancellableAmount,
  errorCodes,
  errorText,
  isCancelled,
  isPaid,
  isPartiallyCancelled,
  parseBootpayDate,
  receiptStatuses,
  statusText,
  type ApiError,
  type Receipt,
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

describe('errorText, statusText and bankName', () => {
  const lookUps = { errorText, statusText, bankName }

  test('give the Korean name of every code in their table', () => {
    const codes = Object.keys(errorCodes)
    expect(codes.map(errorText)).toEqual(Object.values(errorCodes))
    const statuses = Object.keys(receiptStatuses).map(Number)
    expect(statuses.map(statusText)).toEqual(Object.values(receiptStatuses))
    expect(Object.keys(banks).map(bankName)).toEqual(Object.values(banks))
  })

  test('take the code of an error, the status and the bank of a receipt as they are', () => {
    const error = { _tag: 'ApiError', code: 'RC_ALREADY_CANCELLED' } as ApiError
    const receipt = { status: -20, vbank_data: { bank_code: '088' } } as Receipt
    expect([errorText(error.code), statusText(receipt.status), bankName(receipt.vbank_data?.bank_code)]).toEqual([
      '이미 취소된 결제',
      '취소실패',
      '신한',
    ])
  })

  test.each(Object.entries(lookUps))('%s gives undefined of anything else, and never throws', (_, lookUp) => {
    const fail = () => {
      throw new Error('no')
    }
    const others = [
      '',
      'NO_SUCH_CODE',
      '99',
      99,
      NaN,
      'toString',
      '__proto__',
      'constructor',
      null,
      undefined,
      {},
      [],
      fail,
    ]
    const hostile = [Symbol('no'), 7n, new Proxy({}, { get: fail }), { toString: fail }, Object.create(null)]
    expect([...others, ...hostile].filter((code) => lookUp(code as never) !== undefined)).toEqual([])
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
    for (const text of ['2022-03-31T09:30:29+09:00', '2022-03-31T09:30:29+0900', '2022-03-31T00:30:29Z'])
      expect(parseBootpayDate(text)).toEqual(new Date('2022-03-31T00:30:29Z'))
  })
  test.each([
    null,
    undefined,
    '',
    '2022-03-31',
    '2022-03-31T09:30:29',
    'soon',
    '2022-99-31T09:30:29Z',
    ' 2022-03-31T09:30:29Z',
    '2022-03-31T09:30:29Z ',
    '2022-03-31 09:30:29+09:00',
    '31 Mar 2022 09:30:29+09:00',
    1648686629000,
    ['2022-03-31T09:30:29Z'],
    new Date(0),
  ])('makes undefined of %j', (text) => {
    expect(parseBootpayDate(text as string)).toBeUndefined()
  })
})
