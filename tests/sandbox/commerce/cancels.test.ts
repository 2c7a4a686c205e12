import { describe, expect, it } from 'vitest'

import { getReceipt, type Context } from 'bootpay-fp'
import {
  approveOrderCancel,
  getOrder,
  getProduct,
  listOrderCancels,
  rejectOrderCancel,
  requestOrderCancel,
  withdrawOrderCancel,
  type CreateInvoiceInput,
  type RequestOrderCancelInput,
} from 'bootpay-fp/commerce'
import { reconcileCommerce } from 'bootpay-fp/commerce/settlement'
import type { BrowserMeans } from 'bootpay-fp/sandbox'

import { minutes } from '../support.js'
import { ask, left, open, paidLink, refusalOf, right, sweater } from './support.js'

const moment = '2026-03-02T12:00:00+09:00'

type Parameters = RequestOrderCancelInput['request_cancel_parameters']

/** A paid order, and what may be done with it. */
const ordered = async (input: Partial<CreateInvoiceInput> = {}, means: BrowserMeans = {}) => {
  const shop = open()
  const { sandbox, ctx } = shop
  const order = await paidLink(shop, { tax_free_price: 9_000, ...input }, means)
  const { order_number, receipt_id } = order
  const request = (request_cancel_parameters: Parameters = {}, more: object = {}) =>
    requestOrderCancel(ctx, { order_number, request_cancel_parameters, ...more })
  const requested = async (parameters: Parameters = {}) =>
    (await right(request(parameters))).order_cancellation_request_id
  const approve = (order_cancellation_request_id: string) => approveOrderCancel(ctx, { order_cancellation_request_id })
  const status = async () => (await right(getOrder(ctx, { order_id: order_number }))).status
  const back = async () => (await right(getReceipt(ctx, { receipt_id }))).cancelled_price
  return { ...order, sandbox, ctx, request, requested, approve, status, back }
}

const byPrice = (cancel_price: number, cancel_id = `return-${String(cancel_price)}`): Parameters => ({
  cancel_id,
  cancel_price,
})

describe('a request to cancel', () => {
  it('waits, and no money moves', async () => {
    const { sandbox, ctx, request, order_id, order_number, status } = await ordered()
    const cancel = await right(request({ ...byPrice(10_000), cancel_message: '단순 변심', cancel_requester: '홍길동' }))
    expect(cancel).toMatchObject({
      order_id,
      order_number,
      status: 0,
      cancel_id: 'return-10000',
      cancel_price: 10_000,
      cancel_tax_free_price: 0,
      cancel_message: '단순 변심',
      cancel_requester: '홍길동',
      is_partial_cancelled: true,
      requested_at: moment,
      processed_at: null,
      rejected_at: null,
      withdrawn_at: null,
    })
    expect(await right(listOrderCancels(ctx, { order_number }))).toEqual({ list: [cancel], count: 1 })
    expect(sandbox.state()).toMatchObject({ order_cancels: [cancel], cancellations: [] })
    expect(await status()).toBe('payment_completed')
  })

  it('is approved: the money goes back once, by the payment itself', async () => {
    const { sandbox, ctx, request, approve, receipt_id, order_number, status } = await ordered()
    const cancel = await right(request({ ...byPrice(10_000), cancel_tax_free_price: 1_000 }))
    const id = cancel.order_cancellation_request_id
    const approved = await right(
      approveOrderCancel(ctx, { order_cancellation_request_id: id, message: '확인했습니다.' }),
    )
    expect(approved).toEqual({ ...cancel, status: 1, processed_at: moment, action_message: '확인했습니다.' })
    expect(await refusalOf(approve(id))).toEqual([409, 'PROCESS_DUPLICATED'])
    expect(sandbox.state().cancellations).toEqual([
      {
        receipt_id,
        cancel_id: 'return-10000',
        cancel_price: 10_000,
        cancel_tax_free: 1_000,
        cancelled_at: moment,
      },
    ])
    expect(await right(getReceipt(ctx, { receipt_id }))).toMatchObject({ status: 1, cancelled_price: 10_000 })
    expect(await status()).toBe('payment_completed')
    expect(await right(listOrderCancels(ctx, { order_number }))).toEqual({ list: [approved], count: 1 })
  })

  it('is rejected: no money moves, and that is final', async () => {
    const { ctx, requested, approve, back, order_number } = await ordered()
    const order_cancellation_request_id = await requested()
    const reject = rejectOrderCancel(ctx, { order_cancellation_request_id, message: '배송이 시작되었습니다.' })
    expect(await right(reject)).toMatchObject({
      status: 2,
      rejected_at: moment,
      rejected_message: '배송이 시작되었습니다.',
      withdrawn_at: null,
    })
    for (const task of [reject, approve(order_cancellation_request_id)])
      expect(await refusalOf(task)).toEqual([409, 'PROCESS_DUPLICATED'])
    expect(await right(listOrderCancels(ctx, { order_number }))).toMatchObject({ list: [{ status: 2 }] })
    expect(await back()).toBe(0)
  })

  it('is taken back, and that is final', async () => {
    const { ctx, requested, approve, back } = await ordered()
    const order_cancellation_request_id = await requested()
    const withdraw = withdrawOrderCancel(ctx, { order_cancellation_request_id })
    expect(await right(withdraw)).toBeNull()
    for (const task of [withdraw, approve(order_cancellation_request_id)])
      expect(await refusalOf(task)).toEqual([409, 'PROCESS_DUPLICATED'])
    expect(await right(listOrderCancels(ctx, {}))).toMatchObject({
      list: [{ withdrawn_at: moment, rejected_at: null }],
    })
    expect(await back()).toBe(0)
  })

  it('that is unknown is refused by each decision', async () => {
    const { ctx, approve } = await ordered()
    const order_cancellation_request_id = '66543210d01c7e00209b6003'
    for (const task of [
      approve(order_cancellation_request_id),
      rejectOrderCancel(ctx, { order_cancellation_request_id, message: '없음' }),
      withdrawOrderCancel(ctx, { order_cancellation_request_id }),
    ])
      expect(await refusalOf(task)).toEqual([404, 'ORDER_CANCEL_NOT_FOUND'])
    expect(await right(listOrderCancels(ctx, { order_number: 'none' }))).toEqual({ list: [], count: 0 })
  })
})

describe('a cancel at once', () => {
  it.each([
    ['cancel_immediately', { cancel_immediately: true }, {}],
    ['the role supervisor', {}, { role: 'supervisor' }],
  ] as const)('comes with %s', async (_, parameters, more) => {
    const { request, back, status, sandbox } = await ordered()
    expect(await right(request({ ...parameters }, more))).toMatchObject({
      status: 1,
      cancel_price: 39_000,
      cancel_tax_free_price: 9_000,
      is_partial_cancelled: false,
      processed_at: moment,
    })
    expect([await back(), await status()]).toEqual([39_000, 'order_cancelled'])
    expect(sandbox.state().cancellations).toHaveLength(1)
  })

  it.each(['manager', 'partner', 'vendor'] as const)('does not come with the role %s', async (role) => {
    const { request, back } = await ordered()
    expect(await right(request({}, { role }))).toMatchObject({ status: 0 })
    expect(await back()).toBe(0)
  })

  it('that the gateway refuses leaves no request, unless a supervisor forces it', async () => {
    const { sandbox, ctx, request, back, status, order_number } = await ordered()
    sandbox.declineNext({ operation: 'cancelPayment' })
    expect(await refusalOf(request({ cancel_immediately: true }))).toEqual([400, 'RC_CANCEL_SERVER_ERROR'])
    expect(await right(listOrderCancels(ctx, { order_number }))).toEqual({ list: [], count: 0 })
    expect(await status()).toBe('payment_completed')
    sandbox.declineNext({ operation: 'cancelPayment' })
    expect(await right(request({ force: true }, { role: 'supervisor' }))).toMatchObject({ status: 1 })
    expect([await back(), await status()]).toEqual([0, 'order_cancelled'])
    expect(await refusalOf(request())).toEqual([400, 'ORDER_CANCEL_UNABLE'])
  })

  it('is forced by a supervisor alone', async () => {
    const { sandbox, order_number } = await ordered()
    const body = { order_number, request_cancel_parameters: { force: true } }
    expect(await ask(sandbox, 'POST /order/cancel', { body })).toMatchObject({
      status: 400,
      body: { error_code: 'PARAMETER_INVALID' },
    })
  })
})

describe('what is given back', () => {
  it('is never more than was paid, however it is asked for', async () => {
    const { request, requested, approve, back, status } = await ordered()
    expect(await refusalOf(request(byPrice(39_001)))).toEqual([400, 'ORDER_CANCEL_PRICE_INVALID'])
    expect(await refusalOf(request({ ...byPrice(10_000), cancel_tax_free_price: 9_001 }))).toEqual([
      400,
      'ORDER_CANCEL_PRICE_INVALID',
    ])
    const [first, second, third] = [
      await requested(byPrice(20_000)),
      await requested(byPrice(30_000)),
      await requested(),
    ]
    await right(approve(first))
    expect(await refusalOf(approve(second))).toEqual([400, 'ORDER_CANCEL_PRICE_INVALID'])
    expect(await refusalOf(request(byPrice(19_001)))).toEqual([400, 'ORDER_CANCEL_PRICE_INVALID'])
    expect(await right(approve(third))).toMatchObject({ cancel_price: 19_000, cancel_tax_free_price: 9_000 })
    expect([await back(), await status()]).toEqual([39_000, 'order_cancelled'])
    expect(await refusalOf(approve(second))).toEqual([400, 'ORDER_CANCEL_UNABLE'])
    expect(await refusalOf(request())).toEqual([400, 'ORDER_CANCEL_UNABLE'])
  })

  it('is not given twice for one cancel_id', async () => {
    const { requested, approve, back } = await ordered()
    const [first, second] = [await requested(byPrice(10_000, 'return-1')), await requested(byPrice(10_000, 'return-1'))]
    await right(approve(first))
    expect(await refusalOf(approve(second))).toEqual([400, 'RC_CANCEL_ID_DUPLICATED'])
    expect(await back()).toBe(10_000)
  })

  it('is the amount where the official SDK calls it refund_price', async () => {
    const { request } = await ordered()
    expect(await right(request({ refund_price: 5_000 }))).toMatchObject({ cancel_price: 5_000 })
  })

  it('cannot be asked for bills of subscriptions, which are not here', async () => {
    const { request } = await ordered()
    const bills = { cancel_order_subscription_bills: [{ order_subscription_bill_id: 'bill-1' }] }
    expect(await refusalOf(request(bills))).toEqual([400, 'PARAMETER_INVALID'])
  })

  it('is nothing before the order is paid', async () => {
    const { request } = await ordered({}, { method: 'vbank' })
    expect(await refusalOf(request())).toEqual([400, 'ORDER_CANCEL_UNABLE'])
    const { ctx } = open()
    expect(await refusalOf(requestOrderCancel(ctx, { order_number: 'none', request_cancel_parameters: {} }))).toEqual([
      404,
      'ORDER_NOT_FOUND',
    ])
  })

  it('goes back from a virtual account too, whole; a part is for cards alone', async () => {
    const { sandbox, requested, approve, receipt_id, back } = await ordered({}, { method: 'vbank' })
    sandbox.browser.deposit(receipt_id)
    const part = await requested(byPrice(10_000))
    expect(await refusalOf(approve(part))).toEqual([400, 'RC_CANCEL_SERVER_ERROR'])
    await right(approve(await requested()))
    expect(await back()).toBe(39_000)
  })
})

describe('products that are taken back', () => {
  const basket = async () => {
    const shop = open()
    const shirt = await sweater(shop.ctx, { name: '셔츠', display_price: 20_000 })
    const socks = await sweater(shop.ctx, { name: '양말', display_price: 5_000, tax_free_price: 1_000 })
    const [one, other] = [shirt.product_id, socks.product_id]
    const { order_number, receipt_id } = await paidLink(shop, {
      price: undefined,
      delivery_price: 3_000,
      products: [
        { product_id: one, quantity: 1 },
        { product_id: other, quantity: 3 },
      ],
    })
    const take = (cancel_products: NonNullable<Parameters['cancel_products']>) =>
      requestOrderCancel(shop.ctx, {
        order_number,
        request_cancel_parameters: { cancel_products },
        role: 'supervisor',
      })
    const stocks = (ctx: Context) =>
      Promise.all([one, other].map(async (product_id) => (await right(getProduct(ctx, { product_id })))['stock']))
    return { ...shop, order_number, receipt_id, one, other, take, stocks }
  }

  it('come to what they cost, and with the last one the delivery goes back', async () => {
    const { ctx, one, other, take, receipt_id, order_number, stocks } = await basket()
    expect(await right(take([{ product_id: other, cancel_quantity: 2 }]))).toMatchObject({
      cancel_price: 10_000,
      cancel_tax_free_price: 2_000,
      is_partial_cancelled: true,
      cancel_products: [{ product_id: other, cancel_quantity: 2 }],
    })
    expect(await stocks(ctx)).toEqual([19, 17])
    expect(await right(take([{ product_id: one }, { product_id: other }]))).toMatchObject({ cancel_price: 28_000 })
    expect(await right(getReceipt(ctx, { receipt_id }))).toMatchObject({ status: 20, cancelled_price: 38_000 })
    expect(await right(getOrder(ctx, { order_id: order_number }))).toMatchObject({ status: 'order_cancelled' })
    expect(await stocks(ctx)).toEqual([20, 20])
  })

  it('are not more than were bought, also not in two requests', async () => {
    const { ctx, other, take, order_number } = await basket()
    expect(await refusalOf(take([{ product_id: other, cancel_quantity: 4 }]))).toEqual([
      400,
      'ORDER_CANCEL_PRICE_INVALID',
    ])
    const twice = [
      { product_id: other, cancel_quantity: 2 },
      { product_id: other, cancel_quantity: 2 },
    ]
    expect(await refusalOf(take(twice))).toEqual([400, 'ORDER_CANCEL_PRICE_INVALID'])
    const request = async () =>
      (
        await right(
          requestOrderCancel(ctx, {
            order_number,
            request_cancel_parameters: { cancel_products: [{ product_id: other, cancel_quantity: 2 }] },
          }),
        )
      ).order_cancellation_request_id
    const [first, second] = [await request(), await request()]
    await right(approveOrderCancel(ctx, { order_cancellation_request_id: first }))
    expect(await refusalOf(approveOrderCancel(ctx, { order_cancellation_request_id: second }))).toEqual([
      400,
      'ORDER_CANCEL_PRICE_INVALID',
    ])
  })

  it('may be worth less than they cost, as the official SDK says it', async () => {
    const { other, take } = await basket()
    expect(await right(take([{ product_id: other, qty: 1, cancel_price: 3_000 }]))).toMatchObject({
      cancel_price: 3_000,
    })
  })

  it('must be in the order', async () => {
    const { take } = await basket()
    expect(await refusalOf(take([{ product_id: 'none' }]))).toEqual([400, 'PARAMETER_INVALID'])
  })
})

describe('an answer that is lost', () => {
  it('after an approval: the money is back once, and it is found out', async () => {
    const { sandbox, ctx, requested, approve, back, order_number } = await ordered()
    const id = await requested(byPrice(10_000))
    sandbox.failNext('reset_after', { operation: 'approveOrderCancel' })
    const lost = await left(approve(id))
    if (lost._tag !== 'OutcomeUnknown') throw new Error(lost._tag)
    expect(await refusalOf(approve(id))).toEqual([409, 'PROCESS_DUPLICATED'])
    expect(await right(reconcileCommerce(ctx, lost, { order_number }))).toMatchObject({
      _tag: 'Done',
      answer: { status: 1, cancel_price: 10_000 },
    })
    expect(await back()).toBe(10_000)
    expect(sandbox.state().cancellations).toHaveLength(1)
  })

  it.each([
    ['reset_after', 1, 'Done'],
    ['bad_gateway_after', 1, 'Done'],
    ['cut_end', 1, 'Done'],
    ['reset_before', 0, 'NotDone'],
    ['bad_gateway_before', 0, 'NotDone'],
  ] as const)('to each write that moves money back is settled: %s', async (fault, times, settled) => {
    const { sandbox, ctx, request, requested, approve, order_number } = await ordered()
    const id = await requested(byPrice(1_000))
    const writes = [
      ['approveOrderCancel', approve(id)],
      ['requestOrderCancel', request({ ...byPrice(2_000), cancel_immediately: true })],
    ] as const
    for (const [operation, task] of writes) {
      sandbox.failNext(fault, { operation })
      const lost = await left(task)
      if (lost._tag !== 'OutcomeUnknown') throw new Error(lost._tag)
      // Before that it may still be running.
      sandbox.advance(minutes(2))
      expect(await right(reconcileCommerce(ctx, lost, { order_number }))).toMatchObject({ _tag: settled })
    }
    expect(sandbox.state().cancellations).toHaveLength(2 * times)
  })
})
