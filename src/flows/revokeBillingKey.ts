import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import { cancelReservation } from '../billing/cancelReservation.js'
import { destroyBillingKey } from '../billing/destroyBillingKey.js'
import { getReservation } from '../billing/getReservation.js'
import type { Context } from '../core/context.js'
import type { BootpayError } from '../core/errors.js'

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

/**
 * Ends a billing key for good: cancels the reservations that still wait, then destroys the key.
 *
 * Use it when a subscriber leaves: destroying a key does not cancel its reservations. Reservations that were charged or
 * cancelled before are passed over. The first failure ends it, and the key is only destroyed when no known reservation waits;
 * calling it again goes on where it stopped.
 *
 * @example
 * const result = await revokeBillingKey(ctx, { billing_key: subscription.billing_key, reserve_ids: ['6490149ca575b40024f0b70d'] })()
 */
export const revokeBillingKey =
  (ctx: Context, { billing_key, reserve_ids }: RevokeBillingKeyInput): TaskEither<BootpayError, RevokedBillingKey> =>
  async () => {
    const cancelled: string[] = []
    for (const reserve_id of reserve_ids) {
      const reservation = await getReservation(ctx, { reserve_id })()
      if (reservation._tag === 'Left') return reservation
      if (reservation.right.status !== 0) continue
      const result = await cancelReservation(ctx, { reserve_id })()
      if (result._tag === 'Left') return result
      cancelled.push(reserve_id)
    }
    const destroyed = await destroyBillingKey(ctx, { billing_key })()
    return destroyed._tag === 'Left' ? destroyed : { _tag: 'Right', right: { billing_key, cancelled } }
  }
