import type { Either } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import type { ChargeBillingKeyInput } from '../billing/chargeBillingKey.js'
import type { Context } from '../core/context.js'
import type { BootpayError, InputError } from '../core/errors.js'
import { check } from '../core/request.js'
import type { InputSchema } from '../core/schema.js'
import type { Receipt } from '../payment/schemas/Receipt.js'
import { chargeBillingKeyOnce } from '../settlement/chargeBillingKeyOnce.js'

/** What {@link chargeSubscriptionCycle} takes: a charge whose `order_id` is made of the cycle. */
export type ChargeSubscriptionCycleInput = Omit<ChargeBillingKeyInput, 'order_id'> & SubscriptionCycle

/** One attempt at one cycle of a subscription. */
export type SubscriptionCycle = {
  /** Your id of the subscription: letters, digits, `-` and `_`. */
  readonly subscription_id: string
  /** The cycle that is paid for, as in `2026-11`; the same for every run that is about it. Letters, digits and `-`. */
  readonly cycle: string
  /** Number of the attempt, from 1; a new one only after the one before was refused. */
  readonly attempt: number
}

const part = (shape: RegExp, words: string) =>
  v.custom<string>((value) => typeof value === 'string' && shape.test(value), words)

const Cycle = {
  subscription_id: part(/^[\w-]+$/, 'must be text of letters, digits, "-" and "_"'),
  cycle: part(/^[A-Za-z\d-]+$/, 'must be text of letters, digits and "-", such as 2026-11'),
  attempt: v.custom<number>(
    (value) => Number.isSafeInteger(value) && (value as number) > 0 && (value as number) < 100,
    'must be a whole number from 1 to 99',
  ),
}

const CycleAlone: InputSchema<SubscriptionCycle> = v.object(Cycle)

const orderIdOf = ({ subscription_id, cycle, attempt }: SubscriptionCycle): string =>
  `${subscription_id}_${cycle}_${attempt}`

/**
 * Makes the order id of an attempt at a cycle, the same in every run: it comes from the subscription and never from the clock.
 *
 * No two cycles have the same one, and it has no dot, at which a look-up may be cut: parts that would make it so are refused.
 *
 * @example
 * subscriptionOrderId({ subscription_id: 'subscription-7', cycle: '2026-11', attempt: 1 }) // { _tag: 'Right', right: 'subscription-7_2026-11_1' }
 */
export const subscriptionOrderId = (cycle: SubscriptionCycle): Either<InputError, string> => {
  const checked = check('subscriptionOrderId', CycleAlone, cycle)
  return checked._tag === 'Left' ? checked : { _tag: 'Right', right: orderIdOf(checked.right) }
}

/**
 * Charges one cycle of a subscription, once for each attempt however often it is run, and never while an earlier attempt is
 * paid: only what was wholly given back is charged again.
 *
 * Use it in the cron job of a subscription: a job that runs twice, at once or again after a crash, finds the payment and does not
 * charge again. After a refusal (`ApiError`) try the next `attempt`; after an `OutcomeUnknown` run the same one again later. The
 * attempts before are looked up first: where one was paid, its receipt is the Right; where one cannot be read or is under way, the
 * outcome is unknown and nothing is charged.
 *
 * Keep the number of the attempt where all runs read it, such as in the row of the subscription. Whether Bootpay takes an order id
 * again that it has refused is not documented; if it does, a run that is still at attempt 1 could be charged beside one at 2.
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
  input: ChargeSubscriptionCycleInput,
): TaskEither<BootpayError, Receipt> => {
  const checked = check('chargeSubscriptionCycle', v.looseObject(Cycle), input)
  if (checked._tag === 'Left') return () => Promise.resolve(checked)
  const { subscription_id, cycle, attempt, ...charge } = checked.right
  const idOf = (attempt: number) => orderIdOf({ subscription_id, cycle, attempt })
  const earlier = Array.from({ length: attempt - 1 }, (_, index) => idOf(index + 1))
  return chargeBillingKeyOnce(ctx, { ...charge, order_id: idOf(attempt) } as ChargeBillingKeyInput, earlier)
}
