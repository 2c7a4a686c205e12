import type { Left } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import type { Context } from './context.js'
import { toError, type OperationName, type Tagged } from './errors.js'
import { membersOf } from './fields.js'
import { broken } from './lefts.js'

/** Runs a task that `make` gives; what throws on the way may have sent something, unless there was nothing to run. */
const runOrReject = async <A>(
  operation: OperationName,
  given: unknown,
  make: () => TaskEither<Tagged, A>,
): Promise<A> => {
  let error: Tagged
  try {
    const result = await make()()
    if (result._tag === 'Right') return result.right
    error = result.left
  } catch {
    error = (broken({ operation, about: {}, effect: 'money' }, typeof given === 'function') as Left<Tagged>).left
  }
  throw toError(error)
}

/**
 * Runs a task and gives its value, or rejects with {@link toError}: the way out of fp-ts into `async`/`await`, for flows and tasks
 * of your own too.
 *
 * A task that throws or rejects, as none of this package does, rejects with an `OutcomeUnknown`.
 *
 * @example
 * const receipt = await toPromise(getReceipt(ctx, { receipt_id }))
 */
export const toPromise = <E extends Tagged, A>(task: TaskEither<E, A>): Promise<A> =>
  runOrReject('toPromise', task, () => task)

/** What {@link bindPromises} takes: an operation, a flow or a task of your own. */
export type Bindable<C> = (ctx: C, ...rest: never) => TaskEither<Tagged, unknown>

/** What {@link bindPromises} gives: the same functions without the Context, each giving a promise of the Right. */
export type Promises<Operations> = {
  readonly [Name in keyof Operations]: Operations[Name] extends (
    ctx: never,
    ...rest: infer Rest
  ) => TaskEither<unknown, infer A>
    ? (...rest: Rest) => Promise<A>
    : never
}

/**
 * Makes promise functions of operations, flows and tasks of your own, with the Context in them: for code that is written with
 * `async` and `await`.
 *
 * Name what you use, so that nothing else is shipped. Each function takes what the operation takes after the Context, and gives
 * the value or rejects with {@link toError}, of which {@link errorOf} gives the error value back; it never throws at once. Bind
 * again where a call needs another Context, as one with a `signal`.
 *
 * What throws or rejects, as no operation of this package does, rejects with an `OutcomeUnknown`.
 *
 * @example
 * const bootpay = bindPromises(ctx, { getReceipt, confirmPayment })
 * const receipt = await bootpay.getReceipt({ receipt_id })
 */
export const bindPromises = <C extends Context, Operations extends Readonly<Record<string, Bindable<C>>>>(
  ctx: C,
  operations: Operations,
): Promises<Operations> => {
  const entries = Object.entries(membersOf(operations)) as unknown as [
    string,
    (...given: unknown[]) => TaskEither<Tagged, unknown>,
  ][]
  const bound = entries.map(([name, operation]) => [
    name,
    (...rest: unknown[]) => runOrReject(name, operation, () => operation(ctx, ...rest)),
  ])
  return Object.fromEntries(bound) as Promises<Operations>
}
