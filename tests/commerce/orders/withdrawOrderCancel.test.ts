import { withdrawOrderCancel, withdrawOrderCancelRequest } from 'bootpay-fp/commerce'

import { cancel } from '../../fixtures/commerce.js'

import { specifyCommerce } from '../../support/commerce.js'

const { order_cancellation_request_id } = cancel
const idempotency_key = 'withdraw-1'

specifyCommerce(withdrawOrderCancel, withdrawOrderCancelRequest, {
  input: { order_cancellation_request_id, idempotency_key },
  request: {
    operation: 'withdrawOrderCancel',
    method: 'PUT',
    path: `/order/cancel/${order_cancellation_request_id}/withdraw`,
    body: {},
    effect: 'state',
    reconcile: 'listOrderCancels',
    role: 'user',
    key: idempotency_key,
    about: { order_cancellation_request_id, idempotency_key },
  },
  answer: null,
  required: ['order_cancellation_request_id'],
  kinds: { order_cancellation_request_id: 'id' },
  refused: [
    [
      'a key with a space',
      { order_cancellation_request_id, idempotency_key: 'a b' },
      'idempotency_key must be 1 to 255 characters without white space',
    ],
    [
      'a key that is too long',
      { order_cancellation_request_id, idempotency_key: 'a'.repeat(256) },
      'idempotency_key must be 1 to 255 characters without white space',
    ],
    [
      'a role, which is pinned',
      { order_cancellation_request_id, role: 'partner' },
      'role is not a member of this input',
    ],
  ],
})
