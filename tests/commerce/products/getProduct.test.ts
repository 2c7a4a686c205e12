import { getProduct, getProductRequest } from 'bootpay-fp/commerce'
import * as E from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'

import { product } from '../../fixtures/commerce.js'
import { commerceReplies, testContext } from '../../support/bootpay.js'
import { specifyCommerce } from '../../support/commerce.js'

const { product_id } = product

specifyCommerce(getProduct, getProductRequest, {
  input: { product_id, role: 'manager' },
  request: {
    operation: 'getProduct',
    method: 'GET',
    path: `/products/${product_id}`,
    effect: 'read',
    role: 'manager',
    member: 'optional',
    about: { product_id },
  },
  answer: product,
  required: ['product_id'],
  kinds: { product_id: 'id', role: 'role' },
  refused: [['a misspelt member', { product_id, productId: 'x' }, 'productId is not a member of this input']],
  changes: [['the role of a user by default', { role: undefined }, { role: 'user' }]],
})

test.each(['_id', 'id'])('getProduct gives the id that an answer calls %s as product_id too', async (name) => {
  commerceReplies({ json: { [name]: product_id, name: '스웨터' } })
  expect(await getProduct(testContext(), { product_id })()).toEqual(
    E.right({ product_id, [name]: product_id, name: '스웨터' }),
  )
})

test.each(['product_id', '_id', 'id'])(
  'getProduct takes no product but the one that was asked for, by its %s',
  async (name) => {
    commerceReplies({ json: { [name]: '66543210d01c7e00209b6999' } })
    expect(await getProduct(testContext(), { product_id })()).toMatchObject(E.left({ _tag: 'DecodeError' }))
  },
)
