import { updateCategory, updateCategoryRequest } from 'bootpay-fp/commerce'
import * as E from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'

import { category } from '../../fixtures/commerce.js'
import { commerceReplies, testContext } from '../../support/bootpay.js'
import { specifyCommerce } from '../../support/commerce.js'

const { category_id } = category
const idempotency_key = 'category-knitwear-up'
const members = {
  name: '니트',
  parent_category_id: '66543210d01c7e00209b6016',
  status_display: true,
  status_best: false,
  filter_color: 0,
  filter_size: 1,
}

specifyCommerce(updateCategory, updateCategoryRequest, {
  input: { category_id, ...members, idempotency_key },
  request: {
    operation: 'updateCategory',
    method: 'PUT',
    path: `/categories/${category_id}`,
    body: members,
    effect: 'set',
    reconcile: 'repeat',
    role: 'supervisor',
    key: idempotency_key,
    about: { category_id, idempotency_key },
  },
  answer: category,
  required: ['category_id'],
  kinds: {
    category_id: 'id',
    name: 'text',
    parent_category_id: 'textOrNull',
    status_display: 'flag',
    status_best: 'flag',
    filter_color: 'whole',
    filter_size: 'whole',
    idempotency_key: 'key',
  },
  refused: [
    [
      'a role, which is always that of a supervisor',
      { category_id, role: 'user' },
      'role is not a member of this input',
    ],
  ],
  changes: [['null, for the top', { parent_category_id: null }, { body: { ...members, parent_category_id: null } }]],
})

test('updateCategory sends null, and takes an answer that says nothing for done', async () => {
  const seen = commerceReplies({ json: null })
  expect(await updateCategory(testContext(), { category_id, parent_category_id: null })()).toEqual(
    E.right({ category_id }),
  )
  expect(seen.map(({ body }) => body)).toEqual([{ parent_category_id: null }])
})
