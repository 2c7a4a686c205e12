import { describe, expect, it } from 'vitest'

import { errorCodes } from 'bootpay-fp/codes'
import { createSandbox, sandboxFaults, type SandboxExport } from 'bootpay-fp/sandbox'

import { controlRoutes } from '../../src/cli/control/routes.js'
import { codeIn, read, tableOf } from '../docs/support/markdown.js'
import { ask, basic, send, sendRaw, serve, useRealNetwork } from './support.js'
import type { RunningServer } from '../../src/cli/start.js'

useRealNetwork()

const order = { price: 1000, order_id: 'order-1', order_name: '스웨터' }

/** The body of a request that must succeed. */
const done = async (...parameters: Parameters<typeof ask>) => {
  const { status, body } = await ask(...parameters)
  expect([status, body]).toEqual([200, body])
  return body
}

const refusal = async (...parameters: Parameters<typeof ask>) => {
  const { status, body } = await ask(...parameters)
  return [status, body['error_code'], body['message']]
}

describe('the control API', () => {
  it('lists itself, the credentials and how it was started', async () => {
    const server = await serve({ seed: 7, clock: 'manual', latency: 3 })
    const index = await done(server, 'GET ')
    expect(index).toMatchObject({
      base_url: server.baseUrl,
      commerce_url: server.commerceUrl,
      credentials: server.sandbox.credentials,
      options: { clock: 'manual', seed: 7, latency: 3 },
    })
    expect(index['controls']).toHaveLength(controlRoutes().length)
  })

  it('opens a payment, and takes each step of the buyer', async () => {
    const server = await serve()
    const step = async (receipt_id: unknown, name: string) =>
      (await done(server, `POST /payments/${String(receipt_id)}/${name}`))['status']
    const open = await done(server, 'POST /payments', { ...order, metadata: { a: [1] }, user: { id: 'u' } })
    expect(open).toMatchObject({ ...order, status: 0, metadata: { a: [1] } })
    expect(await step(open['receipt_id'], 'pay')).toBe(1)
    const vbank = await done(server, 'POST /payments', { ...order, method: 'vbank', pay: true })
    expect(vbank).toMatchObject({ status: 5 })
    expect(await step(vbank['receipt_id'], 'deposit')).toBe(1)
    expect(await done(server, 'POST /payments', { ...order, separately_confirmed: true, pay: true })).toMatchObject({
      status: 2,
    })
  })

  it('lets the buyer decide on an escrow purchase', async () => {
    const server = await serve()
    for (const [name, status] of [
      ['confirm-purchase', 1],
      ['refuse-purchase', -2],
    ] as const) {
      const { receipt_id } = await done(server, 'POST /payments', { ...order, escrow: true, pay: true })
      const path = `/payments/${String(receipt_id)}/${name}`
      expect((await ask(server, `POST ${path}`)).status).toBe(409)
      const shipping = { tracking_number: '1', delivery_corp: 'CJ대한통운' }
      await send(server, `PUT /escrow/shipping/start/${String(receipt_id)}`, shipping)
      expect(await done(server, `POST ${path}`)).toMatchObject({ receipt_id, escrow_data: { status } })
    }
  })

  it('consents to an account billing key', async () => {
    const server = await serve()
    const asked = (await (
      await send(server, 'POST /request/subscribe/automatic-transfer', {
        pg: '나이스페이',
        order_name: '구독',
        subscription_id: 1716848284697,
        price: 1000,
        username: '홍길동',
        bank_name: '국민',
        bank_account: '67561234123492472',
        identity_no: '901014',
        phone: '01012341234',
      })
    ).json()) as { receipt_id: string }
    expect(await done(server, `POST /payments/${asked.receipt_id}/consent`)).toMatchObject({ status: 41 })
    const { receipt_id } = asked
    expect((await send(server, 'POST /request/subscribe/automatic-transfer/publish', { receipt_id })).status).toBe(200)
  })

  it('verifies an identity and registers a wallet', async () => {
    const server = await serve()
    const { receipt_id } = await done(server, 'POST /identities', { username: '김부트' })
    expect(await (await send(server, `GET /certificate/${String(receipt_id)}`)).json()).toMatchObject({
      authenticate_data: { name: '김부트' },
    })
    await done(server, 'POST /wallets', { user_id: 'user-1' })
    expect(
      await (await send(server, 'POST /wallet/payment', { ...order, user_id: 'user-1', sandbox: true })).json(),
    ).toMatchObject({ status: 1 })
  })

  it('advances the clock, which moves by itself or not at all', async () => {
    const manual = await serve({ clock: 'manual' })
    const { epoch_ms } = (await done(manual, 'GET /clock')) as { epoch_ms: number }
    expect(Math.abs(epoch_ms - Date.now())).toBeLessThan(5_000)
    const day = 24 * 60 * 60 * 1000
    expect(await done(manual, 'POST /clock', { days: 1, hours: 2, minutes: 3, seconds: 4, ms: 5 })).toMatchObject({
      epoch_ms: epoch_ms + day + 2 * 3_600_000 + 3 * 60_000 + 4_005,
      clock: 'manual',
    })
    const real = await serve()
    const first = (await done(real, 'GET /clock')) as { epoch_ms: number }
    await new Promise((resolve) => setTimeout(resolve, 20))
    const second = (await done(real, 'GET /clock')) as { epoch_ms: number }
    expect(second.epoch_ms).toBeGreaterThan(first.epoch_ms)
  })

  it('shows the state, the requests and the webhooks', async () => {
    const server = await serve({ webhookUrl: 'http://127.0.0.1:1/' })
    await done(server, 'POST /payments', { ...order, pay: true })
    await send(server, 'GET /receipt/none')
    expect(await done(server, 'GET /state')).toEqual(JSON.parse(JSON.stringify(server.sandbox.state())))
    expect(await done(server, 'GET /requests')).toMatchObject([{ operation: 'getReceipt', status: 404 }])
    expect(await done(server, 'GET /webhooks')).toMatchObject([{ webhook_type: 'PAYMENT_COMPLETED' }])
    expect(await done(server, 'GET /changes?since=0')).toMatchObject({ complete: true, counts: { receipts: 1 } })
  })

  it('sets, shows and clears faults', async () => {
    const server = await serve()
    const kinds = sandboxFaults
    expect(await done(server, 'GET /faults')).toEqual({ script: [], declines: [], kinds })
    const next = { fault: 'unavailable', operation: 'getReceipt', times: 2 }
    expect(await done(server, 'POST /faults', next)).toMatchObject({ script: [next] })
    expect((await send(server, 'GET /receipt/none')).status).toBe(503)
    expect(await done(server, 'PUT /faults', { rate: 0.5, only: ['unavailable'] })).toMatchObject({
      random: { rate: 0.5, only: ['unavailable'] },
    })
    expect(await done(server, 'PUT /faults', { rates: { unavailable: 1 } })).toMatchObject({
      random: { rates: { unavailable: 1 } },
    })
    expect(await done(server, 'DELETE /faults')).toEqual({ script: [], declines: [], kinds })
  })

  it('plays a card, a confirm in the page, a refusal, and a buyer who leaves, and says what the page hears', async () => {
    const server = await serve()
    const open = async (more: object = {}) => {
      const payment = { price: 1000, order_id: 'order-1', order_name: '스웨터', separately_confirmed: true, ...more }
      return String((await done(server, 'POST /payments', payment))['receipt_id'])
    }
    const heard = async (id: string) => done(server, `GET /payments/${id}/event`)
    const confirmed = await open()
    expect(await heard(confirmed)).toBeNull()
    await done(server, `POST /payments/${confirmed}/pay`, { method: 'vbank' })
    expect(await heard(confirmed)).toMatchObject({ event: 'confirm', receipt_id: confirmed })
    await done(server, `POST /payments/${confirmed}/confirm`)
    expect(await heard(confirmed)).toMatchObject({ event: 'issued', data: { status: 5 } })
    const refused = await open()
    await done(server, `POST /payments/${refused}/fail`, { code: 'RC_REQUEST_FAILED', pg_error_code: 'X1' })
    expect(await heard(refused)).toMatchObject({ event: 'error', error_code: 'RC_REQUEST_FAILED', pg_error_code: 'X1' })
    const left = await open()
    await done(server, `POST /payments/${left}/cancel`)
    expect(await heard(left)).toMatchObject({ event: 'cancel', error_code: 'RC_CLOSE_WINDOW' })
    expect(await refusal(server, `POST /payments/${left}/pay`)).toEqual([409, 'STEP_REFUSED', expect.any(String)])
    const wrong = await open()
    for (const means of [{ card_no: '4000' }, { method: 'barter' }, { card_pw: '00' }])
      expect(await refusal(server, `POST /payments/${wrong}/pay`, means)).toEqual([
        400,
        'REQUEST_INVALID',
        expect.any(String),
      ])
    expect(await heard(wrong)).toBeNull()
    const asked = await done(server, 'POST /subscriptions', { subscription_id: 's-1', order_name: '구독' })
    expect(await done(server, `POST /payments/${String(asked['receipt_id'])}/pay`)).toMatchObject({ status: 11 })
    const decline = { operation: 'cancelPayment', message: '거절' }
    expect(await done(server, 'POST /declines', decline)).toMatchObject({ declines: [decline] })
  })

  it('shows and changes how it answers, and resets it to how it was started', async () => {
    const server = await serve({ switches: { partialCancelStatus: 20 } })
    expect(await done(server, 'GET /switches')).toEqual({ basicEverywhere: false, partialCancelStatus: 20 })
    expect(await done(server, 'PUT /switches', { basicEverywhere: true, partialCancelStatus: 1 })).toEqual({
      basicEverywhere: true,
      partialCancelStatus: 1,
    })
    expect((await send(server, 'GET /wallet?user_id=u')).status).toBe(200)
    expect(await refusal(server, 'PUT /switches', { partialCancelStatus: 2 })).toEqual([
      400,
      'REQUEST_INVALID',
      expect.stringContaining('partialCancelStatus'),
    ])
    await done(server, 'POST /reset')
    expect(await done(server, 'GET /switches')).toEqual({ basicEverywhere: false, partialCancelStatus: 20 })
  })

  it('revokes tokens, exports everything, and resets to how it was started', async () => {
    const server = await serve({ faults: { rates: { unavailable: 0.5 } } })
    await done(server, 'POST /payments', order)
    expect(await done(server, 'DELETE /tokens')).toEqual({})
    const state = (await done(server, 'GET /export')) as SandboxExport
    expect(createSandbox({ state }).state().receipts).toHaveLength(1)
    await done(server, 'DELETE /faults')
    await done(server, 'POST /reset')
    expect(server.sandbox.state().receipts).toEqual([])
    expect(server.sandbox.faults()).toMatchObject({ random: { rates: { unavailable: 0.5 } } })
  })

  it('shows a request whole by its number, without secrets, and what a list needs of it in the events', async () => {
    const server = await serve()
    const { receipt_id } = await done(server, 'POST /payments', { ...order, pay: true })
    const body = { receipt_id, cancel_price: 5000, refund: { bank_account: '67561234123492472' } }
    const answered = await (await send(server, 'POST /cancel', body)).json()
    const whole = await done(server, 'GET /requests/1')
    expect(whole).toEqual({
      number: 1,
      at: expect.any(Number),
      elapsed_ms: expect.any(Number),
      method: 'POST',
      operation: 'cancelPayment',
      path: '/cancel',
      status: 400,
      error_code: 'RC_CANCEL_SERVER_ERROR',
      ids: { receipt_id },
      sent: { ...body, refund: { bank_account: '***' } },
      answered,
      explained: `부트페이가 거절했습니다: ${errorCodes.RC_CANCEL_SERVER_ERROR} (RC_CANCEL_SERVER_ERROR, HTTP 400).`,
    })
    const events = await fetch(`${server.url}_sandbox/events`)
    const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader()
    const [, data = ''] = /^data: (.*)$/m.exec((await reader?.read())?.value ?? '') ?? []
    await reader?.cancel()
    const { requests, webhook_url } = JSON.parse(data) as { requests: unknown; webhook_url: unknown }
    const { sent: _, answered: __, explained: ___, ...summary } = whole
    expect([requests, webhook_url]).toEqual([[summary], null])
    for (const id of ['0', '2', 'x', '__proto__'])
      expect(await refusal(server, `GET /requests/${id}`)).toEqual([404, 'NOT_FOUND', `no request ${id} of this run`])
    await done(server, 'POST /reset')
    expect(await refusal(server, 'GET /requests/1')).toEqual([404, 'NOT_FOUND', 'no request 1 of this run'])
  })

  it('keeps the last 250 requests whole, and nothing that is large', async () => {
    const server = await serve()
    await send(server, 'POST /cancel', { receipt_id: 'r', metadata: 'x'.repeat(100_000) })
    expect(await done(server, 'GET /requests/1')).toMatchObject({ sent: '100032 characters of JSON, too many to keep' })
    for (let index = 0; index < 250; index += 1) await send(server, 'GET /receipt/none')
    expect((await ask(server, 'GET /requests/1')).status).toBe(404)
    expect(await done(server, 'GET /requests/2')).toMatchObject({ number: 2 })
  })

  it('sets where webhooks go, until a reset', async () => {
    const server = await serve({ webhookUrl: 'http://127.0.0.1:1/start', allowedHosts: ['bootpay'] })
    expect(await done(server, 'GET /webhook-address')).toEqual({ url: 'http://127.0.0.1:1/start' })
    expect(await done(server, 'PUT /webhook-address', { url: 'http://bootpay/hook' })).toEqual({
      url: 'http://bootpay/hook',
    })
    for (const url of ['https://shop.test/', 'shop', 'file:///x', ''])
      expect(await refusal(server, 'PUT /webhook-address', { url })).toEqual([
        400,
        'REQUEST_INVALID',
        expect.any(String),
      ])
    expect(await refusal(server, 'PUT /webhook-address', {})).toEqual([400, 'REQUEST_INVALID', 'url is missing'])
    expect(await done(server, 'PUT /webhook-address', { url: null })).toEqual({ url: null })
    await done(server, 'POST /payments', { ...order, pay: true })
    expect(await done(server, 'GET /webhooks')).toMatchObject([{ status: 'kept', url: '' }])
    expect(await refusal(server, 'POST /webhooks/webhook-1/redeliver')).toEqual([
      409,
      'STEP_REFUSED',
      'webhook webhook-1 has no address, and none is set',
    ])
    await done(server, 'POST /reset')
    expect(await done(server, 'GET /webhook-address')).toEqual({ url: 'http://127.0.0.1:1/start' })
  })

  it('says what is wrong as JSON', async () => {
    const server = await serve()
    const { receipt_id } = await done(server, 'POST /payments', { ...order, pay: true })
    const pay = `POST /payments/${String(receipt_id)}/pay`
    expect(await refusal(server, pay)).toEqual([409, 'STEP_REFUSED', `pay: receipt ${String(receipt_id)} has status 1`])
    expect(await refusal(server, 'POST /payments/none/pay')).toEqual([404, 'NOT_FOUND', 'pay: no receipt none'])
    expect(await refusal(server, 'POST /webhooks/none/redeliver')).toEqual([404, 'NOT_FOUND', 'no webhook none'])
    expect(await refusal(server, 'GET /nothing')).toEqual([
      404,
      'ROUTE_NOT_FOUND',
      expect.stringContaining('GET /_sandbox'),
    ])
    expect(await refusal(server, 'GET /payments')).toEqual([405, 'METHOD_NOT_ALLOWED', '/_sandbox/payments takes POST'])
    const invalid: [string, unknown, string][] = [
      ['POST /payments', '{', 'the body is not JSON'],
      ['POST /payments', '"text"', 'body: must be Object'],
      ['POST /payments', { ...order, price: '1000' }, 'price: must be number'],
      ['POST /payments', { ...order, prise: 1 }, 'prise: is not known here'],
      ['POST /payments', {}, 'price is missing; order_id is missing; order_name is missing'],
      ['POST /payments', { ...order, price: 0 }, 'requestPayment: price must be above 0'],
      ['POST /payments', { ...order, method: 'cash' }, 'requestPayment: unknown method'],
      ['POST /wallets', { user_id: '' }, 'user_id: must not be empty'],
      ['POST /clock', { days: -1 }, 'days: must be 0 or more'],
      ['POST /faults', { fault: 'nothing' }, 'failNext: unknown fault nothing'],
      ['PUT /faults', { rate: 2 }, 'setFaults: rate must be 0 to 1'],
      ['PUT /faults', { rates: { nothing: 0.1 } }, 'setFaults: unknown fault nothing'],
      ['PUT /faults', { rat: 1 }, 'body: must be { rate, only?, operations? } or { rates, operations? }'],
    ]
    for (const [line, body, message] of invalid)
      expect([line, body, ...(await refusal(server, line, body))]).toEqual([
        line,
        body,
        400,
        'REQUEST_INVALID',
        expect.stringContaining(message),
      ])
  })
})

describe('other sites in the developer’s browser', () => {
  const reset = (server: RunningServer, headers: Record<string, string>) =>
    sendRaw(`${server.url}_sandbox/reset`, { method: 'POST', headers }).then(({ status }) => status)

  it.each([
    [{ origin: 'https://evil.example' }],
    [{ origin: 'null' }],
    [{ origin: 'http://127.0.0.1:1' }],
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
    [{ host: 'evil.example' }],
    [{ host: 'bootpay:4242' }],
    [{ host: 'host.docker.internal:4242' }],
    [{ host: 'sandbox.test' }],
    [{ host: 'printer.local' }],
    [{ host: 'localhost.evil.example', origin: 'http://localhost.evil.example' }],
  ])('cannot drive it: %j', async (headers) => {
    const server = await serve()
    await done(server, 'POST /payments', order)
    expect(await reset(server, headers as Record<string, string>)).toBe(403)
    expect(server.sandbox.state().receipts).toHaveLength(1)
  })

  it('cannot read it by a name of their own either', async () => {
    const server = await serve()
    for (const path of ['', '_sandbox/state', 'v2/lookup/order/order-1', 'v2/request/token', 'favicon.ico', 'nothing'])
      for (const host of ['evil.example', 'bootpay'])
        expect(
          await sendRaw(server.url + path, { method: 'GET', headers: { host, authorization: basic } }),
        ).toMatchObject({
          status: 403,
          body: { error_code: 'ORIGIN_REFUSED', message: expect.stringContaining(`--allow-host ${host}`) },
        })
  })

  it('cannot ask the API for anything', async () => {
    const server = await serve()
    const ask = (headers: Record<string, string>) =>
      sendRaw(`${server.url}v2/request/token`, { method: 'POST', headers }).then(({ status }) => status)
    expect(await ask({ origin: 'https://evil.example' })).toBe(403)
    expect(await ask({ 'sec-fetch-site': 'cross-site' })).toBe(403)
    expect(await ask({})).toBe(401)
    expect(server.sandbox.requests()).toHaveLength(1)
  })

  it.each([
    [{}],
    [{ host: 'localhost:4242', origin: 'http://localhost:4242', 'sec-fetch-site': 'same-origin' }],
    [{ host: 'shop.localhost:4242' }],
    [{ host: '[::1]:4242' }],
    [{ 'sec-fetch-site': 'none' }],
  ])('differ from its own page and from programs: %j', async (headers) => {
    expect(await reset(await serve(), headers as Record<string, string>)).toBe(200)
  })
})

describe('--allow-host', () => {
  it('lets requests in by the names that it gives', async () => {
    const server = await serve({ allowedHosts: ['bootpay', 'host.docker.internal'] })
    const statusFor = (host: string) =>
      sendRaw(`${server.url}v2/receipt/none`, { method: 'GET', headers: { host, authorization: basic } }).then(
        ({ status }) => status,
      )
    expect(await statusFor('bootpay:4242')).toBe(404)
    expect(await statusFor('BOOTPAY')).toBe(404)
    expect(await statusFor('host.docker.internal')).toBe(404)
    expect(await statusFor('other')).toBe(403)
    expect(await statusFor('bootpay.evil.example')).toBe(403)
  })
})

describe('the table of controls in docs/sandbox.md', () => {
  it('has every control', () => {
    const rows = tableOf(read('docs/sandbox.md'), 'Control')
    expect(rows.map((row) => codeIn(row['Control']))).toEqual(
      controlRoutes().map(({ method, path }) => `${method} /_sandbox${path}`),
    )
  })
})
