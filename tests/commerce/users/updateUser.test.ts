import { updateUser, updateUserRequest } from 'bootpay-fp/commerce'
import * as E from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'

import { shopUser } from '../../fixtures/commerce.js'
import { kindsOfUser, manyUserMembers, manyUserMembersAsSent, noUserMembers } from '../../fixtures/users.js'
import { commerceReplies, testContext } from '../../support/bootpay.js'
import { specifyCommerce } from '../../support/commerce.js'

const { user_id } = shopUser
const named = { login_id: 'hong-gildong', name: '홍길동' }

specifyCommerce(updateUser, updateUserRequest, {
  input: { user_id, ...named, ...manyUserMembers, role: 'manager' },
  request: {
    operation: 'updateUser',
    method: 'PUT',
    path: `/users/${user_id}`,
    body: { user_id, ...named, ...manyUserMembersAsSent },
    effect: 'set',
    reconcile: 'repeat',
    role: 'manager',
    about: {},
  },
  answer: shopUser,
  required: ['user_id'],
  kinds: { ...kindsOfUser, user_id: 'orderId', login_id: 'textOrNull', name: 'textOrNull', role: 'role' },
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
    [
      'null for each member',
      { ...noUserMembers, login_id: null, name: null },
      { body: { user_id, ...noUserMembers, login_id: null, name: null } },
    ],
    [
      'a number as text, in the path and in the body',
      { user_id: 7 },
      { path: '/users/7', body: { user_id: '7', ...named, ...manyUserMembersAsSent } },
    ],
    ['an e-mail address encoded', { user_id: 'hong@example.kr' }, { path: '/users/hong%40example.kr' }],
  ],
})

test.each([[null], [{}], [{ nickname: '길동' }]])('updateUser takes %j for done', async (json) => {
  commerceReplies({ json })
  expect(await updateUser(testContext(), { user_id, nickname: '길동' })()).toEqual(E.right({ user_id, ...json }))
})
