import type { Either } from 'fp-ts/lib/Either.js'

import type { Context } from '../core/context.js'
import type { ReadError, OutcomeUnknown } from '../core/errors.js'
import { broken } from '../core/lefts.js'
import { emit } from '../core/events.js'
import { finalOf, pause, restOf } from '../core/time.js'
import type { Receipt } from '../payment/schemas/Receipt.js'

/** What a look may find. */
export type Found = { readonly receipt?: Receipt | undefined }

/** It took effect; `receipt` is what Bootpay says of it, absent for what has no receipt (a destroyed key, a reservation). */
export type Done<F = Found> = { readonly _tag: 'Done'; readonly operation: string } & F

/** It did not take effect, and no longer can: it may be sent again. */
export type NotDone = { readonly _tag: 'NotDone'; readonly operation: string }

/** What was read proves nothing. */
export type StillUnknown = {
  readonly _tag: 'StillUnknown'
  readonly operation: string
  /** Why, and what to do. */
  readonly message: string
  /** When to settle it again, in epoch milliseconds; absent where no look-up will ever tell. */
  readonly retryAt?: number | undefined
}

/** What became of a write whose outcome was unknown. */
export type Settlement<F = Found> = Done<F> | NotDone | StillUnknown

/**
 * What one look says: that it took effect, that it surely did not, that it has not yet (which proves nothing while the
 * first request may still be running), that Bootpay itself says it is under way (which never proves that it did not), or that
 * no look can tell.
 */
export type Look<F = Found> =
  | ({ readonly _tag: 'Done' } & F)
  | { readonly _tag: 'NotDone' }
  | { readonly _tag: 'NotYet' }
  | { readonly _tag: 'Running' }
  | { readonly _tag: 'Unclear'; readonly message: string }

/** Not yet, which proves nothing so far. */
export const NOT_YET = { _tag: 'NotYet' } as const

/** No look can tell, and why. */
export const unclear = (message: string): { readonly _tag: 'Unclear'; readonly message: string } => ({
  _tag: 'Unclear',
  message,
})

/** The clocks of the sender and of Bootpay may differ by so much. */
export const CLOCK_DIFFERENCE_MS = 120_000

/** How a write is looked up, and until when the first request may still be running. */
export type Settler<F = Found> = {
  readonly look: (ctx: Context, unknown: OutcomeUnknown) => Promise<Either<ReadError, Look<F>>>
  /** The moment, in epoch milliseconds, before which "not yet" never means "not done"; absent where only the margin counts. */
  readonly finalAt?: (unknown: OutcomeUnknown) => number
}

/** Settles a write that no look-up shows. */
export const neverClear = (message: string): Settler<never> => ({
  look: () => Promise.resolve({ _tag: 'Right', right: unclear(message) }),
})

const LOOKS_AT_MS = [1_000, 3_000, 7_000, 15_000]
const RUNNING_AGAIN_MS = 60_000

const lookUntilClear = async <F>(
  ctx: Context,
  unknown: OutcomeUnknown,
  { look, finalAt }: Settler<F>,
): Promise<Either<ReadError, Settlement<F>>> => {
  const { operation } = unknown
  const still = (message: string, retryAt?: number): Either<never, StillUnknown> => ({
    _tag: 'Right',
    right: { _tag: 'StillUnknown', operation, message, ...(Number.isFinite(retryAt) && { retryAt }) },
  })
  const final = Math.max(finalOf(ctx, unknown.startedAt), finalAt?.(unknown) ?? 0)
  const begin = ctx.now()
  let last: Either<ReadError, Settlement<F>> = still('not done yet, but it may still be running', final)
  for (const at of LOOKS_AT_MS) {
    const wait = begin + at - ctx.now()
    if (ctx.now() < final && wait > 0) {
      if (wait > restOf(ctx, ctx.now())) break
      await pause(ctx, wait)
    }
    const lookedAt = ctx.now()
    const looked = await look(ctx, unknown)
    const found = looked._tag === 'Left' ? 'failed' : looked.right._tag
    emit(ctx, { type: 'reconcile', operation, about: unknown.about, found, at: ctx.now() })
    if (looked._tag === 'Left') {
      last = looked
      if (looked.left._tag !== 'NetworkError' && looked.left._tag !== 'TimeoutError') break
      continue
    }
    const { right } = looked
    if (right._tag === 'Unclear') return still(right.message)
    if (right._tag === 'Done') return { _tag: 'Right', right: { ...right, operation } }
    if (right._tag === 'NotDone' || (right._tag === 'NotYet' && lookedAt >= final))
      return { _tag: 'Right', right: { _tag: 'NotDone', operation } }
    last =
      right._tag === 'Running'
        ? still('Bootpay says that it is under way', Math.max(final, lookedAt + RUNNING_AGAIN_MS))
        : still('not done yet, but it may still be running', final)
  }
  return last
}

/** Looks 1, 3, 7 and 15 seconds from now, or once where that is enough, until it is clear what became of a write. */
export const settle = async <F>(
  ctx: Context,
  unknown: OutcomeUnknown,
  settler: Settler<F>,
): Promise<Either<ReadError, Settlement<F>>> => {
  try {
    return await lookUntilClear(ctx, unknown, settler)
  } catch {
    return broken({ operation: 'reconcile', about: unknown.about, effect: 'read' })
  }
}
