import { listCategories, listCategoriesRequest } from 'bootpay-fp/commerce'
import * as E from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'

import { category } from '../../fixtures/commerce.js'
import { commerceReplies, testContext } from '../../support/bootpay.js'
import { specifyCommerce } from '../../support/commerce.js'

specifyCommerce(listCategories, listCategoriesRequest, {
  input: { role: 'supervisor' },
  request: {
    operation: 'listCategories',
    method: 'GET',
    path: '/categories',
    effect: 'read',
    role: 'supervisor',
    about: {},
  },
  answer: [category, { ...category, category_id: '66543210d01c7e00209b6016' }],
  required: [],
  kinds: { role: 'role' },
  refused: [['a page, which it does not know', { page: 1 }, 'page is not a member of this input']],
  changes: [['the role of a user by default', { role: undefined }, { role: 'user' }]],
})

test('listCategories needs no input', async () => {
  commerceReplies({ json: [] })
  expect(await listCategories(testContext())()).toEqual(E.right([]))
})
