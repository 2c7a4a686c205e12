import { deleteUser, deleteUserRequest } from 'bootpay-fp/commerce'
import * as E from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'

import { shopUser } from '../../fixtures/commerce.js'
import { commerceReplies, testContext } from '../../support/bootpay.js'
import { specifyCommerce } from '../../support/commerce.js'

const { user_id } = shopUser

specifyCommerce(deleteUser, deleteUserRequest, {
  input: { user_id, role: 'manager' },
  request: {
    operation: 'deleteUser',
    method: 'DELETE',
    path: `/users/${user_id}`,
    effect: 'state',
    reconcile: 'getUser',
    role: 'manager',
    about: {},
  },
  answer: null,
  required: ['user_id'],
  kinds: { user_id: 'orderId', role: 'role' },
  refused: [
    ...['session', 'me', 'address', 'signup-policy'].map(
      (word) =>
        [
          `${word}, which is a path of its own`,
          { user_id: word },
          "user_id is a path of Bootpay's own: give Bootpay's id",
        ] as const,
    ),
    [
      'a key, which Bootpay takes none of here',
      { user_id, idempotency_key: 'k' },
      'idempotency_key is not a member of this input',
    ],
  ],
  changes: [
    ['the role of a user by default', { role: undefined }, { role: 'user' }],
    ['text of yours encoded', { user_id: '회원:7' }, { path: `/users/${encodeURIComponent('회원:7')}` }],
  ],
})

test('deleteUser takes an empty answer for done', async () => {
  commerceReplies({ text: '' })
  expect(await deleteUser(testContext(), { user_id })()).toEqual(E.right(null))
})
