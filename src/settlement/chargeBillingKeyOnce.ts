import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import { chargeBillingKey, chargeBillingKeyRequest } from '../billing/chargeBillingKey.js'
import type { ChargeBillingKeyInput } from '../billing/chargeBillingKey.js'
import type { Context } from '../core/context.js'
import type { BootpayError } from '../core/errors.js'
import type { Receipt } from '../payment/schemas/Receipt.js'
import { settled } from './once.js'
import { receiptsOf, settleCharge, wasPaid } from './payment.js'

/**
 * Charges a billing key unless its `order_id` was paid already, and settles the charge if the outcome is unknown.
 *
 * Use it in a cron job that may run twice: an order id that was paid gives its receipt and is not charged again. Two runs at
 * the very same moment are kept apart by Bootpay alone, which refuses the same order id twice. What is still unknown comes back
 * as the `OutcomeUnknown`; a `NetworkError` with the code `NOT_DONE` says that it surely did not happen.
 *
 * @example
 * const result = await chargeBillingKeyOnce(ctx, {
 *   billing_key: subscription.billing_key,
 *   order_name: '월간 구독 11월',
 *   price: 9_900,
 *   order_id: 'subscription-7-2026-11',
 * })()
 */
export const chargeBillingKeyOnce =
  (ctx: Context, input: ChargeBillingKeyInput): TaskEither<BootpayError, Receipt> =>
  async () => {
    const built = chargeBillingKeyRequest(input)
    if (built._tag === 'Left') return built
    const before = await receiptsOf(ctx, input.order_id)
    if (before._tag === 'Left') return before
    const paid = before.right.find(wasPaid)
    return paid ? { _tag: 'Right', right: paid } : settled(ctx, await chargeBillingKey(ctx, input)(), settleCharge)
  }
