import { checkUserExists, checkUserExistsRequest } from 'bootpay-fp/commerce'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

import { commerceReplies, testContext } from '../../support/bootpay.js'
import { specifyCommerce } from '../../support/commerce.js'

const types = ['email-exist', 'id-exist', 'phone-exist', 'uid-exist', 'group-business-number-exist'] as const
const input = { type: 'id-exist', pk: '홍 &길동+1' } as const

specifyCommerce(checkUserExists, checkUserExistsRequest, {
  input: { ...input, role: 'manager' },
  request: {
    operation: 'checkUserExists',
    method: 'GET',
    path: '/users/join/id-exist',
    query: { pk: input.pk },
    effect: 'read',
    role: 'manager',
    about: {},
  },
  answer: { exists: true },
  required: ['type', 'pk'],
  kinds: { pk: 'ownId', role: 'role' },
  refused: [
    ...['login_id', '../session', ''].map(
      (type) =>
        [
          `${type || 'nothing'} for what is looked for`,
          { type, pk: 'x' },
          'type must be ("email-exist" | "id-exist" | "phone-exist" | "uid-exist" | "group-business-number-exist")',
        ] as const,
    ),
  ],
  changes: [
    ['the role of a user by default', { role: undefined }, { role: 'user' }],
    ...types.map((type) => [type, { type }, { path: `/users/join/${type}` }] as const),
  ],
})

describe('checkUserExists', () => {
  test.each([
    [{ exist: true }, true],
    [{ exist: false }, false],
    [{ exists: true }, true],
    [{ exists: false }, false],
    [{ exist: true, exists: true, message: '사용 중' }, true],
  ])('reads %j', async (json, exists) => {
    commerceReplies({ json })
    expect(await checkUserExists(testContext(), input)()).toEqual(E.right({ exists }))
  })

  test.each([
    [{}],
    [{ exist: 1 }],
    [{ exists: 'false' }],
    [{ exist: null }],
    [{ exist: true, exists: false }],
    [true],
    [null],
    [[]],
  ])('does not guess at %j', async (json) => {
    commerceReplies({ json })
    expect(await checkUserExists(testContext(), input)()).toMatchObject(E.left({ _tag: 'DecodeError' }))
  })
})
