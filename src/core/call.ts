import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import type { Context } from './context.js'
import type { BootpayError } from './errors.js'
import type { Built } from './request.js'
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
export const call = <A>(ctx: Context, built: Built<A>): TaskEither<BootpayError, A> =>
  built._tag === 'Left'
    ? () => Promise.resolve(built)
    : built.right.auth === 'none'
      ? send(ctx, built.right)
      : withToken(ctx, (authorization) => send(ctx, built.right, authorization), built.right.auth)

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
  (ctx) =>
    operation(ctx, input)
