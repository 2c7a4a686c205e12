import type { Either } from 'fp-ts/lib/Either.js'

import type { Context } from '../core/context.js'
import { merchantOf } from '../core/credentials.js'
import type { BootpayError, OutcomeUnknown } from '../core/errors.js'
import { leftOf } from '../core/judge.js'
import type { ApiRequest } from '../core/request.js'
import type { Receipt } from '../payment/schemas/Receipt.js'
import { settle, type Settler } from './settle.js'

/** Settles a result whose outcome is unknown: the receipt if it took effect, a sure Left if it did not, or as it was. */
export const settled = async (
  ctx: Context,
  result: Either<BootpayError, Receipt>,
  settler: Settler,
): Promise<Either<BootpayError, Receipt>> => {
  if (result._tag === 'Right' || result.left._tag !== 'OutcomeUnknown') return result
  const unknown = result.left
  const settlement = await settle(ctx, unknown, settler)
  if (settlement._tag === 'Left') return result
  const { right } = settlement
  if (right._tag === 'NotDone')
    return leftOf(unknown, 'NetworkError', 'it did not take effect, and no longer can', { code: 'NOT_DONE' })
  return right._tag === 'Done' && right.receipt ? { _tag: 'Right', right: right.receipt } : result
}

/** The Left of a write of which it is not known whether an earlier call, or another one just now, made it. */
export const unseen = (
  ctx: Context,
  request: Pick<ApiRequest<unknown>, 'operation' | 'keys' | 'reconcile'>,
  why: string,
): { readonly _tag: 'Left'; readonly left: OutcomeUnknown } => {
  const { operation, keys, reconcile = 'webhook' } = request
  const message = `${why}, so an earlier call may have taken effect: find out with ${reconcile}`
  const merchant = merchantOf(ctx)
  return {
    _tag: 'Left',
    left: {
      _tag: 'OutcomeUnknown',
      operation,
      message,
      phase: 'looking',
      keys,
      reconcile,
      startedAt: ctx.now(),
      merchant,
    },
  }
}

/**
 * The Left of a write whose look-up failed. What the caller has done wrong or wanted is told as it is where the look-up came
 * first; all else is no answer to whether the write was made before.
 */
export const unseenBy = (
  ctx: Context,
  request: Pick<ApiRequest<unknown>, 'operation' | 'keys' | 'reconcile'>,
  failure: BootpayError,
  isFirst: boolean,
): { readonly _tag: 'Left'; readonly left: BootpayError } =>
  isFirst && ['InputError', 'CredentialsError', 'AbortError'].includes(failure._tag)
    ? { _tag: 'Left', left: failure }
    : unseen(ctx, request, `the look-up failed (${failure._tag})`)
