import type { Either } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import type { Api, Asker } from './api.js'
import { broken, type Subject } from './lefts.js'
import type { Context } from './context.js'
import { credentialsError, NO_TOKENS, readCredentials } from './credentials.js'
import type { BootpayError } from './errors.js'
import type { Auth, Effect, Failure } from './request.js'

/** What of a request says how it is authorised, and what becomes of it where it breaks. */
type Authorised<E extends Effect> = Subject<E> & Asker & { readonly auth: Auth; readonly api?: Api }

/** As {@link withToken}, for a request: what breaks then has its name, what it is about and its effect. */
export const authorised =
  <A, E extends Effect>(
    ctx: Context,
    request: Authorised<E>,
    use: (authorization: string) => Promise<Either<Failure<E>, A>>,
  ): TaskEither<Failure<E>, A> =>
  async () => {
    let begun = false
    const run = (authorization: string) => {
      begun = typeof use === 'function'
      return use(authorization)
    }
    try {
      const { credentials, tokens } = ctx
      const read = readCredentials(credentials)
      if (read._tag === 'Left') return read as Either<Failure<E>, never>
      const { basic, pair } = read.right
      const result =
        request.api?.lacks?.(ctx, request, basic) ??
        (basic && !(pair && request.auth === 'token')
          ? await run(basic)
          : pair && tokens
            ? await tokens(ctx, pair, run)
            : credentialsError(NO_TOKENS))
      if (result._tag) return result as Either<Failure<E>, A>
    } catch {
      // As what is no result.
    }
    return broken(request, begun)
  }

/**
 * Runs `use` with an `Authorization` header value, getting, sharing and renewing the token as needed.
 *
 * Every operation goes through it; use it to call an endpoint that this package does not know. A client key is sent as
 * Basic, without any token. Otherwise all callers share one token request, the token is renewed in the background in its last
 * five minutes, and a rejected token (`TOKEN_*`) is replaced once and `use` run once more if the new one differs. `auth` is
 * `'token'` for the endpoints that were seen to refuse Basic: they get a token where the Context has that pair of keys.
 *
 * A token request that failed comes back as its own Left; `use` was not run then. What `use` throws becomes an
 * `OutcomeUnknown`, since nobody can tell how far it came. What throws before `use` is run, such as the clock of the Context,
 * becomes a `NetworkError`, since nothing was sent.
 *
 * @example
 * const result = await withToken(ctx, (authorization) => send(ctx, request, authorization))()
 */
export const withToken = <A>(
  ctx: Context,
  use: (authorization: string) => TaskEither<BootpayError, A>,
  auth: Exclude<Auth, 'basic'> = 'any',
): TaskEither<BootpayError, A> =>
  authorised(
    ctx,
    { operation: 'withToken', about: {}, effect: 'money', auth },
    typeof use === 'function' ? (authorization) => use(authorization)() : use,
  )
