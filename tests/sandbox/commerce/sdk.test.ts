import { BootpayCommerce } from '@bootpay/backend-js'
import { describe, expect, it } from 'vitest'

import { bootpayHandlers } from 'bootpay-fp/msw'

import { server } from '../../support/server.js'
import { open } from './support.js'

/** What their methods give is not what their types say: the body itself, or a rejection with the body. */
type Body = Record<string, unknown>

describe("Bootpay's own SDK, against a sandbox that stands in for its host", () => {
  it('sells something, and gives a part back', async () => {
    const { sandbox } = open()
    server.use(...bootpayHandlers(sandbox))
    const { client_key, secret_key } = sandbox.credentials
    const theirs = new BootpayCommerce({ client_key, secret_key, mode: 'production' })
    const body = async (answer: Promise<unknown>) => (await answer) as Body

    const { product_id } = await body(
      theirs.product.create({ name: '스웨터', display_price: 39_000, status_sale: true }),
    )
    await theirs.user.userJoin({ login_id: 'hong', password: 'not-a-real-one', name: '홍길동' })
    const { access_token } = await body(theirs.user.userLogin({ login_id: 'hong', password: 'not-a-real-one' }))
    expect(await theirs.user.userSession(String(access_token))).toMatchObject({ user: { login_id: 'hong' } })

    const products = [{ product_id, quantity: 2 }]
    const link = { name: '스웨터', products, user: { user_id: 'hong' } }
    const { invoice_id } = await body(theirs.invoice.create(link as never))
    await theirs.invoice.notify(String(invoice_id), [2])
    sandbox.browser.pay(sandbox.shop.openInvoice(String(invoice_id)))
    const { order_id } = await body(theirs.invoice.detail(String(invoice_id)))
    const { order_number, price } = await body(theirs.order.detail(String(order_id)))
    expect(price).toBe(78_000)
    expect(await theirs.order.list({ status: [2] })).toMatchObject({ count: 1, list: [{ order_number, status: 2 }] })

    const asked = { order_number, request_cancel_parameters: { cancel_products: [{ product_id, qty: 1 }] } }
    const request = await body(theirs.orderCancel.request(asked as never))
    const { order_cancellation_request_id } = request
    const decision = { order_cancellation_request_id, message: '확인했습니다.' }
    expect(await theirs.orderCancel.approve(decision as never)).toMatchObject({ status: 1, cancel_price: 39_000 })
    await expect(theirs.orderCancel.approve(decision as never)).rejects.toMatchObject({
      error_code: 'PROCESS_DUPLICATED',
    })
    expect(sandbox.state()).toMatchObject({
      receipts: [{ price: 78_000, cancelled_price: 39_000 }],
      invoices: [{ notices: [{ send_types: [2] }] }],
      order_cancels: [{ status: 1 }],
    })
  })

  it('gets its first answer again for the key that it was given', async () => {
    const { sandbox } = open()
    server.use(...bootpayHandlers(sandbox))
    const { client_key, secret_key } = sandbox.credentials
    const theirs = new BootpayCommerce({ client_key, secret_key, mode: 'production' })
    const product = { name: '스웨터', display_price: 39_000 }
    const [first, again, other] = [
      await theirs.product.create(product, undefined, 'product-1'),
      await theirs.product.create(product, undefined, 'product-1'),
      await theirs.product.create(product),
    ]
    expect(again).toEqual(first)
    expect(other).not.toEqual(first)
    expect(sandbox.state().products).toHaveLength(2)
  })
})
