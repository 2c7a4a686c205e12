import { chargeSubscriptionCycle, subscriptionOrderId, type ChargeSubscriptionCycleInput } from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

import { receipt } from '../fixtures/receipt.js'
import { testContext } from '../support/bootpay.js'

const cycle = { subscription_id: 'subscription-7', cycle: '2026-11', attempt: 1 }
const input = { ...cycle, billing_key: 'key_test', order_name: 'n', price: receipt.price }
const idOf = (attempt: number) => `subscription-7_2026-11_${attempt}`

/** A Bootpay in which these orders were paid, and what was asked for. */
const bootpay = (...paid: string[]) => {
  const asked: string[] = []
  const ctx = testContext({
    fetch: async (url, init) => {
      const sent = init?.body === undefined ? undefined : await new Response(init.body as BodyInit).text()
      const order_id = sent === undefined ? url.slice(url.lastIndexOf('/') + 1) : String(JSON.parse(sent).order_id)
      asked.push(`${init?.method} ${order_id}`)
      if (sent !== undefined) return Response.json({ ...receipt, order_id })
      return Response.json(paid.includes(order_id) ? [{ ...receipt, order_id }] : [])
    },
  })
  return { ctx, asked }
}

const ATTEMPT = 'must be a whole number from 1 to 99'
const REFUSED: readonly (readonly [string, object, string, string])[] = [
  ['no subscription', { subscription_id: undefined }, 'subscription_id', 'is required'],
  ['a dot', { subscription_id: 'a.b' }, 'subscription_id', 'must be text of letters, digits, "-" and "_"'],
  ['a cycle with "_"', { cycle: '2026_11' }, 'cycle', 'must be text of letters, digits and "-", such as 2026-11'],
  ['a cycle that is a number', { cycle: 11 }, 'cycle', 'must be text of letters, digits and "-", such as 2026-11'],
  ...[0, -1, 1.5, 100, 1e3, NaN, '1'].map(
    (attempt) => [`attempt ${attempt}`, { attempt }, 'attempt', ATTEMPT] as const,
  ),
]

test.each(REFUSED)('a subscription order id and a charge are refused with %s', async (_, change, path, message) => {
  const { ctx, asked } = bootpay()
  const left = (operation: string) => {
    const issues = [{ path, message }]
    return E.left({ _tag: 'InputError', operation, message: `${path} ${message}`, issues })
  }
  expect(subscriptionOrderId({ ...cycle, ...change })).toEqual(left('subscriptionOrderId'))
  const charge = { ...input, ...change } as ChargeSubscriptionCycleInput
  expect(await chargeSubscriptionCycle(ctx, charge)()).toEqual(left('chargeSubscriptionCycle'))
  expect(asked).toEqual([])
})

test.each([1, 2, 99])('a subscription order id has the number of attempt %d', (attempt) => {
  expect(subscriptionOrderId({ ...cycle, attempt })).toEqual(E.right(idOf(attempt)))
})

describe('chargeSubscriptionCycle', () => {
  test('looks up its own order at the first attempt, and charges', async () => {
    const { ctx, asked } = bootpay()
    expect(await chargeSubscriptionCycle(ctx, input)()).toEqual(E.right({ ...receipt, order_id: idOf(1) }))
    expect(asked).toEqual([`GET ${idOf(1)}`, `POST ${idOf(1)}`])
  })

  test('looks up each attempt before this one, in order, and then charges', async () => {
    const { ctx, asked } = bootpay()
    expect(await chargeSubscriptionCycle(ctx, { ...input, attempt: 3 })()).toEqual(
      E.right({ ...receipt, order_id: idOf(3) }),
    )
    expect(asked).toEqual([...[1, 2, 3].map((attempt) => `GET ${idOf(attempt)}`), `POST ${idOf(3)}`])
  })

  test.each([1, 2, 3])('charges nothing at attempt 3 when attempt %d was paid', async (attempt) => {
    const { ctx, asked } = bootpay(idOf(attempt))
    expect(await chargeSubscriptionCycle(ctx, { ...input, attempt: 3 })()).toEqual(
      E.right({ ...receipt, order_id: idOf(attempt) }),
    )
    expect(asked.filter((each) => each.startsWith('POST'))).toEqual([])
  })

  test('is of no concern to an attempt after it', async () => {
    const { ctx, asked } = bootpay(idOf(2))
    expect(await chargeSubscriptionCycle(ctx, input)()).toEqual(E.right({ ...receipt, order_id: idOf(1) }))
    expect(asked).toEqual([`GET ${idOf(1)}`, `POST ${idOf(1)}`])
  })
})
