import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { call } from '../core/call.js'
import type { Context } from '../core/context.js'
import type { BootpayError } from '../core/errors.js'
import {
  Amount,
  AmountOrZero,
  ContentType,
  Id,
  Metadata,
  Moment,
  lookUpOf,
  OrderId,
  Quota,
  Text,
  within,
  type Field,
} from '../core/fields.js'
import type { Built } from '../core/request.js'
import type { InputSchema } from '../core/schema.js'
import { buildWrite } from '../pg/buildWrite.js'
import { Extra } from '../payment/schemas/Extra.js'
import { Item } from '../payment/schemas/Item.js'
import { User } from '../payment/schemas/User.js'
import { Reservation } from './schemas/Reservation.js'

/** What {@link reservePayment} takes. */
export type ReservePaymentInput = {
  /** The billing key, a secret. */
  readonly billing_key: string
  /** What is paid for, as the buyer will see it. */
  readonly order_name: string
  /** Amount in KRW. */
  readonly price: number
  /**
   * Your id of this attempt, one for each; Bootpay refuses the same one twice. Derive it from the billing cycle, never from the
   * time of the call.
   */
  readonly order_id: string | number
  /** Tax-free part of `price`, in KRW. */
  readonly tax_free?: number | undefined
  /** When to charge: a `Date`, or ISO 8601 text with an offset; `+0900` and `UTC` are offsets too. How early it must be is not documented. */
  readonly reserve_execute_at: string | Date
  /** Months of instalments as text, for 50,000 KRW and more; `'00'` (elsewhere `'0'`) is a lump sum. */
  readonly card_quota?: string | undefined
  /** Whether instalments are free of interest; Welcome Payments only. */
  readonly card_interest?: string | undefined
  /** What was sold; required by Payco. */
  readonly items?: readonly Item[] | undefined
  /** The buyer; some payment gateways (Payapp) require the phone number. */
  readonly user?: User | undefined
  /** Where the webhook of this payment goes; absent means the project's own address. */
  readonly feedback_url?: string | undefined
  /** Form of that webhook; absent means the project's own setting. */
  readonly content_type?: 'application/json' | 'application/x-www-form-urlencoded' | undefined
  /** Anything of your own; comes back in answers. */
  readonly metadata?: Readonly<Record<string, unknown>> | undefined
  /** Options, such as the payment gateway's own error. */
  readonly extra?: Extra | undefined
}
/** Schema of {@link ReservePaymentInput}. */
export const ReservePaymentInput: InputSchema<ReservePaymentInput> = v.pipe(
  v.strictObject({
    billing_key: Id,
    order_name: Text,
    price: Amount,
    order_id: OrderId,
    tax_free: v.optional(AmountOrZero),
    reserve_execute_at: Moment,
    card_quota: v.optional(Quota),
    card_interest: v.optional(Text),
    items: v.optional(v.array(Item as Field<Item>)),
    user: v.optional(User as Field<User>),
    feedback_url: v.optional(Text),
    content_type: v.optional(ContentType),
    metadata: v.optional(Metadata),
    extra: v.optional(Extra as Field<Extra>),
  }),
  within('tax_free', 'price'),
)

/** Builds the request of {@link reservePayment} without sending it. */
export const reservePaymentRequest = (input: ReservePaymentInput): Built<Reservation> =>
  buildWrite('reservePayment', ReservePaymentInput, input, (body) => ({
    method: 'POST',
    path: '/subscribe/payment/reserve',
    body,
    effect: 'money',
    reconcile: lookUpOf(body.order_id),
    output: Reservation,
  }))

/**
 * Reserves a charge of a billing key for later; Bootpay charges it by itself.
 *
 * Use it instead of a cron job of your own. At most ten reservations may wait for one key. Destroying the key does not cancel
 * them: cancel them first. Amounts are whole KRW.
 *
 * Refused with `SUBSCRIBE_BK_EXPIRED` when the key was destroyed or has ended. Keep the `reserve_id` of the answer: there is no
 * list of reservations, so after an unknown outcome the receipt under `order_id` is the first that shows it.
 *
 * @example
 * const result = await reservePayment(ctx, {
 *   billing_key: subscription.billing_key,
 *   order_name: '월간 구독 12월',
 *   price: 9_900,
 *   order_id: 'subscription-7-2026-12',
 *   reserve_execute_at: '2026-12-01T09:00:00+09:00',
 * })()
 */
export const reservePayment = (ctx: Context, input: ReservePaymentInput): TaskEither<BootpayError, Reservation> =>
  call(ctx, reservePaymentRequest(input))
