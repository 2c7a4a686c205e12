import { getCategory, getCategoryRequest } from 'bootpay-fp/commerce'
import * as E from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'

import { category } from '../../fixtures/commerce.js'
import { commerceReplies, testContext } from '../../support/bootpay.js'
import { specifyCommerce } from '../../support/commerce.js'

const { category_id } = category

specifyCommerce(getCategory, getCategoryRequest, {
  input: { category_id, role: 'supervisor' },
  request: {
    operation: 'getCategory',
    method: 'GET',
    path: `/categories/${category_id}`,
    effect: 'read',
    role: 'supervisor',
    about: { category_id },
  },
  answer: category,
  required: ['category_id'],
  kinds: { category_id: 'id', role: 'role' },
  refused: [['a misspelt member', { category_id, categoryId: 'x' }, 'categoryId is not a member of this input']],
  changes: [['the role of a user by default', { role: undefined }, { role: 'user' }]],
})

test.each(['category_id', '_id', 'id'])(
  'getCategory takes no category but the one that was asked for, by its %s',
  async (name) => {
    commerceReplies({ json: { [name]: '66543210d01c7e00209b6999' } })
    expect(await getCategory(testContext(), { category_id })()).toMatchObject(E.left({ _tag: 'DecodeError' }))
  },
)
