import { serve } from 'srvx/node'
import { request } from 'undici'
import { describe, expect, it } from 'vitest'

import { createSandbox } from 'bootpay-fp/sandbox'

import { basic, bearer, minutes, noon, order, paid, refusal, start, succeed } from './support.js'

describe('sandbox.fetch', () => {
  it('ignores the host, and takes a URL or a Request in place of the text', async () => {
    const sandbox = start()
    const path = `/v2/receipt/${paid(sandbox)}`
    const headers = { authorization: basic(sandbox) }
    for (const host of ['https://api.bootpay.co.kr', 'https://stage-api.bootpay.co.kr', 'http://localhost:3000']) {
      const url = host + path
      expect((await sandbox.fetch(url, { headers })).status).toBe(200)
      expect((await sandbox.fetch(new URL(url), { headers: new Headers(headers) })).status).toBe(200)
      expect((await sandbox.fetch(new Request(url, { headers }))).status).toBe(200)
      expect((await sandbox.fetch(url, { headers: Object.entries(headers) })).status).toBe(200)
    }
  })

  it('answers JSON', async () => {
    const sandbox = start()
    const response = await sandbox.fetch(`${sandbox.baseUrl}/receipt/none`)
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
  })

  it.each([
    ['text', (text: string) => text],
    ['a Blob', (text: string) => new Blob([text])],
    ['bytes', (text: string) => new TextEncoder().encode(text)],
    ['a buffer', (text: string) => new TextEncoder().encode(text).buffer as ArrayBuffer],
    ['a stream', (text: string) => new Blob([text]).stream()],
  ])('reads a body given as %s', async (_, made) => {
    const sandbox = start()
    const body = made(JSON.stringify({ receipt_id: paid(sandbox) }))
    const headers = { authorization: basic(sandbox) }
    const response = await sandbox.fetch(`${sandbox.baseUrl}/cancel`, { method: 'post', headers, body })
    expect(await response.json()).toMatchObject({ status: 20 })
  })

  it.each(['{', 'receipt_id=1', '[]', '1', '"text"'])('refuses the body %s with 400', async (body) => {
    expect(await refusal(start(), 'POST /cancel', body)).toEqual([400, 'BODY_INVALID'])
  })

  it.each(['', ' ', 'null', '{}'])('takes the body %j for one without members', async (body) => {
    expect(await refusal(start(), 'POST /cancel', body)).toEqual([404, 'RC_NOT_FOUND'])
  })

  it.each([
    'GET /',
    'GET /receipt',
    'GET /receipt/',
    'GET /receipt/a/b',
    'GET /unknown/a',
    'POST /receipt/a',
    'GET /cancel',
    'PATCH /cancel',
    'POST /submit',
    'DELETE /',
  ])('refuses %s with 404', async (line) => {
    expect(await refusal(start(), line)).toEqual([404, 'ROUTE_NOT_FOUND'])
  })

  it('refuses a path outside /v2 with 404', async () => {
    expect((await start().fetch('https://api.bootpay.co.kr/receipt/1')).status).toBe(404)
  })

  it('takes .json at the end of a path', async () => {
    const sandbox = start()
    const receipt_id = paid(sandbox)
    expect(await succeed(sandbox, `GET /receipt/${receipt_id}.json`)).toMatchObject({ receipt_id })
    expect(await succeed(sandbox, 'POST /cancel.json', { receipt_id })).toMatchObject({ status: 20 })
  })

  it('takes empty members, nulls, unknown members and texts for numbers, as other SDKs send them', async () => {
    const sandbox = start()
    const receipt_id = paid(sandbox)
    const refund = { bank_account: '', bank_username: '', bank_code: '' }
    const python = { receipt_id, cancel_id: '', cancel_price: '400', cancel_tax_free: 0, refund, items: null, extra: 1 }
    expect(await succeed(sandbox, 'POST /cancel', python)).toMatchObject({ cancelled_price: 400 })
    expect(await succeed(sandbox, 'POST /cancel', python)).toMatchObject({ cancelled_price: 800 })
  })

  it('survives anything in a path, a header or a body', async () => {
    const sandbox = start()
    for (const id of ['%', '%2e%2e', '__proto__', 'constructor', 'a'.repeat(10_000), '%F0%9F'])
      expect(await refusal(sandbox, `GET /receipt/${id}`)).toEqual([404, 'RC_NOT_FOUND'])
    const hostile = '{"__proto__":{"price":1},"receipt_id":{"toString":1},"cancel_price":1e999}'
    expect(await refusal(sandbox, 'POST /cancel', hostile)).toEqual([404, 'RC_NOT_FOUND'])
    for (const levels of [101, 100_000]) {
      const deep = `{"metadata":${'['.repeat(levels)}${']'.repeat(levels)}}`
      expect(await refusal(sandbox, 'POST /cancel', deep)).toEqual([400, 'BODY_INVALID'])
    }
  })

  it('rejects with the reason of an aborted signal, and does nothing', async () => {
    const sandbox = start()
    const receipt_id = paid(sandbox)
    const url = `${sandbox.baseUrl}/cancel`
    const init = { method: 'POST', headers: { authorization: basic(sandbox) }, body: JSON.stringify({ receipt_id }) }
    await expect(sandbox.fetch(url, { ...init, signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    })
    const controller = new AbortController()
    const pending = sandbox.fetch(url, { ...init, signal: controller.signal, body: new Blob([init.body]) })
    controller.abort()
    await expect(pending).rejects.toBeInstanceOf(DOMException)
    expect(sandbox.state().cancellations).toEqual([])
  })

  it('serves real HTTP', async () => {
    const sandbox = createSandbox()
    const server = serve({ fetch: sandbox.fetch, port: 0, hostname: '127.0.0.1', silent: true })
    await server.ready()
    try {
      const receipt_id = paid(sandbox)
      const headers = { authorization: basic(sandbox) }
      const url = new URL('/v2/cancel', server.url)
      const body = JSON.stringify({ receipt_id })
      const response = await request(url, { method: 'POST', headers, body })
      expect(await response.body.json()).toMatchObject({ receipt_id, status: 20 })
    } finally {
      await server.close(true)
    }
  })
})

describe('the controls', () => {
  it('give the same ids for the same seed, others for another', () => {
    const ids = (seed: number) => [paid(start({ seed })), paid(start({ seed }))]
    const [first, second] = ids(1)
    expect(first).toBe(second)
    expect(ids(2)).not.toContain(first)
  })

  it('move the clock forward only', () => {
    const sandbox = start()
    sandbox.advance(minutes(1))
    expect(sandbox.now()).toBe(noon + minutes(1))
    for (const ms of [-1, NaN, Infinity]) expect(() => sandbox.advance(ms)).toThrow('milliseconds from 0 up')
  })

  it('give a plain snapshot without tokens that does not change the sandbox', async () => {
    const sandbox = start()
    const token = await bearer(sandbox)
    paid(sandbox, { metadata: { nested: { a: 1 } } })
    const state = sandbox.state()
    expect(JSON.parse(JSON.stringify(state))).toEqual(state)
    expect(JSON.stringify(state)).not.toContain(token.slice(7))
    Object.assign(state.receipts[0]?.metadata as object, { nested: null })
    expect(sandbox.state().receipts[0]?.metadata).toEqual({ nested: { a: 1 } })
    expect({ ...state, receipts: [] }).toEqual({
      now: '2026-03-02T12:00:00+09:00',
      receipts: [],
      cancellations: [],
      billing_keys: [],
      reservations: [],
      authentications: [],
      wallets: [],
      users: [],
      products: [],
      categories: [],
      shop_users: [],
      invoices: [],
      orders: [],
      order_cancels: [],
    })
  })

  it('start over on reset, with the same ids', async () => {
    const sandbox = start()
    const first = paid(sandbox)
    const token = await bearer(sandbox)
    sandbox.advance(minutes(60))
    sandbox.reset()
    expect(sandbox.state().receipts).toEqual([])
    expect(sandbox.now()).toBe(noon)
    expect(await refusal(sandbox, `GET /receipt/${first}`, undefined, token)).toEqual([401, 'TOKEN_KEY_INVALID'])
    expect(sandbox.browser.requestPayment(order)).toBe(first)
  })

  it('are as documented without options', () => {
    const sandbox = createSandbox()
    expect(sandbox.baseUrl).toBe('https://api.bootpay.co.kr/v2')
    expect(Math.abs(sandbox.now() - Date.now())).toBeLessThan(1000)
    expect(sandbox.credentials).toEqual({
      application_id: 'sandbox_application_id',
      private_key: 'sandbox_private_key',
      client_key: 'sandbox_client_key',
      secret_key: 'sandbox_secret_key',
    })
    expect(createSandbox({ baseUrl: 'http://localhost:3000/v2' }).baseUrl).toBe('http://localhost:3000/v2')
  })
})
