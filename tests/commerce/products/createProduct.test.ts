import { createProduct, createProductRequest } from 'bootpay-fp/commerce'

import { product } from '../../fixtures/commerce.js'
import { kindsOfProduct, manyMembers, manyMembersAsSent } from '../../fixtures/products.js'
import { specifyCommerce } from '../../support/commerce.js'

const { category_id } = product
const idempotency_key = 'product-sweater-7'
const named = { name: '스웨터', display_price: 39_000, category_id }

specifyCommerce(createProduct, createProductRequest, {
  input: { ...named, ...manyMembers, idempotency_key },
  request: {
    operation: 'createProduct',
    method: 'POST',
    path: '/products',
    body: { ...named, ...manyMembersAsSent },
    effect: 'keyed',
    reconcile: 'repeat',
    role: 'manager',
    key: idempotency_key,
    about: { category_id, idempotency_key },
  },
  answer: product,
  required: ['name', 'display_price'],
  kinds: {
    ...kindsOfProduct,
    name: 'text',
    display_price: 'amountOrZero',
    category_id: 'text',
    idempotency_key: 'key',
  },
  refused: [
    [
      'the name that the SDK for Node has for desc',
      { ...named, description: '램스울' },
      'description is not a member of this input',
    ],
    ['a price by another name', { ...named, price: 1 }, 'price is not a member of this input'],
    ['a role, which is always that of a manager', { ...named, role: 'user' }, 'role is not a member of this input'],
    [
      'more tax-free than it costs',
      { ...named, tax_free_price: 39_001 },
      'tax_free_price must not be more than display_price',
    ],
    [
      'a misspelt member of a choice',
      { ...named, options: [{ prise: 1 }] },
      'options.0.prise is not a member of this input',
    ],
    ['a picture that is a file', { ...named, images: [new Blob(['x'])] }, 'images.0 must be text, and not empty'],
  ],
  changes: [
    [
      'a product without a key as one that may be made twice',
      { idempotency_key: undefined },
      { effect: 'money', reconcile: 'webhook', about: { category_id } },
    ],
  ],
})
