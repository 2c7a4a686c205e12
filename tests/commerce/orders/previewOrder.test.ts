import { asMember, previewOrder, previewOrderRequest } from 'bootpay-fp/commerce'
import * as E from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'

import { commerceReplies, testContext } from '../../support/bootpay.js'
import { specifyCommerce } from '../../support/commerce.js'

const body = {
  member_mode: 'guest' as const,
  cart_items: [
    { product_id: 'p-1', product_option_id: 'o-1', quantity: 2, is_subscription: false, subscription_period_id: 'm-1' },
  ],
  shipping_address: { zipcode: '04524' },
  coupon_ids: ['c-1'],
  point_amount: 0,
  user_group_id: 'g-1',
}
const NO_CART = 'input needs cart_items, for a guest has no cart at Bootpay'
const answer = {
  checkout_ready: true,
  quote_token: 'q-1',
  amounts: {},
  delivery_groups: [],
  summary: { total_order_price: 1 },
}

specifyCommerce(previewOrder, previewOrderRequest, {
  input: { ...body, role: 'user' },
  request: {
    operation: 'previewOrder',
    method: 'POST',
    path: '/cart/order-preview',
    body,
    effect: 'read',
    role: 'user',
    member: 'optional',
    about: {},
  },
  answer,
  required: ['cart_items'],
  words: { cart_items: NO_CART },
  kinds: { point_amount: 'amountOrZero', 'cart_items.0.product_id': 'text', 'cart_items.0.is_subscription': 'flag' },
  refused: [['a cart that is empty', { cart_items: [] }, NO_CART]],
})

test('previewOrder of a member asks for the cart that Bootpay keeps, on behalf of the member', async () => {
  const seen = commerceReplies({ json: answer })
  const input = { member_mode: 'member' } as const
  expect(await previewOrder(testContext(), input)()).toMatchObject(E.left({ _tag: 'CredentialsError' }))
  expect(await previewOrder(asMember(testContext(), { user_jwt: 'jwt.of.a-member' }), input)()).toEqual(E.right(answer))
  expect(seen).toMatchObject([{ body: input, user_jwt: 'jwt.of.a-member' }])
})
