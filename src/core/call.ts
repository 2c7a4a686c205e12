import type { Either, Left } from 'fp-ts/lib/Either.js'
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import type { Context } from './context.js'
import { merchantOf } from './credentials.js'
import type { BootpayError } from './errors.js'
import { broken } from './judge.js'
import { membersOf } from './fields.js'
import type { ApiRequest, Built } from './request.js'
import { send } from './send.js'
import { withToken } from './withToken.js'

/**
 * Sends a built request with the authorisation it needs; a request that could not be built comes back as its Left.
 *
 * Every operation is this, applied to its own builder. Use it to send a request that you built yourself.
 *
 * @example
 * const result = await call(ctx, getReceiptRequest({ receipt_id }))()
 */
export const call = <A>(ctx: Context, built: Built<A>): TaskEither<BootpayError, A> => {
  const { _tag, right } = membersOf<{ _tag: string; right?: ApiRequest<A> }>(built)
  if (_tag === 'Left') return () => Promise.resolve(built as Left<BootpayError>)
  // What is no request at all ends in `send`, with nothing sent.
  const request = membersOf(right) as ApiRequest<A>
  return request.auth === 'none'
    ? send(ctx, request)
    : withToken(ctx, (authorization) => send(ctx, request, authorization), request.auth)
}

/** Runs what consists of several calls; what a broken Context throws in between becomes a Left. */
export const guarded =
  <E, A>(
    ctx: Context,
    request: Pick<ApiRequest<unknown>, 'operation' | 'keys' | 'effect' | 'reconcile'>,
    run: () => Promise<Either<E | BootpayError, A>>,
  ): TaskEither<E | BootpayError, A> =>
  async () => {
    try {
      return await run()
    } catch {
      return broken(request, true, merchantOf(ctx))
    }
  }

/**
 * Turns an operation into one that takes the Context last, for code that passes its dependencies by `ReaderTaskEither`.
 *
 * @example
 * const lookUp = asReader(getReceipt)
 * const result = await lookUp({ receipt_id })(ctx)()
 */
export const asReader =
  <I, A>(operation: (ctx: Context, input: I) => TaskEither<BootpayError, A>) =>
  (input: I): ReaderTaskEither<Context, BootpayError, A> =>
  (ctx) => {
    const failed = () => broken({ operation: 'asReader', keys: {}, effect: 'money' }, typeof operation === 'function')
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
