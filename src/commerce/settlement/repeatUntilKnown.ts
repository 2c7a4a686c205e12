import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import type { Context } from '../../core/context.js'
import type { BootpayError, OutcomeUnknown } from '../../core/errors.js'
import { broken } from '../../core/lefts.js'
import { pause, restOf } from '../../core/time.js'
import type { StillUnknown } from '../../settlement/settle.js'
import { ofThisMerchant } from './ofThisMerchant.js'

/** What became of a write that was repeated: its answer, or that it is as unknown as before. */
export type Repeated<A> = { readonly _tag: 'Done'; readonly operation: string; readonly answer: A } | StillUnknown

const MOST_REPEATS = 3

/**
 * Finds out what became of a write by sending it again, with the same input and the same `idempotency_key`: Bootpay then gives the
 * first answer again, or does it now.
 *
 * Use it where `reconcile` is `repeat`, with a task that is that very call. It waits until `repeatFrom`, since Bootpay does not hold
 * back a second request while the first is running, and sends nothing after `repeatUntil`, when Bootpay has forgotten the key. Where
 * that moment has passed, or the deadline of the Context comes first, it is `StillUnknown`. A Left that is no `OutcomeUnknown` says
 * that the write did not happen. Whether a refusal is kept under a key is not known: after an `ApiError`, use a new one.
 *
 * @example
 * const link = createInvoice(ctx, { name: '스웨터', price: 39_000, idempotency_key: 'order-1024-link' })
 * const result = await link()
 * if (result._tag === 'Left' && result.left._tag === 'OutcomeUnknown') {
 *   const repeated = await repeatUntilKnown(ctx, result.left, link)()
 * }
 */
export const repeatUntilKnown =
  <A>(
    ctx: Context,
    unknown: OutcomeUnknown,
    task: TaskEither<BootpayError, A>,
  ): TaskEither<BootpayError, Repeated<A>> =>
  async () => {
    let isSent = false
    try {
      const given = ofThisMerchant(ctx, 'repeatUntilKnown', unknown)
      if (given._tag === 'Left') return given
      const { operation, repeatFrom, repeatUntil = Infinity } = given.right
      const still = (message: string, retryAt?: number) =>
        ({
          _tag: 'Right',
          right: { _tag: 'StillUnknown', operation, message, ...(retryAt !== undefined && { retryAt }) },
        }) as const
      if (repeatFrom === undefined) return still('it cannot be repeated: it was sent without an idempotency_key')
      let from = repeatFrom
      for (let repeat = 0; repeat < MOST_REPEATS; repeat++) {
        const wait = from - ctx.now()
        if (wait > restOf(ctx, ctx.now()) || (wait > 0 && ctx.signal?.aborted))
          return still('the first request may still be running', from)
        if (wait > 0) await pause(ctx, wait)
        const now = ctx.now()
        if (now < from) return still('the first request may still be running', from)
        if (now > repeatUntil) return still('Bootpay has forgotten the key: a repeat might do it again')
        isSent = true
        const result = await task()
        if (result._tag === 'Right') return { _tag: 'Right', right: { _tag: 'Done', operation, answer: result.right } }
        if (result.left._tag !== 'OutcomeUnknown') return result
        isSent = false
        from = Math.max(result.left.repeatFrom ?? Infinity, now + 1_000)
        if (!Number.isFinite(from)) return result
      }
      return still('no repeat had a certain answer', from)
    } catch {
      return broken({ operation: 'repeatUntilKnown', about: {}, effect: 'money' }, isSent)
    }
  }
