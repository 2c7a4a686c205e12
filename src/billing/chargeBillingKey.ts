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
import { PaidReceipt } from '../payment/schemas/PaidReceipt.js'
import type { Receipt } from '../payment/schemas/Receipt.js'
import { User } from '../payment/schemas/User.js'

/** What {@link chargeBillingKey} takes. */
export type ChargeBillingKeyInput = {
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
/** Schema of {@link ChargeBillingKeyInput}. */
export const ChargeBillingKeyInput: InputSchema<ChargeBillingKeyInput> = v.pipe(
  v.strictObject({
    billing_key: Id,
    order_name: Text,
    price: Amount,
    order_id: OrderId,
    tax_free: v.optional(AmountOrZero),
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

/** Builds the request of {@link chargeBillingKey} without sending it. */
export const chargeBillingKeyRequest = (input: ChargeBillingKeyInput): Built<Receipt> =>
  buildWrite('chargeBillingKey', ChargeBillingKeyInput, input, (body) => ({
    method: 'POST',
    path: '/subscribe/payment',
    body,
    effect: 'money',
    reconcile: lookUpOf(body.order_id),
    output: PaidReceipt,
  }))

/**
 * Charges a billing key, of a card or of an account.
 *
 * Use it for each cycle of a subscription. It is not safe to repeat: `order_id` is the only guard against a second charge, so
 * derive it from the cycle. When the outcome is unknown, look the order id up before you charge again. Bootpay itself never
 * tries again after a failure.
 *
 * Refused with `SUBSCRIBE_BK_EXPIRED` when the key was destroyed or has ended. `tax_free` must not be more than `price`; both
 * are whole KRW.
 *
 * @example
 * const result = await chargeBillingKey(ctx, {
 *   billing_key: subscription.billing_key,
 *   order_name: '월간 구독 11월',
 *   price: 9_900,
 *   order_id: 'subscription-7-2026-11',
 * })()
 */
export const chargeBillingKey = (ctx: Context, input: ChargeBillingKeyInput): TaskEither<BootpayError, Receipt> =>
  call(ctx, chargeBillingKeyRequest(input))
