import { createContext } from 'bootpay-fp'
import { asMember, createProduct, getUserSession, issueLoginToken, registerUser } from 'bootpay-fp/commerce'
import { request } from 'undici'
import { describe, expect, it, vi } from 'vitest'

import { ask, basic, listen, send, serve, useRealNetwork } from './support.js'

useRealNetwork()

const order = { price: 1000, order_id: 'order-1', order_name: '스웨터' }

/** Reads events until one fits; gives it. */
const eventThat = async (response: Response, fits: (event: Record<string, unknown>) => boolean) => {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  for (;;) {
    const { value, done } = (await reader?.read()) ?? { done: true, value: '' }
    if (done) throw new Error(`the stream ended: ${text}`)
    text += value
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const event = JSON.parse(text.slice(0, end).replace(/^[^]*?data: /, '')) as Record<string, unknown>
      text = text.slice(end + 2)
      if (!fits(event)) continue
      await reader?.cancel()
      return event
    }
  }
}

describe('the API over HTTP', () => {
  it('answers as the sandbox in memory does', async () => {
    const server = await serve()
    const response = await send(server, 'GET /lookup/order/order-1')
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(await response.json()).toEqual([])
  })

  it('answers for the Commerce API too: roles, keys and members get through', async () => {
    const server = await serve()
    const shop = createContext({
      credentials: server.sandbox.credentials,
      commerceUrl: `${server.url}v1`,
      fetch: globalThis.fetch,
    })
    const product = { name: '스웨터', display_price: 39_000, idempotency_key: 'product-1' }
    const [first, again] = [await createProduct(shop, product)(), await createProduct(shop, product)()]
    expect(first).toMatchObject({ _tag: 'Right', right: { name: '스웨터' } })
    expect(again).toEqual(first)
    await registerUser(shop, { uid: 'member-7', login_id: 'kim', name: '김철수' })()
    const session = await issueLoginToken(shop, { user_id: 'member-7' })()
    const user_jwt = session._tag === 'Right' ? session.right.access_token : ''
    expect(await getUserSession(asMember(shop, { user_jwt }), {})()).toEqual(session)
  })

  it('says where the API is to somebody who has strayed', async () => {
    const server = await serve()
    expect(await (await fetch(`${server.url}receipt/1`)).json()).toEqual({
      error_code: 'ROUTE_NOT_FOUND',
      message: `nothing is here: the base URL of the API is ${server.baseUrl}, and of Commerce ${server.commerceUrl}`,
    })
  })

  it('refuses a body beyond 10 MB', async () => {
    const server = await serve()
    const body = { order_name: 'x'.repeat(10 * 1024 * 1024) }
    expect(
      await send(server, 'POST /subscribe/payment', body).then(
        ({ status }) => status,
        () => 413,
      ),
    ).toBe(413)
    expect((await send(server, 'GET /receipt/none')).status).toBe(404)
  })

  it('takes the time that --latency says', async () => {
    const server = await serve({ latency: 150 })
    const begin = performance.now()
    expect((await send(server, 'GET /receipt/none')).status).toBe(404)
    expect(performance.now() - begin).toBeGreaterThanOrEqual(145)
  })

  it('does not carry out what a client gave up before', async () => {
    const server = await serve({ latency: 100 })
    const { receipt_id } = (await ask(server, 'POST /payments', { ...order, pay: true })).body
    const signal = AbortSignal.timeout(20)
    await expect(send(server, 'POST /cancel', { receipt_id }, { signal })).rejects.toThrow()
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect(server.sandbox.state().cancellations).toEqual([])
    expect(server.warnings).toEqual([])
  })
})

describe('a fault over HTTP', () => {
  const paid = async () => {
    const server = await serve()
    const { receipt_id } = (await ask(server, 'POST /payments', { ...order, pay: true })).body
    const cancel = async (fault: string, signal?: AbortSignal) => {
      await ask(server, 'POST /faults', { fault })
      return request(`${server.baseUrl}/cancel`, {
        method: 'POST',
        headers: { authorization: basic },
        body: JSON.stringify({ receipt_id }),
        ...(signal ? { signal } : {}),
      })
    }
    return { server, cancel, cancelled: () => server.sandbox.state().cancellations.length }
  }

  it.each([
    ['connection_refused', 0],
    ['reset_before', 0],
    ['reset_after', 1],
  ] as const)('%s resets the connection', async (fault, effects) => {
    const { server, cancel, cancelled } = await paid()
    await expect(cancel(fault)).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect(cancelled()).toBe(effects)
    expect(server.warnings).toEqual([])
  })

  it.each([
    ['slow_before', 0],
    ['slow_after', 1],
  ] as const)('%s holds the answer back until the client goes', async (fault, effects) => {
    const { server, cancel, cancelled } = await paid()
    await expect(cancel(fault, AbortSignal.timeout(100))).rejects.toMatchObject({ name: 'TimeoutError' })
    expect(cancelled()).toBe(effects)
    expect(server.warnings).toEqual([])
  })

  it('cut_reset breaks within the body, cut_end ends it early', async () => {
    const { cancel, cancelled } = await paid()
    const { statusCode, body } = await cancel('cut_reset')
    expect(statusCode).toBe(200)
    await expect(body.text()).rejects.toThrow()
    expect(cancelled()).toBe(1)
    expect(await (await cancel('cut_end')).body.text()).toMatch(/^\{"error_code":.+[^}]$/)
  })

  it.each([
    ['bad_gateway_before', 502],
    ['too_many_requests', 429],
    ['unavailable', 503],
    ['undecodable', 200],
  ])('%s is a page with status %i', async (fault, status) => {
    const { cancel } = await paid()
    const { statusCode, headers, body } = await cancel(fault)
    expect([statusCode, headers['content-type']]).toEqual([status, 'text/html; charset=utf-8'])
    expect(await body.text()).toMatch(/^<html>/)
  })
})

describe('webhooks', () => {
  it('are delivered without being asked for, and once more when asked', async () => {
    const received: string[] = []
    const webhookUrl = await listen((incoming, outgoing) => {
      let text = ''
      incoming.on('data', (part: Buffer) => (text += part.toString()))
      incoming.on('end', () => {
        received.push((JSON.parse(text) as { webhook_type: string }).webhook_type)
        outgoing.writeHead(200, { 'content-type': 'application/json' }).end('{"success":true}')
      })
    })
    const server = await serve({ webhookUrl })
    await ask(server, 'POST /payments', { ...order, pay: true })
    await vi.waitFor(() => {
      expect(received).toEqual(['PAYMENT_COMPLETED'])
    }, 3_000)
    await vi.waitFor(() => {
      expect(server.sandbox.webhooks()).toMatchObject([{ status: 'delivered' }])
    }, 3_000)
    expect((await ask(server, 'POST /webhooks/webhook-1/redeliver')).body).toMatchObject({ status: 'waiting' })
    await vi.waitFor(() => {
      expect(received).toHaveLength(2)
    }, 3_000)
  })

  it('wait for a manual clock', async () => {
    let count = 0
    const webhookUrl = await listen((_, outgoing) => {
      outgoing.end(JSON.stringify({ success: (count += 1) > 1 }))
    })
    const server = await serve({ webhookUrl, clock: 'manual' })
    await ask(server, 'POST /payments', { ...order, pay: true })
    await vi.waitFor(() => {
      expect(server.sandbox.webhooks()).toMatchObject([{ status: 'waiting', attempts: [{ error: 'answer' }] }])
    }, 3_000)
    await ask(server, 'POST /clock', { minutes: 1 })
    await vi.waitFor(() => {
      expect(server.sandbox.webhooks()).toMatchObject([{ status: 'delivered' }])
    }, 3_000)
  })
})

describe('GET /_sandbox/events', () => {
  it('tells of what there is, and then of what changes', async () => {
    const server = await serve()
    await ask(server, 'POST /payments', order)
    const events = await fetch(`${server.url}_sandbox/events`)
    expect(events.headers.get('content-type')).toBe('text/event-stream')
    const stored = eventThat(events, ({ fresh }) => fresh === true)
    expect(await stored).toMatchObject({ clock: 'real', receipts: [{ order_id: 'order-1' }] })
    const changed = eventThat(await fetch(`${server.url}_sandbox/events`), ({ fresh }) => fresh === false)
    await new Promise((resolve) => setTimeout(resolve, 50))
    await ask(server, 'POST /payments', { ...order, order_id: 'order-2' })
    expect(await changed).toMatchObject({ receipts: [{ order_id: 'order-2' }], counts: { receipts: 2 } })
  })

  it('goes on after the last event a page has seen, and begins anew for one of another run', async () => {
    const server = await serve()
    await ask(server, 'POST /payments', order)
    const events = (id: string) => fetch(`${server.url}_sandbox/events`, { headers: { 'last-event-id': id } })
    const first = await eventThat(await events('other/999'), () => true)
    expect(first).toMatchObject({ fresh: true, receipts: [{}] })
    const { run, revision } = first as { run: string; revision: number }
    expect(await eventThat(await events(`${run}/${String(revision)}`), () => true)).toMatchObject({
      fresh: false,
      receipts: [],
    })
  })

  it('begins anew after a reset', async () => {
    const server = await serve()
    await ask(server, 'POST /payments', order)
    const events = await fetch(`${server.url}_sandbox/events`)
    const emptied = eventThat(
      events,
      ({ fresh, counts }) => fresh === true && (counts as { receipts: number }).receipts === 0,
    )
    await new Promise((resolve) => setTimeout(resolve, 50))
    await ask(server, 'POST /reset')
    expect(await emptied).toMatchObject({ receipts: [] })
  })
})
