import { revokeBillingKey, type RevokeBillingKeyInput } from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

import { testContext } from '../support/bootpay.js'

const billing_key = 'key_test'
const KEY = `DELETE ${billing_key}`

type Answer = () => Response | Promise<Response>

/** A Bootpay that gives each request its answers in turn, the last one again and again, and what it was asked for. */
const bootpay = (answers: Readonly<Record<string, readonly [Answer, ...Answer[]]>>) => {
  const asked: string[] = []
  const ctx = testContext({
    fetch: (url, init) => {
      const name = `${init?.method} ${url.slice(url.lastIndexOf('/') + 1)}`
      const turn = asked.filter((each) => each === name).length
      asked.push(name)
      const list = answers[name] ?? [refused('NOT_EXPECTED')]
      return Promise.resolve((list[turn] ?? list.at(-1))?.() as Response)
    },
  })
  return { ctx, asked }
}
const stands = (reserve_id: string, status?: number, more = {}) => {
  return () => Response.json({ reserve_id, status, ...more })
}
const gone = (reserve_id: string) => () => Response.json({ reserve_id, success: true })
const destroyed = () => Response.json({ billing_key })
const refused = (error_code: string, status = 400) => {
  return () => Response.json({ error_code, message: 'no' }, { status })
}
const cut = () => Promise.reject(new TypeError('fetch failed'))
const unsent = () => Promise.reject(new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } }))

test.each<[string, Partial<Record<keyof RevokeBillingKeyInput, unknown>>, string, string]>([
  ['no key', { billing_key: undefined }, 'billing_key', 'is required'],
  ['no list', { reserve_ids: undefined }, 'reserve_ids', 'is required'],
  [
    'an id that no path can have',
    { reserve_ids: ['../x'] },
    'reserve_ids.0',
    'must be 1 to 64 letters, digits, "_" or "-"',
  ],
])('revokeBillingKey refuses %s, and asks for nothing', async (_, change, path, message) => {
  const { ctx, asked } = bootpay({})
  const input = { billing_key, reserve_ids: [], ...change } as unknown as RevokeBillingKeyInput
  expect(await revokeBillingKey(ctx, input)()).toEqual(
    E.left({
      _tag: 'InputError',
      operation: 'revokeBillingKey',
      message: `${path} ${message}`,
      issues: [{ path, message }],
    }),
  )
  expect(asked).toEqual([])
})

test('revokeBillingKey destroys a key that has no reservations at once', async () => {
  const { ctx, asked } = bootpay({ [KEY]: [destroyed] })
  expect(await revokeBillingKey(ctx, { billing_key, reserve_ids: [] })()).toEqual(
    E.right({ billing_key, cancelled: [] }),
  )
  expect(asked).toEqual([KEY])
})

describe('revokeBillingKey and a reservation', () => {
  const run = (answers: Parameters<typeof bootpay>[0]) => {
    const { ctx, asked } = bootpay({ [KEY]: [destroyed], ...answers })
    return { asked, result: revokeBillingKey(ctx, { billing_key, reserve_ids: ['r-1'] })() }
  }

  test.each([
    ['was charged', stands('r-1', 1)],
    ['failed', stands('r-1', -1)],
    ['was cancelled', stands('r-1', 3)],
    ['was revoked, whatever its status', stands('r-1', 0, { reserve_revoked_at: '2026-01-31T09:00:00+09:00' })],
  ])('that %s: it is not cancelled again', async (_, look) => {
    const { result, asked } = run({ 'GET r-1': [look] })
    expect(await result).toEqual(E.right({ billing_key, cancelled: [] }))
    expect(asked).toEqual(['GET r-1', KEY])
  })

  test.each([0, 2, 99, undefined])('whose status is %j: it is cancelled first', async (status) => {
    const { result, asked } = run({ 'GET r-1': [stands('r-1', status)], 'DELETE r-1': [gone('r-1')] })
    expect(await result).toEqual(E.right({ billing_key, cancelled: ['r-1'] }))
    expect(asked).toEqual(['GET r-1', 'DELETE r-1', KEY])
  })

  test('whose cancel is refused because its time came in between: it is passed over', async () => {
    const { result, asked } = run({
      'GET r-1': [stands('r-1', 0), stands('r-1', 1)],
      'DELETE r-1': [refused('SOMETHING_NEW')],
    })
    expect(await result).toEqual(E.right({ billing_key, cancelled: [] }))
    expect(asked).toEqual(['GET r-1', 'DELETE r-1', 'GET r-1', KEY])
  })

  test.each<[string, Answer]>([
    ['it still waits', stands('r-1', 0)],
    ['it cannot be looked up', refused('RC_NOT_FOUND', 404)],
    ['nobody answers', cut],
  ])('whose cancel is refused while %s: the key is kept, and the refusal told', async (_, after) => {
    const { result, asked } = run({
      'GET r-1': [stands('r-1', 0), after],
      'DELETE r-1': [refused('SOMETHING_NEW')],
    })
    expect(await result).toEqual(
      E.left({
        _tag: 'ApiError',
        operation: 'cancelReservation',
        message: 'no',
        about: { reserve_id: 'r-1' },
        status: 400,
        code: 'SOMETHING_NEW',
      }),
    )
    expect(asked).not.toContain(KEY)
  })

  test('whose cancel has no answer: the key is kept, and what became of the cancel is for a later look', async () => {
    const { result, asked } = run({ 'GET r-1': [stands('r-1', 0), stands('r-1', 3)], 'DELETE r-1': [cut] })
    expect(await result).toMatchObject(
      E.left({
        _tag: 'OutcomeUnknown',
        operation: 'cancelReservation',
        phase: 'awaiting',
        about: { reserve_id: 'r-1' },
        reconcile: 'getReservation',
      }),
    )
    expect(asked).not.toContain(KEY)
  })

  test('whose cancel could not be sent: the key is kept', async () => {
    const { result, asked } = run({ 'GET r-1': [stands('r-1', 0), stands('r-1', 3)], 'DELETE r-1': [unsent] })
    expect(await result).toMatchObject(E.left({ _tag: 'NetworkError', operation: 'cancelReservation' }))
    expect(asked).not.toContain(KEY)
  })
})

describe('revokeBillingKey and a key that cannot be destroyed', () => {
  const refusal = {
    _tag: 'ApiError',
    operation: 'destroyBillingKey',
    message: 'no',
    about: {},
    status: 400,
    code: 'SOMETHING_NEW',
  }
  const unknown = { _tag: 'OutcomeUnknown', operation: 'destroyBillingKey', reconcile: 'getBillingKey' }

  test.each<[string, Answer, object]>([
    ['is refused', refused('SOMETHING_NEW'), refusal],
    ['has no answer', cut, unknown],
    ['is answered by a gateway', () => new Response('', { status: 502 }), unknown],
  ])('tells it as it is where nothing was done before: it %s', async (_, answer, failure) => {
    const { ctx } = bootpay({ [KEY]: [answer] })
    expect(await revokeBillingKey(ctx, { billing_key, reserve_ids: [] })()).toMatchObject(E.left(failure))
  })

  test.each<[string, Answer, object]>([
    ['is refused', refused('SOMETHING_NEW'), refusal],
    ['has no answer', cut, unknown],
  ])('tells what was cancelled before: it %s', async (_, answer, failure) => {
    const { ctx } = bootpay({
      'GET r-1': [stands('r-1', 1)],
      'GET r-2': [stands('r-2', 0)],
      'DELETE r-2': [gone('r-2')],
      [KEY]: [answer],
    })
    const result = await revokeBillingKey(ctx, { billing_key, reserve_ids: ['r-1', 'r-2'] })()
    expect(result).toMatchObject(E.left({ _tag: 'PartlyRevoked', cancelled: ['r-2'], failure }))
    const { left } = result as E.Left<{ message: string; failure: { message: string } }>
    expect(left.message).toBe(left.failure.message)
  })

  test('takes one that is gone already for destroyed', async () => {
    const { ctx } = bootpay({ [KEY]: [refused('SUBSCRIBE_BK_EXPIRED')] })
    expect(await revokeBillingKey(ctx, { billing_key, reserve_ids: [] })()).toEqual(
      E.right({ billing_key, cancelled: [] }),
    )
  })
})
