import { getPaymentMethods, getPaymentMethodsRequest } from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'

import { bootpayReplies, testContext } from '../support/bootpay.js'
import { specify } from '../support/operation.js'

specify(getPaymentMethods, getPaymentMethodsRequest, {
  input: {},
  request: {
    operation: 'getPaymentMethods',
    method: 'GET',
    path: '/seller/payment/method',
    auth: 'any',
    effect: 'read',
    about: {},
  },
  answer: [{ pg: '나이스페이먼츠', methods: ['card'] }, 'card', 7],
  refused: [
    ['a member', { pg: 'nicepay' }, 'pg is not a member of this input'],
    ['null', null, 'input must be Object'],
  ],
})

test('getPaymentMethods needs no input', async () => {
  const seen = bootpayReplies({ json: [] })
  expect(await getPaymentMethods(testContext())()).toEqual(E.right([]))
  expect(seen).toMatchObject([{ method: 'GET', path: '/seller/payment/method', query: {} }])
  expect(getPaymentMethodsRequest()).toEqual(getPaymentMethodsRequest({}))
})

test('getPaymentMethods does not take an object for a list', async () => {
  bootpayReplies({ json: { data: [] } })
  expect(await getPaymentMethods(testContext())()).toMatchObject(
    E.left({ _tag: 'DecodeError', issues: [{ path: '', message: 'must be a list' }] }),
  )
})
