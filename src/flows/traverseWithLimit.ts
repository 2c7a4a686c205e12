import type { Either } from 'fp-ts/lib/Either.js'
import type { Task } from 'fp-ts/lib/Task.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import type { Context } from '../core/context.js'
import type { BootpayError } from '../core/errors.js'
import { countOr, membersOf } from '../core/fields.js'
import { broken } from '../core/lefts.js'
import { inputError } from '../core/request.js'
import { emit } from '../core/events.js'
import { pause } from '../core/time.js'

/** How many tasks run at a time, and how fast they are begun. */
export type Limit = {
  /** How many run at a time. Default, also of what is no positive whole number: 8. */
  readonly concurrency?: number | undefined
  /** How many are begun in a second. Default, also of what is no positive whole number: 20. Gateways refuse above about 30. */
  readonly perSecond?: number | undefined
}

const OPERATION = 'traverseWithLimit'
const NO_LIST = { path: 'items', message: 'must be a list' }

/** A copy of a list, with nothing for none; `undefined` for what is no list. */
const copyOf = <I>(items: readonly I[] | null | undefined): readonly I[] | undefined => {
  try {
    const list = items ?? []
    return Array.isArray(list) ? Array.from(list as readonly I[]) : undefined
  } catch {
    return undefined
  }
}

const emitProgress = (ctx: Context, done: number, total: number): void => {
  try {
    emit(ctx, { type: 'progress', done, total, at: ctx.now() })
  } catch {
    // The clock, whose failure says nothing about the results.
  }
}

/**
 * Runs a task for each item, a few at a time and not too fast, and gives every result in the order of the items.
 *
 * Use it for bulk work such as a hundred cancels. Nothing is left out when one fails: each result is an Either of its own, so
 * that what was done and what was not is known of every item. The items are copied when it is called. A task that throws or
 * rejects, as none of this package does, is an `OutcomeUnknown`, since nobody can tell how far it came. Progress goes to the
 * Context's `onEvent`, as `progress` with `done` and `total`. Once the Context's `signal` fires no further item is begun with
 * success: writes end as `AbortError`. Items that are no list give one `InputError`.
 *
 * @example
 * const results = await traverseWithLimit(ctx, [receipt_id], (id) => cancelPayment(ctx, { receipt_id: id }))()
 */
export const traverseWithLimit = <I, E, A>(
  ctx: Context,
  items: readonly I[],
  task: (item: I) => TaskEither<E, A>,
  limit: Limit = {},
): Task<readonly Either<E | BootpayError, A>[]> => {
  const { concurrency, perSecond } = membersOf(limit)
  const list = copyOf(items)
  if (!list || typeof task !== 'function') {
    const refused = inputError(OPERATION, [list ? { path: 'task', message: 'must be a function' } : NO_LIST])
    return () => Promise.resolve((list ?? [0]).map(() => refused))
  }
  const total = list.length
  const gapMs = 1_000 / countOr(perSecond, 20)
  return async () => {
    const results: Either<E | BootpayError, A>[] = []
    let next = 0
    let done = 0
    let freeAt = -Infinity
    const run = async (item: I): Promise<Either<E | BootpayError, A>> => {
      let begun = false
      try {
        const time = ctx.now()
        // By a clock that gives no number, each waits as long as if all had come at once.
        const now = Number.isFinite(time) ? time : 0
        const wait = freeAt - now
        freeAt = Math.max(freeAt, now) + gapMs
        if (wait > 0) await pause(ctx, wait)
        begun = true
        const result = await task(item)()
        if (result._tag === 'Left' || result._tag === 'Right') return result
      } catch {
        // What follows says so.
      }
      return broken({ operation: OPERATION, about: {}, effect: 'money' }, begun)
    }
    const worker = async (): Promise<void> => {
      for (let index = next++; index < total; index = next++) {
        results[index] = await run(list[index] as I)
        done += 1
        emitProgress(ctx, done, total)
      }
    }
    await Promise.all(Array.from({ length: Math.min(countOr(concurrency, 8), total) }, worker))
    return results
  }
}
