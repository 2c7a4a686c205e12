import { deleteProduct, deleteProductRequest } from 'bootpay-fp/commerce'
import * as E from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'

import { product } from '../../fixtures/commerce.js'
import { commerceReplies, testContext } from '../../support/bootpay.js'
import { specifyCommerce } from '../../support/commerce.js'

const { product_id } = product
const idempotency_key = 'delete-product-7'

specifyCommerce(deleteProduct, deleteProductRequest, {
  input: { product_id, idempotency_key },
  request: {
    operation: 'deleteProduct',
    method: 'DELETE',
    path: `/products/${product_id}`,
    effect: 'state',
    reconcile: 'getProduct',
    role: 'manager',
    key: idempotency_key,
    about: { product_id, idempotency_key },
  },
  answer: null,
  required: ['product_id'],
  kinds: { product_id: 'id', idempotency_key: 'key' },
  refused: [
    ['a role, which is always that of a manager', { product_id, role: 'user' }, 'role is not a member of this input'],
  ],
})

test('deleteProduct takes an empty answer for done', async () => {
  commerceReplies({ text: '' })
  expect(await deleteProduct(testContext(), { product_id })()).toEqual(E.right(null))
})
