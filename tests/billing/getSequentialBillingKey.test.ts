import { getSequentialBillingKey, getSequentialBillingKeyRequest } from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'

import { billing_key, cardKey, keyDetail } from '../fixtures/billing.js'
import { bootpayReplies, testContext } from '../support/bootpay.js'
import { specify } from '../support/operation.js'

const input = { billing_key, widget_key: 'widget-1', user_id: '회원 1234' }

specify(getSequentialBillingKey, getSequentialBillingKeyRequest, {
  input,
  request: {
    operation: 'getSequentialBillingKey',
    method: 'GET',
    path: `/subscribe/sequential_billing_key/${billing_key}`,
    query: { widget_key: 'widget-1', user_id: '회원 1234' },
    auth: 'any',
    effect: 'read',
    about: {},
  },
  answer: cardKey,
  required: ['billing_key', 'widget_key', 'user_id'],
  kinds: { billing_key: 'id', widget_key: 'text', user_id: 'ownId' },
  refused: [['a misspelt member', { ...input, userid: 'x' }, 'userid is not a member of this input']],
})

test('getSequentialBillingKey gives a key in the other shape too', async () => {
  bootpayReplies({ json: keyDetail })
  expect(await getSequentialBillingKey(testContext(), input)()).toEqual(E.right(keyDetail))
})
