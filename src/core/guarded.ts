import type { Either } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import type { Context } from './context.js'
import { broken, type Subject } from './lefts.js'
import { merchantOf } from './merchant.js'
import type { ApiRequest, Effect, Failure } from './request.js'

/** Runs what consists of several calls; what a broken Context throws in between becomes a Left. */
export const guarded =
  <F, A, E extends Effect>(
    ctx: Context,
    request: Subject<E> & Pick<ApiRequest<unknown>, 'api'>,
    run: () => Promise<Either<F, A>>,
  ): TaskEither<F | Failure<E>, A> =>
  async () => {
    try {
      return await run()
    } catch {
      return broken(request, true, merchantOf(ctx, request.api))
    }
  }
