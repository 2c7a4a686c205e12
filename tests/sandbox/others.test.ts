import { describe, expect, it } from 'vitest'

import { bearer, order, paid, refusal, start, succeed } from './support.js'

describe('PUT /escrow/shipping/start/{receipt_id}', () => {
  const shipping = { tracking_number: 123456, delivery_corp: 'CJ대한통운', user: {}, company: {}, receipt_url: '' }

  it.each(['inicis', 'KCP'])('starts the shipping of an escrow payment at %s', async (pg) => {
    const sandbox = start()
    const receipt_id = paid(sandbox, { escrow: true, pg })
    expect(await succeed(sandbox, `PUT /escrow/shipping/start/${receipt_id}`, shipping)).toMatchObject({
      receipt_id,
      escrow_data: {
        status: 3,
        status_locale: '배송시작',
        shipping_started_at: '2026-03-02T12:00:00+09:00',
        receipt_confirmed_at: null,
      },
    })
  })

  it.each(['confirmPurchase', 'refusePurchase'] as const)('is decided by the buyer, once: %s', async (decide) => {
    const sandbox = start()
    const receipt_id = paid(sandbox, { escrow: true })
    const why = `${decide}: receipt ${receipt_id} is no escrow purchase that is on its way`
    expect(() => sandbox.browser[decide](receipt_id)).toThrow(why)
    const ship = () => succeed(sandbox, `PUT /escrow/shipping/start/${receipt_id}`, shipping)
    await ship()
    sandbox.browser[decide](receipt_id)
    const [decided] = sandbox.state().receipts
    expect(decided).toMatchObject({ status: 1, escrow_data: { status: decide === 'confirmPurchase' ? 1 : -2 } })
    expect(() => sandbox.browser[decide](receipt_id)).toThrow(why)
    // A second start of the shipping takes nothing back.
    sandbox.advance(60_000)
    await ship()
    expect(sandbox.state().receipts).toEqual([decided])
  })

  it('is decided on nothing else: no escrow, nothing paid, all cancelled', async () => {
    const sandbox = start()
    const cancelled = paid(sandbox, { escrow: true })
    await succeed(sandbox, `PUT /escrow/shipping/start/${cancelled}`, shipping)
    await succeed(sandbox, 'POST /cancel', { receipt_id: cancelled })
    const unpaid = sandbox.browser.requestPayment({ ...order, escrow: true })
    for (const id of [cancelled, unpaid, paid(sandbox), 'none'])
      for (const decide of ['confirmPurchase', 'refusePurchase'] as const)
        expect(() => sandbox.browser[decide](id)).toThrow(`${decide}: `)
    expect(sandbox.state().receipts[0]).toMatchObject({ status: 20, escrow_data: { status: 3 } })
  })

  it('refuses a payment without escrow, a gateway without it, an unknown receipt and missing members', async () => {
    const sandbox = start()
    const put = (id: string, body: unknown = shipping) => refusal(sandbox, `PUT /escrow/shipping/start/${id}`, body)
    expect(await put(paid(sandbox))).toEqual([400, 'RC_NOT_ESCROW'])
    expect(await put(paid(sandbox, { escrow: true, pg: 'nicepay' }))).toEqual([400, 'RC_NOT_ESCROW'])
    expect(await put(sandbox.browser.requestPayment({ ...order, escrow: true }))).toEqual([400, 'RC_NOT_ESCROW'])
    expect(await put('none')).toEqual([404, 'RC_NOT_FOUND'])
    expect(await put(paid(sandbox, { escrow: true }), {})).toEqual([400, 'PARAMETER_INVALID'])
  })
})

describe('a cash receipt for a payment', () => {
  const issue = 'POST /request/receipt/cash/publish'
  const request = { identity_no: '01012345678', cash_receipt_type: '소득공제' }

  it('is issued once and cancelled once, with the parameters in the query or in a body', async () => {
    const sandbox = start()
    const receipt_id = paid(sandbox, { method: 'bank' })
    const issued = await succeed(sandbox, issue, { receipt_id, ...request })
    expect(issued).toMatchObject({ receipt_id, status: 1, cash_receipt_data: { cash_receipt_type: 0 } })
    expect(await refusal(sandbox, issue, { receipt_id, ...request })).toEqual([400, 'RC_CASH_RECEIPT_FAILED'])
    const cancel = `DELETE /request/receipt/cash/cancel/${receipt_id}`
    expect(await succeed(sandbox, `${cancel}?cancel_username=admin`)).toBeNull()
    expect(await refusal(sandbox, cancel, { receipt_id, cancel_message: '' })).toEqual([400, 'RC_ALREADY_CANCELLED'])
    expect(await succeed(sandbox, issue, { receipt_id, ...request, cash_receipt_type: '지출증빙' })).toMatchObject({
      cash_receipt_data: { cash_receipt_type: 1 },
    })
  })

  it('refuses wrong requests', async () => {
    const sandbox = start()
    const receipt_id = sandbox.browser.requestPayment(order)
    const cancel = 'DELETE /request/receipt/cash/cancel'
    expect(await refusal(sandbox, issue, { receipt_id, ...request })).toEqual([400, 'RC_CASH_RECEIPT_FAILED'])
    expect(await refusal(sandbox, issue, { receipt_id, identity_no: '1' })).toEqual([400, 'PARAMETER_INVALID'])
    const nobody = { receipt_id, ...request, identity_no: '' }
    expect(await refusal(sandbox, issue, nobody)).toEqual([400, 'PARAMETER_INVALID'])
    expect(await refusal(sandbox, issue, request)).toEqual([404, 'RC_NOT_FOUND'])
    expect(await refusal(sandbox, `${cancel}/${receipt_id}`)).toEqual([400, 'RC_CASH_RECEIPT_FAILED'])
    expect(await refusal(sandbox, `${cancel}/none`)).toEqual([404, 'RC_NOT_FOUND'])
  })
})

describe('a cash receipt by itself', () => {
  const issue = 'POST /request/cash/receipt'
  const request = { ...order, cash_receipt_type: '소득공제', identity_no: '01012345678' }

  it('is issued in status 60, pg or none, and cancelled once into 61', async () => {
    const sandbox = start()
    const issued = await succeed(sandbox, issue, { ...request, pg: null, purchased_at: '2026-03-01T00:00:00+09:00' })
    expect(issued).toMatchObject({
      order_id: 'order-1',
      price: 1000,
      status: 60,
      purchased_at: '2026-03-01T00:00:00+09:00',
      cash_receipt_data: { cash_receipt_type: 0 },
    })
    const cancel = `DELETE /request/cash/receipt/${String(issued['receipt_id'])}`
    const cancelled = await succeed(sandbox, `${cancel}?cancel_username=a&cancel_message=b`)
    expect(cancelled).toMatchObject({ status: 61, cancelled_price: 1000, cancelled_at: '2026-03-02T12:00:00+09:00' })
    expect(await refusal(sandbox, cancel)).toEqual([400, 'RC_ALREADY_CANCELLED'])
  })

  it('refuses wrong requests and a used order_id', async () => {
    const sandbox = start()
    await succeed(sandbox, issue, request)
    expect(await refusal(sandbox, issue, request)).toEqual([400, 'RC_ORDER_ID_DUPLICATED'])
    for (const wrong of [{ price: 0 }, { cash_receipt_type: '기타' }, { identity_no: '' }])
      expect(await refusal(sandbox, issue, { ...request, ...wrong })).toEqual([400, 'PARAMETER_INVALID'])
    expect(await refusal(sandbox, 'DELETE /request/cash/receipt/none')).toEqual([404, 'RC_NOT_FOUND'])
    const payment = `DELETE /request/cash/receipt/${paid(sandbox)}`
    expect(await refusal(sandbox, payment)).toEqual([400, 'RC_CASH_RECEIPT_FAILED'])
  })
})

describe('wallets', () => {
  it('list what a user registered, apart for sandbox and production', async () => {
    const sandbox = start()
    const token = await bearer(sandbox)
    const list = (query: string) => succeed(sandbox, `GET /wallet?${query}`, undefined, token)
    expect(await list('user_id=user-1&sandbox=true')).toEqual([])
    const wallet_id = sandbox.browser.registerWallet({ user_id: 'user-1', card_no: '4111222233334444' })
    expect(await list('user_id=user-1&sandbox=true')).toEqual([
      {
        wallet_id,
        type: 1,
        sandbox: 1,
        order: 0,
        payment_status: 1,
        batch_data: {
          card_no: '41112222****4444',
          card_company_code: '01',
          card_company: '비씨',
          card_type: 0,
          card_hash: expect.stringMatching(/^[0-9a-f]{32}$/),
        },
        card_code: '01',
        expired_at: '2099-12-31T23:59:59+09:00',
        latest_purchased_at: null,
      },
    ])
    expect(await list('user_id=user-1&sandbox=false')).toEqual([])
    expect(await refusal(sandbox, 'GET /wallet', undefined, token)).toEqual([400, 'PARAMETER_INVALID'])
  })

  it('pay an order once', async () => {
    const sandbox = start()
    const request = { ...order, user_id: 'user-1', sandbox: true, webhook_url: 'https://example.com/hook' }
    expect(await refusal(sandbox, 'POST /wallet/payment', request)).toEqual([400, 'WALLET_NOT_FOUND'])
    const wallet_id = sandbox.browser.registerWallet({ user_id: 'user-1' })
    expect(await succeed(sandbox, 'POST /wallet/payment', request)).toMatchObject({
      order_id: 'order-1',
      price: 1000,
      status: 1,
      wallet_data: { success: { wallet_id, latest_purchased_at: '2026-03-02T12:00:00+09:00' }, failure: [] },
    })
    expect(await refusal(sandbox, 'POST /wallet/payment', request)).toEqual([400, 'RC_ORDER_ID_DUPLICATED'])
    for (const wrong of [{ price: 0 }, { user_id: '' }])
      expect(await refusal(sandbox, 'POST /wallet/payment', { ...request, ...wrong })).toEqual([
        400,
        'PARAMETER_INVALID',
      ])
  })
})
