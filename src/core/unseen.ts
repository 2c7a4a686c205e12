import type { Either } from 'fp-ts/lib/Either.js'

import type { Context } from './context.js'
import { merchantOf } from './merchant.js'
import type { BootpayError, InputError, OutcomeUnknown } from './errors.js'
import { inputError, type ApiRequest } from './request.js'

/** The Left of a write of which it is not known whether an earlier call, or another one just now, made it. */
export const unseen = (
  ctx: Context,
  request: Pick<ApiRequest<unknown>, 'operation' | 'api' | 'about' | 'reconcile'>,
  why: string,
  failure?: BootpayError,
): { readonly _tag: 'Left'; readonly left: OutcomeUnknown } => {
  const { operation, about, reconcile = 'webhook' } = request
  const message = `${why}, so an earlier call may have taken effect: find out with ${reconcile}`
  const merchant = merchantOf(ctx, request.api)
  const { status, code } = { status: undefined, code: undefined, ...failure } as Partial<OutcomeUnknown>
  return {
    _tag: 'Left',
    left: {
      _tag: 'OutcomeUnknown',
      operation,
      message,
      phase: 'looking',
      about,
      reconcile,
      startedAt: ctx.now(),
      merchant,
      ...(status !== undefined && { status }),
      ...(code !== undefined && { code }),
    },
  }
}

/** The Left of an id with a dot, where what was done has to be found again by it. */
export const refuseDot = (operation: string, path: string): Either<InputError, never> =>
  inputError(operation, [{ path, message: 'must have no dot: a look-up may be cut there, and miss what was done' }])

/** What an error is called: its tag, and its code where it has one. */
const tagAndCodeOf = (error: BootpayError): string =>
  'code' in error && error.code ? `${error._tag} ${error.code}` : error._tag

/**
 * The Left of a write whose look-up failed. What the caller has done wrong or wanted is told as it is where the look-up came
 * first; all else is no answer to whether the write was made before.
 */
export const unseenBy = (
  ctx: Context,
  request: Pick<ApiRequest<unknown>, 'operation' | 'api' | 'about' | 'reconcile'>,
  failure: BootpayError,
  isFirst: boolean,
): { readonly _tag: 'Left'; readonly left: BootpayError } =>
  isFirst && ['InputError', 'CredentialsError', 'AbortError'].includes(failure._tag)
    ? { _tag: 'Left', left: failure }
    : unseen(ctx, request, `the look-up failed (${tagAndCodeOf(failure)})`, failure)
