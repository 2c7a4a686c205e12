import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import type { ChargeBillingKeyInput } from '../billing/chargeBillingKey.js'
import type { Context } from '../core/context.js'
import type { BootpayError } from '../core/errors.js'
import type { Receipt } from '../payment/schemas/Receipt.js'
import { chargeBillingKeyOnce } from '../settlement/chargeBillingKeyOnce.js'

/** What {@link chargeSubscriptionCycle} takes: a charge whose `order_id` is made of the cycle. */
export type ChargeSubscriptionCycleInput = Omit<ChargeBillingKeyInput, 'order_id'> & {
  /** Your id of the subscription. */
  readonly subscription_id: string
  /** The cycle that is paid for, as in `2026-11`; the same for every run that is about it. */
  readonly cycle: string
  /** Number of the attempt, from 1; a new one only after the one before was refused. */
  readonly attempt: number
}

/**
 * Makes the order id of an attempt at a cycle, the same in every run: it comes from the subscription and never from the clock.
 *
 * @example
 * subscriptionOrderId({ subscription_id: 'subscription-7', cycle: '2026-11', attempt: 1 }) // subscription-7.2026-11.1
 */
export const subscriptionOrderId = ({
  subscription_id,
  cycle,
  attempt,
}: Pick<ChargeSubscriptionCycleInput, 'subscription_id' | 'cycle' | 'attempt'>): string =>
  `${subscription_id}.${cycle}.${attempt}`

/**
 * Charges one cycle of a subscription, once for each attempt however often it is run.
 *
 * Use it in the cron job of a subscription: a job that runs twice, or again after a crash, finds the payment and does not charge
 * again. After a refusal (`ApiError`) try the next `attempt`; after an `OutcomeUnknown` run the same one again later. Bootpay
 * refuses the same order id twice, which keeps two runs at the same moment apart.
 *
 * @example
 * const result = await chargeSubscriptionCycle(ctx, {
 *   billing_key: subscription.billing_key,
 *   order_name: '월간 구독 11월',
 *   price: 9_900,
 *   subscription_id: 'subscription-7',
 *   cycle: '2026-11',
 *   attempt: 1,
 * })()
 */
export const chargeSubscriptionCycle = (
  ctx: Context,
  { subscription_id, cycle, attempt, ...charge }: ChargeSubscriptionCycleInput,
): TaskEither<BootpayError, Receipt> =>
  chargeBillingKeyOnce(ctx, { ...charge, order_id: subscriptionOrderId({ subscription_id, cycle, attempt }) })
