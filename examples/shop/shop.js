import {
  cancelPaymentOnce,
  chargeSubscriptionCycle,
  confirmAndVerify,
  confirmPayment,
  createContext,
  getReceipt,
  issueBillingKey,
  reconcile,
  reservePayment,
  revokeBillingKey,
  subscriptionOrderId,
} from 'bootpay-fp'
import { prettyPrinter } from 'bootpay-fp/pretty'
import { createSandbox } from 'bootpay-fp/sandbox'

const DAY = 24 * 60 * 60 * 1_000
const SUBSCRIPTION = { subscription_id: 'subscription-7', price: 9_900 }

/**
 * What one call was, what it told `onEvent`, and what came back.
 * @typedef {{ call: string, lines: string[], result?: unknown }} Entry
 *
 * What the page shows. The billing key is a secret and never leaves the server.
 * @typedef {object} State
 * @property {{ order_id: string, order_name: string, price: number }} order
 * @property {'open' | 'authorised' | 'paid' | 'unknown' | 'refused'} payment
 * @property {boolean} tampered whether the browser paid another price than the order's
 * @property {import('bootpay-fp').Receipt | undefined} receipt as it was last read
 * @property {{ card: string, cycle: string, price: number, reserved_at: string } | undefined} subscription
 * @property {boolean} left whether the subscriber has gone
 */

/** Text as a log may have it: whoever has a billing key can charge the card. @param {string} name @param {unknown} value */
const hide = (name, value) => (name === 'billing_key' ? '(비밀)' : value)

/**
 * A shop with one order and one subscription before an embedded Bootpay, or before one that `npx bootpay-fp sandbox` serves. Each
 * action gives what the SDK did.
 * @param {string} [served] where it is served, as in http://127.0.0.1:4242
 */
export const createShop = (served) => {
  const sandbox = createSandbox()
  const { client_key, secret_key } = sandbox.credentials
  /** @type {string[]} */
  let lines = []
  const ctx = createContext({
    credentials: { client_key, secret_key },
    ...(served ? { baseUrl: `${served}/v2` } : { fetch: sandbox.fetch, now: sandbox.now }),
    // Without the time in front of each line.
    onEvent: prettyPrinter({ write: (line) => lines.push(line.slice(13)) }),
  })

  const order = { order_id: 'order-1024', order_name: '캐시미어 니트 스웨터', price: 39_000 }
  /** @type {State} */
  let state
  /** @type {import('bootpay-fp').OutcomeUnknown | undefined} */
  let unknown
  /** @type {{ billing_key: string, reserve_ids: string[] }} */
  let secret
  let receipt_id = ''

  const reset = () => {
    sandbox.reset()
    state = { order, payment: 'open', tampered: false, receipt: undefined, subscription: undefined, left: false }
    unknown = undefined
    secret = { billing_key: '', reserve_ids: [] }
    receipt_id = ''
  }
  reset()

  /** @type {Entry[]} */
  let entries = []
  /**
   * Runs a task and writes down what happened.
   * @template E, A
   * @param {string} call
   * @param {import('fp-ts/lib/TaskEither.js').TaskEither<E, A>} task
   */
  const run = async (call, task) => {
    lines = []
    const result = await task()
    entries.push({ call, lines, result: JSON.parse(JSON.stringify(result, hide)) })
    return result
  }
  /** @param {string} call */
  const tell = (call) => entries.push({ call, lines: [] })

  /** @param {number} price @param {string} [paid] the receipt of a buyer who has paid in the served window */
  const pay = (price, paid) => {
    receipt_id = paid ?? sandbox.browser.requestPayment({ ...order, price, separately_confirmed: true })
    if (paid === undefined) sandbox.browser.pay(receipt_id)
    state = { ...state, payment: 'authorised', tampered: price !== order.price }
    tell(
      `// 구매자의 브라우저에서\nBootpay.requestPayment({\n  order_id: '${order.order_id}',\n  price: ${price},\n  extra: { separately_confirmed: true }, …\n})`,
    )
  }

  /** @type {Record<string, (paid?: string) => unknown>} */
  const actions = {
    pay: (paid) => pay(order.price, paid),
    tamper: (paid) => pay(100, paid),

    confirm: async () => {
      const { order_id, price } = order
      const result = await run(
        `confirmAndVerify(ctx, {\n  receipt_id,\n  order_id: '${order_id}',\n  price: ${price},\n})`,
        confirmAndVerify(ctx, { receipt_id, order_id, price }),
      )
      if (result._tag === 'Right' && result.right._tag === 'Paid') state = { ...state, payment: 'paid' }
      else if (result._tag === 'Left' && result.left._tag === 'Mismatch') state = { ...state, payment: 'refused' }
    },
    lose: async () => {
      // Bootpay takes the money, and the connection breaks before its answer is here.
      const fault = /** @type {const} */ ({ fault: 'reset_after', operation: 'confirmPayment' })
      if (served) await fetch(`${served}/_sandbox/faults`, { method: 'POST', body: JSON.stringify(fault) })
      else sandbox.failNext(fault.fault, { operation: fault.operation })
      const result = await run('confirmPayment(ctx, { receipt_id })', confirmPayment(ctx, { receipt_id }))
      if (result._tag === 'Left' && result.left._tag === 'OutcomeUnknown') {
        unknown = result.left
        state = { ...state, payment: 'unknown' }
      }
    },
    settle: async () => {
      if (!unknown) return
      const result = await run('reconcile(ctx, unknown)', reconcile(ctx, unknown))
      if (result._tag === 'Right' && result.right._tag === 'Done') {
        unknown = undefined
        state = { ...state, payment: 'paid' }
      }
    },

    receipt: async () => {
      const result = await run('getReceipt(ctx, { receipt_id })', getReceipt(ctx, { receipt_id }))
      if (result._tag === 'Right') state = { ...state, receipt: result.right }
    },

    cancel: async () => {
      const cancel = {
        cancel_price: 9_000,
        cancel_id: `${order.order_id}-return-1`,
        cancel_message: '단추 하나가 없음',
      }
      const result = await run(
        `cancelPaymentOnce(ctx, {\n  receipt_id,\n  cancel_price: 9000,\n  cancel_id: '${cancel.cancel_id}',\n  cancel_message: '${cancel.cancel_message}',\n})`,
        cancelPaymentOnce(ctx, { receipt_id, ...cancel }),
      )
      if (result._tag === 'Right') state = { ...state, receipt: result.right }
    },

    subscribe: async () => {
      const { subscription_id, price } = SUBSCRIPTION
      const issued = await run(
        `issueBillingKey(ctx, {\n  pg: 'nicepay',\n  order_name: '월간 원두 구독',\n  subscription_id: '${subscription_id}',\n  card_no, card_pw, card_identity_no,\n  card_expire_year, card_expire_month,\n})`,
        issueBillingKey(ctx, {
          pg: 'nicepay',
          order_name: '월간 원두 구독',
          subscription_id,
          card_no: '4000-0000-0000-0000',
          card_pw: '00',
          card_identity_no: '000101',
          card_expire_year: '39',
          card_expire_month: '12',
        }),
      )
      if (issued._tag === 'Left') return
      const { billing_key, billing_data } = issued.right
      secret = { billing_key, reserve_ids: [] }

      const next = new Date(sandbox.now() + 30 * DAY)
      const [cycle = '', nextCycle = ''] = [new Date(sandbox.now()), next].map((date) => date.toISOString().slice(0, 7))
      const charged = await run(
        `chargeSubscriptionCycle(ctx, {\n  billing_key,\n  order_name: '월간 원두 구독',\n  price: ${price},\n  subscription_id: '${subscription_id}',\n  cycle: '${cycle}', attempt: 1,\n})`,
        chargeSubscriptionCycle(ctx, {
          billing_key,
          order_name: '월간 원두 구독',
          price,
          subscription_id,
          cycle,
          attempt: 1,
        }),
      )
      if (charged._tag === 'Left') return

      const made = subscriptionOrderId({ subscription_id, cycle: nextCycle, attempt: 1 })
      if (made._tag === 'Left') return
      const order_id = made.right
      const reserved = await run(
        `reservePayment(ctx, {\n  billing_key,\n  order_name: '월간 원두 구독',\n  price: ${price},\n  order_id: '${order_id}',\n  reserve_execute_at: nextMonth,\n})`,
        reservePayment(ctx, {
          billing_key,
          order_name: '월간 원두 구독',
          price,
          order_id,
          reserve_execute_at: next,
        }),
      )
      if (reserved._tag === 'Left') return
      secret = { billing_key, reserve_ids: [reserved.right.reserve_id] }
      const card = `${billing_data?.card_company ?? '카드'} ${billing_data?.card_no ?? ''}`.trim()
      state = { ...state, subscription: { card, cycle, price, reserved_at: next.toISOString() } }
    },

    leave: async () => {
      const result = await run(
        'revokeBillingKey(ctx, {\n  billing_key,\n  reserve_ids,\n})',
        revokeBillingKey(ctx, secret),
      )
      if (result._tag === 'Right') state = { ...state, left: true }
    },

    reset,
  }

  return {
    /** @returns {State} */
    state: () => state,
    /** Whether there is an action of that name. @param {string} name */
    has: (name) => Object.hasOwn(actions, name),
    /** Runs an action; one at a time. @param {string} name @param {string} [paid] */
    act: async (name, paid) => {
      entries = []
      await actions[name]?.(paid)
      return { entries, state }
    },
  }
}
