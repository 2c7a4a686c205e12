import {
  cancelPayment,
  createContext,
  handleWebhook,
  isBootpayAddress,
  toPromise,
  verifyWebhook,
  type Fetch,
  type VerifiedWebhook,
  type WebhookEvent,
  type WebhookHandlers,
} from 'bootpay-fp'
import { createSandbox } from 'bootpay-fp/sandbox'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

import { receipt } from '../fixtures/receipt.js'
import { answering, standingAt } from './support.js'

const start = () => {
  const sandbox = createSandbox({ webhook: { url: 'https://shop.example/webhook' } })
  const ctx = createContext({ credentials: sandbox.credentials, fetch: sandbox.fetch, now: sandbox.now })
  const receipt_id = sandbox.browser.requestPayment({ order_id: 'order-1', order_name: 'n', price: 1000 })
  sandbox.browser.pay(receipt_id)
  const post = (body: unknown, type = 'application/json') =>
    new Request('https://shop.example/webhook', {
      method: 'POST',
      headers: { 'content-type': type },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  return { sandbox, ctx, receipt_id, post }
}
const answerOf = async (response: Response) => [response.status, await response.json()] as const
const received = [200, { success: true }]

describe('verifyWebhook', () => {
  test("gives Bootpay's own receipt, not what the webhook says", async () => {
    const { ctx, receipt_id } = start()
    const event = {
      receipt_id,
      order_id: 'order-1',
      price: 1000,
      webhook_type: 'PAYMENT_COMPLETED',
      order_name: 'forged',
    }
    expect(await verifyWebhook(ctx, event)()).toMatchObject(E.right({ receipt_id, order_name: 'n', status: 1 }))
  })

  test.each([
    ['order_id', { order_id: 'order-2' }],
    ['price', { price: 1 }],
    ['status', { webhook_type: 'PAYMENT_CANCELLED' }],
    ['status', { webhook_type: 'PAYMENT_PARTIAL_CANCELLED' }],
    ['cancelled_price', { cancelled_price: 1 }],
    ['cancelled_price', { cancelled_price: -1 }],
    ['cancelled_price', { webhook_type: 'PAYMENT_CANCELLED', cancelled_price: 1000 }],
    ['cancelled_price', { webhook_type: 'PAYMENT_PARTIAL_CANCELLED', cancelled_price: 0 }],
    ['status', { webhook_type: 'PAYMENT_EXPIRED' }],
    ['status', { webhook_type: 'SOMETHING_NEW' }],
    ['status', { webhook_type: 'SOMETHING_NEW', status: 20 }],
    ['status', { webhook_type: 'STATUS_-2', status: 1 }],
    ['status', { webhook_type: 'ESCROW_CHANGED' }],
  ] as const)('says that %s is not what Bootpay says of %j', async (member, claim) => {
    const { ctx, receipt_id } = start()
    const event = { receipt_id, webhook_type: 'PAYMENT_COMPLETED', ...claim }
    expect(await verifyWebhook(ctx, event)()).toMatchObject(
      E.left({ _tag: 'WebhookMismatch', member, receipt: { receipt_id } }),
    )
  })

  test('says that an id is wrong which is not to the letter the one of the receipt', async () => {
    const { ctx, receipt_id } = start()
    const lenient: Fetch = (url, init) => ctx.fetch(url.toLowerCase(), init)
    const event = { receipt_id: receipt_id.toUpperCase(), webhook_type: 'PAYMENT_COMPLETED' }
    const result = await verifyWebhook({ ...ctx, fetch: lenient }, event)()
    expect(result).toMatchObject(E.left({ _tag: 'WebhookMismatch', member: 'receipt_id' }))
  })

  test('says so in words, with the receipt', async () => {
    const message = 'price is not what Bootpay says'
    const event = { receipt_id: receipt.receipt_id, webhook_type: 'PAYMENT_COMPLETED', price: 1 }
    expect(await verifyWebhook(standingAt({}), event)()).toEqual(
      E.left({ _tag: 'WebhookMismatch', message, member: 'price', receipt }),
    )
  })

  test('says that an id is wrong where Bootpay answers with none', async () => {
    const message = 'receipt_id is not what Bootpay says'
    const event = { receipt_id: receipt.receipt_id, webhook_type: 'PAYMENT_COMPLETED' }
    expect(await verifyWebhook(standingAt({ receipt_id: 0 }), event)()).toEqual(
      E.left({
        _tag: 'WebhookMismatch',
        message,
        member: 'receipt_id',
        receipt: { ...receipt, receipt_id: '0' },
      }),
    )
  })

  test.each([
    ['has no price', { price: undefined }, 'price'],
    ['has no id', { receipt_id: '' }, 'receipt_id'],
  ])('does not call a webhook false whose receipt cannot be read: it %s', async (_, standing, path) => {
    const event = { receipt_id: receipt.receipt_id, webhook_type: 'PAYMENT_COMPLETED' }
    expect(await verifyWebhook(standingAt(standing), event)()).toMatchObject(
      E.left({ _tag: 'DecodeError', operation: 'getReceipt', issues: [{ path }] }),
    )
  })

  test.each([
    ['text', JSON.stringify({ receipt_id: receipt.receipt_id }), 'input cannot be read'],
    ['nothing', undefined, 'input cannot be read'],
    ['null', null, 'input must be Object'],
    ['without an id', { webhook_type: 'PAYMENT_COMPLETED' }, 'receipt_id is required'],
  ])('refuses an event that is %s, and asks nothing', async (_, event, message) => {
    const { ctx, asked } = answering({ '/receipt/': receipt })
    const [name = '', ...words] = message.split(' ')
    const issues = [{ path: name === 'input' ? '' : name, message: words.join(' ') }]
    expect(await verifyWebhook(ctx, event as WebhookEvent)()).toEqual(
      E.left({ _tag: 'InputError', operation: 'verifyWebhook', message, issues }),
    )
    expect(asked).toEqual([])
  })

  test('reads its event once, when it is called', async () => {
    const { ctx, receipt_id } = start()
    const event = { receipt_id, webhook_type: 'PAYMENT_COMPLETED', reads: 0 }
    const counted = new Proxy(event, {
      get: (target, name) => {
        if (name === 'receipt_id') target.reads += 1
        return Reflect.get(target, name) as unknown
      },
    })
    const task = verifyWebhook(ctx, counted)
    event.receipt_id = '000000000000000000000000'
    expect([await task(), event.reads]).toMatchObject([E.right({ receipt_id }), 1])
  })

  test('does not call a webhook false because it is late', async () => {
    const { ctx, receipt_id } = start()
    await toPromise(cancelPayment(ctx, { receipt_id }))
    expect(await verifyWebhook(ctx, { receipt_id, webhook_type: 'PAYMENT_COMPLETED' })()).toMatchObject(
      E.right({ status: 20 }),
    )
  })
})

describe('handleWebhook', () => {
  test('runs the handler of the type with the receipt, and answers as Bootpay wants it', async () => {
    const { ctx, receipt_id, post } = start()
    const seen: VerifiedWebhook[] = []
    const on = { PAYMENT_COMPLETED: (webhook: VerifiedWebhook) => seen.push(webhook) }
    const response = await handleWebhook(ctx, post({ receipt_id, webhook_type: 'PAYMENT_COMPLETED' }), { on })
    expect(await answerOf(response)).toEqual(received)
    expect(seen).toMatchObject([{ receipt: { receipt_id, price: 1000 }, key: `${receipt_id}:PAYMENT_COMPLETED` }])
  })

  test("deals with the sandbox's own webhooks, JSON and form, and the sandbox takes its answer", async () => {
    for (const contentType of ['application/json', 'application/x-www-form-urlencoded'] as const) {
      const types: string[] = []
      const note = ({ event }: VerifiedWebhook) => types.push(event.webhook_type)
      const on = { PAYMENT_COMPLETED: note, PAYMENT_PARTIAL_CANCELLED: note, PAYMENT_CANCELLED: note }
      const sandbox = createSandbox({
        webhook: {
          url: 'https://shop.example/',
          contentType,
          fetch: (url, init) => handleWebhook(ctx, new Request(url, init), { on }),
        },
      })
      const ctx = createContext({ credentials: sandbox.credentials, fetch: sandbox.fetch, now: sandbox.now })
      const receipt_id = sandbox.browser.requestPayment({ order_id: 'order-1', order_name: '한글 이름', price: 1000 })
      sandbox.browser.pay(receipt_id)
      await sandbox.deliver()
      await toPromise(cancelPayment(ctx, { receipt_id, cancel_price: 400, cancel_id: 'c-1' }))
      await sandbox.deliver()
      await toPromise(cancelPayment(ctx, { receipt_id }))
      await sandbox.deliver()
      expect(types).toEqual(['PAYMENT_COMPLETED', 'PAYMENT_PARTIAL_CANCELLED', 'PAYMENT_CANCELLED'])
      expect(sandbox.webhooks().map(({ status }) => status)).toEqual(['delivered', 'delivered', 'delivered'])
    }
  })

  test('does nothing for a key that was dealt with, but says that it was received', async () => {
    const { ctx, receipt_id, post } = start()
    const known = new Set<string>()
    let done = 0
    const handlers: WebhookHandlers = {
      isKnown: (key) => known.has(key),
      on: {
        PAYMENT_COMPLETED: ({ key }) => {
          known.add(key)
          done += 1
        },
      },
    }
    for (let i = 0; i < 3; i++)
      expect(await answerOf(await handleWebhook(ctx, post({ receipt_id, status: 1 }), handlers))).toEqual(received)
    expect(done).toBe(1)
  })

  test('receives a type that nobody handles', async () => {
    const { ctx, receipt_id, post } = start()
    for (const webhook_type of ['SOMETHING_NEW', 'constructor', '__proto__'])
      expect(await answerOf(await handleWebhook(ctx, post({ receipt_id, webhook_type }), { on: {} }))).toEqual(received)
  })

  test.each<[number, string, Parameters<ReturnType<typeof start>['post']>]>([
    [400, 'is no webhook', ['hello']],
    [400, 'is forged', [{ receipt_id: '000000000000000000000000', status: 1 }]],
    [413, 'is over a MiB', ['x'.repeat((1 << 20) + 1)]],
  ])('answers %d to a body that %s', async (status, _, body) => {
    const { ctx, post } = start()
    expect(await answerOf(await handleWebhook(ctx, post(...body), { on: {} }))).toEqual([status, { success: false }])
  })

  test('answers 400 to a claim that Bootpay does not confirm, and tells of it', async () => {
    const { ctx, receipt_id, post } = start()
    const refused: string[] = []
    const onRefused: WebhookHandlers['onRefused'] = (error) => refused.push(error._tag)
    const response = await handleWebhook(ctx, post({ receipt_id, price: 1, status: 1 }), { on: {}, onRefused })
    expect([response.status, refused]).toEqual([400, ['WebhookMismatch']])
  })

  test('answers 503 when Bootpay cannot be asked, so that the webhook comes again', async () => {
    const { ctx, receipt_id, post } = start()
    const down = { ...ctx, fetch: () => Promise.reject(new TypeError('fetch failed')), sleep: () => Promise.resolve() }
    expect((await handleWebhook(down, post({ receipt_id, status: 1 }), { on: {} })).status).toBe(503)
  })

  test('answers 500 when a handler fails, so that the webhook comes again', async () => {
    const { ctx, receipt_id, post } = start()
    const on = { PAYMENT_COMPLETED: () => Promise.reject(new Error('the database is down')) }
    expect(await answerOf(await handleWebhook(ctx, post({ receipt_id, status: 1 }), { on }))).toEqual([
      500,
      { success: false },
    ])
  })

  test('answers 405 to anything but a POST', async () => {
    const { ctx } = start()
    expect((await handleWebhook(ctx, new Request('https://shop.example/webhook'), { on: {} })).status).toBe(405)
  })
})

test('isBootpayAddress says no to what is no text', () => {
  const hostile = { toString: () => Promise.reject(new Error('no')) } as unknown as string
  expect([hostile, null, undefined, 7].map((ip) => isBootpayAddress(ip as string))).toEqual([
    false,
    false,
    false,
    false,
  ])
})

test.each([
  ['223.130.82.0', true],
  ['223.130.82.255', true],
  ['::ffff:223.130.82.4', true],
  ['223.130.82.256', false],
  ['223.130.82.04', false],
  ['223.130.83.4', false],
  ['1223.130.82.4', false],
  ['223.130.82.4.evil.example', false],
  ['', false],
])('isBootpayAddress(%j) is %s', (ip, expected) => {
  expect(isBootpayAddress(ip)).toBe(expected)
})
