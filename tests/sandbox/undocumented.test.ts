import { createContext, getPaymentMethods, getReceiptsByOrder, issueUserToken, requestPaymentLink } from 'bootpay-fp'
import { createTokenState } from 'bootpay-fp/pg'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

import { order, refusal, start } from './support.js'

const open = () => {
  const sandbox = start()
  const ctx = createContext({ credentials: sandbox.credentials, fetch: sandbox.fetch, tokens: createTokenState() })
  return { sandbox, ctx }
}

describe('getPaymentMethods', () => {
  it('lists some methods', async () => {
    const { ctx } = open()
    expect(await getPaymentMethods(ctx)()).toMatchObject(E.right([{ method_symbol: 'card' }, {}, {}, {}]))
  })
})

describe('requestPaymentLink', () => {
  it('opens a payment that the buyer pays', async () => {
    const { sandbox, ctx } = open()
    const link = await requestPaymentLink(ctx, { ...order, methods: ['vbank', 'card'], pg: 'kcp' })()
    expect(link).toMatchObject(E.right({ ...order, status: 0, method_symbol: 'vbank', pg: 'KCP' }))
    const receipt_id = E.isRight(link) ? String(link.right['receipt_id']) : ''
    sandbox.browser.pay(receipt_id)
    sandbox.browser.deposit(receipt_id)
    expect(await getReceiptsByOrder(ctx, { order_id: order.order_id })()).toMatchObject(
      E.right([{ receipt_id, status: 1, price: order.price }]),
    )
  })

  it('opens one that waits for a confirm', async () => {
    const { sandbox, ctx } = open()
    const link = await requestPaymentLink(ctx, { ...order, extra: { separately_confirmed: 1 } })()
    const receipt_id = E.isRight(link) ? String(link.right['receipt_id']) : ''
    sandbox.browser.pay(receipt_id)
    expect(await getReceiptsByOrder(ctx, { order_id: order.order_id })()).toMatchObject(E.right([{ status: 2 }]))
  })

  it('charges a stored card once', async () => {
    const { sandbox, ctx } = open()
    const wallet_id = sandbox.browser.registerWallet({ user_id: 'u-1' })
    const token = await issueUserToken(ctx, { user_id: 'u-1' })()
    const input = { ...order, wallet_id, user_token: E.isRight(token) ? token.right.user_token : '' }
    expect(await requestPaymentLink(ctx, input)()).toMatchObject(E.right({ status: 1, price: order.price }))
    expect(await requestPaymentLink(ctx, input)()).toMatchObject(E.left({ code: 'RC_ORDER_ID_DUPLICATED' }))
    expect(await getReceiptsByOrder(ctx, { order_id: order.order_id })()).toMatchObject(E.right([{ status: 1 }]))
  })

  it.each([
    ['no price', { order_id: 'o', order_name: 'n' }, 'PARAMETER_INVALID'],
    ['no order id', { price: 1, order_name: 'n' }, 'PARAMETER_INVALID'],
    ['a method that is none', { ...order, method: 'cheque' }, 'PARAMETER_INVALID'],
    ['a stored card without a token', { ...order, wallet_id: 'w' }, 'PARAMETER_INVALID'],
    ['a stored card that is none', { ...order, wallet_id: 'w', user_token: 't' }, 'WALLET_NOT_FOUND'],
  ])('refuses %s, and makes nothing', async (_, body, code) => {
    const { sandbox } = open()
    expect(await refusal(sandbox, 'POST /request/payment', body)).toEqual([400, code])
    expect(sandbox.state().receipts).toEqual([])
  })

  it.each(['POST /submit', 'POST /request/webhook', 'POST /subscribe/easy', 'GET /seller/service/wallet'])(
    'has no %s beside it',
    async (line) => {
      const { sandbox } = open()
      expect((await refusal(sandbox, line))[1]).toBe('ROUTE_NOT_FOUND')
    },
  )
})
