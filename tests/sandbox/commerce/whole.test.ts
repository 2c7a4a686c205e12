import { describe, expect, it } from 'vitest'

import { getReceipt } from 'bootpay-fp'
import {
  createInvoice,
  deleteProduct,
  getOrder,
  listInvoices,
  listOrders,
  registerUser,
  requestOrderCancel,
} from 'bootpay-fp/commerce'
import { sandboxOperations, type SandboxExchange } from 'bootpay-fp/sandbox'

import { minutes } from '../support.js'
import { ask, left, open, paidLink, refusalOf, right, sweater } from './support.js'

/** A shop in which everything was used. */
const used = async () => {
  const shop = open()
  const { product_id } = await sweater(shop.ctx)
  const gone = await sweater(shop.ctx)
  await right(deleteProduct(shop.ctx, { product_id: gone.product_id }))
  await right(registerUser(shop.ctx, { uid: 'member-7', login_id: 'kim', name: '김철수' }))
  const order = await paidLink(shop, {
    price: undefined,
    products: [{ product_id, quantity: 2 }],
    user: { user_id: 'kim' },
    idempotency_key: 'link-1',
  })
  const { order_number } = order
  await right(requestOrderCancel(shop.ctx, { order_number, request_cancel_parameters: { cancel_immediately: true } }))
  const { invoice_id } = await right(createInvoice(shop.ctx, { name: '바지', price: 1_000, expire_in: 600 }))
  return { ...shop, ...order, open: invoice_id }
}

describe('everything of a shop', () => {
  it('survives an export as JSON, and goes on from there', async () => {
    const { sandbox, order_number, open: invoice_id } = await used()
    const state = JSON.parse(JSON.stringify(sandbox.export())) as ReturnType<typeof sandbox.export>
    const again = open({ state })
    expect(again.sandbox.state()).toEqual(sandbox.state())
    expect(again.sandbox.export()).toEqual(sandbox.export())
    again.sandbox.browser.pay(again.sandbox.shop.openInvoice(invoice_id))
    expect(await right(listOrders(again.ctx, {}))).toMatchObject({ count: 2 })
    expect(await right(getOrder(again.ctx, { order_id: order_number }))).toMatchObject({ status: 'order_cancelled' })
  })

  it('is over after a reset, which starts with the same ids, and back with a reset to an export', async () => {
    const { sandbox, ctx } = await used()
    const [state, before] = [sandbox.export(), sandbox.state()]
    sandbox.reset()
    expect(sandbox.state()).toMatchObject({
      products: [],
      categories: [],
      shop_users: [],
      invoices: [],
      orders: [],
      order_cancels: [],
      receipts: [],
    })
    const { product_id } = await sweater(ctx)
    expect(product_id).toBe(before.products[0]?.product_id)
    const link = await paidLink({ sandbox, ctx })
    expect(link.order_number).toBe(before.orders[0]?.order_number)
    sandbox.reset(state)
    expect(sandbox.state()).toEqual(before)
    await paidLink({ sandbox, ctx })
    expect(sandbox.state().orders).toHaveLength(2)
  })

  it('is told of as it changes', async () => {
    const shop = open()
    const { revision } = shop.sandbox.changes()
    const { order_id, invoice_id, receipt_id } = await paidLink(shop)
    const changes = shop.sandbox.changes(revision)
    expect(changes).toMatchObject({
      complete: true,
      orders: [{ order_id }],
      invoices: [{ invoice_id, status: 2 }],
      receipts: [{ receipt_id }],
      products: [],
    })
    expect(changes.counts).toMatchObject({ orders: 1, invoices: 1, products: 0, order_cancels: 0 })
    expect(shop.sandbox.changes(changes.revision)).toMatchObject({ orders: [], invoices: [] })
  })

  it('is the same for the same seed and the same calls', async () => {
    const [one, other] = [await used(), await used()]
    expect(one.sandbox.state()).toEqual(other.sandbox.state())
  })
})

describe('faults and refusals', () => {
  const commerceOperations = sandboxOperations.slice(30)

  it.each(commerceOperations)('fit %s: one that breaks the connection, and one that refuses', (operation) => {
    const { sandbox } = open()
    sandbox.failNext('reset_after', { operation })
    sandbox.declineNext({ operation })
    sandbox.setFaults({ rate: 0.5, operations: [operation] })
    expect(sandbox.faults()).toMatchObject({ script: [{ operation }], declines: [{ operation }] })
    expect(() => sandbox.failNext('token_revoked', { operation })).toThrow(`token_revoked does not fit ${operation}`)
    expect(() => sandbox.failNext('cancel_critical_after', { operation })).toThrow('does not fit')
  })

  it('strike a request of the operation alone', async () => {
    const { sandbox, ctx } = open()
    sandbox.failNext('reset_after', { operation: 'createInvoice' })
    sandbox.declineNext({ operation: 'listOrders', code: 'SERVER_BUSY', message: '잠시 후 다시 시도해 주세요.' })
    expect(await right(listInvoices(ctx, {}))).toMatchObject({ count: 0 })
    expect(await left(createInvoice(ctx, { name: '스웨터', price: 1_000 }))).toMatchObject({ _tag: 'OutcomeUnknown' })
    expect(sandbox.state().invoices).toHaveLength(1)
    expect(await refusalOf(listOrders(ctx, {}))).toEqual([400, 'SERVER_BUSY'])
    expect(sandbox.requests().map(({ operation, fault, status }) => [operation, fault, status])).toEqual([
      ['listInvoices', undefined, 200],
      ['createInvoice', 'reset_after', undefined],
      ['listOrders', undefined, 400],
    ])
  })

  it('tell two operations of one path apart', async () => {
    const { sandbox, ctx } = open()
    sandbox.declineNext({ operation: 'joinUser' })
    await right(registerUser(ctx, { login_id: 'kim', name: '김철수' }))
    expect(sandbox.faults().declines).toHaveLength(1)
  })
})

describe('the clock', () => {
  it('lets things of both APIs happen in their order', async () => {
    const shop = open()
    const link = { name: '스웨터', price: 1_000, expire_in: 3 * 24 * 3_600 + 60 }
    const { receipt_id } = await paidLink(shop, link, { method: 'vbank' })
    const late = await right(createInvoice(shop.ctx, { ...link, expire_in: 60 }))
    shop.sandbox.advance(30 * 24 * minutes(60))
    expect(await right(getReceipt(shop.ctx, { receipt_id }))).toMatchObject({ status: -10 })
    expect(shop.sandbox.state()).toMatchObject({
      orders: [{ status: 'order_expired' }],
      invoices: [{ status: -1 }, { invoice_id: late.invoice_id, status: -1 }],
    })
  })
})

describe('a log of requests', () => {
  it('names what they were about, and nobody', async () => {
    const heard: SandboxExchange[] = []
    const { sandbox, ctx } = open({ onRequest: (exchange) => heard.push(exchange) })
    const { invoice_id } = await right(createInvoice(ctx, { name: '스웨터', price: 1_000, request_id: 'order-7' }))
    await ask(sandbox, `GET /invoices/${invoice_id}`)
    await ask(sandbox, 'GET /users/hong@example.com')
    await ask(sandbox, 'GET /users/join/email-exist?pk=hong@example.com')
    await ask(sandbox, 'POST /users/login', { body: { login_id: 'hong@example.com', password: 'not-a-real-one' } })
    expect(heard.map(({ operation, path, ids }) => [operation, path, ids])).toEqual([
      ['createInvoice', '/invoices', { invoice_id, request_id: 'order-7' }],
      ['getInvoice', `/invoices/${invoice_id}`, { invoice_id, request_id: 'order-7' }],
      ['getUser', '/users/***', {}],
      ['checkUserExists', '/users/join/email-exist', {}],
      ['loginUser', '/users/login', {}],
    ])
    expect(JSON.stringify(heard)).not.toMatch(/hong|not-a-real-one/)
  })

  it('has the number of a wrong role', async () => {
    const heard: SandboxExchange[] = []
    const { sandbox } = open({ roleCode: -47, onRequest: (exchange) => heard.push(exchange) })
    await ask(sandbox, 'POST /products', { body: {} })
    expect(heard).toMatchObject([{ error_code: '-47' }])
  })
})
