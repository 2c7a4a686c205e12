import { describe, expect, it } from 'vitest'

import { account, card, issueCardKey, minutes, paid, refusal, send, start, succeed } from './support.js'

const plusOne = (id: unknown) => (BigInt(`0x${String(id)}`) + 1n).toString(16)

const charge = { order_id: 1716860112, order_name: '테스트 결제', price: 100 }

describe('POST /request/subscribe', () => {
  it('issues a key for a card, whose id is a new one without a first payment', async () => {
    const sandbox = start()
    const answer = await succeed(sandbox, 'POST /request/subscribe', card)
    expect(answer).toEqual({
      receipt_id: expect.stringMatching(/^[0-9a-f]{24}$/),
      subscription_id: '1716860112',
      gateway_url: 'https://gw.bootpay.co.kr',
      metadata: {},
      pg: '나이스페이먼츠',
      method: '카드자동',
      method_symbol: 'card_rebill_rest',
      method_origin: '카드자동',
      method_origin_symbol: 'card_rebill_rest',
      published_at: '2026-03-02T12:00:00+09:00',
      requested_at: '2026-03-02T12:00:00+09:00',
      status_locale: '빌링키발급완료',
      status: 11,
      billing_key: expect.stringMatching(/^[0-9a-f]{24}$/),
      billing_data: { card_no: '55701111****1074', card_company_code: '01', card_company: '비씨', card_type: 0 },
      billing_expire_at: '2099-12-31T23:59:59+09:00',
    })
    expect([answer['receipt_id'], plusOne(answer['receipt_id'])]).not.toContain(answer['billing_key'])
    expect(await succeed(sandbox, `GET /subscribe/billing_key/${String(answer['receipt_id'])}`)).toEqual(answer)
  })

  it('makes a first payment together with the key, and receipt_data only then', async () => {
    const sandbox = start()
    const answer = await succeed(sandbox, 'POST /request/subscribe', { ...card, price: 1000, tax_free: 10 })
    const payment = answer['receipt_data'] as Record<string, unknown>
    expect(payment).toMatchObject({
      order_id: '1716860112',
      price: 1000,
      tax_free: 10,
      status: 1,
      method_symbol: 'card',
      method_origin_symbol: 'card_rebill_rest',
      card_data: { card_no: '55701111****1074' },
    })
    expect(answer['billing_key']).toBe(plusOne(payment['receipt_id']))
    expect(await succeed(sandbox, `GET /receipt/${String(payment['receipt_id'])}`)).toEqual(payment)
    const second = await refusal(sandbox, 'POST /request/subscribe', { ...card, price: 1000 })
    expect(second).toEqual([400, 'RC_ORDER_ID_DUPLICATED'])
  })

  it.each([
    [{ card_expire_month: '13' }, 'RC_INVALID_EXP_MONTH'],
    [{ card_expire_month: '00' }, 'RC_INVALID_EXP_MONTH'],
    [{ card_expire_month: '' }, 'RC_INVALID_EXP_MONTH'],
    [{ card_no: '5570-1111' }, 'PARAMETER_INVALID'],
    [{ card_pw: '1234' }, 'PARAMETER_INVALID'],
    [{ card_identity_no: '9010141' }, 'PARAMETER_INVALID'],
    [{ card_identity_no: '901332' }, 'PARAMETER_INVALID'],
    [{ card_expire_year: '2030' }, 'PARAMETER_INVALID'],
    [{ price: -1 }, 'PARAMETER_INVALID'],
    [{ pg: '' }, 'PARAMETER_INVALID'],
    [{ subscription_id: null }, 'PARAMETER_INVALID'],
  ])('refuses %j with %s', async (wrong, code) => {
    expect(await refusal(start(), 'POST /request/subscribe', { ...card, ...wrong })).toEqual([400, code])
  })

  it('keeps and quotes card numbers masked only', async () => {
    const sandbox = start()
    const answers = [
      await send(sandbox, 'POST /request/subscribe', card),
      await send(sandbox, 'POST /request/subscribe', { ...card, card_expire_month: '99' }),
      await send(sandbox, 'POST /request/subscribe', { ...card, card_no: `${card.card_no}12345` }),
    ]
    expect(JSON.stringify([answers, sandbox.state()])).not.toContain(card.card_no.slice(0, 12))
  })
})

describe('an account billing key', () => {
  it('is asked for with a receipt in status 41, as observed', async () => {
    const sandbox = start()
    expect(await succeed(sandbox, 'POST /request/subscribe/automatic-transfer', account)).toEqual({
      receipt_id: expect.stringMatching(/^[0-9a-f]{24}$/),
      order_id: '1716848284697',
      price: 1000,
      tax_free: 0,
      cancelled_price: 0,
      cancelled_tax_free: 0,
      order_name: '테스트결제',
      company_name: '테스트 상점',
      gateway_url: 'https://gw.bootpay.co.kr',
      metadata: {},
      sandbox: true,
      pg: '나이스페이먼츠',
      method: '계좌자동이체',
      method_symbol: 'automatic_transfer_rest',
      method_origin: '계좌자동이체',
      method_origin_symbol: 'automatic_transfer_rest',
      requested_at: '2026-03-02T12:00:00+09:00',
      status_locale: '자동결제빌링키발급이전',
      currency: 'KRW',
      status: 41,
    })
  })

  it.each([
    [{ bank_name: '없는은행' }, 'SUBSCRIBE_AT_LOOKUP_USER_FAILED'],
    [{ bank_account: 'abc' }, 'SUBSCRIBE_AT_LOOKUP_USER_FAILED'],
    [{ identity_no: '1' }, 'SUBSCRIBE_AT_LOOKUP_USER_FAILED'],
    [{ identity_no: '901301' }, 'SUBSCRIBE_AT_LOOKUP_USER_FAILED'],
    [{ identity_no: '900230' }, 'SUBSCRIBE_AT_LOOKUP_USER_FAILED'],
    [{ identity_no: '000000' }, 'SUBSCRIBE_AT_LOOKUP_USER_FAILED'],
    [{ bank_name: '은행' }, 'SUBSCRIBE_AT_LOOKUP_USER_FAILED'],
    [{ bank_name: '__proto__' }, 'SUBSCRIBE_AT_LOOKUP_USER_FAILED'],
    [{ username: '' }, 'PARAMETER_INVALID'],
    [{ price: 'x' }, 'PARAMETER_INVALID'],
  ])('is refused for %j with %s', async (wrong, code) => {
    const request = { ...account, ...wrong }
    expect(await refusal(start(), 'POST /request/subscribe/automatic-transfer', request)).toEqual([400, code])
  })

  it.each([
    ['국민', '국민', '004'],
    ['국민은행', '국민', '004'],
    ['KB국민', '국민', '004'],
    ['kb국민은행', '국민', '004'],
    ['NH농협', '농협', '011'],
    ['NH농협은행', '농협', '011'],
    ['KEB하나', '하나', '081'],
    ['KEB하나은행', '하나', '081'],
    ['SC', 'SC제일', '023'],
    ['SC제일은행', 'SC제일', '023'],
    ['SC은행', 'SC제일', '023'],
    ['한국씨티', '씨티', '027'],
    ['한국씨티은행', '씨티', '027'],
    ['시티', '씨티', '027'],
    ['한국은행', '한국은행', '001'],
    ['강원', '강원', '038'],
    ['신한 은행', '신한', '088'],
  ])('takes %s for %s', async (given, bank_name, bank_code) => {
    const sandbox = start()
    const request = { ...account, bank_name: given, price: 0 }
    const asked = await succeed(sandbox, 'POST /request/subscribe/automatic-transfer', request)
    sandbox.browser.consent(String(asked['receipt_id']))
    expect(await succeed(sandbox, 'POST /request/subscribe/automatic-transfer/publish', asked)).toMatchObject({
      billing_data: { bank_name, bank_code },
    })
  })

  it.each([
    ['홍길동', '홍길*'],
    ['남궁민수', '남궁민*'],
    ['허준', '허*'],
    ['준', '*'],
    [' 홍길동 ', '홍길*'],
    ['홍길동'.normalize('NFD'), '홍길*'],
    ['John', 'Joh*'],
  ])('masks %j at its last letter', async (username, masked) => {
    const sandbox = start()
    await succeed(sandbox, 'POST /request/subscribe/automatic-transfer', { ...account, username })
    expect(sandbox.export()['receipts']).toMatchObject([{ bank: { username: masked } }])
  })

  it('is published after the consent, with the first payment, and once only', async () => {
    const sandbox = start()
    const asked = await succeed(sandbox, 'POST /request/subscribe/automatic-transfer', account)
    const receipt_id = String(asked['receipt_id'])
    const publish = 'POST /request/subscribe/automatic-transfer/publish'
    expect(await refusal(sandbox, publish, { receipt_id })).toEqual([400, 'SUBSCRIBE_PUBLISH_NOT_READY'])
    expect(await refusal(sandbox, `GET /subscribe/billing_key/${receipt_id}`)).toEqual([
      400,
      'SUBSCRIBE_PUBLISH_NOT_READY',
    ])
    sandbox.browser.consent(receipt_id)
    expect(await succeed(sandbox, `GET /receipt/${receipt_id}`)).toMatchObject({ status: 41 })
    sandbox.advance(minutes(17))

    const key = await succeed(sandbox, publish, { receipt_id })
    const payment = key['receipt_data'] as Record<string, unknown>
    expect(key).toEqual({
      receipt_id,
      subscription_id: '1716848284697',
      gateway_url: 'https://gw.bootpay.co.kr',
      metadata: {},
      pg: '나이스페이먼츠',
      method: '계좌자동이체',
      method_symbol: 'automatic_transfer_rest',
      method_origin: '계좌자동이체',
      method_origin_symbol: 'automatic_transfer_rest',
      published_at: '2026-03-02T12:17:00+09:00',
      requested_at: '2026-03-02T12:00:00+09:00',
      status_locale: '빌링키발급완료',
      status: 11,
      receipt_data: {
        ...asked,
        receipt_id: expect.not.stringMatching(receipt_id),
        method: '계좌이체',
        method_symbol: 'bank',
        purchased_at: '2026-03-02T12:17:00+09:00',
        status_locale: '결제완료',
        status: 1,
        receipt_url: expect.stringMatching(/%0A$/),
        bank_data: {
          tid: expect.stringMatching(/^\d{10}$/),
          bank_code: '004',
          bank_name: '국민',
          bank_account: '0000000000000000',
          bank_username: '홍길*',
        },
      },
      billing_key: plusOne(payment['receipt_id']),
      billing_data: { bank_name: '국민', bank_code: '004', bank_account: '0000000000000000', username: '홍길*' },
      billing_expire_at: '2099-12-31T23:59:59+09:00',
    })
    expect(await send(sandbox, publish, { receipt_id })).toEqual({
      status: 400,
      body: { error_code: 'SUBSCRIBE_PUBLISH_NOT_READY', message: '빌링키 발급 대기 상태가 아닙니다.' },
    })
    expect(await succeed(sandbox, `GET /subscribe/billing_key/${receipt_id}`)).toEqual(key)
    expect(sandbox.state().billing_keys).toHaveLength(1)
  })

  it('has no receipt_data with a price of 0', async () => {
    const sandbox = start()
    const asked = await succeed(sandbox, 'POST /request/subscribe/automatic-transfer', { ...account, price: 0 })
    sandbox.browser.consent(String(asked['receipt_id']))
    const key = await succeed(sandbox, 'POST /request/subscribe/automatic-transfer/publish', asked)
    expect(key).not.toHaveProperty('receipt_data')
    expect([asked['receipt_id'], plusOne(asked['receipt_id'])]).not.toContain(key['billing_key'])
    const paidBy = await succeed(sandbox, 'POST /subscribe/payment', { ...charge, billing_key: key['billing_key'] })
    expect(paidBy).toMatchObject({ method_symbol: 'bank', method_origin_symbol: 'automatic_transfer_rest' })
  })

  it('cannot be published from another receipt, or once destroyed', async () => {
    const sandbox = start()
    const publish = 'POST /request/subscribe/automatic-transfer/publish'
    expect(await refusal(sandbox, publish, { receipt_id: 'none' })).toEqual([404, 'RC_NOT_FOUND'])
    expect(await refusal(sandbox, publish, { receipt_id: paid(sandbox) })).toEqual([400, 'RC_NOT_SUBSCRIBE'])
    const asked = await succeed(sandbox, 'POST /request/subscribe/automatic-transfer', account)
    sandbox.browser.consent(String(asked['receipt_id']))
    const key = await succeed(sandbox, publish, asked)
    await succeed(sandbox, `DELETE /subscribe/billing_key/${String(key['billing_key'])}`)
    expect(await refusal(sandbox, publish, asked)).toEqual([400, 'SUBSCRIBE_BK_EXPIRED'])
  })
})

describe('looking a billing key up', () => {
  it('by key answers another shape than by receipt', async () => {
    const sandbox = start()
    const billing_key = await issueCardKey(sandbox)
    expect(await succeed(sandbox, `GET /billing_key/${billing_key}`)).toEqual({
      billing_key,
      pg: '나이스페이먼츠',
      method: '카드자동',
      method_symbol: 'card_rebill_rest',
      billing_data: { card_no: '55701111****1074', card_company_code: '01', card_company: '비씨', card_type: 0 },
      version: 2,
      sandbox: 1,
      expire_at: '2099-12-31T23:59:59+09:00',
      published_at: '2026-03-02T12:00:00+09:00',
      status: 1,
    })
    expect(await refusal(sandbox, 'GET /billing_key/none')).toEqual([400, 'SUBSCRIBE_BK_NOT_FOUND'])
  })

  it('by receipt refuses a payment and an unknown receipt', async () => {
    const sandbox = start()
    expect(await refusal(sandbox, `GET /subscribe/billing_key/${paid(sandbox)}`)).toEqual([400, 'RC_NOT_SUBSCRIBE'])
    expect(await refusal(sandbox, 'GET /subscribe/billing_key/none')).toEqual([404, 'RC_NOT_FOUND'])
  })

  it('sequential answers the shape of by receipt, to the owner only', async () => {
    const sandbox = start()
    const key = await succeed(sandbox, 'POST /request/subscribe', { ...card, user: { id: 7 } })
    const path = `GET /subscribe/sequential_billing_key/${String(key['billing_key'])}?widget_key=w`
    expect(await succeed(sandbox, path)).toEqual(key)
    expect(await succeed(sandbox, `${path}&user_id=7`)).toEqual(key)
    expect(await refusal(sandbox, `${path}&user_id=8`)).toEqual([400, 'SUBSCRIBE_BK_NOT_FOUND'])
  })
})

describe('POST /subscribe/payment', () => {
  it('charges a key', async () => {
    const sandbox = start()
    const billing_key = await issueCardKey(sandbox)
    const request = { ...charge, billing_key, card_quota: '3', metadata: { cycle: 1 }, user: {}, items: [] }
    expect(await succeed(sandbox, 'POST /subscribe/payment', request)).toMatchObject({
      order_id: '1716860112',
      price: 100,
      metadata: { cycle: 1 },
      status: 1,
      card_data: { card_no: '55701111****1074', card_quota: '03' },
    })
  })

  it('refuses an order_id that was charged, without charging again', async () => {
    const sandbox = start()
    const billing_key = await issueCardKey(sandbox)
    await succeed(sandbox, 'POST /subscribe/payment', { ...charge, billing_key })
    const again = await refusal(sandbox, 'POST /subscribe/payment', { ...charge, billing_key })
    expect(again).toEqual([400, 'RC_ORDER_ID_DUPLICATED'])
    expect(sandbox.state().receipts.filter(({ status }) => status === 1)).toHaveLength(1)
  })

  it.each([{ price: 0 }, { price: null }, { tax_free: 101 }, { order_id: '' }, { order_name: null }])(
    'refuses %j',
    async (wrong) => {
      const sandbox = start()
      const request = { ...charge, billing_key: await issueCardKey(sandbox), ...wrong }
      expect(await refusal(sandbox, 'POST /subscribe/payment', request)).toEqual([400, 'PARAMETER_INVALID'])
    },
  )
})

describe('DELETE /subscribe/billing_key/{billing_key}', () => {
  it('destroys a key once; nothing can be charged to it any more', async () => {
    const sandbox = start()
    const key = await succeed(sandbox, 'POST /request/subscribe', card)
    const billing_key = String(key['billing_key'])
    const path = `DELETE /subscribe/billing_key/${billing_key}`
    expect(await succeed(sandbox, path)).toEqual({ billing_key })
    const gone = [400, 'SUBSCRIBE_BK_EXPIRED']
    expect(await refusal(sandbox, path)).toEqual(gone)
    expect(await refusal(sandbox, 'POST /subscribe/payment', { ...charge, billing_key })).toEqual(gone)
    expect(await refusal(sandbox, 'POST /subscribe/payment/reserve', { ...charge, billing_key })).toEqual(gone)
    expect(await succeed(sandbox, `GET /billing_key/${billing_key}`)).toMatchObject({ status: 0 })
    expect(await succeed(sandbox, `GET /subscribe/billing_key/${String(key['receipt_id'])}`)).toMatchObject({
      status: -11,
    })
  })

  it('refuses an unknown key', async () => {
    const sandbox = start()
    const unknown = [400, 'SUBSCRIBE_BK_NOT_FOUND']
    expect(await refusal(sandbox, 'DELETE /subscribe/billing_key/none')).toEqual(unknown)
    expect(await refusal(sandbox, 'POST /subscribe/payment', { ...charge, billing_key: 'none' })).toEqual(unknown)
  })
})
