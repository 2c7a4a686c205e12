import {
  handleWebhook,
  parseWebhook,
  receiveWebhook,
  verifyWebhook,
  webhookAnswer,
  webhookKey,
  type Context,
  type Receipt,
  type WebhookEvent,
  type WebhookHandlers,
  type WebhookInput,
} from 'bootpay-fp'
import { afterEach, describe, expect, test, vi } from 'vitest'

import { receipt } from '../fixtures/receipt.js'
import { testContext } from '../support/bootpay.js'
import { answering, standingAt } from './support.js'

const { receipt_id, price } = receipt
const received = { status: 200, body: { success: true } }
const FORM = 'application/x-www-form-urlencoded'
const paid = { receipt_id, webhook_type: 'PAYMENT_COMPLETED', status: '1', price: String(price) }

/** What is told of a body that is no webhook. */
const unreadable = (message: string, path = '') => ({
  _tag: 'InputError',
  operation: 'receiveWebhook',
  message: `${path || 'input'} ${message}`,
  issues: [{ path, message }],
})

/** Handlers that count. */
const counting = () => {
  const events: WebhookEvent[] = []
  const handlers: WebhookHandlers = { on: { PAYMENT_COMPLETED: ({ event }) => events.push(event) } }
  return { events, handlers }
}

describe('receiveWebhook', () => {
  test.each<[string, WebhookInput]>([
    ['JSON text', { body: JSON.stringify(paid), contentType: 'application/json' }],
    ['form text', { body: String(new URLSearchParams(paid)), contentType: FORM }],
    ['text of an unknown type', { body: JSON.stringify(paid) }],
    ['an object that a parser of JSON made', { body: { ...paid, status: 1, price }, contentType: 'application/json' }],
    ['an object that a parser of forms made', { body: paid, contentType: FORM }],
    ['an object without a prototype', { body: Object.assign(Object.create(null) as object, paid), contentType: FORM }],
    ['a form with nested names that stayed flat', { body: { ...paid, 'card_data[tid]': 't1' }, contentType: FORM }],
    ['JSON that a parser of forms took for a name', { body: { [JSON.stringify(paid)]: '' }, contentType: FORM }],
    ['bytes', { body: new TextEncoder().encode(`\uFEFF${JSON.stringify(paid)}`), contentType: 'application/json' }],
    ['an instance of a class', { body: Object.assign(new Error('no plain object'), paid) }],
    ['a Proxy', { body: new Proxy(paid, {}) }],
  ])('reads %s', async (_, input) => {
    const { events, handlers } = counting()
    expect(await receiveWebhook(standingAt({}), input, handlers)).toEqual(received)
    expect(events).toMatchObject([{ receipt_id, status: 1, price }])
  })

  test('reads each member once, and a change of the body during the look-up changes nothing', async () => {
    const { events, handlers } = counting()
    let reads = 0
    const body = {
      webhook_type: 'PAYMENT_COMPLETED',
      get receipt_id() {
        reads += 1
        return reads === 1 ? receipt_id : 'another'
      },
    }
    const answer = receiveWebhook(standingAt({}), { body }, handlers)
    body.webhook_type = 'PAYMENT_CANCELLED'
    expect(await answer).toEqual(received)
    expect([reads, events]).toMatchObject([1, [{ receipt_id, webhook_type: 'PAYMENT_COMPLETED' }]])
  })

  test.each([
    ['its first name has a brace in it', { 'x{"y': '1', ...paid }],
    ['its first name is JSON but for what stands before', { [`x${JSON.stringify({ receipt_id: 'a' })}`]: '', ...paid }],
  ])('reads an object as it is where %s', async (_, body) => {
    const { events, handlers } = counting()
    expect(await receiveWebhook(standingAt({}), { body }, handlers)).toEqual(received)
    expect(events).toMatchObject([{ receipt_id, status: 1, price }])
  })

  test('reads JSON with a space before it that a parser of forms took for a name', async () => {
    const { events, handlers } = counting()
    expect(await receiveWebhook(standingAt({}), { body: { [` \n${JSON.stringify(paid)}`]: '' } }, handlers)).toEqual(
      received,
    )
    expect(events).toMatchObject([{ receipt_id, status: 1, price }])
  })

  test('reads an object of ten thousand members and no more', async () => {
    const refused: unknown[] = []
    const onRefused = (error: unknown) => refused.push(error)
    const { events, handlers } = counting()
    // The object, its two members and the list are four of them.
    const body = (items: number) => ({ receipt_id, webhook_type: 'PAYMENT_COMPLETED', list: Array(items).fill(0) })
    const answers = [9_996, 9_997].map((items) =>
      receiveWebhook(standingAt({}), { body: body(items) }, { ...handlers, onRefused }),
    )
    expect(await Promise.all(answers)).toEqual([received, { status: 400, body: { success: false } }])
    expect(events).toEqual([body(9_996)])
    expect(refused).toEqual([unreadable('cannot be read')])
  })

  test.each<[unknown, string]>([
    [undefined, 'cannot be read'],
    [null, 'must be Object'],
    [7, 'must be Object'],
    [true, 'must be Object'],
    ['no { JSON', 'is required'],
    ['{no JSON', 'is not JSON'],
    [new TextEncoder().encode('{no JSON'), 'cannot be read'],
    [{}, 'is required'],
    [[], 'is required'],
  ])('tells of %j that its body %s', async (body, message) => {
    const refused: unknown[] = []
    const onRefused = (error: unknown) => refused.push(error)
    await receiveWebhook(standingAt({}), { body: body as object }, { onRefused })
    expect(refused).toEqual([unreadable(message, message === 'is required' ? 'receipt_id' : '')])
  })

  test('answers 400 to an id that no path can have, asks nothing, and tells of it', async () => {
    const refused: unknown[] = []
    const { ctx, asked } = answering({ '/receipt/': receipt })
    const body = { ...paid, receipt_id: '../certificate/a' }
    const handlers: WebhookHandlers = { onRefused: (error) => refused.push(error) }
    expect(await receiveWebhook(ctx, { body }, handlers)).toEqual({ status: 400, body: { success: false } })
    expect([asked, refused]).toMatchObject([
      [],
      [{ _tag: 'InputError', operation: 'getReceipt', issues: [{ path: 'receipt_id' }] }],
    ])
  })

  test('asks isKnown once for a key that is that of what is true now, and twice where the event says otherwise', async () => {
    const keysOf = async (event: object) => {
      const asked: string[] = []
      const on = { PAYMENT_PARTIAL_CANCELLED: ({ key }: { key: string }) => asked.push(`ran ${key}`) }
      const isKnown = (key: string) => asked.push(key) === 0
      const body = { receipt_id, webhook_type: 'PAYMENT_PARTIAL_CANCELLED', ...event }
      await receiveWebhook(standingAt({ cancelled_price: 700 }), { body }, { on, isKnown })
      return asked
    }
    const [first, now] = [400, 700].map((amount) => `${receipt_id}:PAYMENT_PARTIAL_CANCELLED:${amount}`)
    expect(await keysOf({ cancelled_price: 700 })).toEqual([now, `ran ${now}`])
    expect(await keysOf({ cancelled_price: 400 })).toEqual([first, now, `ran ${now}`])
  })

  test('reads a text of exactly a MiB', async () => {
    const { events, handlers } = counting()
    const body = JSON.stringify(paid).padEnd(1 << 20, ' ')
    expect(await receiveWebhook(standingAt({}), { body }, handlers)).toEqual(received)
    expect(events).toHaveLength(1)
  })

  test('says 413 to a text of more than a MiB', async () => {
    expect(await receiveWebhook(standingAt({}), { body: 'x'.repeat((1 << 20) + 1) }, {})).toEqual({
      status: 413,
      body: { success: false },
    })
  })

  test('asks for the text OK where the old API wants it', async () => {
    expect(await receiveWebhook(standingAt({}), { body: { ...paid, payment_data: {} } }, {})).toEqual({
      status: 200,
      body: 'OK',
    })
  })
})

/** A body that comes in parts of 64 KiB, and how many of them were taken. */
const flood = (part: Uint8Array = new Uint8Array(1 << 16)) => {
  const seen = { pulls: 0, cancelled: false }
  const body = new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        seen.pulls += 1
        controller.enqueue(part)
      },
      cancel: () => {
        seen.cancelled = true
        return new Promise(() => undefined)
      },
    },
    { highWaterMark: 0 },
  )
  return { seen, body }
}
const streaming = (body: ReadableStream, headers: Record<string, string> = {}) =>
  new Request('https://shop.example/', { method: 'POST', body, headers, duplex: 'half' } as RequestInit)

describe('handleWebhook', () => {
  test('reads no more than a MiB of a body that never ends, and lets go of it', async () => {
    const { seen, body } = flood()
    const response = await handleWebhook(standingAt({}), streaming(body), {})
    expect([response.status, seen]).toEqual([413, { pulls: 17, cancelled: true }])
  })

  test('ends with a body that sends nothing for ever', { timeout: 60_000 }, async () => {
    const nothing = { done: false, value: new Uint8Array() }
    let reads = 0
    const getReader = () => ({
      read: () => {
        reads += 1
        return Promise.resolve(nothing)
      },
      cancel: () => Promise.resolve(),
    })
    const request = { method: 'POST', headers: new Headers(), body: { getReader } } as unknown as Request
    expect((await handleWebhook(standingAt({}), request, {})).status).toBe(413)
    expect(reads).toBe((1 << 20) + 1)
  })

  test('reads nothing of a body that says it is longer', async () => {
    const { seen, body } = flood()
    const request = streaming(body, { 'content-length': String((1 << 20) + 1) })
    expect((await handleWebhook(standingAt({}), request, {})).status).toBe(413)
    expect(seen.pulls).toBe(0)
  })

  test('reads a body of a MiB in many parts, with letters cut between them', async () => {
    const { events, handlers } = counting()
    const text = JSON.stringify({ ...paid, order_name: '한글 이름' })
    const bytes = new TextEncoder().encode(text.padEnd((1 << 20) - 8, ' '))
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        for (let at = 0; at < bytes.length; at += 1_001) controller.enqueue(bytes.subarray(at, at + 1_001))
        controller.close()
      },
    })
    expect((await handleWebhook(standingAt({}), streaming(body), handlers)).status).toBe(200)
    expect(events).toMatchObject([{ order_name: '한글 이름' }])
  })

  test('reads a body that says it is of exactly a MiB', async () => {
    const { events, handlers } = counting()
    const body = JSON.stringify(paid).padEnd(1 << 20, ' ')
    const headers = { 'content-length': String(1 << 20) }
    const request = new Request('https://shop.example/', { method: 'POST', body, headers })
    expect((await handleWebhook(standingAt({}), request, handlers)).status).toBe(200)
    expect(events).toHaveLength(1)
  })

  test('answers 400 to a POST without a body', async () => {
    const request = new Request('https://shop.example/', { method: 'POST' })
    expect((await handleWebhook(standingAt({}), request, {})).status).toBe(400)
  })

  test.each<[string, object]>([
    ['has no stream for a body', { body: undefined }],
    ['has a stream of another make', { body: {} }],
  ])('reads the text of a request that %s', async (_, made) => {
    const { events, handlers } = counting()
    const text = () => Promise.resolve(JSON.stringify(paid))
    const request = { method: 'POST', headers: new Headers(), text, ...made } as unknown as Request
    expect((await handleWebhook(standingAt({}), request, handlers)).status).toBe(200)
    expect(events).toHaveLength(1)
  })

  test.each<[string, object, string, string]>([
    ['JSON', {}, 'application/json', '{"success":true}'],
    ['plain text to the old API', { payment_data: {} }, 'text/plain', 'OK'],
  ])('answers in %s, and says so', async (_, members, type, text) => {
    const body = JSON.stringify({ ...paid, ...members })
    const request = new Request('https://shop.example/', { method: 'POST', body })
    const response = await handleWebhook(standingAt({}), request, {})
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([200, type, text])
  })

  test('answers 500 to a body that breaks off', async () => {
    const body = new ReadableStream({
      pull: (controller) => {
        controller.error(new Error('reset'))
      },
    })
    expect((await handleWebhook(standingAt({}), streaming(body), {})).status).toBe(500)
  })
})

test('webhookAnswer is what Bootpay takes for received', async () => {
  const response = webhookAnswer()
  expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
    200,
    'application/json',
    '{"success":true}',
  ])
})

const throwing = () =>
  new Proxy(
    {},
    Object.fromEntries(
      ['get', 'has', 'ownKeys', 'getPrototypeOf', 'getOwnPropertyDescriptor'].map((trap) => [
        trap,
        () => {
          throw new Error('no')
        },
      ]),
    ),
  )
const endless = (): object =>
  new Proxy(
    {},
    {
      ownKeys: () => ['a', 'b'],
      get: (_, name) => (name === 'toJSON' ? undefined : endless()),
      getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
    },
  )
const cyclic = () => {
  const cycle: Record<string, unknown> = { ...paid }
  cycle['itself'] = cycle
  return cycle
}
const HOSTILE: Record<string, () => unknown> = {
  undefined: () => undefined,
  null: () => null,
  'a number': () => 7,
  'a symbol': () => Symbol('no'),
  'a function': () => () => undefined,
  'a list': () => [paid],
  'a Proxy that throws': throwing,
  'a Proxy without end': endless,
  'a getter that throws': () => ({
    get receipt_id() {
      throw new Error('no')
    },
    get status() {
      throw new Error('no')
    },
  }),
  'a cycle': cyclic,
  'a member that JSON has not': () => ({ ...paid, price: 1n }),
  'a toJSON that throws': () => ({
    toJSON: () => {
      throw new Error('no')
    },
  }),
}

describe.each(Object.entries(HOSTILE))('given %s', (_, make) => {
  const ctx = standingAt({})
  const refused = [400, 500]

  test('as body, receiveWebhook says 400', async () => {
    const { events, handlers } = counting()
    const input = { body: make() } as WebhookInput
    expect(await receiveWebhook(ctx, input, handlers)).toEqual({ status: 400, body: { success: false } })
    expect(events).toEqual([])
  })

  test('as any argument, nothing is thrown and no handler runs', async () => {
    const { events, handlers } = counting()
    const input: WebhookInput = { body: JSON.stringify(paid) }
    const request = () => new Request('https://shop.example/', { method: 'POST', body: JSON.stringify(paid) })
    expect(refused).toContain((await receiveWebhook(ctx, make() as WebhookInput, handlers)).status)
    expect(refused).toContain((await receiveWebhook(make() as Context, input, handlers)).status)
    expect([405, 500]).toContain((await handleWebhook(ctx, make() as Request, handlers)).status)
    expect(refused).toContain((await handleWebhook(make() as Context, request(), handlers)).status)
    expect(await receiveWebhook(ctx, input, make() as WebhookHandlers)).toHaveProperty('status')
    expect(await handleWebhook(ctx, request(), make() as WebhookHandlers)).toBeInstanceOf(Response)
    expect(parseWebhook(make() as string, make() as string)._tag).toBe('Left')
    expect((await verifyWebhook(ctx, make() as WebhookEvent)())._tag).toBe('Left')
    expect((await verifyWebhook(make() as Context, { receipt_id, webhook_type: 'PAYMENT_COMPLETED' })())._tag).toBe(
      'Left',
    )
    expect(typeof webhookKey(make() as WebhookEvent, receipt)).toBe('string')
    expect(typeof webhookKey({ webhook_type: 'ESCROW_CHANGED' }, make() as Receipt)).toBe('string')
    expect(events).toEqual([])
  })

  test('as content type, the body is read by its text', async () => {
    const { events, handlers } = counting()
    const input = { body: JSON.stringify(paid), contentType: make() as string }
    expect([await receiveWebhook(ctx, input, handlers), events.length]).toEqual([received, 1])
  })
})

describe('hooks', () => {
  test.each<[string, WebhookHandlers['onRefused']]>([
    [
      'throws',
      () => {
        throw new Error('no log')
      },
    ],
    ['rejects', () => Promise.reject(new Error('no log'))],
    ['is no function', 7 as unknown as () => void],
  ])('an onRefused that %s changes nothing of the answer', async (_, onRefused) => {
    const refusal = { success: false }
    const down = { ...standingAt({}), fetch: () => Promise.reject(new TypeError('fetch failed')) }
    const input = { body: paid }
    expect(await receiveWebhook(standingAt({}), { body: 'no' }, { onRefused })).toEqual({ status: 400, body: refusal })
    expect(await receiveWebhook(standingAt({ status: 0 }), input, { onRefused })).toEqual({
      status: 400,
      body: refusal,
    })
    expect(await receiveWebhook(down, input, { onRefused })).toEqual({ status: 503, body: refusal })
  })

  test('isKnown is awaited, and a failure of it is answered with 500', async () => {
    const { events, handlers } = counting()
    const known = async () => {
      await Promise.resolve()
      return true
    }
    expect(await receiveWebhook(standingAt({}), { body: paid }, { ...handlers, isKnown: known })).toEqual(received)
    const failing = () => Promise.reject(new Error('the database is down'))
    const answer = await receiveWebhook(standingAt({}), { body: paid }, { ...handlers, isKnown: failing })
    expect([answer.status, events]).toEqual([500, []])
  })

  test.each<[string, unknown]>([
    ['false', false],
    ['a promise of false', Promise.resolve(false)],
    ['nothing', undefined],
  ])('an isKnown that says %s lets the handler run', async (_, known) => {
    const { events, handlers } = counting()
    const isKnown = () => known as boolean
    expect(await receiveWebhook(standingAt({}), { body: paid }, { ...handlers, isKnown })).toEqual(received)
    expect(events).toHaveLength(1)
  })
})

describe('a look-up that takes long', () => {
  afterEach(() => {
    vi.useRealTimers()
  })
  const nobody = { on: { PAYMENT_COMPLETED: () => expect.fail('not believed') } }
  const kinds: Record<string, [WebhookInput['body'], WebhookHandlers]> = {
    'a payment': [paid, nobody],
    'an identity verification': [{ receipt_id, status: 12 }, { onIdentity: () => expect.fail('not believed') }],
    'a billing key': [{ receipt_id, status: 11 }, { onBillingKey: () => expect.fail('not believed') }],
  }
  /** Milliseconds until a webhook is answered, with a Bootpay that never does; nothing else takes any time. */
  const answeredAfter = async (body: WebhookInput['body'], handlers: WebhookHandlers, options: object = {}) => {
    vi.useFakeTimers({ now: 1_000_000 })
    const ctx = testContext({ fetch: () => new Promise(() => undefined), now: () => Date.now(), ...options })
    let answeredAt: number | undefined
    const answer = receiveWebhook(ctx, { body }, handlers).finally(() => {
      answeredAt = Date.now()
    })
    await vi.advanceTimersByTimeAsync(100_000)
    expect(await answer).toEqual({ status: 503, body: { success: false } })
    return (answeredAt ?? 0) - 1_000_000
  }
  test.each(Object.entries(kinds))(
    'is given up after 3 of the 5 seconds that Bootpay waits, of %s, and is asked for again by 503',
    async (_, [body, handlers]) => {
      expect(await answeredAfter(body, handlers)).toBe(3_000)
      expect(await answeredAfter(body, handlers, { deadline: 2_000_000 })).toBe(3_000)
    },
  )
  test('is given up earlier where the Context has less time', async () => {
    expect(await answeredAfter(paid, nobody, { deadline: 1_000_700 })).toBe(700)
    expect(await answeredAfter(paid, nobody, { timeoutMs: 800, retry: { attempts: 1 } })).toBe(800)
  })
})
