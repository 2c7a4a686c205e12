import { getBillingKey, getBillingKeyRequest } from 'bootpay-fp'
import { expect, test } from 'vitest'

import { accountKey, billing_key, keyDetail } from '../fixtures/billing.js'
import { bootpayReplies, testContext } from '../support/bootpay.js'
import { specify } from '../support/operation.js'

specify(getBillingKey, getBillingKeyRequest, {
  input: { billing_key },
  request: {
    operation: 'getBillingKey',
    method: 'GET',
    path: `/billing_key/${billing_key}`,
    auth: 'any',
    effect: 'read',
    about: {},
  },
  answer: keyDetail,
  required: ['billing_key'],
  kinds: { billing_key: 'id' },
  refused: [
    [
      'a receipt id in its place',
      { receipt_id: accountKey.receipt_id },
      'billing_key is required; receipt_id is not a member of this input',
    ],
  ],
})

test('getBillingKey gives expire_at, a numeric sandbox and the status of the key, and no receipt', async () => {
  bootpayReplies({ json: keyDetail })
  const result = await getBillingKey(testContext(), { billing_key })()
  expect(result).toMatchObject({ right: { expire_at: '2099-12-31T23:59:59+09:00', sandbox: 1, status: 1 } })
  for (const member of ['receipt_id', 'subscription_id', 'billing_expire_at', 'receipt_data'])
    expect(result).not.toHaveProperty(`right.${member}`)
})
