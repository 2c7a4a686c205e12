import { createCategory, createCategoryRequest } from 'bootpay-fp/commerce'

import { category } from '../../fixtures/commerce.js'
import { specifyCommerce } from '../../support/commerce.js'

const idempotency_key = 'category-knitwear'
const members = {
  name: '니트',
  parent_category_id: '66543210d01c7e00209b6016',
  status_display: true,
  status_best: false,
  filter_color: 0,
  filter_size: 1,
}

specifyCommerce(createCategory, createCategoryRequest, {
  input: { ...members, idempotency_key },
  request: {
    operation: 'createCategory',
    method: 'POST',
    path: '/categories',
    body: members,
    effect: 'keyed',
    reconcile: 'repeat',
    role: 'supervisor',
    key: idempotency_key,
    about: { idempotency_key },
  },
  answer: category,
  required: ['name'],
  kinds: {
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
      { name: '니트', role: 'user' },
      'role is not a member of this input',
    ],
  ],
  changes: [
    ['null, for the top', { parent_category_id: null }, { body: { ...members, parent_category_id: null } }],
    [
      'a category without a key as one that may be made twice',
      { idempotency_key: undefined },
      { effect: 'money', reconcile: 'webhook', about: {} },
    ],
  ],
})
