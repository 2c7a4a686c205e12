import { destroyBillingKey, destroyBillingKeyRequest } from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'

import { billing_key } from '../fixtures/billing.js'
import { bootpayReplies, testContext } from '../support/bootpay.js'
import { specify } from '../support/operation.js'

specify(destroyBillingKey, destroyBillingKeyRequest, {
  input: { billing_key },
  request: {
    operation: 'destroyBillingKey',
    method: 'DELETE',
    path: `/subscribe/billing_key/${billing_key}`,
    auth: 'any',
    effect: 'state',
    reconcile: 'getBillingKey',
    about: {},
  },
  answer: { billing_key },
  required: ['billing_key'],
  kinds: { billing_key: 'id' },
  refused: [['a misspelt member', { billing_key, billingKey: 'x' }, 'billingKey is not a member of this input']],
})

test.each([
  [
    'a refusal',
    { status: 400, json: { error_code: 'SUBSCRIBE_BK_EXPIRED', message: `${billing_key} 만료` } },
    'ApiError',
  ],
  ['a gateway error', { status: 502, text: billing_key }, 'OutcomeUnknown'],
])('destroyBillingKey keeps the key out of the Left of %s', async (_, reply, _tag) => {
  bootpayReplies(reply)
  const result = await destroyBillingKey(testContext(), { billing_key })()
  expect(result).toMatchObject(E.left({ _tag, about: {} }))
  expect(JSON.stringify(result)).not.toContain(billing_key)
})
