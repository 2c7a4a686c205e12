import { cancelCashReceiptRequest, issueUserTokenRequest } from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

describe('a bug that once was', () => {
  test('digits: a long run of them that ends in a letter was checked in quadratic time', () => {
    const phone = `${'0'.repeat(1_000_000)}x`
    expect(issueUserTokenRequest({ user_id: 'user_1234', phone })).toMatchObject(
      E.left({ message: 'phone must be digits; hyphens and spaces are taken out' }),
    )
  })

  test('query: a request without any query member had an empty one', () => {
    const built = cancelCashReceiptRequest({ receipt_id: '62e0f11f1fc192036b1b3c92' })
    expect(built).toMatchObject(E.right({ path: '/request/cash/receipt/62e0f11f1fc192036b1b3c92' }))
    expect(built).not.toHaveProperty('right.query')
  })
})
