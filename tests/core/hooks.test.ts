import {
  cancelPayment,
  confirmPayment,
  createContext,
  getReceipt,
  traverseWithLimit,
  type Context,
  type Event,
} from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { describe, expect, test } from 'vitest'

import { receipt } from '../fixtures/receipt.js'
import { testContext, type TestOptions } from '../support/bootpay.js'
import { rejectionsOf } from '../support/rejections.js'

const { receipt_id } = receipt
const START = Date.parse('2026-01-31T00:00:00Z')
const failure = new Error('of a hook')
type Hook = NonNullable<Context['onEvent']>

/** A Bootpay that is busy once and then answers, with a token; counts what it saw. */
const busyOnce = (options: TestOptions = {}) => {
  const sent: string[] = []
  const ctx = testContext({
    credentials: { application_id: 'app_test', private_key: 'pk_test' },
    fetch: (url) => {
      sent.push(url)
      if (url.endsWith('/request/token')) return Promise.resolve(Response.json({ access_token: 'at', expire_in: 1800 }))
      return Promise.resolve(sent.length === 2 ? new Response('', { status: 503 }) : Response.json(receipt))
    },
    ...options,
  })
  return { ctx, sent }
}

const hooks: Record<string, Hook> = {
  'throws at once': () => {
    throw failure
  },
  rejects: () => Promise.reject(failure),
  'rejects later': async () => {
    await new Promise((resolve) => setTimeout(resolve, 5))
    throw failure
  },
  'never settles': () => new Promise(() => undefined),
  'gives a thenable that throws': () => ({
    then: () => {
      throw failure
    },
  }),
  'gives a thenable that cannot be read': () => ({
    get then() {
      throw failure
    },
  }),
}

describe.each(Object.entries(hooks))('an onEvent that %s', (_, onEvent) => {
  test('changes nothing of a call, and rejects nowhere', async () => {
    const rejections = await rejectionsOf(async () => {
      const { ctx, sent } = busyOnce({ onEvent })
      expect(await getReceipt(ctx, { receipt_id })()).toEqual(E.right(receipt))
      expect(sent).toHaveLength(3)
      expect(await traverseWithLimit(ctx, [1, 2], (item) => TE.right(item))()).toEqual([E.right(1), E.right(2)])
    })
    expect(rejections).toEqual([])
  })
})

test.each(Object.entries(hooks).filter(([name]) => name !== 'gives a promise of another kind'))(
  'a budget that %s rejects nowhere and loses no result',
  async (_, hook) => {
    const rejections = await rejectionsOf(async () => {
      const { ctx } = busyOnce({ retry: { attempts: 3, budget: hook as unknown as () => boolean } })
      expect(await getReceipt(ctx, { receipt_id })()).toMatchObject({
        _tag: expect.stringMatching(/Left|Right/) as string,
      })
      expect(await getReceipt(ctx, { receipt_id })()).toEqual(E.right(receipt))
    })
    expect(rejections).toEqual([])
  },
)

test('a hook that changes its event changes nothing of the call, of its result, or of later events', async () => {
  const seen: Event[] = []
  const { ctx } = busyOnce({
    onEvent: (event) => {
      seen.push(structuredClone(event))
      if ('about' in event) Object.assign(event.about, { receipt_id: 'changed', more: 1 })
      Object.assign(event, { operation: 'changed', type: 'changed', attempt: 99 })
    },
  })
  expect(await getReceipt(ctx, { receipt_id })()).toEqual(E.right(receipt))
  const about = { operation: 'getReceipt', method: 'GET', about: { receipt_id } }
  expect(seen.filter((event) => 'method' in event && event.operation === 'getReceipt')).toEqual([
    { type: 'request', ...about, attempt: 1, at: START },
    { type: 'answer', ...about, attempt: 1, at: START, status: 503, elapsedMs: 0 },
    { type: 'retry', ...about, attempt: 1, at: START, waitMs: expect.any(Number) as number },
    { type: 'request', ...about, attempt: 2, at: START },
    { type: 'answer', ...about, attempt: 2, at: START, status: 200, elapsedMs: 0 },
  ])
  const failed = { ...ctx, fetch: () => Promise.resolve(new Response('', { status: 404 })) }
  expect(await getReceipt(failed, { receipt_id })()).toMatchObject(
    E.left({ operation: 'getReceipt', about: { receipt_id } }),
  )
})

describe('what happens in a hook or in the clock right before sending', () => {
  const basic = { client_key: 'ck_test', secret_key: 'sk_test' }
  const operations = { 'a read': getReceipt, 'a write': confirmPayment }
  const ends: Record<string, readonly [tag: string, make: () => Partial<Context>]> = {
    'a signal that fires in the hook': [
      'AbortError',
      () => {
        const controller = new AbortController()
        return { signal: controller.signal, onEvent: () => controller.abort() }
      },
    ],
    'a signal that fires in the clock': [
      'AbortError',
      () => {
        const controller = new AbortController()
        const now = () => {
          controller.abort()
          return START
        }
        return { signal: controller.signal, now }
      },
    ],
    'a signal that fires in the clock after the hook': [
      'AbortError',
      () => {
        const controller = new AbortController()
        let readings = 0
        const now = () => {
          if (++readings === 2) controller.abort()
          return START
        }
        return { signal: controller.signal, now, onEvent: () => undefined }
      },
    ],
    'a deadline that passes in the hook': [
      'TimeoutError',
      () => {
        let time = START
        return { now: () => time, deadline: START + 10_000, onEvent: () => (time += 10_000) }
      },
    ],
  }
  for (const [what, operation] of Object.entries(operations))
    test.each(Object.entries(ends))(`%s is seen: of ${what} nothing is sent`, async (_, [tag, make]) => {
      let sent = 0
      const ctx = createContext({
        credentials: basic,
        fetch: () => {
          sent += 1
          return Promise.resolve(Response.json(receipt))
        },
      })
      expect(await operation({ ...ctx, ...make() }, { receipt_id })()).toMatchObject(E.left({ _tag: tag }))
      expect(sent).toBe(0)
    })

  test('a doubt stays, where it is the second attempt that the hook stops', async () => {
    const controller = new AbortController()
    const ctx = testContext({
      fetch: () => Promise.resolve(new Response('', { status: 503, headers: { 'retry-after': '0' } })),
    })
    const onEvent = (event: Event) => {
      if (event.type === 'request' && event.attempt === 2) controller.abort()
    }
    const input = { receipt_id, cancel_price: 100, cancel_id: 'c-1' }
    expect(await cancelPayment({ ...ctx, onEvent, signal: controller.signal }, input)()).toMatchObject(
      E.left({ _tag: 'OutcomeUnknown', operation: 'cancelPayment' }),
    )
  })
})
