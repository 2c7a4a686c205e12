import * as v from 'valibot'
import type { Either } from 'fp-ts/lib/Either.js'

import type { Context } from '../../core/context.js'
import type { InputError, OutcomeUnknown } from '../../core/errors.js'
import { merchantOf } from '../../core/merchant.js'
import { check, inputError } from '../../core/request.js'
import { commerce } from '../shared/commerce.js'

const Unknown = v.looseObject({
  _tag: v.literal('OutcomeUnknown'),
  operation: v.string(),
  about: v.record(v.string(), v.union([v.string(), v.number()])),
  startedAt: v.pipe(v.number(), v.finite()),
  merchant: v.string(),
  repeatFrom: v.optional(v.pipe(v.number(), v.finite())),
  repeatUntil: v.optional(v.pipe(v.number(), v.finite())),
})

/** Checks that a value is an unknown outcome, and one of the merchant of a Context: another one's look-ups prove nothing. */
export const ofThisMerchant = (
  ctx: Context,
  operation: string,
  unknown: OutcomeUnknown,
): Either<InputError, OutcomeUnknown> => {
  const checked = check(operation, Unknown, unknown)
  if (checked._tag === 'Left') return checked
  const { merchant } = checked.right
  return merchant !== '' && merchant === merchantOf(ctx, commerce)
    ? { _tag: 'Right', right: checked.right as OutcomeUnknown }
    : inputError(operation, [
        { path: 'merchant', message: 'is another one: settle it with the keys and the address that it was sent with' },
      ])
}
