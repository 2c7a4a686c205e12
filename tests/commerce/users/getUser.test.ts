import { getUser, getUserRequest } from 'bootpay-fp/commerce'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

import { shopUser } from '../../fixtures/commerce.js'
import { commerceReplies, testContext } from '../../support/bootpay.js'
import { specifyCommerce } from '../../support/commerce.js'

const { user_id, external_uid, login_id } = shopUser

specifyCommerce(getUser, getUserRequest, {
  input: { user_id, role: 'manager' },
  request: {
    operation: 'getUser',
    method: 'GET',
    path: `/users/${user_id}`,
    effect: 'read',
    role: 'manager',
    about: {},
  },
  answer: shopUser,
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
    ['a misspelt member', { user_id, userId: 'x' }, 'userId is not a member of this input'],
  ],
  changes: [
    ['the role of a user by default', { role: undefined }, { role: 'user' }],
    ['a number as text', { user_id: 7 }, { path: '/users/7' }],
    ['an e-mail address encoded', { user_id: 'hong@example.kr' }, { path: '/users/hong%40example.kr' }],
    ['text of yours encoded', { user_id: '회원:7' }, { path: `/users/${encodeURIComponent('회원:7')}` }],
  ],
})

describe('getUser', () => {
  test.each([
    ['your own id', external_uid, shopUser],
    ['your own id, which the answer does not tell', external_uid, { user_id, name: '홍길동' }],
    ['the log-in id', login_id, shopUser],
    ['an e-mail address', 'hong@example.kr', { user_id, login_id: 'hong@example.kr' }],
    ['an e-mail address that is the log-in e-mail', 'hong@example.kr', { user_id, login_email: 'hong@example.kr' }],
    ['an id of yours with a dot', 'kim.7', { user_id, ex_uid: 'kim.7' }],
    [
      'an id of yours that looks like one of Bootpay',
      '0123456789abcdef01234567',
      { user_id, uid: '0123456789abcdef01234567' },
    ],
  ])('finds a user by %s', async (_, asked, json) => {
    commerceReplies({ json })
    expect(await getUser(testContext(), { user_id: asked })()).toEqual(E.right(json))
  })

  test.each([
    ["Bootpay's id, where another comes", user_id, { user_id: '66543210d01c7e00209b6999' }],
    ['an id that a route cut at its dot', 'hong.kim', { user_id, login_id: 'hong' }],
    ['an e-mail address that a route cut at its dot', 'hong@example.kr', { user_id, login_id: 'hong@example' }],
  ])('takes nobody else for the user of %s', async (_, asked, json) => {
    commerceReplies({ json })
    expect(await getUser(testContext(), { user_id: asked })()).toMatchObject(
      E.left({ _tag: 'DecodeError', message: 'the answer is not what Bootpay documents' }),
    )
  })
})
