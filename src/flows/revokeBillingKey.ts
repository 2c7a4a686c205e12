import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { cancelReservation } from '../billing/cancelReservation.js'
import { destroyBillingKey } from '../billing/destroyBillingKey.js'
import { getReservation } from '../billing/getReservation.js'
import { guarded } from '../core/guarded.js'
import type { Context } from '../core/context.js'
import { isApiError, type BootpayError } from '../core/errors.js'
import { Id } from '../core/fields.js'
import { check } from '../core/request.js'
import type { InputSchema } from '../core/schema.js'
import { pg } from '../pg/pg.js'

/** What {@link revokeBillingKey} takes. */
export type RevokeBillingKeyInput = {
  /** The billing key, a secret. */
  readonly billing_key: string
  /** Ids of the reservations of the key that you know; Bootpay has no list of them. */
  readonly reserve_ids: readonly string[]
}

/** What {@link revokeBillingKey} did. */
export type RevokedBillingKey = {
  /** The key that is gone. */
  readonly billing_key: string
  /** The reservations that were cancelled now; the others had been charged or cancelled before. */
  readonly cancelled: readonly string[]
}

/** Some reservations of a key were cancelled, and then something failed: run it again to go on. */
export type PartlyRevoked = {
  readonly _tag: 'PartlyRevoked'
  readonly message: string
  /** The reservations that were cancelled. */
  readonly cancelled: readonly string[]
  /** What ended it; an `OutcomeUnknown` is still to be settled. */
  readonly failure: BootpayError
}

const Input: InputSchema<RevokeBillingKeyInput> = v.strictObject({ billing_key: Id, reserve_ids: v.array(Id) })

/**
 * Ends a billing key for good: cancels the reservations that still wait, then destroys the key.
 *
 * Use it when a subscriber leaves: destroying a key does not cancel its reservations. Reservations that were charged or
 * cancelled before are passed over, and a key that is gone already is as good as destroyed. The first failure ends it, and the
 * key is only destroyed when no known reservation waits; calling it again goes on where it stopped. A `BootpayError` says that
 * nothing was changed, or that the outcome of the first change is unknown; `PartlyRevoked` says what was.
 *
 * @example
 * const result = await revokeBillingKey(ctx, { billing_key: subscription.billing_key, reserve_ids: ['6490149ca575b40024f0b70d'] })()
 */
export const revokeBillingKey = (
  ctx: Context,
  input: RevokeBillingKeyInput,
): TaskEither<BootpayError | PartlyRevoked, RevokedBillingKey> => {
  const checked = check('revokeBillingKey', Input, input)
  if (checked._tag === 'Left') return () => Promise.resolve(checked)
  const { billing_key, reserve_ids } = checked.right
  return guarded(
    ctx,
    { operation: 'revokeBillingKey', api: pg, about: {}, effect: 'state', reconcile: 'getBillingKey' },
    async () => {
      const cancelled: string[] = []
      const stop = (failure: BootpayError) => ({
        _tag: 'Left' as const,
        left:
          cancelled.length === 0
            ? failure
            : ({ _tag: 'PartlyRevoked', message: failure.message, cancelled, failure } as const),
      })
      for (const reserve_id of reserve_ids) {
        const isWaiting = async () => {
          const read = await getReservation(ctx, { reserve_id })()
          if (read._tag === 'Left') return read
          const { status, reserve_revoked_at } = read.right
          // A status that is not known may still be charged.
          return { _tag: 'Right', right: !reserve_revoked_at && ![1, -1, 3].includes(status ?? 0) } as const
        }
        const before = await isWaiting()
        if (before._tag === 'Left') return stop(before.left)
        if (!before.right) continue
        const result = await cancelReservation(ctx, { reserve_id })()
        if (result._tag === 'Right') {
          cancelled.push(reserve_id)
          continue
        }
        // Another run may have cancelled it in between, or its time may have come.
        const after = result.left._tag === 'ApiError' ? await isWaiting() : undefined
        if (after?._tag !== 'Right' || after.right) return stop(result.left)
      }
      const destroyed = await destroyBillingKey(ctx, { billing_key })()
      if (destroyed._tag === 'Left' && !isApiError('SUBSCRIBE_BK_EXPIRED')(destroyed.left)) return stop(destroyed.left)
      return { _tag: 'Right', right: { billing_key, cancelled } }
    },
  )
}
