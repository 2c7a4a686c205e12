import {
  createContext,
  handleWebhook,
  parseWebhook,
  type Context,
  type WebhookEvent,
  type WebhookHandlers,
  type WebhookMismatch,
} from 'bootpay-fp'
import { sandboxCards, sandboxOtp, type Sandbox, type WebhookContentType, type WebhookType } from 'bootpay-fp/sandbox'
import { describe, expect, it } from 'vitest'

import { account, issueCardKey, minutes, paid, send, start, succeed } from './support.js'

const days = (count: number) => minutes(count * 24 * 60)

/** How an attempt ends: with what the shop's own receiver answers, or before anything of the shop saw it. */
type Attempt = 'received' | 'unseen' | 'status' | 'answer' | 'connection'

/** A shop that receives webhooks by this package, once each, and what its handlers were given. */
const shopOf = (contentType: WebhookContentType) => {
  const seen: [handler: string, key: string][] = []
  const posted: [body: string, contentType: string][] = []
  const known = new Set<string>()
  let attempts: Attempt[] = []
  const sandbox = start({
    webhook: {
      url: 'https://shop.test/webhook',
      contentType,
      errors: true,
      fetch: async (url, init) => {
        const attempt = attempts.shift() ?? 'received'
        if (attempt === 'unseen') return Response.json({ success: true })
        posted.push([String(init.body), new Headers(init.headers).get('content-type') ?? ''])
        if (attempt === 'connection') throw new TypeError('fetch failed')
        if (attempt === 'status') return new Response('no', { status: 500 })
        if (attempt === 'answer') return Response.json({ status: 200 })
        return handleWebhook(ctx, new Request(url, init), handlers)
      },
    },
  })
  const ctx: Context = createContext({ credentials: sandbox.credentials, fetch: sandbox.fetch, now: sandbox.now })
  const note = (handler: string, key: string) => {
    known.add(key)
    seen.push([handler, key])
  }
  const handlers: WebhookHandlers = {
    on: Object.fromEntries(
      Object.keys(events).map((type) => [type, ({ key }: { key: string }) => note(type, key)] as const),
    ),
    onIdentity: ({ key }) => note('onIdentity', key),
    onBillingKey: ({ key }) => note('onBillingKey', key),
    isKnown: (key) => known.has(key),
    onRefused: (error) => note(error._tag, (error as WebhookMismatch).member),
  }
  /** Takes what has been told so far, and lets the next attempts end like this. */
  const goOn = async (next: readonly Attempt[]) => {
    attempts = sandbox.webhooks().map(() => 'unseen')
    await sandbox.deliver()
    attempts = [...next]
  }
  return { sandbox, seen, posted, goOn }
}

/** Something that a webhook tells of. The last step happens in `then`, and gives the key that the shop's handler gets. */
type Occurrence = {
  readonly by: string
  readonly handler?: string
  readonly first: (sandbox: Sandbox) => string | Promise<string>
  readonly then?: (sandbox: Sandbox, id: string) => unknown
  readonly key: (id: string, sandbox: Sandbox) => string
}

const escrow = async (sandbox: Sandbox) => {
  const receipt_id = paid(sandbox, { escrow: true })
  await succeed(sandbox, `PUT /escrow/shipping/start/${receipt_id}`, {
    tracking_number: '1',
    delivery_corp: 'CJ대한통운',
  })
  return receipt_id
}

const requested = (sandbox: Sandbox, more: object = {}) =>
  sandbox.browser.requestPayment({ price: 1000, order_id: 'order-1', order_name: '스웨터', ...more })

const identity = { pg: '다날', method: '본인인증', carrier: 'SKT', phone: '01012345678', order_name: '본인인증' }

const byType = (type: string) => (id: string) => `${id}:${type}`

const events: Readonly<Record<WebhookType, readonly Occurrence[]>> = {
  PAYMENT_COMPLETED: [
    {
      by: 'a payment in the browser',
      first: requested,
      then: ({ browser }, id) => browser.pay(id),
      key: byType('PAYMENT_COMPLETED'),
    },
    {
      by: 'a deposit on its last day',
      first: (sandbox) => paid(sandbox, { method: 'vbank' }),
      then: (sandbox, id) => {
        sandbox.advance(days(3) - 1)
        sandbox.browser.deposit(id)
      },
      key: byType('PAYMENT_COMPLETED'),
    },
  ],
  PAYMENT_VIRTUAL_ACCOUNT_ISSUED: [
    {
      by: 'a virtual account',
      first: (sandbox) => requested(sandbox, { method: 'vbank' }),
      then: ({ browser }, id) => browser.pay(id),
      key: byType('PAYMENT_VIRTUAL_ACCOUNT_ISSUED'),
    },
  ],
  PAYMENT_PARTIAL_CANCELLED: [
    {
      by: 'a cancel of a part',
      first: paid,
      then: (sandbox, receipt_id) => succeed(sandbox, 'POST /cancel', { receipt_id, cancel_price: 400 }),
      key: byType('PAYMENT_PARTIAL_CANCELLED:400'),
    },
  ],
  PAYMENT_CANCELLED: [
    {
      by: 'a whole cancel',
      first: paid,
      then: (sandbox, receipt_id) => succeed(sandbox, 'POST /cancel', { receipt_id }),
      key: byType('PAYMENT_CANCELLED:1000'),
    },
  ],
  PAYMENT_CONFIRM_FAILED: [
    {
      by: 'a card that declines',
      first: requested,
      then: ({ browser }, id) => browser.pay(id, { card_no: sandboxCards.stolen.card_no }),
      key: byType('PAYMENT_CONFIRM_FAILED'),
    },
  ],
  PAYMENT_REQUEST_FAILED: [
    {
      by: 'a refusal in the window',
      first: requested,
      then: ({ browser }, id) => browser.fail(id),
      key: byType('PAYMENT_REQUEST_FAILED'),
    },
    {
      by: 'a refusal in the window of a link',
      first: async (sandbox) => {
        const link = { price: 1000, order_id: 'order-1', order_name: '스웨터' }
        return String((await succeed(sandbox, 'POST /request/payment', link))['receipt_id'])
      },
      then: ({ browser }, id) => browser.fail(id),
      key: byType('PAYMENT_REQUEST_FAILED'),
    },
  ],
  PAYMENT_CANCEL_FAILED: [
    {
      by: 'a cancel that the gateway refuses',
      first: paid,
      then: (sandbox, receipt_id) => {
        sandbox.declineNext({ operation: 'cancelPayment' })
        return send(sandbox, 'POST /cancel', { receipt_id })
      },
      key: byType('PAYMENT_CANCEL_FAILED'),
    },
  ],
  PAYMENT_EXPIRED: [
    {
      by: 'a virtual account that nobody paid into',
      first: (sandbox) => paid(sandbox, { method: 'vbank' }),
      then: (sandbox) => sandbox.advance(days(3)),
      key: byType('PAYMENT_EXPIRED'),
    },
  ],
  ESCROW_CHANGED: [
    {
      by: 'the buyer’s confirmation',
      first: escrow,
      then: ({ browser }, id) => browser.confirmPurchase(id),
      key: byType('ESCROW_CHANGED:1:2026-03-02T12:00:00+09:00'),
    },
    {
      by: 'the buyer’s refusal',
      first: escrow,
      then: ({ browser }, id) => browser.refusePurchase(id),
      key: byType('ESCROW_CHANGED:-2:'),
    },
  ],
  STATUS_11: [
    {
      by: 'a card key that the server asked for',
      handler: 'onBillingKey',
      first: async (sandbox) => {
        await issueCardKey(sandbox)
        return sandbox.state().receipts[0]?.receipt_id ?? ''
      },
      key: byType('STATUS_11'),
    },
    {
      by: 'a card key of the browser',
      handler: 'onBillingKey',
      first: ({ browser }) => browser.requestSubscription({ subscription_id: 'sub-1', order_name: '구독' }),
      then: ({ browser }, id) => browser.pay(id),
      key: byType('STATUS_11'),
    },
    {
      by: 'an account key that is published',
      handler: 'onBillingKey',
      first: async (sandbox) => {
        const asked = await succeed(sandbox, 'POST /request/subscribe/automatic-transfer', { ...account, price: 0 })
        sandbox.browser.consent(String(asked['receipt_id']))
        return String(asked['receipt_id'])
      },
      then: (sandbox, receipt_id) =>
        succeed(sandbox, 'POST /request/subscribe/automatic-transfer/publish', { receipt_id }),
      key: byType('STATUS_11'),
    },
  ],
  STATUS_12: [
    {
      by: 'an identity that is verified in the browser',
      handler: 'onIdentity',
      first: ({ browser }) => browser.verifyIdentity({ authentication_id: 'auth-1' }),
      key: byType('STATUS_12'),
    },
    {
      by: 'an identity that the server confirms',
      handler: 'onIdentity',
      first: async (sandbox) => {
        const person = { authentication_id: 'auth-1', username: '홍길동', identity_no: '9010141' }
        const begun = await succeed(sandbox, 'POST /request/authentication', { ...identity, ...person })
        return String(begun['receipt_id'])
      },
      then: (sandbox, receipt_id) => succeed(sandbox, 'POST /authenticate/confirm', { receipt_id, otp: sandboxOtp }),
      key: byType('STATUS_12'),
    },
  ],
}

const deliveries: Readonly<Record<string, readonly Attempt[]>> = {
  'is taken at once': ['received'],
  'comes again after a 500': ['status', 'received'],
  'comes again after a wrong answer': ['answer', 'received'],
  'comes again after a broken connection': ['connection', 'status', 'received'],
}

const rows = Object.entries(events).flatMap(([type, occurrences]) =>
  occurrences.map((each) => [type, each.by, each] as const),
)

describe.each(['application/json', 'application/x-www-form-urlencoded'] as const)('as %s', (contentType) => {
  describe.each(rows)('%s, by %s', (type, _, { handler = type, first, then, key }) => {
    /** Lets it happen to a shop whose deliveries end like this; gives the id it is about. */
    const happen = async (shop: ReturnType<typeof shopOf>, attempts: readonly Attempt[]) => {
      if (then === undefined) {
        await shop.goOn(attempts)
        return first(shop.sandbox)
      }
      const id = await first(shop.sandbox)
      await shop.goOn(attempts)
      await then(shop.sandbox, id)
      return id
    }

    it.each(Object.entries(deliveries))('%s, and reaches its own handler once', async (_, attempts) => {
      const shop = shopOf(contentType)
      const id = await happen(shop, attempts)
      for (const [index] of attempts.entries()) {
        await shop.sandbox.deliver()
        if (index < attempts.length - 1) shop.sandbox.advance(minutes(2 ** index))
      }
      const webhook = shop.sandbox.webhooks().at(-1)
      expect(webhook).toMatchObject({ webhook_type: type, receipt_id: id, status: 'delivered' })
      expect(webhook?.attempts.map(({ error = 'received' }) => error)).toEqual(attempts)
      expect(shop.seen).toEqual([[handler, key(id, shop.sandbox)]])
      expect(new Set(shop.posted.map(String))).toHaveLength(1)
      expect(shop.posted).toHaveLength(attempts.length)
    })

    it('comes twice where that is asked for, and reaches its handler once', async () => {
      const shop = shopOf(contentType)
      shop.sandbox.failNext('webhook_twice', { times: 9 })
      const id = await happen(shop, [])
      await shop.sandbox.deliver()
      expect(shop.posted).toHaveLength(2)
      expect(shop.seen).toEqual([[handler, key(id, shop.sandbox)]])
    })

    it('survives an export on its way', async () => {
      const shop = shopOf(contentType)
      await happen(shop, [])
      const waiting = shop.sandbox.webhooks().filter(({ status }) => status === 'waiting')
      const second = start({ state: JSON.parse(JSON.stringify(shop.sandbox.export())) as never })
      expect(second.webhooks().filter(({ status }) => status === 'waiting')).toEqual(waiting)
      expect(waiting).toHaveLength(1)
    })
  })
})

it('is read alike from JSON and from a form', async () => {
  for (const [type, , { first, then }] of rows) {
    const read: WebhookEvent[] = []
    for (const contentType of ['application/json', 'application/x-www-form-urlencoded'] as const) {
      const shop = shopOf(contentType)
      const id = await first(shop.sandbox)
      await then?.(shop.sandbox, id)
      await shop.sandbox.deliver()
      const parsed = parseWebhook(...(shop.posted.at(-1) ?? ['', '']))
      if (parsed._tag === 'Right') read.push(parsed.right)
    }
    const [json, form] = read.map(({ receipt_id, order_id, price, status, webhook_type, escrow_webhook }) => ({
      receipt_id,
      order_id,
      price,
      status,
      webhook_type,
      escrow_webhook,
    }))
    expect(json).toEqual(form)
    expect(json?.webhook_type).toBe(type)
  }
})
