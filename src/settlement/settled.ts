import type { Either } from 'fp-ts/lib/Either.js'

import type { Context } from '../core/context.js'
import type { BootpayError } from '../core/errors.js'
import { leftOf } from '../core/lefts.js'
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
