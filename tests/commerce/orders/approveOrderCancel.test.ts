import { approveOrderCancel, approveOrderCancelRequest } from 'bootpay-fp/commerce'
import * as E from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'

import { cancel } from '../../fixtures/commerce.js'
import { commerceReplies, testContext } from '../../support/bootpay.js'
import { specifyCommerce } from '../../support/commerce.js'

const { order_cancellation_request_id } = cancel
const idempotency_key = 'approve-1'

specifyCommerce(approveOrderCancel, approveOrderCancelRequest, {
  input: { order_cancellation_request_id, message: '확인했습니다.', idempotency_key },
  request: {
    operation: 'approveOrderCancel',
    method: 'PUT',
    path: `/order/cancel/${order_cancellation_request_id}/approve`,
    body: { message: '확인했습니다.' },
    effect: 'state',
    reconcile: 'listOrderCancels',
    role: 'supervisor',
    key: idempotency_key,
    about: { order_cancellation_request_id, idempotency_key },
  },
  answer: cancel,
  required: ['order_cancellation_request_id'],
  kinds: { order_cancellation_request_id: 'id', message: 'text' },
  refused: [
    [
      'a key with a space',
      { order_cancellation_request_id, message: 'm', idempotency_key: 'a b' },
      'idempotency_key must be 1 to 255 characters without white space',
    ],
    [
      'a key that is too long',
      { order_cancellation_request_id, message: 'm', idempotency_key: 'a'.repeat(256) },
      'idempotency_key must be 1 to 255 characters without white space',
    ],
    [
      'a role, which is pinned',
      { order_cancellation_request_id, message: 'm', role: 'partner' },
      'role is not a member of this input',
    ],
  ],
})

test.each([
  ['nothing', null, {}],
  ['no id', { status: 2 }, { status: 2 }],
])('approveOrderCancel was done where the answer says %s', async (_, json, more) => {
  commerceReplies({ json })
  expect(
    await approveOrderCancel(testContext(), { order_cancellation_request_id, message: '확인했습니다.' })(),
  ).toEqual(E.right({ order_cancellation_request_id, ...more }))
})
