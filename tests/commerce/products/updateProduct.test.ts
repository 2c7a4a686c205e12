import { updateProduct, updateProductRequest } from 'bootpay-fp/commerce'
import * as E from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'

import { product } from '../../fixtures/commerce.js'
import { kindsOfProduct, manyMembers, manyMembersAsSent } from '../../fixtures/products.js'
import { commerceReplies, testContext } from '../../support/bootpay.js'
import { specifyCommerce } from '../../support/commerce.js'

const { product_id, category_id } = product
const idempotency_key = 'product-sweater-7-price-2'
const named = { product_id, name: '스웨터', display_price: 35_000, category_id }

specifyCommerce(updateProduct, updateProductRequest, {
  input: { ...named, ...manyMembers, idempotency_key },
  request: {
    operation: 'updateProduct',
    method: 'PUT',
    path: `/products/${product_id}`,
    body: { ...named, ...manyMembersAsSent },
    effect: 'set',
    reconcile: 'repeat',
    role: 'manager',
    key: idempotency_key,
    about: { product_id, category_id, idempotency_key },
  },
  answer: product,
  required: ['product_id'],
  kinds: {
    ...kindsOfProduct,
    product_id: 'id',
    name: 'text',
    display_price: 'amountOrZero',
    category_id: 'anyText',
    idempotency_key: 'key',
  },
  refused: [
    ['a role, which is always that of a manager', { product_id, role: 'user' }, 'role is not a member of this input'],
    [
      'more tax-free than it costs',
      { product_id, tax_free_price: 2, display_price: 1 },
      'tax_free_price must not be more than display_price',
    ],
  ],
})

test('updateProduct sends what is given and nothing else; empty text is something', () => {
  expect(updateProductRequest({ product_id, category_id: '', desc: '', stock: 0 })).toMatchObject(
    E.right({ body: { product_id, category_id: '', desc: '', stock: 0 } }),
  )
})

test.each([[null], [{}], [{ status_sale: true }]])('updateProduct takes %j for done', async (json) => {
  commerceReplies({ json })
  expect(await updateProduct(testContext(), { product_id, stock: 3 })()).toEqual(E.right({ product_id, ...json }))
})

test('updateProduct is sent again where its answer is lost, and then may be for ever', async () => {
  const now = testContext().now()
  const seen = commerceReplies({ error: true })
  expect(await updateProduct(testContext(), { product_id, stock: 3 })()).toMatchObject(
    E.left({ _tag: 'OutcomeUnknown', reconcile: 'repeat', repeatFrom: now }),
  )
  expect(seen).toHaveLength(3)
})

test('updateProduct calls an answer about another product an unknown outcome', async () => {
  commerceReplies({ json: { ...product, product_id: '66543210d01c7e00209b6999' } })
  expect(await updateProduct(testContext(), { product_id, stock: 3 })()).toMatchObject(
    E.left({ _tag: 'OutcomeUnknown', phase: 'decoding' }),
  )
})
