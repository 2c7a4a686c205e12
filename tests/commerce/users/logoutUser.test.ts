import { asMember, logoutUser, logoutUserRequest } from 'bootpay-fp/commerce'
import * as E from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'

import { session } from '../../fixtures/commerce.js'
import { commerceReplies, testContext } from '../../support/bootpay.js'
import { specifyCommerce } from '../../support/commerce.js'

specifyCommerce(logoutUser, logoutUserRequest, {
  input: { role: 'manager' },
  request: {
    operation: 'logoutUser',
    method: 'DELETE',
    path: '/users/session',
    effect: 'state',
    reconcile: 'getUserSession',
    role: 'manager',
    member: 'required',
    about: {},
  },
  answer: null,
  required: [],
  kinds: { role: 'role' },
  refused: [['a token, which asMember takes', { user_jwt: 'x' }, 'user_jwt is not a member of this input']],
  changes: [['the role of a user by default', { role: undefined }, { role: 'user' }]],
})

test('logoutUser needs no input, and takes an empty answer for done', async () => {
  commerceReplies({ text: '' })
  expect(await logoutUser(asMember(testContext(), { user_jwt: session.access_token }))()).toEqual(E.right(null))
})
