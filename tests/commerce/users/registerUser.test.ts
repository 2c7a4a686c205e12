import { registerUser, registerUserRequest } from 'bootpay-fp/commerce'
import * as E from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'

import { shopUser } from '../../fixtures/commerce.js'
import { kindsOfUser, manyUserMembers, manyUserMembersAsSent } from '../../fixtures/users.js'
import { commerceReplies, testContext } from '../../support/bootpay.js'
import { specifyCommerce } from '../../support/commerce.js'

const idempotency_key = 'member-7-register'
const named = { login_id: 'hong-gildong', name: '홍길동' }

specifyCommerce(registerUser, registerUserRequest, {
  input: { ...named, ...manyUserMembers, idempotency_key, role: 'manager' },
  request: {
    operation: 'registerUser',
    method: 'POST',
    path: '/users/join',
    body: { ...named, ...manyUserMembersAsSent },
    effect: 'state',
    reconcile: 'getUser',
    role: 'manager',
    key: idempotency_key,
    about: { idempotency_key },
  },
  answer: shopUser,
  required: ['login_id', 'name'],
  kinds: { ...kindsOfUser, login_id: 'text', name: 'text', idempotency_key: 'key', role: 'role' },
  refused: [
    ['the password of joinUser', { ...named, password: 'x' }, 'password is not a member of this input'],
    ['an own id that is a fraction', { ...named, uid: 1.5 }, 'uid must be text, and not empty, or a whole number'],
    [
      'a day without a time',
      { ...named, join_at: '2026-01-31' },
      'join_at must be a Date or ISO 8601 text with an offset, such as 2026-01-31T09:00:00+09:00',
    ],
    ['metadata that is text', { ...named, metadata: 'x' }, 'metadata must be an object that JSON can hold'],
  ],
  changes: [['the role of a user by default', { role: undefined }, { role: 'user' }]],
})

test('registerUser calls a success that names no user an unknown outcome, which getUser settles', async () => {
  commerceReplies({ json: { success: true } })
  expect(await registerUser(testContext(), named)()).toMatchObject(
    E.left({ _tag: 'OutcomeUnknown', phase: 'decoding', reconcile: 'getUser', about: {} }),
  )
})
