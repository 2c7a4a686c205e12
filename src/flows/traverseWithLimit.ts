import type { Either } from 'fp-ts/lib/Either.js'
import type { Task } from 'fp-ts/lib/Task.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import type { Context } from '../core/context.js'
import { emit, pause } from '../core/send.js'

/** How many tasks run at a time, and how fast they are begun. */
export type Limit = {
  /** How many run at a time; 8 unless told. */
  readonly concurrency?: number | undefined
  /** How many are begun in a second; 20 unless told. Payment gateways refuse above about 30. */
  readonly perSecond?: number | undefined
}

/**
 * Runs a task for each item, a few at a time and not too fast, and gives every result in the order of the items.
 *
 * Use it for bulk work such as a hundred cancels. Nothing is left out when one fails: each result is an Either of its own, so
 * that what was done and what was not is known of every item. Progress goes to the Context's `onEvent`, as `progress` with
 * `done` and `total`. Once the Context's `signal` fires no further item is begun with success: writes end as `AbortError`.
 *
 * @example
 * const results = await traverseWithLimit(ctx, [receipt_id], (id) => cancelPayment(ctx, { receipt_id: id }))()
 */
export const traverseWithLimit =
  <I, E, A>(
    ctx: Context,
    items: readonly I[],
    task: (item: I) => TaskEither<E, A>,
    { concurrency = 8, perSecond = 20 }: Limit = {},
  ): Task<readonly Either<E, A>[]> =>
  async () => {
    const results: Either<E, A>[] = []
    const gapMs = 1_000 / Math.max(perSecond, 0.001)
    const total = items.length
    let next = 0
    let done = 0
    let freeAt = ctx.now()
    const worker = async (): Promise<void> => {
      for (let index = next++; index < total; index = next++) {
        const now = ctx.now()
        const wait = freeAt - now
        freeAt = Math.max(freeAt, now) + gapMs
        if (wait > 0) await pause(ctx, wait)
        results[index] = await task(items[index] as I)()
        done += 1
        emit(ctx, { type: 'progress', done, total, at: ctx.now() })
      }
    }
    await Promise.all(Array.from({ length: Math.max(1, Math.min(concurrency, total)) }, worker))
    return results
  }
