import { describe, expect, it } from 'vitest'

import { minutes, order, paid, refusal, send, start, succeed } from './support.js'

describe('GET /receipt/{receipt_id}', () => {
  it('answers a paid card receipt as observed at nicepay', async () => {
    const sandbox = start()
    const receipt_id = paid(sandbox, { metadata: { id: 1 }, tax_free: 100 })
    expect(await send(sandbox, `GET /receipt/${receipt_id}`)).toEqual({
      status: 200,
      body: {
        receipt_id,
        order_id: 'order-1',
        price: 1000,
        tax_free: 100,
        cancelled_price: 0,
        cancelled_tax_free: 0,
        order_name: '테스트 상품',
        company_name: '테스트 상점',
        gateway_url: 'https://gw.bootpay.co.kr',
        metadata: { id: 1 },
        sandbox: true,
        pg: '나이스페이먼츠',
        method: '카드',
        method_symbol: 'card',
        method_origin: '카드',
        method_origin_symbol: 'card',
        purchased_at: '2026-03-02T12:00:00+09:00',
        requested_at: '2026-03-02T12:00:00+09:00',
        status_locale: '결제완료',
        currency: 'KRW',
        receipt_url: expect.stringMatching(/^https:\/\/door\.bootpay\.co\.kr\/receipt\/.+%0A$/),
        status: 1,
        card_data: {
          tid: expect.stringMatching(/^nicepay00m01\d+$/),
          card_approve_no: expect.stringMatching(/^\d{8}$/),
          card_no: '94352017****6169',
          card_interest: '0',
          card_quota: '00',
          card_company_code: '01',
          card_company: '비씨',
          card_type: '신용',
          card_owner_type: '개인',
          point: 0,
          coupon: 0,
          receipt_url: expect.stringContaining('https://npg.nicepay.co.kr/'),
        },
      },
    })
  })

  it('answers an unpaid one without what payment brings', async () => {
    const sandbox = start()
    const receipt_id = sandbox.browser.requestPayment(order)
    const receipt = await succeed(sandbox, `GET /receipt/${receipt_id}`)
    expect(receipt).toMatchObject({ status: 0, metadata: {} })
    expect(receipt).not.toHaveProperty('purchased_at')
    expect(receipt).not.toHaveProperty('card_data')
    expect(receipt).not.toHaveProperty('receipt_url')
  })

  it('answers no card_interest, card_type or card_owner_type at KCP', async () => {
    const sandbox = start()
    const receipt = await succeed(sandbox, `GET /receipt/${paid(sandbox, { pg: 'kcp' })}`)
    expect(receipt).toMatchObject({ pg: 'KCP' })
    expect(Object.keys(receipt['card_data'] as object)).toEqual([
      'tid',
      'card_approve_no',
      'card_no',
      'card_quota',
      'card_company_code',
      'card_company',
      'point',
      'coupon',
    ])
  })

  it.each([
    ['bank', { method: '계좌이체', method_symbol: 'bank', method_origin_symbol: 'bank' }, 'bank_data'],
    ['phone', { method: '휴대폰', method_symbol: 'phone', method_origin_symbol: 'phone' }, 'phone_data'],
    ['kakao', { method: '카드', method_origin: '카카오페이', method_origin_symbol: 'kakaopay' }, 'card_data'],
    ['네이버페이', { method: '카드', method_origin: '네이버페이', method_origin_symbol: 'naverpay' }, 'card_data'],
  ])('shows what the buyer chose: %s', async (method, expected, data) => {
    const sandbox = start()
    const receipt = await succeed(sandbox, `GET /receipt/${paid(sandbox, { method })}`)
    expect(receipt).toMatchObject(expected)
    expect(Object.keys(receipt).filter((name) => name.endsWith('_data'))).toEqual([data])
  })

  it('adds user_data only when asked for it', async () => {
    const sandbox = start()
    const receipt_id = paid(sandbox, { user: { username: '홍길동' } })
    const path = `GET /receipt/${receipt_id}?lookup_user_data=`
    expect(await succeed(sandbox, `${path}true`)).toMatchObject({ user_data: { username: '홍길동' } })
    expect(await succeed(sandbox, `${path}false`)).not.toHaveProperty('user_data')
  })

  it('refuses an unknown id with 404 RC_NOT_FOUND and a Korean message', async () => {
    expect(await send(start(), 'GET /receipt/628b2206d01c7e00209b6087')).toEqual({
      status: 404,
      body: { error_code: 'RC_NOT_FOUND', message: '영수증 정보를 찾지 못했습니다.' },
    })
  })
})

describe('GET /lookup/order/{order_id}', () => {
  it('answers a bare array with every receipt of the order, oldest first', async () => {
    const sandbox = start()
    const ids = [paid(sandbox), paid(sandbox)]
    paid(sandbox, { order_id: 'another' })
    const receipts = await succeed(sandbox, 'GET /lookup/order/order-1')
    expect(receipts).toEqual(sandbox.state().receipts.slice(0, 2))
    expect(receipts).toMatchObject(ids.map((receipt_id) => ({ receipt_id })))
  })

  it('answers an empty array for an unknown order, and decodes the id', async () => {
    const sandbox = start()
    paid(sandbox, { order_id: '주문/1 ?' })
    expect(await succeed(sandbox, 'GET /lookup/order/none')).toEqual([])
    expect(await succeed(sandbox, `GET /lookup/order/${encodeURIComponent('주문/1 ?')}`)).toHaveLength(1)
  })
})

describe('a payment confirmed by the server', () => {
  it('waits in status 2 for POST /confirm, which pays it', async () => {
    const sandbox = start()
    const receipt_id = paid(sandbox, { separately_confirmed: true })
    expect(await succeed(sandbox, `GET /receipt/${receipt_id}`)).toMatchObject({ status: 2 })
    sandbox.advance(5_000)
    expect(await succeed(sandbox, 'POST /confirm', { receipt_id })).toMatchObject({
      status: 1,
      purchased_at: '2026-03-02T12:00:05+09:00',
    })
  })

  it('refuses in any other status: a second confirm does not charge again', async () => {
    const sandbox = start()
    const receipt_id = paid(sandbox)
    expect(await refusal(sandbox, 'POST /confirm', { receipt_id })).toEqual([400, 'RC_NOT_CONFIRM_READY'])
    expect(await refusal(sandbox, 'POST /confirm', { receipt_id: 'none' })).toEqual([404, 'RC_NOT_FOUND'])
    expect(await refusal(sandbox, 'POST /confirm', {})).toEqual([404, 'RC_NOT_FOUND'])
  })
})

describe('a virtual account', () => {
  const refund = { bank_account: '1234567890', bank_username: '홍길동', bank_code: '004' }

  it('is issued by paying (5) and paid by the deposit (1)', async () => {
    const sandbox = start()
    const receipt_id = paid(sandbox, { method: 'vbank' })
    const issued = await succeed(sandbox, `GET /receipt/${receipt_id}`)
    expect(issued).toMatchObject({
      status: 5,
      method: '가상계좌',
      vbank_data: { expired_at: '2026-03-05T12:00:00+09:00' },
    })
    expect(issued).not.toHaveProperty('purchased_at')
    sandbox.browser.deposit(receipt_id)
    expect(await succeed(sandbox, `GET /receipt/${receipt_id}`)).toMatchObject({
      status: 1,
      purchased_at: '2026-03-02T12:00:00+09:00',
    })
  })

  it('ends with -10 three days later when nobody paid into it, and cannot be paid into then', async () => {
    const sandbox = start()
    const [late, inTime] = [paid(sandbox, { method: 'vbank' }), paid(sandbox, { method: 'vbank' })]
    sandbox.advance(minutes(3 * 24 * 60) - 1)
    sandbox.browser.deposit(inTime)
    expect(await succeed(sandbox, `GET /receipt/${late}`)).toMatchObject({ status: 5 })
    sandbox.advance(1)
    const ended = await succeed(sandbox, `GET /receipt/${late}`)
    expect(ended).toMatchObject({ status: -10, vbank_data: { expired_at: '2026-03-05T12:00:00+09:00' } })
    expect(ended).not.toHaveProperty('purchased_at')
    expect(await succeed(sandbox, `GET /receipt/${inTime}`)).toMatchObject({ status: 1 })
    expect(() => sandbox.browser.deposit(late)).toThrow(`deposit: receipt ${late} has status -10`)
    expect(await refusal(sandbox, 'POST /cancel', { receipt_id: late, refund })).toEqual([
      400,
      'RC_CANCEL_SERVER_ERROR',
    ])
    // What the page was told when it was issued.
    expect(sandbox.browser.event(late)).toMatchObject({ event: 'issued', data: { receipt_id: late } })
  })

  it('cannot be cancelled before the deposit, and needs a refund account after it', async () => {
    const sandbox = start()
    const receipt_id = paid(sandbox, { method: 'vbank' })
    const cancel = (more: object) => refusal(sandbox, 'POST /cancel', { receipt_id, ...more })
    expect(await cancel({ refund })).toEqual([400, 'RC_CANCEL_SERVER_ERROR'])
    sandbox.browser.deposit(receipt_id)
    const why = async (more: object) => (await send(sandbox, 'POST /cancel', { receipt_id, ...more })).body['message']
    expect(await cancel({})).toEqual([400, 'RC_CANCEL_SERVER_ERROR'])
    expect(await why({})).toContain('(refund)')
    expect(await cancel({ refund: { ...refund, bank_code: '' } })).toEqual([400, 'RC_CANCEL_SERVER_ERROR'])
    for (const name of ['bank_account', 'bank_username', 'bank_code'])
      expect(await why({ refund: { ...refund, [name]: null } })).toContain(`(refund.${name})`)
    expect(await succeed(sandbox, 'POST /cancel', { receipt_id, refund })).toMatchObject({ status: 20 })
  })
})

describe('POST /cancel', () => {
  it('cancels all when no price is given, the tax-free part included', async () => {
    const sandbox = start()
    const receipt_id = paid(sandbox, { tax_free: 300 })
    sandbox.advance(minutes(1))
    expect(await succeed(sandbox, 'POST /cancel', { receipt_id, cancel_price: null })).toMatchObject({
      receipt_id,
      price: 1000,
      cancelled_price: 1000,
      cancelled_tax_free: 300,
      cancelled_at: '2026-03-02T12:01:00+09:00',
      status: 20,
      status_locale: '결제취소',
    })
  })

  it('cancels parts until nothing is left; the status stays 1 until then', async () => {
    const sandbox = start()
    const receipt_id = paid(sandbox)
    const cancel = (cancel_price: number) => succeed(sandbox, 'POST /cancel', { receipt_id, cancel_price })
    expect(await cancel(400)).toMatchObject({ status: 1, cancelled_price: 400 })
    expect(await cancel(100)).toMatchObject({ status: 1, cancelled_price: 500 })
    expect(await cancel(500)).toMatchObject({ status: 20, cancelled_price: 1000 })
    expect(sandbox.state().cancellations.map(({ cancel_price }) => cancel_price)).toEqual([400, 100, 500])
  })

  it('adds parts up to the cent', async () => {
    const sandbox = start()
    const receipt_id = paid(sandbox, { price: 1.1, currency: 'USD' })
    const cancel = (cancel_price: number) => succeed(sandbox, 'POST /cancel', { receipt_id, cancel_price })
    expect(await cancel(0.4)).toMatchObject({ status: 1, currency: 'USD', cancelled_price: 0.4 })
    expect(await cancel(0.7)).toMatchObject({ status: 20, cancelled_price: 1.1 })
  })

  it('reports 20 after a partial cancel when told so, and still cancels the rest', async () => {
    const sandbox = start({ partialCancelStatus: 20 })
    const receipt_id = paid(sandbox)
    const part = await succeed(sandbox, 'POST /cancel', { receipt_id, cancel_price: 400 })
    expect(part).toMatchObject({ status: 20, cancelled_price: 400 })
    expect(await succeed(sandbox, 'POST /cancel', { receipt_id })).toMatchObject({ status: 20, cancelled_price: 1000 })
    expect(await refusal(sandbox, 'POST /cancel', { receipt_id })).toEqual([400, 'RC_ALREADY_CANCELLED'])
  })

  it('refuses a whole cancel the second time', async () => {
    const sandbox = start()
    const receipt_id = paid(sandbox)
    await succeed(sandbox, 'POST /cancel', { receipt_id })
    expect(await refusal(sandbox, 'POST /cancel', { receipt_id })).toEqual([400, 'RC_ALREADY_CANCELLED'])
    expect(sandbox.state().cancellations).toHaveLength(1)
  })

  it('refuses a repeated cancel_id on the same receipt, without a second effect', async () => {
    const sandbox = start()
    const receipt_id = paid(sandbox)
    const part = { receipt_id, cancel_price: 400, cancel_id: 'cancel-1' }
    await succeed(sandbox, 'POST /cancel', part)
    expect(await refusal(sandbox, 'POST /cancel', part)).toEqual([400, 'RC_CANCEL_ID_DUPLICATED'])
    expect(sandbox.state().receipts[0]).toMatchObject({ cancelled_price: 400 })
    const other = paid(sandbox, { order_id: 'order-2' })
    expect(await succeed(sandbox, 'POST /cancel', { ...part, receipt_id: other })).toMatchObject({
      cancelled_price: 400,
    })
  })

  it.each([0, -1, 1001, 'abc', {}, Number.MAX_SAFE_INTEGER])('refuses a cancel_price of %j', async (cancel_price) => {
    const sandbox = start()
    const receipt_id = paid(sandbox)
    expect(await refusal(sandbox, 'POST /cancel', { receipt_id, cancel_price })).toEqual([
      400,
      'RC_CANCEL_SERVER_ERROR',
    ])
    expect(sandbox.state().cancellations).toEqual([])
  })

  it('refuses more tax-free money than the part or the payment has', async () => {
    const sandbox = start()
    const receipt_id = paid(sandbox, { tax_free: 300 })
    const part = (cancel_tax_free: number) => ({ receipt_id, cancel_price: 400, cancel_tax_free })
    expect(await refusal(sandbox, 'POST /cancel', part(301))).toEqual([400, 'RC_CANCEL_SERVER_ERROR'])
    expect(await succeed(sandbox, 'POST /cancel', part(300))).toMatchObject({ cancelled_tax_free: 300 })
  })

  it.each([
    ['a bank transfer', { method: 'bank' }],
    ['a card at a gateway that cannot', { pg: '토스' }],
  ])('refuses a partial cancel of %s, but not a whole one', async (_, payment) => {
    const sandbox = start()
    const receipt_id = paid(sandbox, payment)
    const part = { receipt_id, cancel_price: 1 }
    expect(await refusal(sandbox, 'POST /cancel', part)).toEqual([400, 'RC_CANCEL_SERVER_ERROR'])
    expect(await succeed(sandbox, 'POST /cancel', { receipt_id })).toMatchObject({ status: 20 })
  })

  it('refuses a phone payment of last month', async () => {
    const sandbox = start()
    const [early, late] = [paid(sandbox, { method: 'phone' }), paid(sandbox, { method: 'phone' })]
    expect(await succeed(sandbox, 'POST /cancel', { receipt_id: early })).toMatchObject({ status: 20 })
    sandbox.advance(minutes(60 * 24 * 30))
    expect(await refusal(sandbox, 'POST /cancel', { receipt_id: late })).toEqual([400, 'RC_CANCEL_SERVER_ERROR'])
  })

  it('refuses what was never paid and what is not there', async () => {
    const sandbox = start()
    const receipt_id = sandbox.browser.requestPayment(order)
    expect(await refusal(sandbox, 'POST /cancel', { receipt_id })).toEqual([400, 'RC_CANCEL_SERVER_ERROR'])
    expect(await refusal(sandbox, 'POST /cancel', { receipt_id: 'none' })).toEqual([404, 'RC_NOT_FOUND'])
  })
})

describe('the browser', () => {
  it('throws on a step that cannot be', () => {
    const sandbox = start()
    const receipt_id = paid(sandbox)
    const { browser } = sandbox
    expect(() => browser.pay('none')).toThrow('bootpay-fp sandbox: pay: no receipt none')
    expect(() => browser.pay(receipt_id)).toThrow(`pay: receipt ${receipt_id} has status 1`)
    expect(() => browser.deposit(receipt_id)).toThrow('deposit')
    expect(() => browser.consent(receipt_id)).toThrow('consent')
    expect(() => browser.requestPayment({ ...order, price: 0 })).toThrow('price must be above 0')
    expect(() => browser.requestPayment({ ...order, tax_free: 1001 })).toThrow('tax_free must be 0 up to price')
    expect(() => browser.requestPayment({ ...order, method: 'cash' })).toThrow('unknown method')
  })
})
