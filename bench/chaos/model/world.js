import { createContext } from 'bootpay-fp'

import { createBootpay } from './bootpay.js'
import { createClock } from './clock.js'

/** @typedef {import('bootpay-fp').Context} Context */
/** @typedef {import('bootpay-fp').OutcomeUnknown} OutcomeUnknown */
/** @typedef {import('bootpay-fp').Settlement} Settlement */
/** @typedef {import('bootpay-fp').BootpayError} BootpayError */
/** @typedef {import('./bootpay.js').Movement} Movement */
/** @typedef {import('./faults.js').Fault} Fault */

/** @typedef {'confirmPayment' | 'confirmPaymentOnce' | 'cancelPayment' | 'cancelPaymentOnce' | 'chargeBillingKey'
 *   | 'chargeBillingKeyOnce' | 'confirmAndVerify' | 'chargeSubscriptionCycle' | 'revokeBillingKey'} OperationName */

/** @typedef {{ _tag: 'Left', left: any } | { _tag: 'Right', right: any }} Result */

/**
 * One call of this package, with what it was asked and what it said.
 * @typedef {{ id: string, name: OperationName, input: any, intent?: Intent, startedAt: number, endedAt: number,
 *   result?: Result }} Call
 *
 * @typedef {{ call: Call, unknown: OutcomeUnknown, isSettled: boolean }} Unknown
 * @typedef {{ of: Unknown, isStranger: boolean, isLast: boolean, startedAt: number, endedAt: number, result?: Result }} Settling
 *
 * A cancel that the shop wants once, however often it asks for it.
 * @typedef {{ name: string, receipt_id: string, cancel_price?: number, cancel_id?: string,
 *   state: 'open' | 'asked' | 'unknown' | 'done' }} Intent
 *
 * @typedef {{ attempt: number, state: 'open' | 'asked' | 'done' }} Cron
 * @typedef {{ body: any, isTrue: boolean, startedAt: number, knownBefore: Set<string>, status?: number }} Delivery
 * @typedef {{ type: string, key: string, receipt: import('bootpay-fp').Receipt, at: number, of: Delivery }} Run
 */

const START = Date.parse('2026-11-27T00:00:00Z')

const contextOf = (
  /** @type {import('./clock.js').Clock} */ clock,
  /** @type {string} */ client_key,
  /** @type {number} */ skewMs,
) =>
  createContext({
    credentials: { client_key, secret_key: 'sk_test' },
    baseUrl: 'https://bootpay.test/v2',
    now: () => clock.now() + skewMs,
    sleep: (ms) => clock.sleep(ms),
    random: () => 0.5,
  })

/**
 * A shop of two processes whose clocks differ, with payments that wait, are paid, and wait for an account. `misread` makes what
 * this package says into something else, to see that it is found out.
 * @param {(result: Result) => Result} misread
 */
export const createWorld = (misread) => {
  const clock = createClock(START)
  const bootpay = createBootpay(clock)
  for (const receipt_id of ['wait-1', 'wait-2']) bootpay.addPayment({ receipt_id, order_id: `order-of-${receipt_id}` })
  bootpay.addPayment({ receipt_id: 'account-1', order_id: 'order-of-account-1', isAccount: true })
  for (const receipt_id of ['paid-1', 'paid-2']) {
    const payment = bootpay.addPayment({
      receipt_id,
      order_id: `order-of-${receipt_id}`,
      requested_at: START - 86_400_000,
    })
    bootpay.pay(payment, { call: 'before', path: '/confirm', sentAt: START })
  }
  for (const reserve_id of ['reserve-1', 'reserve-2']) bootpay.reservations.set(reserve_id, { reserve_id, status: 0 })
  return {
    clock,
    bootpay,
    misread,
    processes: [contextOf(clock, 'ck_shop', 12_000), contextOf(clock, 'ck_shop', -12_000)],
    /** The test project of the same merchant: it knows of nothing. */
    stranger: contextOf(clock, 'ck_test_project', 0),
    strangers: createBootpay(clock),
    calls: /** @type {Call[]} */ ([]),
    unknowns: /** @type {Unknown[]} */ ([]),
    settlings: /** @type {Settling[]} */ ([]),
    deliveries: /** @type {Delivery[]} */ ([]),
    runs: /** @type {Run[]} */ ([]),
    known: /** @type {Set<string>} */ (new Set()),
    intents: /** @type {Intent[]} */ ([
      { name: 'all of paid-1', receipt_id: 'paid-1', state: 'open' },
      { name: '300 of paid-2', receipt_id: 'paid-2', cancel_price: 300, cancel_id: 'cancel-1', state: 'open' },
      { name: '200 of paid-2', receipt_id: 'paid-2', cancel_price: 200, state: 'open' },
      { name: '250 of paid-1', receipt_id: 'paid-1', cancel_price: 250, cancel_id: 'cancel-2', state: 'open' },
      { name: 'all of account-1', receipt_id: 'account-1', state: 'open' },
    ]),
    crons: /** @type {Cron[]} */ ([
      { attempt: 1, state: 'open' },
      { attempt: 1, state: 'open' },
    ]),
    /** What must never be and was. */
    wrongs: /** @type {string[]} */ ([]),
  }
}

/** @typedef {ReturnType<typeof createWorld>} World */
