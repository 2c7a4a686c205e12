import { describe, expect, it } from 'vitest'

import { ask, basic, sendRaw, serve, useRealNetwork } from './support.js'
import type { RunningServer } from '../../src/cli/start.js'

useRealNetwork()

const card = {
  pg: '나이스페이',
  order_name: '정기결제',
  subscription_id: 'subscription-1',
  card_no: '5570111122221074',
  card_pw: '12',
  card_identity_no: '901014',
  card_expire_year: '30',
  card_expire_month: '12',
}

/** Sends what an SDK sends, byte for byte. */
const raw = (server: RunningServer, line: string, body?: object | string, headers: Record<string, string> = {}) => {
  const [method = '', path = ''] = line.split(' ')
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
  return sendRaw(server.baseUrl + path, {
    method,
    headers: { authorization: basic, 'content-type': 'application/json', accept: 'application/json', ...headers },
    ...(text === undefined ? {} : { body: text }),
  })
}

const paid = async (server: RunningServer, more: object = {}): Promise<string> => {
  const order = { price: 1000, order_id: 'order-1', order_name: '스웨터', pay: true }
  return String((await ask(server, 'POST /payments', { ...order, ...more })).body['receipt_id'])
}

const keyOf = async (server: RunningServer): Promise<string> =>
  String((await raw(server, 'POST /request/subscribe', card)).body['billing_key'])

describe('a DELETE', () => {
  it('takes its parameters in a body, as Go, Java and .NET send them', async () => {
    const server = await serve()
    const billing_key = await keyOf(server)
    const destroy = await raw(server, `DELETE /subscribe/billing_key/${billing_key}`, { billing_key })
    expect(destroy).toMatchObject({ status: 200, body: { billing_key } })
    const receipt_id = await paid(server, { method: 'bank' })
    const cash = { receipt_id, identity_no: '01000000000', cash_receipt_type: '소득공제' }
    expect((await raw(server, 'POST /request/receipt/cash/publish', cash)).status).toBe(200)
    const cancel = { receipt_id, cancel_username: '관리자', cancel_message: '오류' }
    expect((await raw(server, `DELETE /request/receipt/cash/cancel/${receipt_id}`, cancel)).status).toBe(200)
  })

  it('takes them in the query, as JavaScript, Python and PHP send them, and takes none', async () => {
    const server = await serve()
    const billing_key = await keyOf(server)
    expect((await raw(server, `DELETE /subscribe/billing_key/${billing_key}?billing_key=${billing_key}`)).status).toBe(
      200,
    )
    const second = await ask(server, 'POST /reset')
    expect(second.status).toBe(200)
    expect((await raw(server, `DELETE /subscribe/billing_key/${await keyOf(server)}`)).status).toBe(200)
  })

  it('takes an empty body and a null', async () => {
    const server = await serve()
    for (const body of ['', '{}', 'null'])
      expect((await raw(server, `DELETE /subscribe/billing_key/${await keyOf(server)}`, body)).status).toBe(200)
  })
})

describe('a GET', () => {
  it('may have a content type, and a body that says nothing', async () => {
    const server = await serve()
    const path = `/receipt/${await paid(server)}`
    for (const body of [undefined, '', '{}', 'null', 'no JSON'])
      expect((await raw(server, `GET ${path}`, body)).status).toBe(200)
  })

  it('may end in .json, as .NET and old Go send it, or in a slash', async () => {
    const server = await serve()
    const receipt_id = await paid(server)
    for (const path of [`/receipt/${receipt_id}.json`, `/receipt/${receipt_id}/`, `/receipt/${receipt_id}.json?a=1`])
      expect(await raw(server, `GET ${path}`)).toMatchObject({ status: 200, body: { receipt_id } })
    expect((await raw(server, 'POST /cancel.json', { receipt_id })).status).toBe(200)
  })
})

describe('members', () => {
  it('of Go: zero values for all that was not set', async () => {
    const server = await serve()
    const receipt_id = await paid(server)
    const cancel = {
      receipt_id,
      cancel_id: '',
      cancel_username: '',
      cancel_message: '',
      cancel_price: 500,
      cancel_tax_free: 0,
      refund: { bank_account: '', bank_username: '', bank_code: '' },
      items: null,
    }
    expect(await raw(server, 'POST /cancel', cancel)).toMatchObject({ status: 200, body: { cancelled_price: 500 } })
    const charge = {
      billing_key: await keyOf(server),
      order_id: 'go-1',
      order_name: '구독',
      price: 1000,
      tax_free: 0,
      card_quota: '',
      card_interest: '',
      items: [],
      user: { id: '', username: '', email: '', phone: '', gender: 0, birth: '', area: '', addr: '' },
      extra: { card_quota: '', seller_name: '', delivery_day: 0, open_type: '' },
      feedback_url: '',
      content_type: '',
      metadata: {},
    }
    expect(await raw(server, 'POST /subscribe/payment', charge)).toMatchObject({ status: 200, body: { status: 1 } })
  })

  it('of Python: null for all that was not set', async () => {
    const server = await serve()
    const receipt_id = await paid(server)
    const cancel = {
      receipt_id,
      cancel_price: null,
      cancel_tax_free: null,
      cancel_id: null,
      cancel_username: null,
      cancel_message: null,
      refund: null,
    }
    expect(await raw(server, 'POST /cancel', cancel)).toMatchObject({ status: 200, body: { status: 20 } })
    const asked = { ...card, extra: null, user: null, metadata: null, price: null, tax_free: null }
    expect(await raw(server, 'POST /request/subscribe', asked)).toMatchObject({ status: 200, body: { status: 11 } })
  })

  it('of Java: numbers as decimals, and as texts', async () => {
    const server = await serve()
    const receipt_id = await paid(server)
    const cancel = `{"receipt_id":"${receipt_id}","cancel_price":400.0,"cancel_tax_free":0.0}`
    expect(await raw(server, 'POST /cancel', cancel)).toMatchObject({ status: 200, body: { cancelled_price: 400 } })
    const rest = { receipt_id, cancel_price: '600' }
    expect(await raw(server, 'POST /cancel', rest)).toMatchObject({ status: 200, body: { status: 20 } })
  })

  it('that are ids may be numbers; they come back as texts', async () => {
    const server = await serve()
    const key = await raw(server, 'POST /request/subscribe', { ...card, subscription_id: 1716860112 })
    expect(key).toMatchObject({ status: 200, body: { subscription_id: '1716860112' } })
    const charge = { billing_key: key.body['billing_key'], order_id: 1716860113, order_name: '구독', price: 1000 }
    expect(await raw(server, 'POST /subscribe/payment', charge)).toMatchObject({
      status: 200,
      body: { order_id: '1716860113' },
    })
    expect(await raw(server, 'GET /lookup/order/1716860113')).toMatchObject({ body: [{ order_id: '1716860113' }] })
  })

  it('that nobody knows do no harm', async () => {
    const server = await serve()
    const receipt_id = await paid(server)
    expect((await raw(server, 'POST /cancel', { receipt_id, sdk: 'x', nested: { a: [1] } })).status).toBe(200)
  })
})

describe('reserve_execute_at', () => {
  it.each([
    ['Go', '2099-04-21T17:05:36+09:00'],
    ['JavaScript', '2099-04-21T08:05:36.000Z'],
    ['Python', '2099-04-21T17:05:36+0900'],
    ['PHP', '2099-04-21 08:05:36 UTC'],
    ['Java', '2099-04-21T17:05:36 +0900'],
  ])('of %s: %s', async (_, reserve_execute_at) => {
    const server = await serve()
    const request = { billing_key: await keyOf(server), order_id: 'r-1', order_name: '구독', price: 1000 }
    expect(await raw(server, 'POST /subscribe/payment/reserve', { ...request, reserve_execute_at })).toMatchObject({
      status: 200,
      body: { reserve_execute_at: '2099-04-21T17:05:36+09:00' },
    })
  })
})

describe('what Bootpay refuses', () => {
  it('is refused over HTTP too, with its status', async () => {
    const server = await serve()
    const receipt_id = await paid(server)
    const refusal = async (line: string, body?: object | string, headers?: Record<string, string>) => {
      const { status, body: answer } = await raw(server, line, body, headers)
      return [status, answer['error_code']]
    }
    expect(await refusal(`GET /receipt/${receipt_id}`, undefined, { authorization: 'Bearer nothing' })).toEqual([
      401,
      'TOKEN_KEY_INVALID',
    ])
    expect(await refusal('POST /cancel', { receipt_id, cancel_price: 1001 })).toEqual([400, 'RC_CANCEL_SERVER_ERROR'])
    expect(await refusal('POST /cancel', { receipt_id, cancel_price: 0 })).toEqual([400, 'RC_CANCEL_SERVER_ERROR'])
    expect(await refusal('POST /cancel', '{"receipt_id":')).toEqual([400, 'BODY_INVALID'])
    expect(await refusal('POST /confirm', { receipt_id })).toEqual([400, 'RC_NOT_CONFIRM_READY'])
    expect(await refusal('GET /receipt/none')).toEqual([404, 'RC_NOT_FOUND'])
    expect(await refusal('PATCH /cancel', { receipt_id })).toEqual([404, 'ROUTE_NOT_FOUND'])
  })
})
