import {
  cancelPayment,
  cancelPaymentOnce,
  chargeBillingKey,
  confirmPayment,
  createContext,
  issueBillingKey,
  reconcile,
  toPromise,
} from 'bootpay-fp'
import { createSandbox, sandboxFaults } from 'bootpay-fp/sandbox'

import { randomFrom } from './random.js'

/** @typedef {import('bootpay-fp').BootpayError} BootpayError */
/** @typedef {import('bootpay-fp/sandbox').SandboxFault} SandboxFault */
/** @typedef {{ _tag: 'Left', left: BootpayError } | { _tag: 'Right', right: unknown }} Result */

const BATCH = 500
const PRICE = 1_000

/** Every fault of a request but the jumps of the clock, which are not about one payment. */
const faults = /** @type {SandboxFault[]} */ (Object.keys(sandboxFaults)).filter(
  (name) => sandboxFaults[name].on !== 'webhook' && !name.startsWith('clock'),
)

/** What the money did, as the sandbox knows it: how often each payment took effect. */
const effectsOf = (/** @type {import('bootpay-fp/sandbox').Sandbox} */ sandbox) => {
  const { receipts, cancellations } = sandbox.state()
  /** @type {Map<string, number>} */
  const paid = new Map()
  /** @type {Map<string, number>} */
  const cancelled = new Map()
  for (const { order_id, status } of receipts)
    if (status === 1 || status === 20) paid.set(order_id, (paid.get(order_id) ?? 0) + 1)
  for (const { receipt_id } of cancellations) cancelled.set(receipt_id, (cancelled.get(receipt_id) ?? 0) + 1)
  return { paid, cancelled }
}

/** A sandbox with a billing key, and a payment of each kind made ready in it. */
const prepare = async (/** @type {number} */ seed) => {
  const sandbox = createSandbox({ seed, now: () => Date.parse('2026-01-31T00:00:00Z') })
  const { client_key, secret_key } = sandbox.credentials
  const ctx = createContext({
    credentials: { client_key, secret_key },
    fetch: sandbox.fetch,
    now: sandbox.now,
    timeoutMs: 5,
    sleep: () => Promise.resolve(),
  })
  const { billing_key } = await toPromise(
    issueBillingKey(ctx, {
      pg: 'nicepay',
      order_name: 'n',
      subscription_id: 's',
      card_no: '4000000000000000',
      card_pw: '00',
      card_identity_no: '000101',
      card_expire_year: '39',
      card_expire_month: '12',
    }),
  )
  const pay = (/** @type {string} */ order_id, separately_confirmed = false) => {
    const receipt_id = sandbox.browser.requestPayment({ order_id, order_name: 'n', price: PRICE, separately_confirmed })
    sandbox.browser.pay(receipt_id)
    return receipt_id
  }
  return { sandbox, ctx, billing_key, pay }
}

const kinds = /** @type {const} */ (['confirm', 'charge', 'cancel', 'partial cancel'])

/**
 * Payments by this package under faults: each is done, and settled later from JSON where its outcome was unknown.
 * @param {{ runs: number, seed: number, rate: number }} options
 */
export const simulatePayments = async ({ runs, seed, rate }) => {
  const random = randomFrom(seed)
  const figures = {
    payments: 0,
    'double effects': 0,
    'told as failed although done': 0,
    'told as done although not': 0,
    unknown: 0,
    'settled as Done': 0,
    'settled as NotDone': 0,
    'settled wrongly or not at all': 0,
  }
  for (let done = 0; done < runs; done += BATCH) {
    const { sandbox, ctx, billing_key, pay } = await prepare(seed + done)
    /** @type {{ effects: () => number, result: Result }[]} */
    const payments = []
    /** @type {ReturnType<typeof effectsOf>} */
    let known = { paid: new Map(), cancelled: new Map() }
    for (let i = 0; i < Math.min(BATCH, runs - done); i++) {
      const order_id = `order-${i}`
      const kind = /** @type {(typeof kinds)[number]} */ (kinds[Math.floor(random() * kinds.length)])
      const receipt_id = kind === 'charge' ? '' : pay(order_id, kind === 'confirm')
      sandbox.setFaults({ rate, only: faults })
      const result = await (kind === 'confirm'
        ? confirmPayment(ctx, { receipt_id })()
        : kind === 'charge'
          ? chargeBillingKey(ctx, { billing_key, order_name: 'n', price: PRICE, order_id })()
          : kind === 'cancel'
            ? cancelPayment(ctx, { receipt_id })()
            : cancelPaymentOnce(ctx, { receipt_id, cancel_price: 400, cancel_id: `cancel-${i}` })())
      sandbox.setFaults({ rate: 0 })
      const effects = () =>
        (kind === 'confirm' || kind === 'charge' ? known.paid.get(order_id) : known.cancelled.get(receipt_id)) ?? 0
      payments.push({ result, effects })
    }
    known = effectsOf(sandbox)
    sandbox.advance(100_000)
    for (const { result, effects } of payments) {
      figures.payments += 1
      const times = effects()
      if (times > 1) figures['double effects'] += 1
      if (result._tag === 'Right') {
        if (times === 0) figures['told as done although not'] += 1
      } else if (result.left._tag !== 'OutcomeUnknown') {
        if (times > 0) figures['told as failed although done'] += 1
      } else {
        figures.unknown += 1
        const settlement = await reconcile(ctx, JSON.parse(JSON.stringify(result.left)))()
        const said = settlement._tag === 'Right' ? settlement.right._tag : 'Left'
        if (said === 'Done') figures['settled as Done'] += 1
        if (said === 'NotDone') figures['settled as NotDone'] += 1
        if (said !== (times > 0 ? 'Done' : 'NotDone')) figures['settled wrongly or not at all'] += 1
      }
    }
  }
  return figures
}

/**
 * The same faults against a client that most people would write: what it cannot read it calls failed, and it may try
 * again with a new id, as samples that make ids from the clock do.
 * @param {{ runs: number, seed: number, rate: number, attempts: number }} options
 */
export const simulateNaive = async ({ runs, seed, rate, attempts }) => {
  const figures = { payments: 0, 'double effects': 0, 'told as failed although done': 0 }
  for (let done = 0; done < runs; done += BATCH) {
    const { sandbox, billing_key } = await prepare(seed + done)
    const { client_key, secret_key } = sandbox.credentials
    const authorization = `Basic ${btoa(`${client_key}:${secret_key}`)}`
    sandbox.setFaults({ rate, only: faults })
    /** @type {boolean[]} */
    const told = []
    for (let i = 0; i < Math.min(BATCH, runs - done); i++) {
      let ok = false
      for (let attempt = 0; attempt < attempts && !ok; attempt++) {
        const controller = new AbortController()
        const timer = setTimeout(() => controller.abort(), 5)
        try {
          const response = await sandbox.fetch('https://api.bootpay.co.kr/v2/subscribe/payment', {
            method: 'POST',
            headers: { authorization },
            body: JSON.stringify({ billing_key, order_name: 'n', price: PRICE, order_id: `order-${i}-${attempt}` }),
            signal: controller.signal,
          })
          const body = await response.json()
          if (response.ok && !body.error_code) ok = true
          else if (response.status < 500) break
        } catch {
          // Failed, it thinks.
        } finally {
          clearTimeout(timer)
        }
      }
      told.push(ok)
    }
    sandbox.setFaults({ rate: 0 })
    const { paid } = effectsOf(sandbox)
    told.forEach((ok, i) => {
      let times = 0
      for (let attempt = 0; attempt < attempts; attempt++) times += paid.get(`order-${i}-${attempt}`) ?? 0
      figures.payments += 1
      if (times > 1) figures['double effects'] += 1
      if (!ok && times > 0) figures['told as failed although done'] += 1
    })
  }
  return figures
}
