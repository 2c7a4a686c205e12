// What reconcile makes of each answer, for each write: soon after it, and when the first request can no longer be running.
import {
  cancelPayment,
  chargeBillingKey,
  receiptStatuses,
  reconcile,
  type Event,
  type Fetch,
  type Receipt,
} from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

import { receipt } from '../fixtures/receipt.js'
import { certificate } from '../fixtures/certificate.js'
import { testContext } from '../support/bootpay.js'
import { at, HOUR, lose, settle, START, tagOf, writes, written, type Write } from './support.js'

const { receipt_id } = receipt
const STATUSES = [...Object.keys(receiptStatuses).map(Number), 999]
const LATE = 10 * HOUR
const of = (name: string): Write => writes[name] ?? expect.fail(name)

const WAITING = 'not done yet, but it may still be running'
const RUNNING = 'Bootpay says that it is under way'

/** Settles so much later, and says in a word what came of it: for what will never be known, why. */
const verdict = async (name: string, answer: unknown, later: number): Promise<string> => {
  const { result } = await settle(await lose(of(name)), answer, later)
  if (E.isLeft(result)) return result.left._tag
  expect(result.right.operation).toBe(name)
  if (result.right._tag !== 'StillUnknown') return result.right._tag
  const { message, retryAt } = result.right
  const final = START + (name === 'reservePayment' ? 3 * HOUR : 90_000)
  expect(retryAt).toBe(
    message === WAITING ? final : message === RUNNING ? Math.max(final, START + later + 60_000) : undefined,
  )
  return message === WAITING ? 'waiting' : message === RUNNING ? 'running' : message
}

/** What is true of a write by the status of its receipt; any other status is "not yet". */
type Table = {
  readonly done: readonly number[]
  /** Never done, as soon as it is read. */
  readonly never?: readonly number[]
  /** It is under way, which never proves that it was not done. */
  readonly running?: readonly number[]
  /** Something else was taken for it: no look will tell. */
  readonly unclear?: readonly number[]
}
const FIRST_PAYMENT = 'a first payment was taken, but no key is there'
const TAKEN = [1, 20, -20, -30]

const byReceipt: Readonly<Record<string, Table>> = {
  confirmPayment: { done: [...TAKEN, 5], never: [-1, -2, -3, -4], running: [3, 4] },
  cancelPayment: { done: [20, -3], running: [-30] },
  publishTransferBillingKey: { done: [11, -11], running: [40, 42] },
  cancelCashReceipt: { done: [61] },
  startShipping: { done: [] },
  issueCashReceiptForPayment: { done: [] },
}
const byOrder: Readonly<Record<string, Table>> = {
  chargeBillingKey: { done: TAKEN, running: [3, 4] },
  payWithWallet: { done: TAKEN, running: [3, 4] },
  reservePayment: { done: TAKEN, running: [3, 4] },
  issueBillingKey: { done: [11], running: [3, 4, 40, 42], unclear: TAKEN },
  requestTransferBillingKey: { done: [11, 41, 42], running: [3, 4, 40], unclear: TAKEN },
  issueCashReceipt: { done: [60, 61] },
}

/** What is found of a write, by the status. */
const found = (name: string, status: number): Receipt => {
  const order_id = { issueBillingKey: 's-1', requestTransferBillingKey: 's-2' }[name] ?? 'o-1'
  return { ...written, order_id, status }
}

describe.each(Object.entries({ ...byReceipt, ...byOrder }))('%s', (name, table) => {
  const { done, never = [], running = [], unclear = [] } = table
  const answer = (status: number) => (Object.hasOwn(byOrder, name) ? [found(name, status)] : found(name, status))
  /** The verdict on each status, and the one that the table has. */
  const compare = async (later: number, otherwise: string) => {
    for (const status of STATUSES) {
      const expected = done.includes(status)
        ? 'Done'
        : never.includes(status)
          ? 'NotDone'
          : running.includes(status)
            ? 'running'
            : unclear.includes(status)
              ? FIRST_PAYMENT
              : otherwise
      expect([status, await verdict(name, answer(status), later)]).toEqual([status, expected])
    }
  }

  test('is settled by the status of its receipt soon after it, or waited for', () => compare(5_000, 'waiting'))
  test('is NotDone under any other status, when the first request can no longer be running', () =>
    compare(LATE, 'NotDone'))
  test('comes with the receipt it is Done by', async () => {
    const unknown = await lose(of(name))
    for (const status of done)
      expect((await settle(unknown, answer(status))).result).toEqual(
        E.right({ _tag: 'Done', operation: name, receipt: found(name, status) }),
      )
  })
})

const STRANGE = 'the reservation has a status that is not known: 2'
const UNTOLD = 'Bootpay does not say whether the key is alive'

/** What of a receipt, a reservation, a key or a certificate settles a write whose status alone does not. */
const others: readonly (readonly [write: string, what: string, answer: object, soon: string, late: string])[] = [
  ['startShipping', 'a time at which it began', { escrow_data: { shipping_started_at: 'T' } }, 'Done', 'Done'],
  ['startShipping', 'the status 3', { escrow_data: { status: 3 } }, 'Done', 'Done'],
  ['startShipping', 'the status 3 under its other name', { escrow_data: { escrow_status: 3 } }, 'Done', 'Done'],
  ['startShipping', 'the status 3 of the receipt', { escrow_status: 3 }, 'Done', 'Done'],
  ['startShipping', 'another status', { escrow_status: 2, escrow_data: { status: 2 } }, 'waiting', 'NotDone'],
  ['startShipping', 'no escrow', { escrow_data: null }, 'waiting', 'NotDone'],
  ['issueCashReceiptForPayment', 'a cash receipt', { cash_receipt_data: {} }, 'Done', 'Done'],
  ['issueCashReceiptForPayment', 'its number', { bank_data: { cash_receipt_no: '1' } }, 'Done', 'Done'],
  ['issueCashReceiptForPayment', 'none', { cash_receipt_data: null, bank_data: {} }, 'waiting', 'NotDone'],
  ['cancelPayment', 'all of it cancelled', { cancelled_price: 1000 }, 'Done', 'Done'],
  ['cancelPayment', 'a part of it cancelled', { cancelled_price: 400, status: 20 }, 'waiting', 'NotDone'],
]
const reservations: typeof others = [
  ['cancelReservation', 'a time at which it was cancelled', { reserve_revoked_at: 'T', status: 0 }, 'Done', 'Done'],
  ['cancelReservation', 'the status 3', { status: 3 }, 'Done', 'Done'],
  ['cancelReservation', 'that it was charged', { status: 1 }, 'NotDone', 'NotDone'],
  ['cancelReservation', 'that it failed', { status: -1 }, 'NotDone', 'NotDone'],
  ['cancelReservation', 'that it waits', { status: 0 }, 'waiting', 'NotDone'],
  ['cancelReservation', 'no status', {}, 'waiting', 'NotDone'],
  ['cancelReservation', 'that it is being charged', { reserve_started_at: 'T' }, 'running', 'running'],
  ['cancelReservation', 'a status that nobody knows', { status: 2 }, STRANGE, STRANGE],
]
const keys: typeof others = [
  ['destroyBillingKey', 'that it is alive', { status: 1 }, 'waiting', 'NotDone'],
  ['destroyBillingKey', 'that it is not', { status: 0 }, 'Done', 'Done'],
  ['destroyBillingKey', 'another status', { status: -11 }, 'Done', 'Done'],
  ['destroyBillingKey', 'no status', {}, UNTOLD, UNTOLD],
  ['destroyBillingKey', 'null for a status', { status: null }, UNTOLD, UNTOLD],
]
const certificates: typeof others = [
  ['confirmAuthentication', 'that it is done', { status: 12 }, 'Done', 'Done'],
  ['confirmAuthentication', 'that it is not', { status: 50 }, 'waiting', 'NotDone'],
  ['confirmAuthentication', 'another status', { status: 13 }, 'waiting', 'NotDone'],
]
test.each([
  ...others.map(([write, what, answer, ...tags]) => [write, what, { ...written, ...answer }, ...tags] as const),
  ...reservations.map(
    ([write, what, answer, ...tags]) => [write, what, { reserve_id: 'r-1', ...answer }, ...tags] as const,
  ),
  ...keys.map(
    ([write, what, answer, ...tags]) => [write, what, { billing_key: 'key_test', ...answer }, ...tags] as const,
  ),
  ...certificates.map(
    ([write, what, answer, ...tags]) => [write, what, { ...certificate, receipt_id, ...answer }, ...tags] as const,
  ),
])('a %s of which Bootpay says %s', async (name, _, answer, soon, late) => {
  expect([await verdict(name, answer, 5_000), await verdict(name, answer, LATE)]).toEqual([soon, late])
})

describe('another amount', () => {
  test.each(['chargeBillingKey', 'payWithWallet', 'reservePayment'])(
    'is never taken for a %s, nor for a proof that there was none',
    async (name) => {
      const unknown = await lose(of(name))
      for (const status of TAKEN)
        expect((await settle(unknown, [{ ...written, status, price: 999 }], LATE)).result).toEqual(
          E.right({
            _tag: 'StillUnknown',
            operation: name,
            message: 'the order id was paid, but with another amount',
          }),
        )
    },
  )
  test('is never taken for a cash receipt, nor for a proof that there was none while it is issued', async () => {
    const unknown = await lose(of('issueCashReceipt'))
    const other = { ...written, price: 999 }
    expect((await settle(unknown, [{ ...other, status: 60 }], LATE)).result).toEqual(
      E.right({
        _tag: 'StillUnknown',
        operation: 'issueCashReceipt',
        message: 'a cash receipt was issued, but for another amount',
      }),
    )
    expect(await tagOf(unknown, [{ ...other, status: 61 }], LATE)).toBe('NotDone')
    expect(
      await tagOf(
        unknown,
        [
          { ...other, status: 60 },
          { ...written, status: 60 },
        ],
        LATE,
      ),
    ).toBe('Done')
  })
})

describe('a partial cancel', () => {
  const ANOTHER =
    'another cancel may be in the amount: compare the cancels in the admin console, or use cancelPaymentOnce'
  /** What is made of a receipt by a cancel of so much, with so much cancelled before it. */
  const partial = async (cancel_price: number, before: number | undefined, state: Partial<Receipt>, later = LATE) => {
    const write: Write = (ctx) => cancelPayment(ctx, { receipt_id, cancel_price: 400, cancel_id: 'c-1' })
    const lost = await lose(write)
    const about = { ...lost.about, cancel_price, ...(before !== undefined && { cancelled_price: before }) }
    const { result } = await settle({ ...lost, about }, { ...written, cancelled_at: at(START), ...state }, later)
    if (E.isLeft(result)) return result.left._tag
    return result.right._tag === 'StillUnknown' ? result.right.message : result.right._tag
  }

  test('is Done where exactly so much more is cancelled, and not done where nothing is', async () => {
    expect(await partial(400, 0, { cancelled_price: 400 })).toBe('Done')
    expect(await partial(400, 300, { cancelled_price: 700 })).toBe('Done')
    expect(await partial(400, 300, { cancelled_price: 300 })).toBe('NotDone')
    expect(await partial(400, 300, { cancelled_price: 300 }, 5_000)).toBe(WAITING)
    expect(await partial(400, 300, { cancelled_price: 300, status: -30 })).toBe(RUNNING)
  })
  test('is Done by cents, which binary fractions do not hold', async () => {
    expect(await partial(0.2, 0.1, { cancelled_price: 0.3 })).toBe('Done')
    expect(await partial(0.2, 0.1, { cancelled_price: 0.1 })).toBe('NotDone')
    expect(await partial(0.2, 0.1, { cancelled_price: 0.31 })).toBe(ANOTHER)
  })
  test('is left to a person where any other amount is cancelled', async () => {
    for (const cancelled_price of [0, 299, 301, 400, 699, 701, 1000])
      expect([cancelled_price, await partial(400, 300, { cancelled_price })]).toEqual([cancelled_price, ANOTHER])
  })
  test('is left to a person where it is not known what was cancelled before, unless too little is', async () => {
    expect(await partial(400, undefined, { cancelled_price: 0 })).toBe('NotDone')
    expect(await partial(400, undefined, { cancelled_price: 399 })).toBe('NotDone')
    expect(await partial(400, undefined, { cancelled_price: 399, status: -30 })).toBe(RUNNING)
    expect(await partial(400, undefined, { cancelled_price: 400 })).toBe(ANOTHER)
    expect(await partial(400, undefined, { cancelled_price: 800 })).toBe(ANOTHER)
  })
  test('is Done only by a cancel from two minutes before it to two minutes after it could still be running', async () => {
    for (const [ms, verdict] of [
      [-120_001, ANOTHER],
      [-120_000, 'Done'],
      [210_000, 'Done'],
      [210_001, ANOTHER],
    ] as const)
      expect([ms, await partial(400, 0, { cancelled_price: 400, cancelled_at: at(START + ms) })]).toEqual([ms, verdict])
    for (const cancelled_at of [undefined, null, '', 'yesterday'])
      expect(await partial(400, 0, { cancelled_price: 400, cancelled_at })).toBe(ANOTHER)
  })
})

describe('what is found under an order id', () => {
  test('is dated by when it was asked for, or else by when it was paid', async () => {
    const unknown = await lose(of('chargeBillingKey'))
    const dated = (requested_at: string | null | undefined, purchased_at: string | null | undefined) =>
      tagOf(unknown, [{ ...written, requested_at, purchased_at }], LATE)
    const old = at(START - HOUR)
    const now = at(START)
    expect(await dated(now, old)).toBe('Done')
    expect(await dated(old, now)).toBe('NotDone')
    expect(await dated(null, now)).toBe('Done')
    expect(await dated(undefined, old)).toBe('NotDone')
    expect(await dated(at(START - 120_000), null)).toBe('Done')
    expect(await dated(at(START - 120_001), null)).toBe('NotDone')
  })
  test('without any date is left to a person', async () => {
    const unknown = await lose(of('chargeBillingKey'))
    const undated = { ...written, requested_at: null, purchased_at: null }
    expect((await settle(unknown, [undated], LATE)).result).toEqual(
      E.right({ _tag: 'StillUnknown', operation: 'chargeBillingKey', message: 'what was found has no date' }),
    )
    expect(await verdict('chargeBillingKey', [{ ...undated, status: 4 }], LATE)).toBe('running')
    expect(await tagOf(unknown, [{ ...undated, status: 2 }], LATE)).toBe('NotDone')
  })
  test('may be cut at a dot: then only what is found counts', async () => {
    const unknown = await lose((ctx) =>
      chargeBillingKey(ctx, { billing_key: 'key_test', order_name: 'n', price: 1000, order_id: 'a.b' }),
    )
    const found = { ...written, order_id: 'a.b' }
    const message = 'the look-up of an id with a dot may be cut there'
    expect((await settle(unknown, [], LATE)).result).toMatchObject(E.right({ _tag: 'StillUnknown', message }))
    expect(await tagOf(unknown, [found], LATE)).toBe('Done')
    expect((await settle(unknown, [{ ...found, status: 4 }], LATE)).result).toMatchObject(E.right({ message: RUNNING }))
    expect((await settle(unknown, [{ ...found, price: 1 }], LATE)).result).toMatchObject(
      E.right({ message: 'the order id was paid, but with another amount' }),
    )
  })
  test('counts by its order id only: among others’ receipts, and where all are others’', async () => {
    const unknown = await lose(of('chargeBillingKey'))
    const other = { ...written, order_id: 'o-2' }
    expect(await tagOf(unknown, [other, written], LATE)).toBe('Done')
    expect(await tagOf(unknown, [other, { ...written, status: 2 }], LATE)).toBe('NotDone')
    expect((await settle(unknown, [other], LATE)).result).toMatchObject(
      E.left({ _tag: 'DecodeError', issues: [{ message: 'is about other orders' }] }),
    )
  })
})

describe('a reservation', () => {
  const TIME = 2 * HOUR
  test('is never NotDone before an hour after its time, and then it is', async () => {
    const unknown = await lose(of('reservePayment'))
    const still = {
      _tag: 'StillUnknown',
      operation: 'reservePayment',
      message: 'not done yet, but it may still be running',
      retryAt: START + TIME + HOUR,
    }
    for (const later of [HOUR, TIME - 1, TIME, TIME + HOUR - 1])
      expect((await settle(unknown, [], later)).result).toEqual(E.right(still))
    expect((await settle(unknown, [], TIME + HOUR)).result).toEqual(
      E.right({ _tag: 'NotDone', operation: 'reservePayment' }),
    )
  })
  test.each([undefined, 'tomorrow'])('of which the time is not known (%j) is never NotDone', async (time) => {
    const { reserve_execute_at: _, ...known } = (await lose(of('reservePayment'))).about
    const unknown = {
      ...(await lose(of('reservePayment'))),
      about: { ...known, ...(time && { reserve_execute_at: time }) },
    }
    const { result } = await settle(unknown, [], 10_000 * HOUR)
    expect(result).toMatchObject(E.right({ _tag: 'StillUnknown' }))
    expect(result).not.toHaveProperty('right.retryAt')
  })
})

describe('a look-up that fails', () => {
  const answers: Readonly<Record<string, () => Promise<Response>>> = {
    'a cut': () => Promise.reject(new TypeError('fetch failed')),
    'a gateway that fails': () => Promise.resolve(new Response('<html>', { status: 502 })),
    'an allow-list': () => Promise.resolve(Response.json({}, { status: 401 })),
    'a path that is not there': () => Promise.resolve(new Response('', { status: 404 })),
    'a refusal that nobody knows': () => Promise.resolve(Response.json({ error_code: 'NEW' }, { status: 400 })),
    'a token that is refused': () => Promise.resolve(Response.json({ error_code: 'TOKEN_EXPIRED' }, { status: 400 })),
    'an answer without sense': () => Promise.resolve(Response.json(7)),
  }
  /** Of these nothing is read. */
  const untold = ['cancelCashReceiptForPayment', 'issueUserToken', 'requestAuthentication', 'resendAuthentication']
  test.each(Object.keys(writes).filter((name) => !untold.includes(name)))(
    'proves nothing of a %s, however late it is',
    async (name) => {
      const unknown = await lose(of(name))
      for (const [what, fetch] of Object.entries(answers)) {
        const { result } = await settle(unknown, undefined, LATE, { fetch })
        expect([what, result]).toMatchObject([what, { _tag: 'Left', left: { operation: unknown.reconcile } }])
      }
    },
  )
  test('proves nothing by a code of the runtime that is like one of Bootpay’s', async () => {
    for (const [name, code] of [
      ['destroyBillingKey', 'SUBSCRIBE_BK_EXPIRED'],
      ['chargeBillingKey', 'RC_NOT_FOUND'],
    ] as const) {
      const fetch: Fetch = () => Promise.reject(Object.assign(new TypeError('fetch failed'), { cause: { code } }))
      const { result } = await settle(await lose(of(name)), undefined, LATE, { fetch })
      expect(result).toMatchObject(E.left({ _tag: 'NetworkError', code }))
    }
  })
  test.each<[string, string, string]>([
    ['SUBSCRIBE_BK_EXPIRED', 'destroyBillingKey', 'Done'],
    ['RC_NOT_FOUND', 'destroyBillingKey', 'ApiError'],
    ['RC_NOT_FOUND', 'chargeBillingKey', 'NotDone'],
    ['RC_NOT_FOUND', 'confirmPayment', 'ApiError'],
    ['RC_NOT_FOUND', 'confirmAuthentication', 'ApiError'],
    ['RC_NOT_FOUND', 'cancelReservation', 'ApiError'],
  ])('with %s says of a %s: %s', async (error_code, name, tag) => {
    const fetch: Fetch = () => Promise.resolve(Response.json({ error_code }, { status: 400 }))
    expect(await tagOf(await lose(of(name)), undefined, LATE, { fetch })).toBe(tag)
  })
})

describe('the moment from which "not yet" means "not done"', () => {
  const FINAL = START + 90_000
  /** Settles with a clock that a look moves on, and answers that come in turn. */
  const slowly = async (name: string, from: number, lookMs: number, ...answers: readonly [unknown, ...unknown[]]) => {
    let clock = from
    let looks = 0
    const ctx = testContext({
      now: () => clock,
      fetch: () => {
        clock += lookMs
        looks += 1
        return Promise.resolve(Response.json(answers[Math.min(looks, answers.length) - 1]))
      },
    })
    const result = await reconcile(ctx, await lose(of(name)), { billing_key: 'key_test' })()
    return { tag: E.isRight(result) ? result.right._tag : result.left._tag, looks }
  }
  test('is that before the look: what came in while it was read is seen by the next one', async () => {
    expect(await slowly('chargeBillingKey', FINAL - 1, 10_000, [], [written])).toEqual({ tag: 'Done', looks: 2 })
    const waiting = { ...written, status: 2 }
    expect(await slowly('confirmPayment', FINAL - 1, 10_000, waiting, written)).toEqual({ tag: 'Done', looks: 2 })
    expect(await slowly('chargeBillingKey', FINAL, 10_000, [], [written])).toEqual({ tag: 'NotDone', looks: 1 })
  })
  test('is as much later as the Context gives a write more than a minute', async () => {
    const unknown = await lose(of('confirmPayment'))
    const waiting = { ...written, status: 2 }
    for (const timeoutMs of [120_000, { write: 120_000 }]) {
      expect(await tagOf(unknown, waiting, 149_999, { timeoutMs })).toBe('StillUnknown')
      expect(await tagOf(unknown, waiting, 150_000, { timeoutMs })).toBe('NotDone')
    }
    for (const timeoutMs of [1_000, { write: 1_000 }, { read: 120_000 }]) {
      expect(await tagOf(unknown, waiting, 89_999, { timeoutMs })).toBe('StillUnknown')
      expect(await tagOf(unknown, waiting, 90_000, { timeoutMs })).toBe('NotDone')
    }
  })
})

describe('the looks', () => {
  /** Settles a confirm soon after it; gives the waits and the number of looks, and what came of it. */
  const looked = async (fetch: Fetch, options: object = {}) => {
    let clock = START
    let looks = 0
    const waits: number[] = []
    const found: string[] = []
    const ctx = testContext({
      now: () => clock,
      sleep: (ms) => {
        waits.push(ms)
        clock += ms
        return Promise.resolve()
      },
      fetch: (...call) => {
        looks += 1
        return fetch(...call)
      },
      retry: { attempts: 1 },
      onEvent: (event) => {
        if (event.type === 'reconcile') found.push(event.found)
      },
      ...options,
    })
    const result = await reconcile(ctx, await lose(of('confirmPayment')))()
    return { waits, looks, found, result }
  }
  const waiting: Fetch = () => Promise.resolve(Response.json({ ...written, status: 2 }))
  const still = E.right({
    _tag: 'StillUnknown',
    operation: 'confirmPayment',
    message: WAITING,
    retryAt: START + 90_000,
  })

  test('are four, after 1, 3, 7 and 15 seconds, each told to onEvent', async () => {
    expect(await looked(waiting)).toEqual({
      waits: [1_000, 2_000, 4_000, 8_000],
      looks: 4,
      found: ['NotYet', 'NotYet', 'NotYet', 'NotYet'],
      result: still,
    })
  })
  test('go on after what may pass, and the last one counts', async () => {
    const cut: Fetch = () => Promise.reject(new TypeError('fetch failed'))
    const down = await looked(cut)
    expect(down).toMatchObject({ looks: 4, found: Array(4).fill('failed'), result: { left: { _tag: 'NetworkError' } } })
    let calls = 0
    const flaky: Fetch = (...call) => (calls++ === 0 ? cut(...call) : waiting(...call))
    expect(await looked(flaky)).toMatchObject({
      looks: 4,
      found: ['failed', 'NotYet', 'NotYet', 'NotYet'],
      result: still,
    })
  })
  test('go on after a look that ran out of time, too', async () => {
    const hanging = await looked(() => new Promise(() => undefined), { timeoutMs: { read: 2 } })
    expect(hanging).toMatchObject({
      looks: 4,
      found: Array(4).fill('failed'),
      result: { left: { _tag: 'TimeoutError' } },
    })
  })
  test('wait for their moment only, however long one of them takes', async () => {
    const taking = async (ms: number, begin = START) => {
      let clock = begin
      const waits: number[] = []
      const ctx = testContext({
        now: () => clock,
        sleep: (wait) => {
          waits.push(wait)
          clock += wait
          return Promise.resolve()
        },
        fetch: (...call) => {
          clock += ms
          return waiting(...call)
        },
      })
      await reconcile(ctx, await lose(of('confirmPayment')))()
      return waits
    }
    expect(await taking(2_000)).toEqual([1_000, 2_000, 6_000])
    expect(await taking(10_000)).toEqual([1_000])
    expect(await taking(0, START + 90_000)).toEqual([])
  })
  test('are told with what was looked for, what was found and when', async () => {
    const events: Event[] = []
    const onEvent = (event: Event) => {
      if (event.type === 'reconcile') events.push(event)
    }
    await settle(await lose(of('confirmPayment')), written, 5_000, { onEvent })
    const told = {
      type: 'reconcile',
      operation: 'confirmPayment',
      about: { receipt_id },
      found: 'Done',
      at: START + 5_000,
    }
    expect(events).toEqual([told])
  })
  test('that a Context ends by throwing are a Left of reconcile', async () => {
    const now = () => {
      throw new Error('no clock')
    }
    expect((await settle(await lose(of('confirmPayment')), written, 0, { now })).result).toEqual(
      E.left({
        _tag: 'NetworkError',
        operation: 'reconcile',
        message: 'a function of the Context threw',
        about: { receipt_id },
      }),
    )
  })
  test('by an id that is none are an InputError, and nothing is sent', async () => {
    const lost = await lose(of('chargeBillingKey'))
    const { result, paths } = await settle({ ...lost, about: { ...lost.about, order_id: 'a/b' } }, [], LATE)
    expect(result).toMatchObject(E.left({ _tag: 'InputError', operation: 'getReceiptsByOrder' }))
    expect(paths).toEqual([])
  })
  test('end with what will not pass', async () => {
    const refused = await looked(() => Promise.resolve(Response.json({ error_code: 'NEW' }, { status: 400 })))
    expect(refused).toMatchObject({ looks: 1, found: ['failed'], result: { left: { _tag: 'ApiError', code: 'NEW' } } })
  })
  test('end before the deadline: no wait goes past it', async () => {
    expect(await looked(waiting, { deadline: START + 3_000 })).toMatchObject({ looks: 1, waits: [1_000, 2_000] })
    expect(await looked(waiting, { deadline: START + 3_100 })).toMatchObject({ looks: 2, waits: [1_000, 2_000] })
    expect(await looked(waiting, { deadline: START + 2_999 })).toMatchObject({ looks: 1, waits: [1_000] })
    expect(await looked(waiting, { deadline: START + 999 })).toEqual({ looks: 0, waits: [], found: [], result: still })
  })
})

describe('what no look can tell', () => {
  test.each([
    ['cancelCashReceiptForPayment', 'how a cancelled cash receipt reads is not documented: look in the admin console'],
    ['issueUserToken', 'issue the token again: that does no harm'],
    ['requestAuthentication', 'nothing that can be read shows it'],
    ['resendAuthentication', 'nothing that can be read shows it'],
  ])('of a %s is said, and nothing is read', async (name, message) => {
    const unknown = await lose(of(name))
    const still = E.right({ _tag: 'StillUnknown', operation: name, message })
    expect(await settle(unknown, {}, LATE)).toEqual({ result: still, paths: [] })
  })
  test('of an operation that nobody knows is said too', async () => {
    const unknown = { ...(await lose(of('confirmPayment'))), operation: 'constructor' }
    expect(await settle(unknown, {}, LATE)).toEqual({
      result: E.right({
        _tag: 'StillUnknown',
        operation: 'constructor',
        message: 'nothing that can be read shows it',
      }),
      paths: [],
    })
  })
  test('of another merchant says whose keys it takes', async () => {
    const other = { credentials: { client_key: 'ck_other', secret_key: 'sk_test' } }
    expect((await settle(await lose(of('confirmPayment')), {}, LATE, other)).result).toEqual(
      E.left({
        _tag: 'InputError',
        operation: 'reconcile',
        message: 'merchant is another one: settle it with the keys and the base URL that it was sent with',
        issues: [expect.anything()],
      }),
    )
  })
})

describe('requestPaymentLink', () => {
  const UNPAID = 'nothing was paid, and a link shows nowhere until it is paid'
  const answers = { paid: [written], waiting: [{ ...written, status: 0 }], absent: [] as Receipt[] }

  test('is Done by a payment of it', async () => {
    expect([
      await verdict('requestPaymentLink', answers.paid, 5_000),
      await verdict('requestPaymentLink', answers.paid, LATE),
    ]).toEqual(['Done', 'Done'])
  })

  test.each(['waiting', 'absent'] as const)(
    'is never NotDone: with a payment that is %s it stays unknown',
    async (which) => {
      expect([
        await verdict('requestPaymentLink', answers[which], 5_000),
        await verdict('requestPaymentLink', answers[which], LATE),
      ]).toEqual(['waiting', UNPAID])
    },
  )

  test('waits while Bootpay says that it is under way', async () => {
    expect(await verdict('requestPaymentLink', [{ ...written, status: 3 }], LATE)).toBe('running')
  })

  test('is left to a person when another amount was paid', async () => {
    expect(await verdict('requestPaymentLink', [{ ...written, price: 400 }], LATE)).toBe(
      'the order id was paid, but with another amount',
    )
  })
})
