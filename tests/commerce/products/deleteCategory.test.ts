import { deleteCategory, deleteCategoryRequest } from 'bootpay-fp/commerce'
import * as E from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'

import { category } from '../../fixtures/commerce.js'
import { commerceReplies, testContext } from '../../support/bootpay.js'
import { specifyCommerce } from '../../support/commerce.js'

const { category_id } = category
const idempotency_key = 'delete-category-7'

specifyCommerce(deleteCategory, deleteCategoryRequest, {
  input: { category_id, idempotency_key },
  request: {
    operation: 'deleteCategory',
    method: 'DELETE',
    path: `/categories/${category_id}`,
    effect: 'state',
    reconcile: 'getCategory',
    role: 'supervisor',
    key: idempotency_key,
    about: { category_id, idempotency_key },
  },
  answer: null,
  required: ['category_id'],
  kinds: { category_id: 'id', idempotency_key: 'key' },
  refused: [
    [
      'a role, which is always that of a supervisor',
      { category_id, role: 'user' },
      'role is not a member of this input',
    ],
  ],
})

test('deleteCategory takes an empty answer for done', async () => {
  commerceReplies({ text: '' })
  expect(await deleteCategory(testContext(), { category_id })()).toEqual(E.right(null))
})
