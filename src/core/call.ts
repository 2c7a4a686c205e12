import type { Either, Left } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import type { Context } from './context.js'
import { membersOf } from './fields.js'
import { broken } from './lefts.js'
import type { ApiRequest, Built, Effect, Failure } from './request.js'
import { sendCopy } from './retry.js'
import { authorised } from './withToken.js'

/**
 * Sends a request and reads its answer, repeating it only where its `effect` says that a repeat is harmless.
 *
 * Operations call it for you. Use it with {@link withToken} to send a request that you built or changed yourself. What would leave
 * the base URL, and a write without its `judge`, is an `InputError`, and nothing is sent.
 *
 * @example
 * const result = await withToken(ctx, (authorization) => send(ctx, request, authorization))()
 */
export const send = <A, E extends Effect>(
  ctx: Context,
  request: ApiRequest<A, E>,
  authorization?: string,
): TaskEither<Failure<E>, A> => {
  const copy = membersOf(request) as ApiRequest<A, E>
  return () => sendCopy(ctx, copy, authorization)
}

/**
 * Sends a built request with the authorisation it needs; a request that could not be built comes back as its Left.
 *
 * Every operation is this, applied to its own builder. Use it to send a request that you built yourself.
 *
 * @example
 * const result = await call(ctx, getReceiptRequest({ receipt_id }))()
 */
export const call = <A, E extends Effect>(ctx: Context, built: Built<A, E>): TaskEither<Failure<E>, A> => {
  const { _tag, right } = membersOf<{ _tag: string; right?: ApiRequest<A, E> }>(built)
  if (_tag === 'Left') return () => Promise.resolve(built as Left<Failure<E>>)
  // What is no request at all ends in `sendCopy`, with nothing sent.
  const request = membersOf(right) as ApiRequest<A, E>
  return request.auth === 'none'
    ? () => sendCopy(ctx, request)
    : authorised(ctx, request, (authorization) => sendCopy(ctx, request, authorization))
}

/**
 * Turns an operation, a flow or a task of your own into one that takes the Context last, for code that passes its dependencies by
 * `ReaderTaskEither`.
 *
 * What it gives is a `ReaderTaskEither<Context, E, A>`, spelt out: the declarations of that module would cost everybody's compiler
 * as much as all of this package.
 *
 * What throws or rejects, as no operation of this package does, becomes an `OutcomeUnknown`.
 *
 * @example
 * const lookUp = asReader(getReceipt)
 * const result = await lookUp({ receipt_id })(ctx)()
 */
export const asReader =
  <I, E, A>(operation: (ctx: Context, input: I) => TaskEither<E, A>) =>
  (input: I): ((ctx: Context) => TaskEither<E, A>) =>
  (ctx) => {
    const failed = () =>
      broken({ operation: 'asReader', about: {}, effect: 'money' }, typeof operation === 'function') as Either<E, never>
    try {
      const task = operation(ctx, input)
      return async () => {
        try {
          return await task()
        } catch {
          return failed()
        }
      }
    } catch {
      return () => Promise.resolve(failed())
    }
  }
