import {
  cancelPayment,
  cancelPaymentOnce,
  chargeBillingKey,
  chargeBillingKeyOnce,
  chargeSubscriptionCycle,
  confirmAndVerify,
  confirmPayment,
  confirmPaymentOnce,
  handleWebhook,
  reconcile,
  revokeBillingKey,
} from 'bootpay-fp'
import fc from 'fast-check'

import { faults, healthy, inWords } from './faults.js'

/** @typedef {import('./world.js').World} World */
/** @typedef {import('./world.js').Call} Call */
/** @typedef {import('./world.js').Unknown} Unknown */
/** @typedef {import('./world.js').Intent} Intent */
/** @typedef {import('./world.js').OperationName} OperationName */
/** @typedef {import('./faults.js').Fault} Fault */
/** @typedef {{ process: number, faults: readonly Fault[], then: number }} Circumstances */

const PRICE = 9_900

/** @type {Record<OperationName, (ctx: any, input: any) => () => Promise<any>>} */
const operations = {
  confirmPayment,
  confirmPaymentOnce,
  cancelPayment,
  cancelPaymentOnce,
  chargeBillingKey,
  chargeBillingKeyOnce,
  confirmAndVerify,
  chargeSubscriptionCycle,
  revokeBillingKey,
}

/** What an object that is used again for the next call looks like by then. */
const scramble = (/** @type {Record<string, any>} */ input) => {
  for (const name of Object.keys(input))
    input[name] =
      name === 'receipt_id'
        ? 'wait-2'
        : name === 'order_id' || name === 'cycle'
          ? 'the-next-one'
          : typeof input[name] === 'number'
            ? 1
            : typeof input[name] === 'string'
              ? 'another'
              : []
}

/**
 * Calls, and goes on without waiting for the answer.
 * @param {World} world @param {Circumstances} how @param {OperationName} name @param {any} input
 * @param {{ intent?: Intent, then?: (call: Call) => void }} [more]
 */
const call = (world, { process, faults }, name, input, { intent, then } = {}) => {
  const { clock, bootpay, calls, unknowns, wrongs } = world
  const id = `${calls.length + 1} ${name}`
  /** @type {Call} */
  const record = { id, name, input: { ...input }, ...(intent && { intent }), startedAt: clock.now(), endedAt: Infinity }
  calls.push(record)
  const ctx = { .../** @type {any} */ (world.processes[process]), fetch: bootpay.fetchFor(id, faults) }
  const run = async () => {
    try {
      const task = operations[name](ctx, input)
      scramble(input)
      const result = world.misread(await task())
      record.result = result
      if (result._tag === 'Left')
        for (const error of [result.left, result.left.failure])
          if (error?._tag === 'OutcomeUnknown') unknowns.push({ call: record, unknown: error, isSettled: false })
    } catch {
      wrongs.push(`${id} threw or rejected`)
    }
    record.endedAt = clock.now()
    then?.(record)
  }
  void run()
}

/**
 * Settles what is unknown, by JSON and on a process that may be another.
 * @param {World} world @param {Circumstances} how @param {Unknown} of @param {{ isStranger?: boolean, isLast?: boolean }} [more]
 */
export const settle = (world, { process, faults }, of, { isStranger = false, isLast = false } = {}) => {
  const { clock, wrongs, settlings } = world
  /** @type {import('./world.js').Settling} */
  const record = { of, isStranger, isLast, startedAt: clock.now(), endedAt: Infinity }
  settlings.push(record)
  const base = isStranger ? world.stranger : /** @type {any} */ (world.processes[process])
  const server = isStranger ? world.strangers : world.bootpay
  const ctx = { ...base, fetch: server.fetchFor('reconcile', faults) }
  const run = async () => {
    try {
      const secret = of.unknown.operation === 'destroyBillingKey' ? { billing_key: 'key-2' } : {}
      const result = world.misread(await reconcile(ctx, JSON.parse(JSON.stringify(of.unknown)), secret)())
      record.result = result
      const { intent } = of.call
      const said = result._tag === 'Right' ? result.right._tag : 'Left'
      if (said === 'Done' || said === 'NotDone') of.isSettled = true
      if (intent?.state === 'unknown' && said === 'Done') intent.state = 'done'
      if (intent?.state === 'unknown' && said === 'NotDone') intent.state = 'open'
    } catch {
      wrongs.push(`reconcile of ${of.call.id} threw or rejected`)
    }
    record.endedAt = clock.now()
  }
  void run()
}

const after =
  (/** @type {Intent} */ intent) =>
  (/** @type {Call} */ { result }) => {
    intent.state = result?._tag === 'Right' ? 'done' : result?.left._tag === 'OutcomeUnknown' ? 'unknown' : 'open'
  }

const deliver = (
  /** @type {World} */ world,
  /** @type {Circumstances} */ { process, faults },
  /** @type {any} */ body,
  /** @type {boolean} */ isTrue,
) => {
  const { clock, known, runs, deliveries, wrongs } = world
  /** @type {import('./world.js').Delivery} */
  const delivery = { body, isTrue, startedAt: clock.now(), knownBefore: new Set(known) }
  deliveries.push(delivery)
  const ctx = { .../** @type {any} */ (world.processes[process]), fetch: world.bootpay.fetchFor('webhook', faults) }
  const take =
    (/** @type {string} */ type) =>
    (/** @type {any} */ { receipt, key }) => {
      known.add(key)
      runs.push({ type, key, receipt, at: clock.now(), of: delivery })
    }
  const types = [
    'PAYMENT_COMPLETED',
    'PAYMENT_VIRTUAL_ACCOUNT_ISSUED',
    'PAYMENT_CANCELLED',
    'PAYMENT_PARTIAL_CANCELLED',
    'PAYMENT_CONFIRM_FAILED',
    'PAYMENT_CANCEL_FAILED',
    'PAYMENT_EXPIRED',
  ]
  const run = async () => {
    try {
      const request = new Request('https://shop.test/webhook', { method: 'POST', body: JSON.stringify(body) })
      const response = await handleWebhook(ctx, request, {
        on: Object.fromEntries(types.map((type) => [type, take(type)])),
        isKnown: (key) => known.has(key),
      })
      delivery.status = response.status
    } catch {
      wrongs.push('handleWebhook rejected')
    }
  }
  void run()
}

/** A buyer can change what still waits. */
const change = (
  /** @type {World} */ { bootpay, clock },
  /** @type {string} */ receipt_id,
  /** @type {'price' | 'order_id'} */ member,
) => {
  const payment = bootpay.payments.get(receipt_id)
  if (payment?.status !== 2 || payment.busy > 0) return
  payment.changedAt = clock.now()
  if (member === 'price') payment.price = 10
  else payment.order_id = 'an-older-order'
}

const isCyclePaid = (/** @type {World} */ { bootpay }) =>
  bootpay.movements.some(({ kind, order_id }) => kind === 'paid' && order_id.startsWith('s-1_'))

const circumstances = {
  process: fc.nat(1),
  faults,
  /** Whether the other process does the same at the same moment. */
  both: fc.constantFrom(false, false, false, true),
  /** How long it is until the next command. */
  then: fc.constantFrom(0, 10, 600, 5_000, 30_000, 100_000, 7_200_000),
}
const waiting = fc.constantFrom('wait-1', 'wait-2', 'account-1')
const anything = fc.constantFrom('wait-1', 'wait-2', 'account-1', 'paid-1', 'paid-2')

/** @typedef {Circumstances & Record<string, any>} Given */

/**
 * A command by what it takes and does.
 * @template {Record<string, fc.Arbitrary<any>>} Shape
 * @param {string} name @param {Shape} shape @param {(world: World, given: any) => void} begin
 * @returns {fc.Arbitrary<fc.AsyncCommand<object, World>>}
 */
const command = (name, shape, begin) =>
  fc.record({ ...circumstances, ...shape }).map((/** @type {any} */ given) => ({
    check: () => true,
    run: async (/** @type {object} */ _, /** @type {World} */ world) => {
      begin(world, given)
      if (given.both) begin(world, { ...given, process: 1 - given.process, faults: [] })
      await world.clock.advance(given.then)
    },
    toString: () => {
      const { process, both, faults, then, ...rest } = given
      const list = inWords(faults)
      const input = Object.keys(rest).length > 0 ? ` ${JSON.stringify(rest)}` : ''
      return `\n  ${'AB'[process]}${both ? ', and the other too,' : ''} ${name}${input}${list && `: ${list}`}; then ${then} ms`
    },
  }))

export const commands = [
  command('confirms', { receipt_id: waiting, once: fc.boolean() }, (world, given) => {
    const { receipt_id, once } = given
    call(world, given, once ? 'confirmPaymentOnce' : 'confirmPayment', { receipt_id })
  }),
  command(
    'confirms and verifies',
    {
      receipt_id: anything,
      differs: fc.constantFrom('', '', '', 'price', 'order_id'),
      /** What others do between its look and its confirm, or soon after that. */
      meanwhile: fc.constantFrom('', '', '', '', 'price', 'order_id', 'cancel'),
    },
    (world, given) => {
      const { receipt_id, differs, meanwhile } = given
      const { clock, bootpay } = world
      const order_id = differs === 'order_id' ? 'another-order' : `order-of-${receipt_id}`
      call(world, given, 'confirmAndVerify', { receipt_id, order_id, price: differs === 'price' ? 2_000 : 1_000 })
      if (meanwhile === 'cancel')
        clock.at(clock.now() + 500, () => bootpay.byHand('/cancel', { receipt_id, cancel_price: 77 }, healthy))
      else if (meanwhile) clock.at(clock.now() + 15, () => change(world, receipt_id, meanwhile))
    },
  ),
  command('cancels', { wanted: fc.nat(4), once: fc.boolean() }, (world, given) => {
    const intent = /** @type {Intent} */ (world.intents[given.wanted])
    const { receipt_id, cancel_price, cancel_id, state } = intent
    // Without an id of its own nobody may ask twice at a time, nor again before it is known.
    if (cancel_id === undefined && cancel_price !== undefined && state !== 'open') return
    intent.state = 'asked'
    const input = {
      receipt_id,
      ...(cancel_price !== undefined && { cancel_price }),
      ...(cancel_id !== undefined && { cancel_id }),
    }
    call(world, given, given.once ? 'cancelPaymentOnce' : 'cancelPayment', input, { intent, then: after(intent) })
  }),
  command('charges', { order_id: fc.constantFrom('charge-1', 'charge-2'), once: fc.boolean() }, (world, given) => {
    const { order_id, once } = given
    const input = { billing_key: 'key-1', order_name: '구독', price: PRICE, order_id }
    call(world, given, once ? 'chargeBillingKeyOnce' : 'chargeBillingKey', input)
  }),
  command('runs the cron job', { crashed: fc.boolean(), isAhead: fc.boolean() }, (world, given) => {
    const cron = /** @type {import('./world.js').Cron} */ (world.crons[given.process])
    if (cron.state === 'asked' || (cron.state === 'done' && !given.crashed)) return
    // A job that lost its count begins anew; one that shares it with another may be ahead of what was paid.
    if (given.crashed) cron.attempt = given.isAhead && isCyclePaid(world) ? 3 : 1
    cron.state = 'asked'
    const input = { billing_key: 'key-1', order_name: '구독', price: PRICE, subscription_id: 's-1', cycle: '2026-11' }
    call(
      world,
      given,
      'chargeSubscriptionCycle',
      { ...input, attempt: cron.attempt },
      {
        then: ({ result }) => {
          cron.state = result?._tag === 'Right' ? 'done' : 'open'
          if (result?._tag === 'Left' && result.left._tag === 'ApiError') cron.attempt += 1
        },
      },
    )
  }),
  command('revokes the key', {}, (world, given) => {
    call(world, given, 'revokeBillingKey', { billing_key: 'key-2', reserve_ids: ['reserve-1', 'reserve-2'] })
  }),
  command('settles', { which: fc.nat(5), isStranger: fc.constantFrom(false, false, false, true) }, (world, given) => {
    const { which, isStranger } = given
    const open = world.unknowns.filter(({ isSettled }) => !isSettled)
    const unknown = open[which % open.length]
    if (unknown) settle(world, given, unknown, { isStranger })
  }),
  command('gets a webhook', { which: fc.nat(12) }, (world, given) => {
    const { webhooks } = world.bootpay
    const webhook = webhooks[given.which % webhooks.length]
    if (webhook) deliver(world, given, webhook.body, true)
  }),
  command(
    'gets a forged webhook',
    {
      receipt_id: anything,
      webhook_type: fc.constantFrom(
        'PAYMENT_COMPLETED',
        'PAYMENT_COMPLETED',
        'PAYMENT_COMPLETED',
        'PAYMENT_COMPLETED:',
        'PAYMENT_CANCELLED',
        'PAYMENT_PARTIAL_CANCELLED',
        'PAYMENT_VIRTUAL_ACCOUNT_ISSUED',
        'PAYMENT_EXPIRED',
        'PAYMENT_CONFIRM_FAILED',
        'STATUS_20',
      ),
      cancelled_price: fc.constantFrom(undefined, undefined, undefined, 0, 1, 200, 250, 300, 1_000),
      status: fc.constantFrom(undefined, 1, 20, 5, -2),
    },
    (world, given) => {
      const { receipt_id, webhook_type, cancelled_price, status } = given
      deliver(world, given, { receipt_id, webhook_type, cancelled_price, status }, false)
    },
  ),
  command(
    'is not asked: a person cancels',
    {
      receipt_id: fc.constantFrom('paid-1', 'paid-2', 'wait-1', 'wait-1'),
      cancel_price: fc.constantFrom(undefined, 200, 250, 300, 77),
    },
    ({ bootpay }, { receipt_id, cancel_price, faults: [fault] }) => {
      const body = { receipt_id, cancel_price }
      bootpay.byHand('/cancel', body, fault ?? healthy)
    },
  ),
  command(
    'is not asked: a buyer changes what waits',
    { receipt_id: waiting, member: fc.constantFrom('price', 'order_id') },
    (world, { receipt_id, member }) => change(world, receipt_id, member),
  ),
  command('is not asked: a buyer pays into the account', {}, ({ bootpay, clock }) => {
    const payment = bootpay.payments.get('account-1')
    if (payment?.status === 5 && payment.busy === 0)
      bootpay.pay(payment, { call: 'deposit', path: '', sentAt: clock.now() })
  }),
  command('is not asked: a reservation is charged', { done: fc.boolean() }, ({ bootpay, clock }, { done }) => {
    const reservation = bootpay.reservations.get('reserve-1')
    if (reservation?.status !== 0) return
    reservation.started_at ??= clock.now()
    if (done) reservation.status = 1
  }),
]
