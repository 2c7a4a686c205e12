import { handleWebhook, webhookKey, type Receipt, type WebhookHandlers } from 'bootpay-fp'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { receipt as fixture } from '../fixtures/receipt.js'
import { post, standingAt } from './support.js'

const { receipt_id, price } = fixture
const at = (cancelled_price: number, status = cancelled_price < price ? 1 : 20): Receipt => ({
  ...fixture,
  cancelled_price,
  status,
})
const part = (cancelled_price?: number) => ({ webhook_type: 'PAYMENT_PARTIAL_CANCELLED', cancelled_price })

describe('webhookKey', () => {
  test("is made of the receipt's id and the type", () => {
    const event = { receipt_id: 'ANOTHER', webhook_type: 'PAYMENT_COMPLETED' }
    expect(webhookKey(event, at(0))).toBe(`${receipt_id}:PAYMENT_COMPLETED`)
  })

  test('stays the same whatever becomes of the payment', () => {
    for (const type of ['PAYMENT_COMPLETED', 'PAYMENT_EXPIRED', 'SOMETHING_NEW'])
      for (const receipt of [at(0), at(400), at(price), at(0, -30)])
        expect(webhookKey({ webhook_type: type }, receipt)).toBe(`${receipt_id}:${type}`)
  })

  test('tells partial cancels apart, and keeps the key of each when more is cancelled', () => {
    const first = `${receipt_id}:PAYMENT_PARTIAL_CANCELLED:400`
    expect([at(400), at(700), at(price)].map((receipt) => webhookKey(part(400), receipt))).toEqual([
      first,
      first,
      first,
    ])
    expect(webhookKey(part(700), at(700))).toBe(`${receipt_id}:PAYMENT_PARTIAL_CANCELLED:700`)
  })

  test('is that of what is true now where the event has no amount, or one that the receipt does not bear out', () => {
    for (const amount of [undefined, 0, -1, 701, NaN, Infinity, '400' as unknown as number])
      expect(webhookKey(part(amount), at(700))).toBe(`${receipt_id}:PAYMENT_PARTIAL_CANCELLED:700`)
  })

  test('is one for a cancel of all, whatever it is called', () => {
    const key = `${receipt_id}:PAYMENT_CANCELLED:${price}`
    expect(webhookKey({ webhook_type: 'PAYMENT_CANCELLED' }, at(price))).toBe(key)
    expect(webhookKey(part(), at(price))).toBe(key)
  })

  test('is never that of another type by the way that type is spelt', () => {
    const forged = { webhook_type: `PAYMENT_CANCELLED:${price}` }
    expect(webhookKey(forged, at(price))).not.toBe(webhookKey({ webhook_type: 'PAYMENT_CANCELLED' }, at(price)))
  })

  test('writes a colon within a type as a form does', () => {
    expect(webhookKey({ webhook_type: 'A:B:C' }, at(0))).toBe(`${receipt_id}:A%3AB%3AC`)
  })

  test('is empty where there is nothing to make it of', () => {
    for (const none of [undefined, null]) {
      expect(webhookKey(none as never, at(0))).toBe('')
      expect(webhookKey(part(400), none as never)).toBe('')
    }
  })

  test('has the state of an escrow, by whichever name the receipt has it', () => {
    const key = (state: object) => webhookKey({ webhook_type: 'ESCROW_CHANGED' }, { ...at(0), ...state })
    const confirmed = '2026-01-31T09:00:00+09:00'
    expect(key({ escrow_data: { status: -2 } })).toBe(`${receipt_id}:ESCROW_CHANGED:-2:`)
    expect(key({ escrow_data: { escrow_status: -2 } })).toBe(`${receipt_id}:ESCROW_CHANGED:-2:`)
    expect(key({ escrow_status: -2 })).toBe(`${receipt_id}:ESCROW_CHANGED:-2:`)
    expect(key({ escrow_data: { status: 1, receipt_confirmed_at: confirmed } })).toBe(
      `${receipt_id}:ESCROW_CHANGED:1:${confirmed}`,
    )
  })
})

const ALL = [
  'PAYMENT_COMPLETED',
  'PAYMENT_VIRTUAL_ACCOUNT_ISSUED',
  'PAYMENT_CANCELLED',
  'PAYMENT_PARTIAL_CANCELLED',
  'PAYMENT_CONFIRM_FAILED',
  'PAYMENT_CANCEL_FAILED',
  'PAYMENT_REQUEST_FAILED',
  'PAYMENT_EXPIRED',
  'STATUS_1',
  'STATUS_5',
  'STATUS_20',
]

/** A shop that handles every type of a payment, counts what is done for each fact, and knows what it did. */
const shop = () => {
  const known = new Set<string>()
  const done: string[] = []
  const handlerOf = (type: string): NonNullable<WebhookHandlers['on']>[string] => {
    return ({ key, receipt }) => {
      known.add(key)
      done.push(type.includes('CANCELLED') ? `cancelled up to ${receipt.cancelled_price}` : type)
    }
  }
  const on = Object.fromEntries(ALL.map((type) => [type, handlerOf(type)]))
  const handlers: WebhookHandlers = { on, isKnown: (key) => Promise.resolve(known.has(key)) }
  return { handlers, done }
}

/** Mostly the true value, since a forger who gets everything wrong is refused at once. */
const mostly = <A>(value: A, ...others: unknown[]) =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: fc.constantFrom(...others) })

const forged = fc.record(
  {
    receipt_id: mostly(receipt_id, receipt_id.toUpperCase(), ` ${receipt_id}`, `${receipt_id} `, 645, [receipt_id]),
    webhook_type: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom<unknown>(...ALL, null, '') },
      {
        weight: 1,
        arbitrary: fc.constantFrom<unknown>(
          ...ALL.flatMap((type) => [type.toLowerCase(), ` ${type}`, `${type}:400`, `${type}\u200b`]),
          ...['ESCROW_CHANGED', 'constructor', '__proto__', 1],
        ),
      },
    ),
    cancelled_price: fc.constantFrom(
      0,
      1,
      399,
      400,
      '400',
      '400.0',
      400.5,
      401,
      700,
      price,
      '',
      null,
      -400,
      [400],
      true,
    ),
    status: fc.constantFrom(0, 1, 5, 11, 12, 20, 21, -2, -20, '1', '20', ' 20 ', null),
    price: mostly(price, String(price), 1),
    order_id: mostly(fixture.order_id, 'another', ''),
    escrow_webhook: mostly(false, true, 'true'),
    method: mostly('카드', 'auth'),
    payment_data: fc.constant({}),
    extra: fc.anything(),
  },
  { requiredKeys: ['receipt_id'] },
)

/** What of a payment is true, in order, and the real webhook about each. */
const STORY = [
  { receipt: at(0), event: { webhook_type: 'PAYMENT_COMPLETED', status: 1, cancelled_price: 0 } },
  { receipt: at(400), event: { webhook_type: 'PAYMENT_PARTIAL_CANCELLED', status: 20, cancelled_price: 400 } },
  { receipt: at(700), event: { webhook_type: 'PAYMENT_PARTIAL_CANCELLED', status: 20, cancelled_price: 700 } },
  { receipt: at(price), event: { webhook_type: 'PAYMENT_CANCELLED', status: 20, cancelled_price: price } },
].map(({ receipt, event }) => ({ receipt, event: { ...receipt, ...event } }))

const PAID = ['PAYMENT_COMPLETED', 'PAYMENT_VIRTUAL_ACCOUNT_ISSUED']

describe('whatever anybody posts', () => {
  test('a handler runs once for each fact, and for nothing that is not true', async () => {
    const posts = fc.array(fc.oneof(forged, fc.constantFrom('repeat 0', 'repeat 1', 'repeat 2')), { maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(fc.tuple(posts, posts, posts, posts), async (rounds) => {
        const { handlers, done } = shop()
        for (const [step, { receipt, event }] of STORY.entries()) {
          const ctx = standingAt(receipt)
          const others = rounds[step] ?? []
          const half = others.length / 2
          const send = async (other: unknown) => {
            const repeated = typeof other === 'string' ? STORY[Math.min(step, Number(other.slice(7)))]?.event : other
            await post(ctx, repeated, handlers)
          }
          for (const other of others.slice(0, half)) await send(other)
          expect((await post(ctx, event, handlers))[0]).toBe(200)
          for (const other of others.slice(half)) await send(other)
        }
        expect(done.filter((fact) => fact !== 'PAYMENT_VIRTUAL_ACCOUNT_ISSUED')).toEqual([
          'PAYMENT_COMPLETED',
          'cancelled up to 400',
          'cancelled up to 700',
          `cancelled up to ${price}`,
        ])
        expect(done).toHaveLength(new Set(done).size)
        expect(done.every((fact) => PAID.includes(fact) || fact.startsWith('cancelled'))).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  test('the first of two partial cancels, repeated after the second, does not take its place', async () => {
    const { handlers, done } = shop()
    const [, first, second] = STORY
    await post(standingAt(first?.receipt ?? {}), first?.event, handlers)
    await post(standingAt(second?.receipt ?? {}), first?.event, handlers)
    expect(done).toEqual(['cancelled up to 400'])
    await post(standingAt(second?.receipt ?? {}), second?.event, handlers)
    expect(done).toEqual(['cancelled up to 400', 'cancelled up to 700'])
  })

  test('of two partial cancels that both come late one is dealt with, by what is true then', async () => {
    const { handlers, done } = shop()
    const ctx = standingAt(at(700))
    for (const cancelled_price of [400, 700, 399, undefined, 400])
      expect((await post(ctx, { receipt_id, ...part(cancelled_price) }, handlers))[0]).toBe(200)
    expect(done).toEqual(['cancelled up to 700'])
  })

  test('a repeat of an escrow change does not take the place of the next one', async () => {
    const known = new Set<string>()
    const on: WebhookHandlers['on'] = { ESCROW_CHANGED: ({ key }) => known.add(key) }
    const held = { ...fixture, escrow_data: { status: -1 }, escrow_webhook: true }
    const confirmed = { ...held, escrow_data: { status: 1, receipt_confirmed_at: '2026-01-31T09:00:00+09:00' } }
    const handlers: WebhookHandlers = { on, isKnown: (key) => known.has(key) }
    await post(standingAt(held), held, handlers)
    await post(standingAt(confirmed), held, handlers)
    expect([...known]).toEqual([`${receipt_id}:ESCROW_CHANGED:-1:`])
    await post(standingAt(confirmed), confirmed, handlers)
    expect(known.size).toBe(2)
  })

  test('a type that is made of a status is no second name for one that is known', async () => {
    const { handlers, done } = shop()
    for (const webhook_type of ['PAYMENT_COMPLETED', 'STATUS_1', undefined])
      await post(standingAt(at(0)), { receipt_id, webhook_type, status: 1 }, handlers)
    for (const webhook_type of ['STATUS_20', 'PAYMENT_CANCELLED', 'PAYMENT_PARTIAL_CANCELLED', undefined])
      await post(standingAt(at(price)), { receipt_id, webhook_type, status: 20 }, handlers)
    expect(done).toEqual(['PAYMENT_COMPLETED', `cancelled up to ${price}`])
  })

  test('an id in capitals is not believed, although Bootpay takes it', async () => {
    const { handlers, done } = shop()
    const refused: unknown[] = []
    const told: WebhookHandlers = { ...handlers, onRefused: (error) => refused.push(error) }
    const body = JSON.stringify({ receipt_id: receipt_id.toUpperCase(), status: 1 })
    const request = new Request('https://shop.example/', { method: 'POST', body })
    expect((await handleWebhook(standingAt(at(0)), request, told)).status).toBe(400)
    expect([done, refused]).toMatchObject([[], [{ _tag: 'WebhookMismatch', member: 'receipt_id' }]])
  })
})
