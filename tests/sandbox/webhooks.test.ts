import { http } from 'msw'
import { afterEach, describe, expect, it, vi } from 'vitest'

import {
  createSandbox,
  webhookRetryMinutes,
  type BrowserPayment,
  type Sandbox,
  type SandboxOptions,
  type SandboxWebhook,
} from 'bootpay-fp/sandbox'

import { server } from '../support/server.js'
import { account, issueCardKey, minutes, noon, order, paid, send, start, succeed } from './support.js'

type Sent = { readonly url: string; readonly init: RequestInit }

const taken = () => Response.json({ success: true })

/** A sandbox whose webhooks go to a shop, and what the shop was sent. */
const shopOf = (answer: (sent: Sent) => Response | Promise<Response> = taken, options: SandboxOptions = {}) => {
  const sent: Sent[] = []
  const fetch = async (url: string, init: RequestInit) => {
    sent.push({ url, init })
    return answer({ url, init })
  }
  const sandbox = start({ webhook: { url: 'https://shop.test/webhook', fetch }, ...options })
  return { sandbox, sent, fetch }
}

/** A shop that answers when it is told to. */
const slowShop = () => {
  const answers: ((response: Response) => void)[] = []
  const shop = shopOf(() => new Promise((resolve) => answers.push(resolve)))
  return { ...shop, answers }
}

const bodyOf = (sent: Sent | undefined) => JSON.parse(String(sent?.init.body)) as Record<string, unknown>

const types = (sandbox: Sandbox) =>
  sandbox.webhooks().map(({ webhook_type, payload }) => [webhook_type, payload.status])

describe('an event', () => {
  it('PAYMENT_COMPLETED: sends the receipt with codes, the application and the type', async () => {
    const { sandbox, sent } = shopOf()
    const receipt_id = paid(sandbox, { pg: 'kcp', metadata: { a: 1 } })
    await sandbox.deliver()
    expect(sent).toHaveLength(1)
    expect(sent[0]).toMatchObject({
      url: 'https://shop.test/webhook',
      init: { method: 'POST', headers: { 'content-type': 'application/json' }, redirect: 'manual' },
    })
    const receipt = await succeed(sandbox, `GET /receipt/${receipt_id}`)
    expect(bodyOf(sent[0])).toEqual({
      ...receipt,
      pg: 'kcp',
      method: 'card',
      method_origin: 'card',
      application_id: 'sandbox_application_id',
      webhook_type: 'PAYMENT_COMPLETED',
    })
  })

  it('comes with a confirm, and not before', async () => {
    const { sandbox } = shopOf()
    const receipt_id = paid(sandbox, { separately_confirmed: true })
    expect(sandbox.webhooks()).toEqual([])
    await succeed(sandbox, 'POST /confirm', { receipt_id })
    expect(types(sandbox)).toEqual([['PAYMENT_COMPLETED', 1]])
  })

  it('comes twice with a virtual account: issued, then paid', () => {
    const { sandbox } = shopOf()
    sandbox.browser.deposit(paid(sandbox, { method: 'vbank' }))
    expect(types(sandbox)).toEqual([
      ['PAYMENT_VIRTUAL_ACCOUNT_ISSUED', 5],
      ['PAYMENT_COMPLETED', 1],
    ])
  })

  it('comes with each cancel, in part and whole, and holds the receipt as it stood', async () => {
    const { sandbox } = shopOf()
    const receipt_id = paid(sandbox)
    // The receipt keeps 1, its webhook says 20.
    expect(await succeed(sandbox, 'POST /cancel', { receipt_id, cancel_price: 400 })).toMatchObject({ status: 1 })
    await succeed(sandbox, 'POST /cancel', { receipt_id })
    await send(sandbox, 'POST /cancel', { receipt_id })
    expect(types(sandbox)).toEqual([
      ['PAYMENT_COMPLETED', 1],
      ['PAYMENT_PARTIAL_CANCELLED', 20],
      ['PAYMENT_CANCELLED', 20],
    ])
    expect(sandbox.webhooks().map(({ payload }) => payload.cancelled_price)).toEqual([0, 400, 1000])
    expect(sandbox.webhooks()[1]?.payload).toMatchObject({ status_locale: '결제취소' })
  })

  it('comes with a charge, a reservation at its own time, and a billing key, after its first payment', async () => {
    const { sandbox } = shopOf()
    const billing_key = await issueCardKey(sandbox)
    const reserve_execute_at = new Date(noon + minutes(5)).toISOString()
    await succeed(sandbox, 'POST /subscribe/payment/reserve', { ...order, billing_key, reserve_execute_at })
    await succeed(sandbox, 'POST /subscribe/payment', { ...order, billing_key, order_id: 'order-2' })
    const { receipt_id } = await succeed(sandbox, 'POST /request/subscribe/automatic-transfer', account)
    sandbox.browser.consent(String(receipt_id))
    await succeed(sandbox, 'POST /request/subscribe/automatic-transfer/publish', { receipt_id })
    sandbox.advance(minutes(60))
    expect(
      sandbox.webhooks().map(({ order_id, webhook_type, created_at }) => [order_id, webhook_type, created_at]),
    ).toEqual([
      ['1716860112', 'STATUS_11', noon],
      ['order-2', 'PAYMENT_COMPLETED', noon],
      ['1716848284697', 'PAYMENT_COMPLETED', noon],
      ['1716848284697', 'STATUS_11', noon],
      ['order-1', 'PAYMENT_COMPLETED', noon + minutes(5)],
    ])
  })

  it('ESCROW_CHANGED: sends the receipt with its escrow, marked as such and without a type', async () => {
    const { sandbox, sent } = shopOf()
    const shipped = async (order_id: string) => {
      const receipt_id = paid(sandbox, { escrow: true, order_id })
      const shipping = { tracking_number: '1', delivery_corp: 'CJ대한통운' }
      await succeed(sandbox, `PUT /escrow/shipping/start/${receipt_id}`, shipping)
      return receipt_id
    }
    const [kept, refused] = [await shipped('a'), await shipped('b')]
    await sandbox.deliver()
    sandbox.advance(minutes(1))
    sandbox.browser.confirmPurchase(kept)
    sandbox.browser.refusePurchase(refused)
    await sandbox.deliver()
    const told = (receipt: Record<string, unknown>, receipt_confirmed_at: string | null) => ({
      ...receipt,
      pg: 'inicis',
      method: 'card',
      method_origin: 'card',
      escrow_webhook: true,
      shipping_started_at: '2026-03-02T12:00:00+09:00',
      receipt_confirmed_at,
      application_id: 'sandbox_application_id',
    })
    const receipts = await Promise.all([kept, refused].map((id) => succeed(sandbox, `GET /receipt/${id}`)))
    expect(sent.slice(2).map(bodyOf)).toEqual([
      told(receipts[0] ?? {}, '2026-03-02T12:01:00+09:00'),
      told(receipts[1] ?? {}, null),
    ])
    expect(receipts).toMatchObject([
      { status: 1, escrow_data: { status: 1, status_locale: '구매확정' } },
      { status: 1, escrow_data: { status: -2, status_locale: '구매거절' } },
    ])
  })

  it('STATUS_11: sends the receipt of the request, without the key and without a type', async () => {
    const { sandbox, sent } = shopOf()
    const receipt_id = sandbox.browser.requestSubscription({ subscription_id: 'sub-1', order_name: '구독' })
    sandbox.browser.pay(receipt_id)
    await sandbox.deliver()
    expect(sent).toHaveLength(1)
    expect(bodyOf(sent[0])).toEqual({
      ...(await succeed(sandbox, `GET /receipt/${receipt_id}`)),
      order_id: 'sub-1',
      pg: 'nicepay',
      method: 'card_rebill',
      method_origin: 'card_rebill',
      status: 11,
      application_id: 'sandbox_application_id',
    })
    expect(JSON.stringify([sent, sandbox.webhooks()])).not.toContain(sandbox.state().billing_keys[0]?.billing_key)
  })

  it('STATUS_12: sends the verification with auth as its method, without the person and without a type', async () => {
    const { sandbox, sent } = shopOf()
    const receipt_id = sandbox.browser.verifyIdentity({ authentication_id: 'auth-1', username: '김철수' })
    await sandbox.deliver()
    expect(sent.map(bodyOf)).toEqual([
      {
        receipt_id,
        authenticate_id: 'auth-1',
        pg: 'danal',
        method: 'auth',
        method_symbol: 'auth',
        method_origin: 'auth',
        method_origin_symbol: 'auth',
        authenticated_at: '2026-03-02T12:00:00+09:00',
        requested_at: '2026-03-02T12:00:00+09:00',
        status_locale: '본인인증완료',
        status: 12,
        application_id: 'sandbox_application_id',
      },
    ])
    expect(sandbox.webhooks()).toMatchObject([{ kind: 'identity', receipt_id, order_id: 'auth-1' }])
  })

  it('PAYMENT_EXPIRED: comes at the end of a virtual account, among what else is due, where failures are told of', () => {
    const expire = (more: Partial<BrowserPayment>) => {
      const { sandbox } = shopOf()
      paid(sandbox, { method: 'vbank', ...more })
      sandbox.advance(minutes(3 * 24 * 60 + 7))
      return types(sandbox)
    }
    expect(expire({})).toEqual([['PAYMENT_VIRTUAL_ACCOUNT_ISSUED', 5]])
    expect(expire({ enable_error_webhook: true })).toEqual([
      ['PAYMENT_VIRTUAL_ACCOUNT_ISSUED', 5],
      ['PAYMENT_EXPIRED', -10],
    ])
  })

  it('comes in the order of the times when much falls due at once', async () => {
    const { sandbox } = shopOf(taken, { webhook: { url: 'https://shop.test/webhook', errors: true } })
    const billing_key = await issueCardKey(sandbox)
    const reserve = (order_id: string, after: number) =>
      succeed(sandbox, 'POST /subscribe/payment/reserve', {
        ...order,
        order_id,
        billing_key,
        reserve_execute_at: new Date(noon + minutes(after)).toISOString(),
      })
    const end = 3 * 24 * 60
    await reserve('second', end - 1)
    paid(sandbox, { order_id: 'third', method: 'vbank' })
    await reserve('fifth', end + 1)
    await reserve('first', end - 2)
    sandbox.advance(minutes(0.5))
    paid(sandbox, { order_id: 'fourth', method: 'vbank' })
    sandbox.advance(minutes(10 * end))
    const after = sandbox.webhooks().filter(({ created_at }) => created_at > noon + minutes(1))
    expect(after.map(({ order_id, created_at }) => [order_id, (created_at - noon) / minutes(1) - end])).toEqual([
      ['first', -2],
      ['second', -1],
      ['third', 0],
      ['fourth', 0.5],
      ['fifth', 1],
    ])
  })

  it('does not come with cash receipts, keys that are destroyed, or what was refused', async () => {
    const { sandbox } = shopOf()
    const cash = { ...order, cash_receipt_type: '소득공제', identity_no: '01000000000' }
    const { receipt_id } = await succeed(sandbox, 'POST /request/cash/receipt', cash)
    await succeed(sandbox, `DELETE /request/cash/receipt/${String(receipt_id)}`)
    await send(sandbox, 'POST /cancel', { receipt_id })
    expect(sandbox.webhooks()).toEqual([])
    const billing_key = await issueCardKey(sandbox)
    await succeed(sandbox, `DELETE /subscribe/billing_key/${billing_key}`)
    const refused = sandbox.browser.requestSubscription({
      subscription_id: 'sub-1',
      order_name: '구독',
      enable_error_webhook: true,
    })
    sandbox.browser.fail(refused)
    expect(sandbox.webhooks()).toMatchObject([{ webhook_type: 'STATUS_11', payload: { status: 11 } }])
  })
})

describe('the address of a webhook', () => {
  it('is the feedback_url of a charge and of a reservation, and the webhook_url of a wallet', async () => {
    const { sandbox, sent } = shopOf()
    const billing_key = await issueCardKey(sandbox)
    const charge = { ...order, billing_key, feedback_url: 'https://shop.test/charge' }
    const { receipt_id } = await succeed(sandbox, 'POST /subscribe/payment', charge)
    const reserve = { ...charge, order_id: 'order-2', feedback_url: 'https://shop.test/reserve' }
    const reserve_execute_at = new Date(noon).toISOString()
    await succeed(sandbox, 'POST /subscribe/payment/reserve', { ...reserve, reserve_execute_at })
    sandbox.browser.registerWallet({ user_id: 'user-1' })
    const wallet = { ...order, order_id: 'order-3', user_id: 'user-1', sandbox: true }
    await succeed(sandbox, 'POST /wallet/payment', { ...wallet, webhook_url: 'https://shop.test/wallet' })
    await succeed(sandbox, 'POST /cancel', { receipt_id })
    await sandbox.deliver()
    expect(sent.map(({ url }) => url.slice(18))).toEqual(['webhook', 'charge', 'reserve', 'wallet', 'charge'])
  })

  it('is nowhere without either: nothing is kept', async () => {
    const sandbox = start()
    paid(sandbox)
    await sandbox.deliver()
    expect(sandbox.webhooks()).toEqual([])
  })

  it('is reached by the global fetch by default, looked up when it is called', async () => {
    const sandbox = start({ webhook: { url: 'https://shop.test/global' } })
    paid(sandbox)
    server.use(http.post('https://shop.test/global', taken))
    await sandbox.deliver()
    expect(sandbox.webhooks()).toMatchObject([{ status: 'delivered', attempts: [{ at: noon, status: 200 }] }])
  })
})

describe('the body of a webhook', () => {
  it('is a form when the option says so, nested as Rails does', async () => {
    const sent: Sent[] = []
    const sandbox = start({
      webhook: {
        url: 'https://shop.test/form',
        contentType: 'application/x-www-form-urlencoded',
        fetch: (url, init) => {
          sent.push({ url, init })
          return Promise.resolve(taken())
        },
      },
    })
    const metadata = { 이름: '가 나&', list: [1, { b: true }], deep: { c: { d: null } } }
    const receipt_id = paid(sandbox, { metadata })
    await sandbox.deliver()
    expect(sent[0]?.init.headers).toEqual({ 'content-type': 'application/x-www-form-urlencoded' })
    const form = new URLSearchParams(String(sent[0]?.init.body))
    expect(Object.fromEntries(form)).toMatchObject({
      receipt_id,
      price: '1000',
      sandbox: 'true',
      'card_data[card_company]': '비씨',
      'metadata[이름]': '가 나&',
      'metadata[list][]': '1',
      'metadata[list][][b]': 'true',
      'metadata[deep][c][d]': '',
      webhook_type: 'PAYMENT_COMPLETED',
    })
    expect([...form.keys()].filter((name) => name.startsWith('cancelled_at'))).toEqual([])
  })

  it.each([
    ['application/json', 'application/x-www-form-urlencoded', 'application/json'],
    ['application/x-www-form-urlencoded', 'application/json', 'application/x-www-form-urlencoded'],
    ['text/plain', 'application/x-www-form-urlencoded', 'application/x-www-form-urlencoded'],
    [undefined, undefined, 'application/json'],
  ] as const)('is, for a charge with content_type %s and the option %s, %s', async (asked, contentType, expected) => {
    const sandbox = start({ webhook: { url: 'https://shop.test', contentType } })
    const charge = { ...order, billing_key: await issueCardKey(sandbox), content_type: asked }
    await succeed(sandbox, 'POST /subscribe/payment', charge)
    expect(sandbox.webhooks()).toMatchObject([
      { content_type: contentType ?? 'application/json' },
      { content_type: expected },
    ])
  })
})

describe('the answer to a webhook', () => {
  it.each([
    ['success', taken, { status: 200 }],
    ['success and more', () => Response.json({ success: true, more: 1 }), { status: 200 }],
    ['success with 201', () => Response.json({ success: true }, { status: 201 }), { status: 201, error: 'status' }],
    [
      'a redirect',
      () => new Response(null, { status: 302, headers: { location: '/' } }),
      { status: 302, error: 'status' },
    ],
    ['500', () => new Response('no', { status: 500 }), { status: 500, error: 'status' }],
    ['status 200 as a body', () => Response.json({ status: 200 }), { status: 200, error: 'answer' }],
    ['OK, as in v1', () => new Response('OK'), { status: 200, error: 'answer' }],
    ['a text', () => Response.json({ success: 'true' }), { status: 200, error: 'answer' }],
    ['null', () => Response.json(null), { status: 200, error: 'answer' }],
    ['nothing', () => new Response(), { status: 200, error: 'answer' }],
    ['a rejection', () => Promise.reject(new Error('down')), { error: 'connection' }],
    ['no Response', () => undefined as unknown as Response, { error: 'connection' }],
    [
      'a throw',
      () => {
        throw new Error('down')
      },
      { error: 'connection' },
    ],
  ])('%s', async (_, answer, attempt) => {
    const { sandbox } = shopOf(answer)
    paid(sandbox)
    await expect(sandbox.deliver()).resolves.toBeUndefined()
    const waits = 'error' in attempt
    expect(sandbox.webhooks()).toEqual([
      expect.objectContaining({
        status: waits ? 'waiting' : 'delivered',
        attempts: [{ at: noon, ...attempt }],
        ...(waits ? { next_at: noon + minutes(1) } : {}),
      }),
    ])
    expect('next_at' in (sandbox.webhooks()[0] ?? {})).toBe(waits)
  })

  describe('that is late', () => {
    afterEach(() => {
      vi.useRealTimers()
    })

    it.each([
      ['does not come', () => new Promise<Response>(() => undefined)],
      ['does not end', () => new Response(new ReadableStream())],
    ])('%s: counts as a failure after 5 seconds of real time, and is aborted', async (_, answer) => {
      vi.useFakeTimers()
      const signals: (AbortSignal | null | undefined)[] = []
      const { sandbox } = shopOf(({ init }) => {
        signals.push(init.signal)
        return answer()
      })
      paid(sandbox)
      const pending = sandbox.deliver()
      await vi.advanceTimersByTimeAsync(4_999)
      expect(sandbox.webhooks()).toMatchObject([{ attempts: [] }])
      await vi.advanceTimersByTimeAsync(1)
      await pending
      expect(sandbox.webhooks()).toMatchObject([{ attempts: [{ error: 'timeout' }] }])
      expect(signals).toMatchObject([{ aborted: true }])
    })

    it('leaves no timer behind when it comes in time', async () => {
      vi.useFakeTimers()
      const { sandbox } = shopOf()
      paid(sandbox)
      await sandbox.deliver()
      expect(vi.getTimerCount()).toBe(0)
    })
  })
})

describe('a webhook that is not taken', () => {
  it('is sent again ten times, later and later, and then given up', async () => {
    const { sandbox, sent } = shopOf(() => new Response('no', { status: 500 }))
    paid(sandbox)
    const moments: number[] = [noon]
    for (const delay of webhookRetryMinutes) {
      await sandbox.deliver()
      moments.push(sandbox.now() + minutes(delay))
      sandbox.advance(minutes(delay) - 1)
      await sandbox.deliver()
      sandbox.advance(1)
    }
    expect(sandbox.webhooks()).toMatchObject([{ status: 'waiting' }])
    await sandbox.deliver()
    sandbox.advance(minutes(100_000))
    await sandbox.deliver()
    expect(sent).toHaveLength(11)
    const [webhook] = sandbox.webhooks()
    expect(webhook?.status).toBe('failed')
    expect(webhook?.attempts.map(({ at }) => at)).toEqual(moments)
    expect([...webhookRetryMinutes].sort((one, other) => one - other)).toEqual(webhookRetryMinutes)
  })

  it('says the same each time, whatever became of the receipt', async () => {
    const { sandbox, sent } = shopOf(() => new Response())
    const receipt_id = paid(sandbox)
    await sandbox.deliver()
    await succeed(sandbox, 'POST /cancel', { receipt_id })
    sandbox.advance(minutes(1))
    await sandbox.deliver()
    expect(sent.map((one) => bodyOf(one)['status'])).toEqual([1, 20, 1])
  })
})

describe('deliver', () => {
  it('sends what is due in the order of the times, one after the other', async () => {
    let open = 0
    const { sandbox, sent } = shopOf(async () => {
      open += 1
      expect(open).toBe(1)
      await Promise.resolve()
      open -= 1
      return taken()
    })
    for (const order_id of ['a', 'b', 'c']) paid(sandbox, { order_id })
    await sandbox.deliver()
    expect(sent.map((one) => bodyOf(one)['order_id'])).toEqual(['a', 'b', 'c'])
  })

  it('executes and tells of reservations that have fallen due', async () => {
    let clock = noon
    const { sandbox, sent } = shopOf(taken, { now: () => clock })
    const billing_key = await issueCardKey(sandbox)
    const reserve_execute_at = new Date(noon + minutes(5)).toISOString()
    await succeed(sandbox, 'POST /subscribe/payment/reserve', { ...order, billing_key, reserve_execute_at })
    clock += minutes(6)
    await sandbox.deliver()
    expect(bodyOf(sent[1])).toMatchObject({ order_id: 'order-1', purchased_at: '2026-03-02T12:05:00+09:00' })
    expect(sandbox.webhooks().slice(1)).toMatchObject([
      { created_at: noon + minutes(5), attempts: [{ at: noon + minutes(6) }] },
    ])
  })

  it('called twice at once sends once, and both wait for the end', async () => {
    const { sandbox, sent, answers } = slowShop()
    paid(sandbox)
    const ended: number[] = []
    const both = [1, 2].map((one) => sandbox.deliver().then(() => ended.push(one)))
    await vi.waitFor(() => expect(answers).toHaveLength(1))
    expect(ended).toEqual([])
    answers[0]?.(taken())
    await Promise.all(both)
    expect(sent).toHaveLength(1)
    await sandbox.deliver()
    paid(sandbox)
    const last = sandbox.deliver()
    await vi.waitFor(() => expect(answers).toHaveLength(2))
    answers[1]?.(taken())
    await last
  })

  it('also sends what the shop brings about while it answers', async () => {
    const { sandbox, sent } = shopOf(async ({ init }) => {
      const { receipt_id, status } = JSON.parse(String(init.body)) as { receipt_id: string; status: number }
      expect(await succeed(sandbox, `GET /receipt/${receipt_id}`)).toMatchObject({ status })
      if (status === 1) await succeed(sandbox, 'POST /cancel', { receipt_id })
      return taken()
    })
    paid(sandbox)
    await sandbox.deliver()
    expect(sent.map((one) => bodyOf(one)['webhook_type'])).toEqual(['PAYMENT_COMPLETED', 'PAYMENT_CANCELLED'])
  })

  it('forgets at reset what was waiting, and what was on its way', async () => {
    const { sandbox, answers } = slowShop()
    paid(sandbox)
    const before = sandbox.deliver()
    await vi.waitFor(() => expect(answers).toHaveLength(1))
    sandbox.reset()
    paid(sandbox, { order_id: 'after' })
    const after = sandbox.deliver()
    await vi.waitFor(() => expect(answers).toHaveLength(2))
    answers[0]?.(taken())
    await before
    expect(sandbox.webhooks()).toMatchObject([{ webhook_id: 'webhook-1', order_id: 'after', attempts: [] }])
    answers[1]?.(taken())
    await after
    expect(sandbox.webhooks()).toMatchObject([{ order_id: 'after', status: 'delivered' }])
    sandbox.reset()
    await sandbox.deliver()
    expect(sandbox.webhooks()).toEqual([])
  })
})

describe('the fault webhook_twice', () => {
  it('delivers the next webhook twice, whatever brought it about', async () => {
    const { sandbox, sent } = shopOf()
    sandbox.failNext('webhook_twice')
    const receipt_id = paid(sandbox)
    await succeed(sandbox, 'POST /cancel', { receipt_id })
    await sandbox.deliver()
    expect(sent.map((one) => bodyOf(one)['webhook_type'])).toEqual([
      'PAYMENT_COMPLETED',
      'PAYMENT_COMPLETED',
      'PAYMENT_CANCELLED',
    ])
    expect(bodyOf(sent[0])).toEqual(bodyOf(sent[1]))
    expect(sandbox.webhooks().map(({ duplicate }) => duplicate)).toEqual([false, true, false])
  })

  it('is drawn from the seed too, and not when operations are named', () => {
    const run = (faults: Parameters<Sandbox['setFaults']>[0]) => {
      const { sandbox } = shopOf()
      sandbox.setFaults(faults)
      for (let index = 0; index < 50; index += 1) paid(sandbox)
      return sandbox.webhooks().map(({ duplicate }) => duplicate)
    }
    const drawn = run({ rate: 0.5, only: ['webhook_twice'] })
    expect(drawn.length).toBeGreaterThan(60)
    expect(drawn.length).toBeLessThan(90)
    expect(run({ rate: 0.5 })).not.toHaveLength(50)
    expect(run({ rate: 0.5, only: ['webhook_twice'] })).toEqual(drawn)
    expect(run({ rate: 1, operations: ['cancelPayment'] })).toHaveLength(50)
  })
})

describe('the log of webhooks', () => {
  it('shows everything about one', async () => {
    const { sandbox } = shopOf()
    const receipt_id = paid(sandbox)
    const [webhook] = sandbox.webhooks()
    expect(webhook).toEqual({
      webhook_id: 'webhook-1',
      kind: 'payment',
      webhook_type: 'PAYMENT_COMPLETED',
      receipt_id,
      order_id: 'order-1',
      url: 'https://shop.test/webhook',
      content_type: 'application/json',
      duplicate: false,
      status: 'waiting',
      created_at: noon,
      next_at: noon,
      attempts: [],
      payload: expect.objectContaining({ receipt_id, pg: 'nicepay' }),
    } satisfies SandboxWebhook)
    Object.assign(webhook ?? {}, { status: 'failed' })
    expect(sandbox.webhooks()).toMatchObject([{ status: 'waiting' }])
  })

  it('keeps all that wait, and the last thousand of the others', async () => {
    const { sandbox } = shopOf(({ init }) =>
      String(init.body).includes('"order_id":"bad"') ? new Response() : taken(),
    )
    paid(sandbox, { order_id: 'bad' })
    for (let index = 0; index < 1_100; index += 1) paid(sandbox, { order_id: `order-${String(index)}` })
    expect(sandbox.webhooks()).toHaveLength(1_101)
    await sandbox.deliver()
    const orders = sandbox.webhooks().map(({ order_id }) => order_id)
    expect(orders).toHaveLength(1_001)
    expect(orders.slice(0, 2)).toEqual(['bad', 'order-100'])
  })

  it('is empty in a sandbox that knows of no shop', () => {
    expect(createSandbox().webhooks()).toEqual([])
  })
})
