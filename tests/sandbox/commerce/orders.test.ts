import { describe, expect, it } from 'vitest'

import { cancelPayment, confirmPayment, getReceipt, getReceiptsByOrder, parseBootpayDate } from 'bootpay-fp'
import {
  createInvoice,
  getInvoice,
  getMonthlyOrders,
  getOrder,
  getProduct,
  listInvoices,
  listOrders,
  notifyInvoice,
  registerUser,
  type CreateInvoiceInput,
} from 'bootpay-fp/commerce'

import { minutes, noon } from '../support.js'
import { ask, open, paidLink, refusalOf, right, sweater } from './support.js'

const moment = '2026-03-02T12:00:00+09:00'
const link: CreateInvoiceInput = { name: '스웨터 외 1건', price: 39_000 }

describe('a payment link', () => {
  it('is made, and found again', async () => {
    const { sandbox, ctx } = open()
    const invoice = await right(
      createInvoice(ctx, {
        ...link,
        tax_free_price: 1_000,
        request_id: 'order-1024',
        memo: '빠른 배송',
        expire_in: 3_600,
      }),
    )
    expect(invoice).toMatchObject({
      payment_url: `https://sandbox.invalid/invoices/${invoice.invoice_id}`,
      price: 39_000,
      tax_free_price: 1_000,
      request_id: 'order-1024',
      memo: '빠른 배송',
      status: 0,
      send_status: 0,
      order_id: null,
      expired_at: '2026-03-02T13:00:00+09:00',
      created_at: moment,
    })
    expect(await right(getInvoice(ctx, { invoice_id: invoice.invoice_id }))).toEqual(invoice)
    expect(sandbox.state()).toMatchObject({ invoices: [{ ...invoice, notices: [] }], orders: [], receipts: [] })
  })

  it('leads where the option says, and knows the payment that was opened last', async () => {
    const { sandbox, ctx } = open({ paymentUrl: (invoice_id) => `https://shop.test/pay?link=${invoice_id}` })
    const { invoice_id, payment_url } = await right(createInvoice(ctx, link))
    expect(payment_url).toBe(`https://shop.test/pay?link=${invoice_id}`)
    expect(await right(listInvoices(ctx, {}))).toMatchObject({ list: [{ payment_url }] })
    expect(sandbox.state().invoices).toMatchObject([{ payment_url, receipt_id: null }])
    const receipt_id = sandbox.shop.openInvoice(invoice_id)
    expect(sandbox.changes().invoices).toMatchObject([{ payment_url, receipt_id }])
    expect(await right(getInvoice(ctx, { invoice_id }))).not.toHaveProperty('receipt_id')
  })

  it('costs what its products cost, unless it says a price', async () => {
    const { ctx } = open()
    const { product_id } = await sweater(ctx)
    const products = [{ product_id, quantity: 2 }]
    const price = async (input: object) => (await right(createInvoice(ctx, { name: '스웨터', ...input }))).price
    expect(await price({ products })).toBe(78_000)
    expect(await price({ products, price: 0 })).toBe(78_000)
    expect(await price({ products, price: 70_000 })).toBe(70_000)
    expect(await price({ products, delivery_price: 3_000 })).toBe(81_000)
    expect(await price({ price: 70_000, delivery_price: 3_000 })).toBe(70_000)
    expect(await price({ products, invoice_items: [{ name: '포장', price: 500, quantity: 2 }] })).toBe(79_000)
    expect(await price({ invoice_items: [{ name: '포장', price: 500, qty: 3 }] })).toBe(1_500)
  })

  it.each([
    [{ price: 1 }, 400, 'PARAMETER_INVALID'],
    [{ name: '스웨터' }, 400, 'PARAMETER_INVALID'],
    [{ name: '스웨터', price: -1 }, 400, 'PARAMETER_INVALID'],
    [{ name: '스웨터', price: 'x' }, 400, 'PARAMETER_INVALID'],
    [{ name: '스웨터', price: 100, tax_free_price: 101 }, 400, 'PARAMETER_INVALID'],
    [{ name: '스웨터', price: 100, expired_at: 'tomorrow' }, 400, 'PARAMETER_INVALID'],
    [{ name: '스웨터', products: [{ product_id: 'none' }] }, 404, 'PRODUCT_NOT_FOUND'],
    [{ name: '스웨터', price: 100, user: { user_id: 'nobody' } }, 404, 'USER_NOT_FOUND'],
    // As it was seen at Bootpay.
    [{ name: '스웨터', price: 100, extra: {} }, 500, 'SERVER_ERROR'],
    [{ name: '스웨터', price: 100, metadata: {} }, 500, 'SERVER_ERROR'],
  ])('is refused as %j', async (body, status, error_code) => {
    const { sandbox } = open()
    expect(await ask(sandbox, 'POST /invoices', { body })).toMatchObject({ status, body: { error_code } })
    expect(sandbox.state().invoices).toEqual([])
  })

  it('is sent when it is made, where that is asked for, and later', async () => {
    const { sandbox, ctx } = open()
    const quiet = await right(createInvoice(ctx, link))
    const told = await right(createInvoice(ctx, { ...link, use_notification: true, send_types: [2] }))
    expect(told).toMatchObject({ status: 1, send_status: 1, send_types: [2], sent_at: moment })
    const { invoice_id } = quiet
    expect(await right(notifyInvoice(ctx, { invoice_id }))).toBeNull()
    expect(await right(getInvoice(ctx, { invoice_id }))).toMatchObject({ status: 0, send_status: 0, sent_at: null })
    await right(notifyInvoice(ctx, { invoice_id, send_types: [1, 3] }))
    expect(await right(getInvoice(ctx, { invoice_id }))).toMatchObject({ status: 1, send_types: [1, 3] })
    await right(notifyInvoice(ctx, { invoice_id, send_types: [1] }))
    expect(sandbox.state().invoices[0]?.notices).toEqual([
      { sent_at: moment, send_types: [1, 3] },
      { sent_at: moment, send_types: [1] },
    ])
    expect(await refusalOf(notifyInvoice(ctx, { invoice_id: '66543210d01c7e00209b6001' }))).toEqual([
      404,
      'INVOICE_NOT_FOUND',
    ])
  })

  it('is for a member by any of the three ids, or for a guest', async () => {
    const { sandbox, ctx } = open()
    const user = await right(
      registerUser(ctx, { uid: 'member-7', login_id: 'kim', name: '김철수', email: 'kim@example.com' }),
    )
    const { user_id, email, name } = user
    for (const id of [user_id, 'member-7', 'kim'])
      expect(await right(createInvoice(ctx, { ...link, user: { user_id: id } }))).toMatchObject({
        user_id,
        user: { user_id, name, email },
      })
    const guest = { membership_type: 'guest', name: '홍길동', phone: '01000000000' } as const
    expect(await right(createInvoice(ctx, { ...link, user: guest }))).toMatchObject({ user_id: null, user: guest })
    const { list, count, ...more } = await right(listInvoices(ctx, { user_id: 'kim', limit: 2 }))
    expect([list.length, count, more]).toEqual([2, 3, { user: expect.objectContaining({ user_id }) as object }])
    expect(sandbox.state().invoices).toHaveLength(4)
  })

  it('is listed with others, the newest first, 24 on a page', async () => {
    const { ctx } = open()
    for (let number = 1; number <= 25; number += 1)
      await right(createInvoice(ctx, { ...link, name: `링크 ${String(number)}` }))
    const first = await right(listInvoices(ctx, {}))
    expect([first.list.length, first.count, first.list[0]?.name]).toEqual([24, 25, '링크 25'])
    expect(await right(listInvoices(ctx, { page: 2 }))).toMatchObject({ list: [{ name: '링크 1' }], count: 25 })
    expect(await right(listInvoices(ctx, { keyword: '링크 7' }))).toMatchObject({ count: 1 })
    expect(await right(listInvoices(ctx, { css_at: '2026-03-03' }))).toMatchObject({ count: 0 })
  })
})

describe('a buyer who opens a link', () => {
  it('pays in the window of the PG API, and an order is there', async () => {
    const { sandbox, ctx } = open()
    const { product_id } = await sweater(ctx)
    const { invoice_id } = await right(
      createInvoice(ctx, { name: '스웨터', products: [{ product_id, quantity: 2 }], metadata: { table: 7 } }),
    )
    const receipt_id = sandbox.shop.openInvoice(invoice_id)
    expect(sandbox.state().orders).toEqual([])
    sandbox.browser.pay(receipt_id)

    const receipt = await right(getReceipt(ctx, { receipt_id }))
    expect(receipt).toMatchObject({ status: 1, price: 78_000, order_name: '스웨터', metadata: { table: 7 } })
    const order_number = receipt.order_id ?? ''
    expect(order_number).toMatch(/^2603021200\d{4}$/)
    const order = await right(getOrder(ctx, { order_id: order_number }))
    expect(order).toMatchObject({
      order_number,
      order_name: '스웨터',
      price: 78_000,
      status: 'payment_completed',
      receipt_status: 'receipt_success',
      receipt_id,
      purchased_at: moment,
      products: [{ product_id, name: '스웨터', quantity: 2, price: 39_000 }],
      result_data: { receipt_id, method_name: '카드' },
    })
    expect(await right(getOrder(ctx, { order_id: order.order_id }))).toEqual(order)
    expect(await right(getInvoice(ctx, { invoice_id }))).toMatchObject({
      status: 2,
      order_id: order.order_id,
      pay_at: moment,
    })
    expect(await right(getProduct(ctx, { product_id }))).toMatchObject({ stock: 18, count_sale: 2 })
    expect(await right(getReceiptsByOrder(ctx, { order_id: order_number }))).toEqual([receipt])
    expect(parseBootpayDate(String(order.purchased_at))).toEqual(new Date(noon))
  })

  it('sees the same payment again until it is over, and then a new one', async () => {
    const { sandbox, ctx } = open()
    const { invoice_id } = await right(createInvoice(ctx, link))
    const first = sandbox.shop.openInvoice(invoice_id)
    expect(sandbox.shop.openInvoice(invoice_id)).toBe(first)
    sandbox.browser.cancel(first)
    const second = sandbox.shop.openInvoice(invoice_id)
    expect(second).not.toBe(first)
    sandbox.browser.fail(second)
    expect(sandbox.state().orders).toEqual([])
    const third = sandbox.shop.openInvoice(invoice_id)
    sandbox.browser.pay(third)
    expect(sandbox.state().orders).toMatchObject([{ receipt_id: third, status: 'payment_completed' }])
    expect(() => sandbox.shop.openInvoice(invoice_id)).toThrow(`openInvoice: invoice ${invoice_id} has status 2`)
  })

  it('cannot pay what is sold out', async () => {
    const { sandbox, ctx } = open()
    const { product_id } = await sweater(ctx, { stock: 1 })
    const { invoice_id } = await right(createInvoice(ctx, { name: '스웨터', products: [{ product_id, quantity: 2 }] }))
    expect(() => sandbox.shop.openInvoice(invoice_id)).toThrow(`openInvoice: product ${product_id} is out of stock`)
  })

  it('must open one that is there', () => {
    expect(() => open().sandbox.shop.openInvoice('none')).toThrow('openInvoice: no invoice none')
  })

  it('pays into a virtual account: the order waits for the deposit', async () => {
    const shop = open()
    const { sandbox, ctx } = shop
    const { order_number, receipt_id, invoice_id } = await paidLink(shop, link, { method: 'vbank' })
    const order = () => right(getOrder(ctx, { order_id: order_number }))
    expect(await order()).toMatchObject({ status: 'payment_pending', receipt_status: 'receipt_vbank_ready' })
    expect(await right(listOrders(ctx, { status: [1], payment_status: [5] }))).toMatchObject({ count: 1 })
    expect(await right(getInvoice(ctx, { invoice_id }))).toMatchObject({ status: 0, order_id: null })
    sandbox.browser.deposit(receipt_id)
    expect(await order()).toMatchObject({ status: 'payment_completed', receipt_status: 'receipt_success' })
  })

  it('who does not pay in in time leaves an order that is over', async () => {
    const shop = open()
    const { order_number, invoice_id } = await paidLink(shop, link, { method: 'vbank' })
    shop.sandbox.advance(3 * 24 * minutes(60))
    expect(await right(getOrder(shop.ctx, { order_id: order_number }))).toMatchObject({ status: 'order_expired' })
    expect(() => shop.sandbox.shop.openInvoice(invoice_id)).toThrow('has status -1')
  })

  it('waits for the shop where that confirms: paid, or refused and open again', async () => {
    const shop = open()
    const { sandbox, ctx } = shop
    const input = { ...link, extra: { separately_confirmed: true } }
    const { order_number, receipt_id, invoice_id } = await paidLink(shop, input)
    const order = () => right(getOrder(ctx, { order_id: order_number }))
    expect(await order()).toMatchObject({ status: 'payment_pending', receipt_status: 'receipt_ready' })
    sandbox.declineNext({ operation: 'confirmPayment' })
    expect(await refusalOf(confirmPayment(ctx, { receipt_id }))).toEqual([400, 'RC_CONFIRM_FAILED'])
    expect(await order()).toMatchObject({ status: 'order_pending', receipt_status: 'receipt_ready', receipt_id: null })
    const again = sandbox.shop.openInvoice(invoice_id)
    sandbox.browser.pay(again)
    await right(confirmPayment(ctx, { receipt_id: again }))
    expect(await order()).toMatchObject({ status: 'payment_completed', receipt_id: again })
  })

  it('finds the link closed after its end, whatever is open; who has paid has paid', async () => {
    const { sandbox, ctx } = open()
    const make = async (input: object = {}) =>
      (await right(createInvoice(ctx, { ...link, expire_in: 3_600, ...input }))).invoice_id
    const late = await make()
    const receipt_id = sandbox.shop.openInvoice(late)
    const atOnce = await make({ extra: { create_order_immediately: true } })
    const paid = await make()
    sandbox.browser.pay(sandbox.shop.openInvoice(paid))
    expect(sandbox.state().orders).toMatchObject([{ status: 'order_pending' }, { status: 'payment_completed' }])
    sandbox.advance(minutes(60))
    expect(() => sandbox.browser.pay(receipt_id)).toThrow(`the buyer has left receipt ${receipt_id}`)
    expect(sandbox.browser.event(receipt_id)).toMatchObject({ event: 'error', error_code: 'ORDER_EXPIRED' })
    for (const invoice_id of [late, atOnce]) expect(() => sandbox.shop.openInvoice(invoice_id)).toThrow('has status -1')
    expect(await right(getInvoice(ctx, { invoice_id: paid }))).toMatchObject({ status: 2 })
    expect(sandbox.state().orders).toMatchObject([{ status: 'order_expired' }, { status: 'payment_completed' }])
  })

  it('who was refused by the shop after the end finds the link closed', async () => {
    const shop = open()
    const extra = { separately_confirmed: true }
    const { receipt_id, invoice_id, order_number } = await paidLink(shop, { ...link, extra, expire_in: 3_600 })
    shop.sandbox.advance(minutes(61))
    expect(await right(getInvoice(shop.ctx, { invoice_id }))).toMatchObject({
      status: 0,
      expired_at: '2026-03-02T13:00:00+09:00',
    })
    shop.sandbox.declineNext({ operation: 'confirmPayment' })
    await refusalOf(confirmPayment(shop.ctx, { receipt_id }))
    expect(() => shop.sandbox.shop.openInvoice(invoice_id)).toThrow('has status -1')
    expect(await right(getOrder(shop.ctx, { order_id: order_number }))).toMatchObject({ status: 'order_expired' })
  })

  it('may deposit after the link is over, for the account was given in time', async () => {
    const shop = open()
    const { receipt_id, order_number } = await paidLink(shop, { ...link, expire_in: 3_600 }, { method: 'vbank' })
    shop.sandbox.advance(minutes(61))
    shop.sandbox.browser.deposit(receipt_id)
    expect(await right(getOrder(shop.ctx, { order_id: order_number }))).toMatchObject({ status: 'payment_completed' })
  })
})

describe('webhooks of an order', () => {
  const told = async (input: object, url?: string) => {
    const calls: [string, unknown][] = []
    const shop = open({
      webhook: {
        url,
        fetch: (address, init) => {
          calls.push([address, (init.headers as Record<string, string>)['content-type']])
          return Promise.resolve(Response.json({ success: true }))
        },
      },
    })
    await paidLink(shop, { ...link, ...input })
    await shop.sandbox.deliver()
    return { calls, webhooks: shop.sandbox.webhooks() }
  }

  it('are those of its payment, to the address of the link', async () => {
    const { calls, webhooks } = await told({ webhook_url: 'https://shop.example/a' }, 'https://shop.example/b')
    expect(calls).toEqual([['https://shop.example/a', 'application/json']])
    expect(webhooks).toMatchObject([{ webhook_type: 'PAYMENT_COMPLETED', payload: { price: 39_000, status: 1 } }])
  })

  it.each([
    [1, 'application/x-www-form-urlencoded'],
    [2, 'application/json'],
    ['application/x-www-form-urlencoded', 'application/x-www-form-urlencoded'],
  ])('are written as header_content_type %s says', async (header_content_type, type) => {
    const { calls } = await told({ webhook_url: 'https://shop.example/a', header_content_type })
    expect(calls).toEqual([['https://shop.example/a', type]])
  })

  it('go to the address of the sandbox without one', async () => {
    expect((await told({}, 'https://shop.example/b')).calls).toHaveLength(1)
    expect((await told({})).webhooks).toEqual([])
  })
})

describe('orders', () => {
  it('are listed, the newest first, with numbers for how they stand', async () => {
    const shop = open()
    const first = await paidLink(shop)
    shop.sandbox.advance(24 * minutes(60))
    const second = await paidLink(shop, { name: '책상' })
    const { list, count } = await right(listOrders(shop.ctx, {}))
    expect(count).toBe(2)
    expect(list).toMatchObject([
      { order_number: second.order_number, order_name: '책상', status: 2, receipt_status: 1 },
      { order_number: first.order_number, price: 39_000, purchased_at: moment },
    ])
    const names = async (input: object) =>
      (await right(listOrders(shop.ctx, input))).list.map(({ order_name }) => order_name)
    expect(await names({ cs_type: 'p_at', search_date_from: '2026-03-03' })).toEqual(['책상'])
    expect(await names({ cs_type: 'c_at', search_date_to: '2026-03-02' })).toEqual(['스웨터 외 1건'])
    expect(await names({ css_at: '2026-03-03', cse_at: '2026-03-03' })).toEqual(['책상'])
    expect(await names({ keyword: '책' })).toEqual(['책상'])
    expect(await names({ keyword: first.receipt_id })).toEqual(['스웨터 외 1건'])
    expect(await names({ status: [0, 10] })).toEqual([])
    expect(await names({ subscription_billing_type: 1 })).toEqual([])
    expect(await names({ limit: 1, page: 2 })).toEqual(['스웨터 외 1건'])
  })

  it('come 50 at a time at most, 20 unless more are asked for', async () => {
    const { sandbox, ctx } = open()
    const extra = { create_order_immediately: true }
    for (let number = 0; number < 51; number += 1) await right(createInvoice(ctx, { ...link, extra }))
    expect((await right(listOrders(ctx, {}))).list).toHaveLength(20)
    const { body } = await ask(sandbox, 'GET /orders?limit=1000')
    expect(body).toMatchObject({ count: 51 })
    expect((body as { list: unknown[] }).list).toHaveLength(50)
  })

  it('of a user and of a group are found by them', async () => {
    const shop = open()
    const group = { user_group_id: 'group-1' }
    await right(registerUser(shop.ctx, { uid: 'member-7', login_id: 'kim', name: '김철수', ...group }))
    const { order_number } = await paidLink(shop, { user: { user_id: 'member-7' } })
    await paidLink(shop)
    expect(await right(listOrders(shop.ctx, { user_id: 'kim' }))).toMatchObject({ list: [{ order_number }], count: 1 })
    expect(await right(listOrders(shop.ctx, group))).toMatchObject({ list: [{ order_number }], count: 1 })
    expect(await right(getMonthlyOrders(shop.ctx, { ...group, search_date: '2026-03' }))).toMatchObject({
      list: [{ order_number }],
    })
    expect(await right(getMonthlyOrders(shop.ctx, { ...group, search_date: '2026-04' }))).toMatchObject({ list: [] })
  })

  it('that are unknown are refused', async () => {
    expect(await refusalOf(getOrder(open().ctx, { order_id: 'none' }))).toEqual([404, 'ORDER_NOT_FOUND'])
  })

  it('are cancelled too where the payment is, by the PG API', async () => {
    const shop = open()
    const { product_id } = await sweater(shop.ctx)
    const { receipt_id, order_number } = await paidLink(shop, {
      price: undefined,
      products: [{ product_id, quantity: 2 }],
    })
    const order = () => right(getOrder(shop.ctx, { order_id: order_number }))
    await right(cancelPayment(shop.ctx, { receipt_id, cancel_price: 1_000, cancel_id: 'part' }))
    expect(await order()).toMatchObject({ status: 'payment_completed', cancelled_price: 1_000 })
    expect(await right(getProduct(shop.ctx, { product_id }))).toMatchObject({ stock: 18 })
    await right(cancelPayment(shop.ctx, { receipt_id }))
    expect(await order()).toMatchObject({ status: 'order_cancelled', receipt_status: 'receipt_cancelled' })
    expect(await right(getProduct(shop.ctx, { product_id }))).toMatchObject({ stock: 20, count_sale: 0 })
  })
})
