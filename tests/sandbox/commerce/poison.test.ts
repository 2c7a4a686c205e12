import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'

import { cancelPayment } from 'bootpay-fp'
import { createCategory, registerUser, requestOrderCancel } from 'bootpay-fp/commerce'
import type { SandboxExport } from 'bootpay-fp/sandbox'

import { ask, open, paidLink, right, sweater } from './support.js'

// What is sent here no SDK sends, and the sandbox gives it back: a name that is a number, say. No description fits that.
vi.unmock('bootpay-fp/sandbox')

/** Every request, with ids of what is there in its path. */
const lines = (ids: Record<'product' | 'category' | 'user' | 'invoice' | 'order' | 'cancel', string>) => [
  'GET /products',
  `GET /products/${ids.product}`,
  'POST /products',
  `PUT /products/${ids.product}`,
  `PUT /products/${ids.product}/status`,
  'GET /categories',
  `GET /categories/${ids.category}`,
  'POST /categories',
  `PUT /categories/${ids.category}`,
  'GET /users',
  `GET /users/${ids.user}`,
  'POST /users/join',
  'GET /users/join/id-exist',
  `PUT /users/${ids.user}`,
  'POST /users/login',
  'POST /users/login/token',
  'GET /users/session',
  'DELETE /users/session',
  'GET /invoices',
  `GET /invoices/${ids.invoice}`,
  'POST /invoices',
  `POST /invoices/${ids.invoice}/notify`,
  'GET /orders',
  `GET /orders/${ids.order}`,
  'GET /orders/month',
  'GET /order/cancel',
  'POST /order/cancel',
  `PUT /order/cancel/${ids.cancel}/withdraw`,
  `PUT /order/cancel/${ids.cancel}/approve`,
  `PUT /order/cancel/${ids.cancel}/reject`,
  'POST /cart/order-preview',
]

const names =
  'name price tax_free_price delivery_price products invoice_items user user_id metadata send_types expired_at expire_in ' +
  'display_price stock use_stock use_discount discount_price discount_price_type use_discount_period discount_start_at options ' +
  'category_id parent_category_id sort page limit keyword status payment_status css_at cse_at cs_type search_date_from ' +
  'login_id login_pw password uid email phone pk membership_type order_number request_cancel_parameters message ' +
  'cart_items member_mode point_amount product_id quantity cancel_price cancel_products header_content_type webhook_url __proto__'

const pools = (ids: readonly string[]) => {
  const scalar = fc.oneof(
    fc.constantFrom<unknown>(
      null,
      '',
      'x',
      0,
      1,
      -1,
      0.5,
      1e15,
      1e300,
      '1e400',
      true,
      false,
      '2026-03-03T00:00:00+09:00',
    ),
    fc.constantFrom(...ids),
  )
  const member = fc.constantFrom(...names.split(' '), 'cancel_id', 'cancel_immediately', 'force', 'refund_price')
  const flat = fc.dictionary(member, scalar, { maxKeys: 6, noNullPrototype: true })
  const value = fc.oneof(scalar, flat, fc.array(fc.oneof(scalar, flat), { maxLength: 3 }))
  return fc.dictionary(member, value, { maxKeys: 12, noNullPrototype: true })
}

/** A shop with one of everything, its order paid. */
const shop = async () => {
  const made = open()
  const { product_id } = await sweater(made.ctx)
  const { category_id } = await right(createCategory(made.ctx, { name: '니트' }))
  const { user_id } = await right(registerUser(made.ctx, { login_id: 'kim', name: '김철수' }))
  const { invoice_id, order_number } = await paidLink(made, {
    products: [{ product_id, quantity: 2 }],
    price: undefined,
  })
  const parameters = { cancel_id: 'return-1', cancel_price: 1_000 }
  const { order_cancellation_request_id } = await right(
    requestOrderCancel(made.ctx, { order_number, request_cancel_parameters: parameters }),
  )
  const ids = {
    product: product_id,
    category: category_id,
    user: user_id,
    invoice: invoice_id,
    order: order_number,
    cancel: order_cancellation_request_id,
  }
  return { ...made, ids }
}

/** What `{}` as `extra` or `metadata` does at Bootpay too. */
const isKnown = (body: object): boolean => 'error_code' in body && body.error_code === 'SERVER_ERROR'

describe('whatever a shop is sent', () => {
  it('is answered or refused, never more is given back than was paid, and all of it can be shown and exported', async () => {
    const { sandbox, ids } = await shop()
    const origin = sandbox.export()
    const requests = fc.array(
      fc.tuple(
        fc.constantFrom(...lines(ids)),
        pools(Object.values(ids)),
        fc.constantFrom('user', 'manager', 'supervisor'),
      ),
      { minLength: 1, maxLength: 6 },
    )
    await fc.assert(
      fc.asyncProperty(requests, async (sent) => {
        sandbox.reset(origin)
        for (const [line, members, role] of sent) {
          const texts = Object.entries(members).map(([name, value]) => [name, JSON.stringify(value)])
          const query = line.startsWith('GET') ? `?${new URLSearchParams(texts).toString()}` : ''
          const { status, body } = await ask(sandbox, line + query, {
            ...(query === '' ? { body: members } : {}),
            headers: { 'bootpay-role': role },
          })
          expect([line, members, status < 500 || isKnown(body as object)]).toEqual([line, members, true])
        }
        const state = JSON.parse(JSON.stringify(sandbox.export())) as SandboxExport
        expect(open({ state }).sandbox.state()).toEqual(sandbox.state())
        for (const { price, cancelled_price, tax_free, cancelled_tax_free } of sandbox.state().receipts) {
          expect(cancelled_price).toBeLessThanOrEqual(price)
          expect(cancelled_tax_free).toBeLessThanOrEqual(tax_free)
        }
        sandbox.advance(1_000)
      }),
      { numRuns: 400 },
    )
  })
})

describe('whatever is cancelled, decided and lost on the way', () => {
  const amounts = fc.constantFrom(1, 500, 1_000, 39_000, 78_000, 81_000, 81_001)
  const parameters = fc.oneof(
    fc.record({}),
    fc.record({ cancel_price: amounts, cancel_id: fc.constantFrom('a', 'b', 'c') }),
    fc.record({ cancel_price: amounts, cancel_tax_free_price: fc.constantFrom(0, 1, 500, 2_000) }),
    fc.record({ quantity: fc.constantFrom(1, 2, 3) }),
  )
  const step = fc.record({
    what: fc.constantFrom('request', 'approve', 'approve', 'reject', 'withdraw', 'cancelPayment'),
    parameters,
    cancel_immediately: fc.boolean(),
    role: fc.constantFrom('user', 'supervisor'),
    which: fc.nat(4),
    declined: fc.constantFrom(false, false, true),
  })

  it('the money that went back is what was approved, once each', async () => {
    const made = open()
    const { sandbox, ctx } = made
    const { product_id } = await sweater(ctx, { tax_free_price: 500 })
    const products = [{ product_id, quantity: 2 }]
    const { order_number, receipt_id } = await paidLink(made, { products, delivery_price: 3_000, price: undefined })
    const origin = sandbox.export()
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        sandbox.reset(origin)
        let direct = 0
        for (const { what, parameters, cancel_immediately, role, which, declined } of steps) {
          if (declined) sandbox.declineNext({ operation: 'cancelPayment' })
          const { order_cancellation_request_id: id = 'none' } = sandbox.state().order_cancels[which] ?? {}
          if (what === 'cancelPayment') {
            const before = sandbox.state().cancellations.length
            await cancelPayment(ctx, { receipt_id, cancel_price: 1_000, cancel_id: `direct-${String(which)}` })()
            direct += 1_000 * (sandbox.state().cancellations.length - before)
          } else if (what === 'request') {
            const { quantity, ...others } = { quantity: undefined, ...parameters }
            const taken = quantity === undefined ? {} : { cancel_products: [{ product_id, cancel_quantity: quantity }] }
            await ask(sandbox, 'POST /order/cancel', {
              body: { order_number, request_cancel_parameters: { ...others, ...taken, cancel_immediately } },
              headers: { 'bootpay-role': role },
            })
          } else
            await ask(sandbox, `PUT /order/cancel/${id}/${what}`, {
              body: { message: '확인' },
              headers: { 'bootpay-role': what === 'withdraw' ? 'user' : 'supervisor' },
            })
          sandbox.clearFaults()
        }
        const { receipts, cancellations, order_cancels, orders, products: shelf } = sandbox.state()
        const approved = order_cancels.filter(({ status }) => status === 1)
        const sum = (prices: readonly number[]) => prices.reduce((one, other) => one + other, 0)
        const [receipt] = receipts
        const back = sum(cancellations.map(({ cancel_price }) => cancel_price))
        expect(receipt?.cancelled_price).toBe(back)
        expect(back).toBe(sum(approved.map(({ cancel_price }) => cancel_price)) + direct)
        expect(back).toBeLessThanOrEqual(81_000)
        expect(receipt?.cancelled_tax_free).toBeLessThanOrEqual(receipt?.tax_free ?? 0)
        expect(orders[0]?.status).toBe(back === 81_000 ? 'order_cancelled' : 'payment_completed')
        expect(shelf[0]?.['stock']).toBe(back === 81_000 ? 20 : 18)
      }),
      { numRuns: 200 },
    )
  })
})

describe('an end that no clock reaches', () => {
  it.each([{ expire_in: 1e300 }, { expire_in: 1e15 }, { expired_at: '9999-12-31T23:59:59Z' }])(
    'is refused: %j',
    async (end) => {
      const { sandbox } = open()
      expect(await ask(sandbox, 'POST /invoices', { body: { name: '스웨터', price: 1_000, ...end } })).toMatchObject({
        status: 400,
        body: { error_code: 'PARAMETER_INVALID' },
      })
      expect(sandbox.state().invoices).toEqual([])
    },
  )
})
