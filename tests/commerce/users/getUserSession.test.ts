import { asMember, getUserSession, getUserSessionRequest } from 'bootpay-fp/commerce'
import * as E from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'

import { session } from '../../fixtures/commerce.js'
import { commerceReplies, testContext } from '../../support/bootpay.js'
import { specifyCommerce } from '../../support/commerce.js'

specifyCommerce(getUserSession, getUserSessionRequest, {
  input: { role: 'manager' },
  request: {
    operation: 'getUserSession',
    method: 'GET',
    path: '/users/session',
    effect: 'read',
    role: 'manager',
    member: 'required',
    about: {},
  },
  answer: session,
  required: [],
  kinds: { role: 'role' },
  refused: [['a token, which asMember takes', { user_jwt: 'x' }, 'user_jwt is not a member of this input']],
  changes: [['the role of a user by default', { role: undefined }, { role: 'user' }]],
})

test('getUserSession needs no input', async () => {
  commerceReplies({ json: session })
  expect(await getUserSession(asMember(testContext(), { user_jwt: session.access_token }))()).toEqual(E.right(session))
})

test('getUserSession is refused for a token that is no longer good, and nothing is renewed', async () => {
  const seen = commerceReplies({ status: 401, json: { error_code: 'USER_SESSION_INVALID', message: '세션 만료' } })
  expect(await getUserSession(asMember(testContext(), { user_jwt: session.access_token }))()).toMatchObject(
    E.left({ _tag: 'ApiError', status: 401, code: 'USER_SESSION_INVALID', message: '세션 만료' }),
  )
  expect(seen).toHaveLength(1)
})
