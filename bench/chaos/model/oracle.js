/** @typedef {import('./world.js').World} World */
/** @typedef {import('./world.js').Call} Call */
/** @typedef {import('./world.js').OutcomeUnknown} OutcomeUnknown */
/** @typedef {import('./bootpay.js').Movement} Movement */

/** How far a process's clock is from Bootpay's. */
const SKEW_MS = 12_000
const MARGIN_MS = 120_000 + 2 * SKEW_MS
const isPayment = (/** @type {Movement} */ { kind }) => kind === 'paid' || kind === 'issued'
const isOfCycle = (/** @type {Movement} */ { order_id }) => order_id.startsWith('s-1_2026-11_')

/** Compares what was said with what moved; what is in here knows nothing of the package. */
export const findWrongs = (/** @type {World} */ world) => {
  const { bootpay, calls, settlings, deliveries, runs, known } = world
  const { movements, payments, writes } = bootpay
  const wrongs = [...world.wrongs]
  const check = (/** @type {boolean} */ holds, /** @type {() => string} */ message) => {
    if (!holds) wrongs.push(message())
  }

  /** What of a receipt was cancelled by then. */
  const cancelledOf = (/** @type {string} */ receipt_id, /** @type {number} */ by) =>
    movements.reduce(
      (sum, { kind, id, amount, at }) => (kind === 'cancelled' && id === receipt_id && at <= by ? sum + amount : sum),
      0,
    )
  const isWhole = (/** @type {string} */ receipt_id, /** @type {number} */ by) =>
    movements.some(({ kind, id, at }) => kind === 'withdrawn' && id === receipt_id && at <= by) ||
    cancelledOf(receipt_id, by) >= (payments.get(receipt_id)?.price ?? Infinity)
  /** An account that was issued and withdrawn since is as good as none: no money moved, and none can. */
  const wasWithdrawn = (/** @type {string} */ receipt_id) =>
    movements.some(({ kind, id }) => kind === 'withdrawn' && id === receipt_id)
  const wasPaid = (/** @type {string} */ receipt_id, /** @type {number} */ by) =>
    movements.some((each) => isPayment(each) && each.id === receipt_id && each.at <= by)

  /** Whether what a write was to do had been done by then, by whomever. */
  const isDone = (
    /** @type {string} */ operation,
    /** @type {any} */ asked,
    /** @type {number} */ by,
    since = -Infinity,
  ) => {
    const within = (/** @type {Movement} */ { at }) => at <= by && at >= since
    if (operation === 'confirmPayment') return wasPaid(asked.receipt_id, by)
    if (operation === 'chargeBillingKey')
      return movements.some((each) => each.kind === 'paid' && each.order_id === asked.order_id && within(each))
    if (operation === 'cancelReservation')
      return movements.some(({ kind, id, at }) => kind === 'revoked' && id === asked.reserve_id && at <= by)
    if (operation === 'destroyBillingKey') return movements.some(({ kind, at }) => kind === 'destroyed' && at <= by)
    return asked.cancel_price === undefined
      ? isWhole(asked.receipt_id, by)
      : // Cancels of the same amount at the same time cannot be told apart, and the documentation says so.
        movements.some(
          (each) =>
            each.kind === 'cancelled' &&
            each.id === asked.receipt_id &&
            each.amount === asked.cancel_price &&
            within(each),
        )
  }
  const base = /** @type {Record<string, string>} */ ({
    confirmPaymentOnce: 'confirmPayment',
    cancelPaymentOnce: 'cancelPayment',
    chargeBillingKeyOnce: 'chargeBillingKey',
  })
  const show = (/** @type {unknown} */ value) => JSON.stringify(value)

  const judgeCall = (/** @type {Call} */ call) => {
    const { id, name, input, startedAt, endedAt, result } = call
    const mine = movements.filter(({ write }) => write.call === id)
    const sent = writes.filter((write) => write.call === id && !write.isUnsent)
    const say = (/** @type {string} */ why) => `${id} ${show(input)}: ${why}; it said ${show(result)}`
    if (!result) {
      check(false, () => say('never came back'))
      return
    }
    const operation = base[name] ?? name
    const money = sent.filter(({ path }) => path === '/subscribe/payment')
    check(money.length <= 1, () => say('a charge was sent twice'))
    check(input.cancel_price === undefined || input.cancel_id !== undefined || sent.length <= 1, () =>
      say('a partial cancel was sent twice'),
    )
    const left = result._tag === 'Left' ? result.left : undefined
    const isSure = left && left._tag !== 'OutcomeUnknown'
    const isOnce = operation !== name
    // What was there when Bootpay looked at the write shows in the look that follows a refusal. A charge shows from its taking on.
    const arrivedAt = Math.max(startedAt - 1, ...sent.map(({ takenAt = -Infinity }) => takenAt))
    const wasTaken = (/** @type {Movement} */ { kind, at, write }) =>
      kind === 'paid' && (write.takenAt ?? at) <= arrivedAt

    if (name === 'confirmAndVerify') {
      const payment = /** @type {import('./bootpay.js').Payment} */ (payments.get(input.receipt_id))
      const differs = payment.price !== input.price || payment.order_id !== input.order_id
      const back = mine.filter(({ kind }) => kind === 'cancelled' || kind === 'withdrawn')
      check(back.length === 0 || !wasPaid(input.receipt_id, startedAt - 1), () =>
        say('gave back the money of a payment that was made before'),
      )
      check(back.length === 0 || differs, () => say('gave money back that was for the right order'))
      check(!mine.some(isPayment) || !differs || (payment.changedAt ?? -Infinity) >= startedAt, () =>
        say('took money for an order that it could see to be another'),
      )
      const isGood = !differs && !payment.isTouched && wasPaid(input.receipt_id, startedAt - 1)
      check(!isGood || left?._tag !== 'Mismatch', () => say('was as it should be when it was asked'))
      if (!left) {
        const { _tag, receipt } = result._tag === 'Right' ? result.right : result.left
        const isPaid = movements.some(
          ({ kind, id: of, at }) => kind === 'paid' && of === input.receipt_id && at <= endedAt,
        )
        check(receipt.receipt_id === input.receipt_id && !differs, () => say('is a Right of another payment'))
        check(_tag === 'Paid' ? isPaid : wasPaid(input.receipt_id, endedAt), () =>
          say('is a Right of what is not paid'),
        )
        check(_tag !== 'Paid' || cancelledOf(input.receipt_id, startedAt - 1) === 0, () =>
          say('is a Right of what was cancelled'),
        )
      } else if (left._tag === 'Mismatch') {
        if (left.cancelled) check(isWhole(input.receipt_id, endedAt), () => say('the money is not back'))
        else {
          const isAboutOrder = left.differences.some(
            (/** @type {any} */ { member }) => /price$|order_id/.test(member) && member !== 'cancelled_price',
          )
          check(!isAboutOrder || !mine.some(isPayment) || payment.isAccount, () =>
            say('took money for another order and says that it did not'),
          )
        }
      } else if (left._tag === 'NotReturned') {
        check(wasPaid(input.receipt_id, endedAt), () => say('nothing was taken'))
        check(left.failure._tag === 'OutcomeUnknown' || back.length === 0, () => say('the money is back'))
      } else if (isSure) {
        const isGone = wasWithdrawn(input.receipt_id)
        check(isGone || !mine.some(isPayment), () => say('moved money and says that it did not'))
        check(isGone || !wasPaid(input.receipt_id, startedAt - 1), () =>
          say('was paid by an earlier call, and says that it was not'),
        )
      }
      return
    }

    if (name === 'revokeBillingKey') {
      const revoked = mine.filter(({ kind }) => kind === 'revoked').map(({ id: of }) => of)
      const isDestroyed = isDone('destroyBillingKey', {}, endedAt)
      if (!left) {
        const right = result._tag === 'Right' ? result.right : undefined
        check(isDestroyed, () => say('the key is alive'))
        check(
          right.cancelled.every((/** @type {string} */ of) => revoked.includes(of)),
          () => say('a reservation was not cancelled by it'),
        )
      } else if (left._tag === 'PartlyRevoked') {
        check(
          left.cancelled.every((/** @type {string} */ of) => revoked.includes(of)),
          () => say('a reservation was not cancelled by it'),
        )
        check(left.failure._tag === 'OutcomeUnknown' || mine.length === left.cancelled.length, () =>
          say('more was changed than it says'),
        )
      } else if (isSure) check(mine.length === 0, () => say('changed something and says that it did not'))
      for (const each of mine.filter(({ kind }) => kind === 'destroyed')) {
        const waits = [...bootpay.reservations.values()].some(
          ({ status, revoked_at = Infinity, started_at = Infinity }) =>
            (status === 0 || revoked_at > each.at) && started_at > each.at,
        )
        check(!waits, () => say('the key was destroyed while a reservation waited'))
      }
      return
    }

    if (name === 'chargeSubscriptionCycle') {
      if (!left) {
        const right = result._tag === 'Right' ? result.right : undefined
        const isPaid = movements.some(
          (each) => each.kind === 'paid' && each.id === right.receipt_id && isOfCycle(each) && each.at <= endedAt,
        )
        check(isPaid, () => say('the cycle is not paid'))
      } else if (isSure) {
        check(mine.length === 0, () => say('charged and says that it did not'))
        const isPaid = movements.some((each) => isOfCycle(each) && !isAfter(each, input) && wasTaken(each))
        check(!isPaid || isForeseen(left), () => say('was paid by an earlier call, and says that it was not'))
      }
      return
    }

    if (!left) {
      const right = result._tag === 'Right' ? result.right : undefined
      const isOf =
        operation === 'chargeBillingKey' ? right.order_id === input.order_id : right.receipt_id === input.receipt_id
      check(isOf, () => say('is a Right of another payment'))
      const holds = isOnce
        ? isDone(operation, input, endedAt)
        : operation === 'cancelPayment' && input.cancel_price !== undefined
          ? mine.length > 0
          : isDone(operation, input, endedAt)
      check(holds, () => say('is a Right of what did not happen'))
    } else if (isSure) {
      const isGone = operation === 'confirmPayment' && wasWithdrawn(input.receipt_id)
      check(isGone || mine.length === 0, () => say('moved money and says that it did not'))
      if (isOnce && !isForeseen(left)) {
        const isSame = (/** @type {Movement} */ each) =>
          each.id === input.receipt_id &&
          (operation === 'confirmPayment' ? isPayment(each) : each.amount === payments.get(each.id)?.price)
        const showed = (/** @type {Movement} */ { write: { isShown, takenAt = Infinity } }) =>
          isShown === true && takenAt <= arrivedAt
        const isPartial = operation === 'cancelPayment' && input.cancel_price !== undefined
        const same = movements.some(
          ({ write, at }) =>
            at <= arrivedAt &&
            calls.some(
              (other) =>
                other.id === write.call && other.intent === call.intent && other.intent?.cancel_id !== undefined,
            ),
        )
        const wasDone = isPartial
          ? same
          : operation === 'chargeBillingKey'
            ? movements.some((each) => each.order_id === input.order_id && wasTaken(each))
            : isDone(operation, input, arrivedAt) || movements.some((each) => isSame(each) && showed(each))
        check(isGone || !wasDone, () => say('was done by an earlier call, and says that it was not'))
      }
    }
  }
  /** A later attempt that was paid is not this one's to know. */
  const isAfter = (/** @type {Movement} */ { order_id }, /** @type {any} */ { attempt }) =>
    Number(order_id.split('_').at(-1)) > attempt
  /** What a call may say of itself alone, since it is about the caller. */
  const isForeseen = (/** @type {any} */ { _tag, operation, status }) =>
    ['InputError', 'CredentialsError', 'AbortError'].includes(_tag) ||
    (operation === 'confirmPayment' && (status === 401 || status === 403))

  for (const call of calls) judgeCall(call)

  // Nothing moves twice.
  for (const intent of world.intents) {
    const times = movements.filter(
      ({ kind, write }) =>
        kind === 'cancelled' && calls.some(({ id, intent: of }) => id === write.call && of === intent),
    ).length
    check(times <= 1 || intent.cancel_price === undefined, () => `${intent.name} was cancelled ${times} times`)
  }
  const charges = movements.filter((each) => each.kind === 'paid' && isOfCycle(each)).length
  check(charges <= 1, () => `the cycle was charged ${charges} times`)

  for (const { of, isStranger, isLast, startedAt, endedAt, result } of settlings) {
    const { call, unknown } = of
    const { operation, about, phase } = unknown
    const say = (/** @type {string} */ why) =>
      `reconcile of ${call.id} ${show(unknown)} at ${startedAt}: ${why}; it said ${show(result)}`
    const said = !result ? 'nothing' : result._tag === 'Left' ? result.left._tag : result.right._tag
    check(said !== 'nothing', () => say('never came back'))
    if (isStranger) {
      check(said === 'InputError', () => say('was settled by another merchant'))
      continue
    }
    const mine = movements.filter(
      ({ write, kind, id }) =>
        write.call === call.id &&
        isBy(operation, kind) &&
        (operation !== 'cancelReservation' || id === about['reserve_id']),
    )
    const since = phase === 'looking' ? -Infinity : unknown.startedAt - MARGIN_MS
    if (said === 'Done') check(isDone(operation, about, endedAt, since), () => say('did not happen'))
    if (said === 'NotDone') {
      const isGone = operation === 'confirmPayment' && wasWithdrawn(String(about['receipt_id']))
      const isPartial = about['cancel_price'] !== undefined
      check(isGone || mine.length === 0, () => say('happened, or happened later'))
      // Where it is asked what an earlier call did.
      const wasBefore = phase === 'looking' && isDone(operation, about, unknown.startedAt - SKEW_MS - 1)
      check(isGone || isPartial || !wasBefore, () => say('was done by an earlier call'))
    }
    if (isLast && said !== 'Done' && said !== 'NotDone' && about['cancel_price'] === undefined)
      check(false, () => say('was never settled'))
  }

  // A handler runs once for each thing that happened, and for nothing that did not.
  for (const [index, run] of runs.entries()) {
    const { type, key, receipt, at } = run
    const say = (/** @type {string} */ why) => `a handler of ${show(run.of.body)} ran as ${type} (${key}): ${why}`
    const { receipt_id } = receipt
    const { status } = payments.get(receipt_id) ?? {}
    const isTrue =
      type === 'PAYMENT_COMPLETED'
        ? movements.some(({ kind, id, at: when }) => kind === 'paid' && id === receipt_id && when <= at)
        : type === 'PAYMENT_VIRTUAL_ACCOUNT_ISSUED'
          ? wasPaid(receipt_id, at)
          : type === 'PAYMENT_CANCELLED'
            ? isWhole(receipt_id, at)
            : type === 'PAYMENT_PARTIAL_CANCELLED'
              ? cancelledOf(receipt_id, at) > 0
              : type === 'PAYMENT_CONFIRM_FAILED'
                ? status === -2
                : type === 'PAYMENT_CANCEL_FAILED' || status === -3
    check(isTrue, () => say('it did not happen'))
    check(run.of.body.receipt_id === receipt_id, () => say('it is about another payment'))
    // Two deliveries at a time may both run, and the documentation says so.
    check(!run.of.knownBefore.has(key), () => say('it had run before'))
    if (/CANCELLED$/.test(type)) {
      const ran = runs
        .slice(0, index + 1)
        .filter((each) => /CANCELLED$/.test(each.type) && each.receipt.receipt_id === receipt_id)
      const apart = ran.filter((each, number) =>
        ran.slice(0, number).every((earlier) => earlier.at < each.of.startedAt),
      )
      const times = movements.filter(
        ({ kind, id, at: when }) => kind === 'cancelled' && id === receipt_id && when <= at,
      ).length
      check(apart.length <= times, () => say(`${apart.length} runs for ${times} cancels`))
    }
  }
  for (const { body, isTrue, status } of deliveries) {
    check(status !== undefined, () => `a webhook was never answered: ${show(body)}`)
    const { receipt_id, webhook_type } = body
    const names = [...known].filter((key) => key.startsWith(`${receipt_id}:`))
    const isKnown = /CANCELLED$/.test(webhook_type)
      ? names.some((key) => /CANCELLED/.test(key))
      : names.includes(`${receipt_id}:${webhook_type}`)
    check(!isTrue || status !== 200 || isKnown, () => `a true webhook was taken and no handler ran: ${show(body)}`)
  }
  return wrongs
}

const isBy = (/** @type {string} */ operation, /** @type {Movement['kind']} */ kind) =>
  (operation === 'cancelPayment' && (kind === 'cancelled' || kind === 'withdrawn')) ||
  (operation === 'confirmPayment' && (kind === 'paid' || kind === 'issued')) ||
  (operation === 'chargeBillingKey' && kind === 'paid') ||
  (operation === 'cancelReservation' && kind === 'revoked') ||
  (operation === 'destroyBillingKey' && kind === 'destroyed')
