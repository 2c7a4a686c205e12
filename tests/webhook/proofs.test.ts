import { receiptStatuses } from 'bootpay-fp'
import { describe, expect, test } from 'vitest'

import { receipt } from '../fixtures/receipt.js'
import { answering, post, RECEIVED, REFUSED, standingAt } from './support.js'

const { receipt_id, price } = receipt
const STATUSES = [...Object.keys(receiptStatuses).map(Number), -10, 21, 999]
const TAKEN = [1, 20, -20, -30]

/** The statuses under which the handler of a type runs, by what was cancelled so far. */
const TABLE: Record<string, { none: number[]; part: number[]; whole: number[] }> = {
  PAYMENT_COMPLETED: { none: TAKEN, part: TAKEN, whole: TAKEN },
  PAYMENT_VIRTUAL_ACCOUNT_ISSUED: { none: [5, ...TAKEN], part: [5, ...TAKEN], whole: [5, ...TAKEN] },
  PAYMENT_CANCELLED: { none: [], part: [], whole: STATUSES },
  PAYMENT_PARTIAL_CANCELLED: { none: [], part: STATUSES, whole: STATUSES },
  PAYMENT_CONFIRM_FAILED: { none: [-2], part: [-2], whole: [-2] },
  PAYMENT_CANCEL_FAILED: { none: [-20], part: [-20], whole: [-20] },
  PAYMENT_REQUEST_FAILED: { none: [-4, -1], part: [-4, -1], whole: [-4, -1] },
  PAYMENT_EXPIRED: { none: [-10, -3], part: [-10, -3], whole: [-10, -3] },
  SOMETHING_NEW: { none: [], part: [], whole: [] },
  ERROR: { none: [], part: [], whole: [] },
  ESCROW_CHANGED: { none: [], part: [], whole: [] },
}

describe.each(Object.entries(TABLE))('%s', (webhook_type, byCancelled) => {
  test.each([
    ['none', 0],
    ['part', 400],
    ['whole', price],
  ] as const)(
    'runs its handler under the statuses of the table and no other, %s of it cancelled',
    async (name, cancelled_price) => {
      const ran: number[] = []
      for (const status of STATUSES) {
        const on = { [webhook_type]: () => ran.push(status) }
        const answer = await post(standingAt({ status, cancelled_price }), { receipt_id, webhook_type }, { on })
        expect([status, answer]).toEqual([status, ran.includes(status) ? RECEIVED : REFUSED])
      }
      expect(ran).toEqual(STATUSES.filter((status) => byCancelled[name].includes(status)))
    },
  )
})

describe('a type that nobody knows', () => {
  test('needs the status of the receipt', async () => {
    for (const webhook_type of [
      'SOMETHING_NEW',
      'STATUS_41',
      'NEW_STATUS_41',
      'payment_completed',
      ' PAYMENT_COMPLETED',
      'constructor',
    ]) {
      let runs = 0
      const on = { [webhook_type]: () => (runs += 1) }
      const ctx = standingAt({ status: 41 })
      expect(await post(ctx, { receipt_id, webhook_type, status: '41' }, { on })).toEqual(RECEIVED)
      if (!webhook_type.startsWith('STATUS'))
        expect(await post(ctx, { receipt_id, webhook_type }, { on })).toEqual(REFUSED)
      expect(await post(ctx, { receipt_id, webhook_type, status: 1 }, { on })).toEqual(
        webhook_type.startsWith('STATUS') ? RECEIVED : REFUSED,
      )
      expect(runs).toBe(webhook_type.startsWith('STATUS') ? 2 : 1)
    }
  })

  test('made of a status, is of the status of the receipt', async () => {
    const on = { 'STATUS_-2': () => expect.fail('a paid payment has not failed') }
    const ctx = standingAt({ status: 1 })
    expect(await post(ctx, { receipt_id, webhook_type: 'STATUS_-2', status: 1 }, { on })).toEqual(REFUSED)
    expect(await post(ctx, { receipt_id, status: -2 }, { on })).toEqual(REFUSED)
  })

  test('is received and left alone where nobody handles it, whatever it claims, and not looked up', async () => {
    const onRefused = (error: unknown) => expect.fail(String(error))
    const { ctx, asked } = answering({})
    for (const webhook_type of ['NEW', 'STATUS_41', 'ERROR', undefined])
      for (const claim of [{}, { status: 41 }, { status: -11 }, { price: 1 }, { order_id: 'another' }])
        expect(await post(ctx, { receipt_id, webhook_type, ...claim }, { on: {}, onRefused })).toEqual(RECEIVED)
    expect(asked).toEqual([])
  })

  test('is refused where it is known, also where nobody handles it', async () => {
    for (const webhook_type of ['PAYMENT_CANCELLED', 'PAYMENT_EXPIRED', 'ESCROW_CHANGED']) {
      const refused: unknown[] = []
      const onRefused = (error: unknown) => refused.push(error)
      expect(await post(standingAt({}), { receipt_id, webhook_type }, { onRefused })).toEqual(REFUSED)
      const message = 'status is not what Bootpay says'
      expect(refused).toEqual([{ _tag: 'WebhookMismatch', message, member: 'status', receipt }])
    }
  })
})

describe('a cancel', () => {
  const called = async (webhook_type: string, cancelled_price: number, handled: readonly string[]) => {
    const ran: string[] = []
    const on = Object.fromEntries(handled.map((type) => [type, () => ran.push(type)]))
    const answer = await post(standingAt({ status: 20, cancelled_price }), { receipt_id, webhook_type }, { on })
    return [answer[0], ...ran]
  }
  const WHOLE = 'PAYMENT_CANCELLED'
  const PART = 'PAYMENT_PARTIAL_CANCELLED'

  test('goes to the handler of what the receipt says, whatever the event calls it', async () => {
    expect(await called(WHOLE, price, [WHOLE, PART])).toEqual([200, WHOLE])
    expect(await called(PART, price, [WHOLE, PART])).toEqual([200, WHOLE])
    expect(await called(PART, 400, [WHOLE, PART])).toEqual([200, PART])
    expect(await called(WHOLE, 400, [WHOLE, PART])).toEqual([400])
  })

  test('goes to the handler of its own type where there is no other', async () => {
    expect(await called(PART, price, [PART])).toEqual([200, PART])
  })
})
