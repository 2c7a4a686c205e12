import { arrives, healthy } from './faults.js'

/** @typedef {import('./clock.js').Clock} Clock */
/** @typedef {import('./faults.js').Fault} Fault */

/**
 * A write as Bootpay gets it; `call` says whose it is, which Bootpay does not know.
 * @typedef {{ call: string, path: string, sentAt: number, takenAt?: number, isUnsent?: boolean,
 *   isShown?: boolean }} Write
 *
 * What really happened, which no answer can change.
 * @typedef {{ at: number, kind: 'paid' | 'issued' | 'cancelled' | 'withdrawn' | 'revoked' | 'destroyed', id: string,
 *   order_id: string, amount: number, write: Write }} Movement
 *
 * @typedef {{ receipt_id: string, order_id: string, price: number, cancelled_price: number, status: number, isAccount: boolean,
 *   requested_at: number, purchased_at?: number, cancelled_at?: number, busy: number, isShown: boolean, reserved: number,
 *   changedAt?: number, isTouched?: boolean,
 *   cancelIds: Set<string> }} Payment
 *
 * @typedef {{ status: number, text: string, cut?: boolean }} Answer
 */

/** How long a client waits, and how long a write that does not show may take: what the official SDKs give it, less a little. */
const LIMIT_MS = 60_000
const UNSEEN_MS = 40_000

const iso = (/** @type {number} */ at) => new Date(at).toISOString()
const ok = (/** @type {unknown} */ body) => ({ status: 200, text: JSON.stringify(body) })
const refused = (/** @type {string} */ error_code, status = 400) => ({
  status,
  text: JSON.stringify({ error_code, message: '거절' }),
})
/** @template T @param {readonly T[]} list @param {number} index */
const pick = (list, index) => /** @type {T} */ (list[index % list.length])

/** Answers by which Bootpay says that it has not done, and will not do, what was asked. */
const refusals = [
  refused('RC_REQUEST_FAILED'),
  refused('SUBSCRIBE_PUBLISH_FAILED', 500),
  refused('SOMETHING_NEW', 422),
  refused('RC_CANCEL_SERVER_ERROR', 500),
  { status: 429, text: '' },
  { status: 401, text: JSON.stringify({ error_code: 'TOKEN_EXPIRED' }) },
  { status: 403, text: '<h1>Forbidden</h1>' },
  { status: 200, text: JSON.stringify({ error_code: 'RC_REQUEST_FAILED' }) },
]

/** Answers that say nothing about what was asked. */
const gateways = [
  { status: 502, text: '<h1>Bad Gateway</h1>' },
  refused('APP_TIMEOUT', 504),
  refused('RC_NOT_RESPONDING', 504),
  refused('TOKEN_EXPIRED', 502),
  refused('RC_CONFIRM_CRITICAL_FAILED', 400),
  refused('RC_CANCEL_CRITICAL_ERROR', 500),
  { status: 408, text: '' },
  { status: 499, text: '' },
  { status: 500, text: '' },
  { status: 503, text: 'null' },
  { status: 307, text: '' },
  { status: 200, text: '<h1>OK</h1>' },
  { status: 200, text: '' },
  refused('RC_CONFIRM_CRITICAL_FAILED', 200),
]

/**
 * A Bootpay of our own, made only of what the sources say, with its answers kept apart from what happens in it.
 *
 * What it takes for granted, and what therefore is not proved by it: a write takes effect within 60 s of its being sent, or never,
 * unless it shows as under way.
 * Bootpay's refusals are true. From the moment on that an order id is refused as taken, its receipt shows; an id that was refused
 * once stays taken. A look-up tells what is so at that moment.
 * @param {Clock} clock
 */
export const createBootpay = (clock) => {
  /** @type {Map<string, Payment>} */
  const payments = new Map()
  /** @type {Map<string, { reserve_id: string, status: number, revoked_at?: number, started_at?: number }>} */
  const reservations = new Map()
  /** @type {Movement[]} */
  const movements = []
  /** @type {{ at: number, body: Record<string, unknown> }[]} */
  const webhooks = []
  /** @type {Write[]} */
  const writes = []
  const takenOrders = new Set()
  const deadKeys = new Set()
  let number = 0

  const receiptOf = (/** @type {Payment} */ payment) => ({
    receipt_id: payment.receipt_id,
    order_id: payment.order_id,
    price: payment.price,
    cancelled_price: payment.cancelled_price,
    status: payment.status,
    currency: 'KRW',
    requested_at: iso(payment.requested_at),
    ...(payment.purchased_at !== undefined && { purchased_at: iso(payment.purchased_at) }),
    ...(payment.cancelled_at !== undefined && { cancelled_at: iso(payment.cancelled_at) }),
  })

  const move = (
    /** @type {Movement['kind']} */ kind,
    /** @type {{ id: string, order_id?: string, amount?: number }} */ { id, order_id = '', amount = 0 },
    /** @type {Write} */ write,
  ) => {
    movements.push({ at: clock.now(), kind, id, order_id, amount, write })
  }
  const tell = (/** @type {Payment} */ payment, /** @type {string} */ webhook_type) => {
    webhooks.push({ at: clock.now(), body: { ...receiptOf(payment), webhook_type } })
  }

  /**
   * @param {Partial<Payment> & { receipt_id: string, order_id: string }} known
   * @returns {Payment}
   */
  const addPayment = (known) => {
    const payment = {
      price: 1_000,
      cancelled_price: 0,
      status: 2,
      isAccount: false,
      requested_at: clock.now(),
      busy: 0,
      isShown: false,
      reserved: 0,
      cancelIds: new Set(),
      ...known,
    }
    payments.set(payment.receipt_id, payment)
    takenOrders.add(payment.order_id)
    return payment
  }

  const pay = (/** @type {Payment} */ payment, /** @type {Write} */ write) => {
    const { receipt_id: id, order_id, price: amount } = payment
    payment.status = 1
    payment.purchased_at = clock.now()
    move('paid', { id, order_id, amount }, write)
    tell(payment, 'PAYMENT_COMPLETED')
  }

  /**
   * Looks at what is asked, takes it or not, and says at once what it would answer in the end and when.
   * @typedef {{ isHidden?: boolean, end: () => Answer, decline: () => Answer }} Taken
   * @param {Write} write @param {string} method @param {string} path @param {Record<string, any>} body @param {boolean} shown
   * @returns {Answer | Taken}
   */
  const take = (write, method, path, body, shown) => {
    write.takenAt = clock.now()
    if (path === '/confirm') {
      const payment = payments.get(body['receipt_id'])
      if (!payment) return refused('RC_NOT_FOUND', 404)
      if (payment.status !== 2 || payment.busy > 0) return refused('RC_NOT_CONFIRM_READY')
      payment.busy = 1
      if (shown) payment.status = number % 2 ? 3 : 4
      return {
        end: () => {
          payment.busy = 0
          if (payment.isAccount) {
            payment.status = 5
            move('issued', { id: payment.receipt_id, order_id: payment.order_id }, write)
            tell(payment, 'PAYMENT_VIRTUAL_ACCOUNT_ISSUED')
          } else pay(payment, write)
          return ok(receiptOf(payment))
        },
        decline: () => {
          payment.busy = 0
          payment.status = -2
          tell(payment, 'PAYMENT_CONFIRM_FAILED')
          return refused('RC_CONFIRM_FAILED')
        },
      }
    }
    if (path === '/cancel') {
      const payment = payments.get(body['receipt_id'])
      if (!payment) return refused('RC_NOT_FOUND', 404)
      const { cancel_id, cancel_price } = body
      payment.isTouched = true
      if (cancel_id !== undefined && payment.cancelIds.has(cancel_id)) return refused('RC_CANCEL_ID_DUPLICATED')
      if (payment.status === 5 && cancel_price === undefined) {
        if (payment.busy > 0) return refused('RC_CANCEL_SERVER_ERROR')
        payment.busy = 1
        return {
          isHidden: true,
          end: () => {
            payment.busy = 0
            payment.status = -3
            move('withdrawn', { id: payment.receipt_id, order_id: payment.order_id }, write)
            return ok(receiptOf(payment))
          },
          decline: () => {
            payment.busy = 0
            return refused('RC_CANCEL_SERVER_ERROR')
          },
        }
      }
      const left = payment.price - payment.cancelled_price - payment.reserved
      if (![1, 20, -20, -30].includes(payment.status)) return refused('RC_CANCEL_SERVER_ERROR')
      if (left <= 0) return refused('RC_ALREADY_CANCELLED')
      // Cancels of one receipt wait for each other.
      if (cancel_price === undefined && payment.busy > 0) return refused('RC_CANCEL_SERVER_ERROR')
      const amount = cancel_price ?? left
      if (amount > left) return refused('RC_CANCEL_SERVER_ERROR')
      if (cancel_id !== undefined) payment.cancelIds.add(cancel_id)
      payment.reserved += amount
      payment.busy += 1
      if (shown) payment.status = -30
      const finish = (/** @type {number} */ status) => {
        payment.busy -= 1
        payment.reserved -= amount
        if (payment.cancelled_price >= payment.price) payment.status = 20
        else if (payment.busy === 0) payment.status = status
      }
      return {
        end: () => {
          payment.cancelled_price += amount
          payment.cancelled_at = clock.now()
          // Sources disagree on the status after a partial cancel.
          finish(number % 2 ? 20 : 1)
          move('cancelled', { id: payment.receipt_id, order_id: payment.order_id, amount }, write)
          const isWhole = payment.cancelled_price >= payment.price
          tell(payment, isWhole ? 'PAYMENT_CANCELLED' : 'PAYMENT_PARTIAL_CANCELLED')
          return ok(receiptOf(payment))
        },
        decline: () => {
          if (cancel_id !== undefined) payment.cancelIds.delete(cancel_id)
          finish(payment.cancelled_price > 0 ? 20 : -20)
          return refused('RC_CANCEL_SERVER_ERROR', 500)
        },
      }
    }
    if (path === '/subscribe/payment') {
      const { order_id, price, billing_key } = body
      if (takenOrders.has(order_id)) return refused('RC_ORDER_ID_DUPLICATED')
      if (deadKeys.has(billing_key)) return refused('SUBSCRIBE_BK_EXPIRED')
      const receipt_id = `charge-${payments.size}`
      const payment = addPayment({ receipt_id, order_id, price, status: number % 2 ? 3 : 4 })
      return {
        end: () => {
          pay(payment, write)
          return ok(receiptOf(payment))
        },
        decline: () => {
          payment.status = -1
          return refused('RC_CONFIRM_FAILED')
        },
      }
    }
    const reservation = reservations.get(path.slice('/subscribe/payment/reserve/'.length))
    if (method === 'DELETE' && reservation) {
      const { reserve_id } = reservation
      if (reservation.status !== 0 || reservation.started_at !== undefined) return refused('SUBSCRIBE_BK_EXPIRED')
      return {
        end: () => {
          // It may have been charged in between.
          if (reservation.status !== 0 || reservation.started_at !== undefined) return refused('SUBSCRIBE_BK_EXPIRED')
          reservation.status = 3
          reservation.revoked_at = clock.now()
          move('revoked', { id: reserve_id }, write)
          return ok({ reserve_id, success: true })
        },
        decline: () => refused('RC_REQUEST_FAILED'),
      }
    }
    if (method === 'DELETE' && path.startsWith('/subscribe/billing_key/')) {
      const billing_key = path.slice('/subscribe/billing_key/'.length)
      if (deadKeys.has(billing_key)) return refused('SUBSCRIBE_BK_EXPIRED')
      return {
        end: () => {
          if (!deadKeys.has(billing_key)) move('destroyed', { id: billing_key }, write)
          deadKeys.add(billing_key)
          return ok({ billing_key })
        },
        decline: () => refused('RC_REQUEST_FAILED'),
      }
    }
    return refused('RC_NOT_FOUND', 404)
  }

  const look = (/** @type {string} */ path, /** @type {number} */ variant) => {
    const id = decodeURIComponent(path.slice(path.lastIndexOf('/') + 1))
    if (path.startsWith('/receipt/')) {
      const payment = payments.get(id)
      return payment ? ok(receiptOf(payment)) : refused('RC_NOT_FOUND', 404)
    }
    if (path.startsWith('/lookup/order/')) {
      const list = [...payments.values()].filter(({ order_id }) => order_id === id)
      return list.length === 0 && variant % 2 ? refused('RC_NOT_FOUND', 404) : ok(list.map(receiptOf))
    }
    if (path.startsWith('/subscribe/payment/reserve/')) {
      const reservation = reservations.get(id)
      if (!reservation) return refused('RC_NOT_FOUND', 404)
      const { reserve_id, status, revoked_at, started_at } = reservation
      return ok({
        reserve_id,
        status,
        reserve_revoked_at: revoked_at === undefined ? null : iso(revoked_at),
        reserve_started_at: started_at === undefined ? null : iso(started_at),
      })
    }
    if (path.startsWith('/billing_key/'))
      return deadKeys.has(id) ? refused('SUBSCRIBE_BK_EXPIRED') : ok({ billing_key: id, status: 1 })
    return refused('RC_NOT_FOUND', 404)
  }

  /** What somebody else would be answered: another shop, or this one about another payment. */
  const another = (
    /** @type {string} */ path,
    /** @type {string} */ method,
    /** @type {Record<string, any>} */ body,
    /** @type {number} */ variant,
  ) => {
    const at = clock.now()
    const asked = [decodeURIComponent(path.slice(path.lastIndexOf('/') + 1)), body['receipt_id'], body['order_id']]
    const others = [...payments.values()].filter(
      ({ receipt_id, order_id }) => !asked.includes(receipt_id) && !asked.includes(order_id),
    )
    const other = receiptOf(pick(others, variant))
    const receipt = {
      receipt_id: 'somebody-else',
      order_id: 'an-order-of-theirs',
      price: 1_000,
      cancelled_price: path === '/cancel' ? 1_000 : 0,
      status: path === '/cancel' ? 20 : 1,
      requested_at: iso(at),
      purchased_at: iso(at),
      ...(path === '/cancel' && { cancelled_at: iso(at) }),
    }
    if (path.startsWith('/lookup/order/')) {
      const own = [...payments.values()].filter(({ order_id }) => order_id === asked[0]).map(receiptOf)
      return ok(variant % 2 ? [other] : variant % 4 ? [receipt, other] : [receipt, other, ...own])
    }
    if (path.startsWith('/subscribe/payment/reserve/'))
      return ok({ reserve_id: 'somebody-else', status: 3, success: true, reserve_revoked_at: iso(at) })
    if (path.includes('billing_key')) return ok({ billing_key: 'somebody-else', status: method === 'GET' ? 2 : 1 })
    return ok(variant % 2 ? other : receipt)
  }

  /** An answer that cannot be true as a whole. */
  const contradiction = (
    /** @type {string} */ path,
    /** @type {string} */ method,
    /** @type {Record<string, any>} */ body,
    /** @type {number} */ variant,
  ) => {
    const id = decodeURIComponent(path.slice(path.lastIndexOf('/') + 1))
    if (path.startsWith('/lookup/order/'))
      return ok(pick([[null], [{ receipt_id: 'charge-x', order_id: id, status: 1 }], {}, [[]]], variant))
    const payment = payments.get(body['receipt_id'] ?? id)
    const known = payment
      ? receiptOf(payment)
      : { receipt_id: 'charge-x', order_id: body['order_id'], price: body['price'], cancelled_price: 0, status: 1 }
    if (path.startsWith('/subscribe/payment/reserve/'))
      return method === 'DELETE' && variant % 2
        ? ok({ reserve_id: id, success: false })
        : ok({ reserve_id: id, status: '0', error_code: '0000' })
    if (path.includes('billing_key')) return ok({ billing_key: id, status: 1, error_code: '0000' })
    const done = path === '/cancel' ? { status: 20, cancelled_price: known.price } : { status: 1 }
    const wrong = [
      { ...known, ...done, error_code: '0000' },
      { ...known, ...done, error_code: 'RC_NOT_CONFIRM_READY' },
      { ...known, status: '1' },
      { ...known, price: undefined },
      ...(method === 'GET'
        ? [{ ...known, cancelled_price: null }]
        : [-2, -4, 0, 2, 3, 4].map((status) => ({ ...known, cancelled_price: 0, status }))),
    ]
    return ok(pick(wrong, variant))
  }

  const failed = (/** @type {string} */ code) =>
    Object.assign(new TypeError('fetch failed'), { cause: { code, syscall: 'connect' } })

  /**
   * The `fetch` of one call, whose requests meet these faults in their order.
   * @param {string} call @param {readonly Fault[]} faults
   */
  const fetchFor = (call, faults) => {
    let next = 0
    return async (/** @type {string} */ url, /** @type {RequestInit} */ init = {}) => {
      const fault = faults[next++] ?? healthy
      const { name, ms, queue, shown, variant } = fault
      const { method = 'GET' } = init
      const path = new URL(url).pathname.slice('/v2'.length)
      const isSeen = shown && !/reserve|billing_key/.test(path)
      const work = isSeen ? fault.work : Math.min(fault.work, UNSEEN_MS)
      const sentAt = clock.now()
      const text = typeof init.body === 'string' ? init.body : await /** @type {Blob | undefined} */ (init.body)?.text()
      const body = text ? JSON.parse(text) : {}
      number += 1
      /** @type {Promise<Answer>} */
      let answered
      if (method === 'GET') answered = clock.sleep(variant % 3 ? ms / 2 : 0).then(() => look(path, variant))
      else {
        /** @type {Write} */
        const write = { call, path, sentAt, isUnsent: name === 'finds nobody', isShown: isSeen }
        writes.push(write)
        answered = new Promise((resolve) => {
          if (!arrives(fault)) return
          clock.at(sentAt + queue, () => {
            if (name === 'is refused') {
              write.takenAt = clock.now()
              if (body['order_id']) takenOrders.add(body['order_id'])
              resolve(pick(refusals, variant))
              return
            }
            const taken = take(write, method, path, body, shown)
            if ('status' in taken) resolve(taken)
            else
              clock.at(sentAt + queue + (taken.isHidden ? Math.min(work, UNSEEN_MS) : work), () => {
                resolve(name === 'is declined by the payment gateway' ? taken.decline() : taken.end())
              })
          })
        })
      }
      /** @returns {Promise<Answer>} */
      const heard = async () => {
        if (name === 'is answered' || name === 'is declined by the payment gateway' || name === 'is refused') {
          const answer = await answered
          const rest = sentAt + ms - clock.now()
          if (rest > 0) await clock.sleep(rest)
          return method === 'GET' && name === 'is refused' ? pick(refusals, variant) : answer
        }
        await clock.sleep(ms)
        if (name === 'finds nobody') throw failed('ECONNREFUSED')
        if (name === 'is lost on the way' || name === 'gets no answer') throw failed('ECONNRESET')
        if (name === 'gets half an answer') return { ...(await answered), cut: true }
        if (name.startsWith('is answered by a failing gateway')) return pick(gateways, variant)
        if (name.startsWith("gets somebody else's answer")) return another(path, method, body, variant)
        return contradiction(path, method, body, variant)
      }
      const isLong = queue + work + ms > LIMIT_MS
      const answer = await (isLong ? Promise.race([heard(), clock.sleep(LIMIT_MS).then(() => undefined)]) : heard())
      if (!answer) throw failed('ETIMEDOUT')
      const half = answer.text.slice(0, (answer.text.length * (variant % 7)) / 8)
      return /** @type {Response} */ (
        /** @type {unknown} */ ({
          status: answer.status,
          headers: { get: () => null },
          body: null,
          text: () =>
            answer.cut && variant % 2
              ? Promise.reject(failed('UND_ERR_SOCKET'))
              : Promise.resolve(answer.cut ? half : answer.text),
        })
      )
    }
  }

  /** A write that comes from nobody's code: by a person in the admin console. */
  const byHand = (
    /** @type {string} */ path,
    /** @type {Record<string, unknown>} */ body,
    /** @type {Fault} */ fault,
  ) => {
    fetchFor('admin', [{ ...fault, name: 'is answered' }])(`https://bootpay.test/v2${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
    }).catch(() => undefined)
  }

  return { payments, reservations, movements, webhooks, writes, deadKeys, addPayment, receiptOf, pay, fetchFor, byHand }
}

/** @typedef {ReturnType<typeof createBootpay>} Bootpay */
