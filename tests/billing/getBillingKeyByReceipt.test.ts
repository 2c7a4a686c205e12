import { getBillingKeyByReceipt, getBillingKeyByReceiptRequest } from 'bootpay-fp'
import { expect, test } from 'vitest'

import { accountKey, billing_key, paidAccountKey } from '../fixtures/billing.js'
import { bootpayReplies, testContext } from '../support/bootpay.js'
import { specify } from '../support/operation.js'

const { receipt_id } = accountKey

specify(getBillingKeyByReceipt, getBillingKeyByReceiptRequest, {
  input: { receipt_id },
  request: {
    operation: 'getBillingKeyByReceipt',
    method: 'GET',
    path: `/subscribe/billing_key/${receipt_id}`,
    auth: 'any',
    effect: 'read',
    about: { receipt_id },
  },
  answer: paidAccountKey,
  required: ['receipt_id'],
  kinds: { receipt_id: 'id' },
  refused: [
    [
      'a billing key in its place',
      { billing_key },
      'receipt_id is required; billing_key is not a member of this input',
    ],
  ],
})

test('getBillingKeyByReceipt gives billing_expire_at and the status of the receipt, and no receipt_data without a payment', async () => {
  bootpayReplies({ json: accountKey })
  const result = await getBillingKeyByReceipt(testContext(), { receipt_id })()
  expect(result).toMatchObject({
    right: { billing_key, receipt_id, billing_expire_at: '2099-12-31T23:59:59+09:00', status: 11 },
  })
  expect(result).not.toHaveProperty('right.receipt_data')
})
