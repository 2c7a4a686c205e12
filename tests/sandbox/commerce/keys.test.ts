import { describe, expect, it } from 'vitest'

import { createInvoice, createProduct, listInvoices, notifyInvoice } from 'bootpay-fp/commerce'

import { minutes } from '../support.js'
import { ask, left, open, refusalOf, right } from './support.js'

const link = { name: '스웨터', price: 39_000, idempotency_key: 'order-1024-link' }

describe('an Idempotency-Key', () => {
  it('gets the first answer again, and nothing is done twice', async () => {
    const { sandbox, ctx } = open()
    const first = await right(createInvoice(ctx, link))
    expect(await right(createInvoice(ctx, link))).toEqual(first)
    expect(sandbox.state().invoices).toHaveLength(1)
  })

  it('gets it for another body too', async () => {
    const { sandbox, ctx } = open()
    const first = await right(createInvoice(ctx, link))
    expect(await right(createInvoice(ctx, { ...link, price: 5_000 }))).toEqual(first)
    expect(sandbox.state().invoices).toHaveLength(1)
  })

  it('gets it for another method and path too, a look-up among them', async () => {
    const { sandbox, ctx } = open()
    const first = await right(createInvoice(ctx, link))
    const headers = { 'idempotency-key': link.idempotency_key }
    expect(await ask(sandbox, 'GET /orders', { headers })).toEqual({ status: 200, body: first })
  })

  it('of a look-up gets an answer that is out of date', async () => {
    const { sandbox, ctx } = open()
    const headers = { 'idempotency-key': 'read-1' }
    const before = await ask(sandbox, 'GET /invoices', { headers })
    await right(createInvoice(ctx, link))
    expect(await ask(sandbox, 'GET /invoices', { headers })).toEqual(before)
    expect(await right(listInvoices(ctx, {}))).toMatchObject({ count: 1 })
  })

  it('is forgotten after 24 hours, to the millisecond', async () => {
    const { sandbox, ctx } = open()
    await right(createInvoice(ctx, link))
    sandbox.advance(24 * minutes(60) - 1)
    await right(createInvoice(ctx, link))
    expect(sandbox.state().invoices).toHaveLength(1)
    sandbox.advance(1)
    await right(createInvoice(ctx, link))
    expect(sandbox.state().invoices).toHaveLength(2)
    await right(createInvoice(ctx, link))
    expect(sandbox.state().invoices).toHaveLength(2)
  })

  it('does not hold twins back: both run, and the first to end is given again', async () => {
    const { sandbox, ctx } = open()
    const [one, other] = await Promise.all([right(createInvoice(ctx, link)), right(createInvoice(ctx, link))])
    expect(one.invoice_id).not.toBe(other.invoice_id)
    expect(sandbox.state().invoices).toHaveLength(2)
    expect((await right(createInvoice(ctx, link))).invoice_id).toBe(one.invoice_id)
  })

  it('of a message that was sent sends none again', async () => {
    const { sandbox, ctx } = open()
    const { invoice_id } = await right(createInvoice(ctx, link))
    const notice = { invoice_id, send_types: [1, 2] as const, idempotency_key: 'notice-1' }
    await right(notifyInvoice(ctx, notice))
    await right(notifyInvoice(ctx, notice))
    expect(sandbox.state().invoices[0]?.notices).toHaveLength(1)
  })

  it('does not help who may not ask: the key and the role are looked at first', async () => {
    const { sandbox, ctx } = open()
    await right(createInvoice(ctx, link))
    const headers = { 'idempotency-key': link.idempotency_key }
    expect(await ask(sandbox, 'GET /orders', { headers: { ...headers, authorization: '' } })).toMatchObject({
      status: 401,
    })
    expect(await ask(sandbox, 'POST /products', { headers })).toMatchObject({ status: 403 })
  })

  it('stays through an export, and is gone with a reset', async () => {
    const { sandbox, ctx } = open()
    const first = await right(createInvoice(ctx, link))
    const again = open({ state: JSON.parse(JSON.stringify(sandbox.export())) as ReturnType<typeof sandbox.export> })
    expect(await right(createInvoice(again.ctx, link))).toEqual(first)
    expect(again.sandbox.state().invoices).toHaveLength(1)
    sandbox.reset()
    await right(createInvoice(ctx, link))
    expect(sandbox.state().invoices).toHaveLength(1)
  })

  it('is in no state and in no list of changes', async () => {
    const { sandbox, ctx } = open()
    await right(createInvoice(ctx, link))
    expect(JSON.stringify([sandbox.state(), sandbox.changes(), sandbox.requests()])).not.toContain(link.idempotency_key)
  })
})

describe('a refusal', () => {
  const wrong = { name: '스웨터', price: 100, tax_free_price: 0, user_id: 'nobody', idempotency_key: 'link-2' }

  it('is not remembered: the same key does it once it can be done', async () => {
    const { ctx } = open()
    expect(await refusalOf(createInvoice(ctx, wrong))).toEqual([404, 'USER_NOT_FOUND'])
    expect(await right(createInvoice(ctx, { ...wrong, user_id: undefined }))).toMatchObject({ price: 100 })
  })

  it('is given again with recordRefusals', async () => {
    const { ctx } = open({ recordRefusals: true })
    expect(await refusalOf(createInvoice(ctx, wrong))).toEqual([404, 'USER_NOT_FOUND'])
    expect(await refusalOf(createInvoice(ctx, { ...wrong, user_id: undefined }))).toEqual([404, 'USER_NOT_FOUND'])
  })
})

describe('a lost answer to a write with a key', () => {
  it('comes with the repeat, once the window is open', async () => {
    const { sandbox, ctx } = open()
    const product = { name: '스웨터', display_price: 39_000, idempotency_key: 'product-sweater' }
    sandbox.failNext('reset_after', { operation: 'createProduct' })
    const lost = await left(createProduct(ctx, product))
    expect(lost).toMatchObject({ _tag: 'OutcomeUnknown', reconcile: 'repeat' })
    const again = await right(createProduct(ctx, product))
    expect(sandbox.state().products.map(({ product_id }) => product_id)).toEqual([again.product_id])
  })
})
