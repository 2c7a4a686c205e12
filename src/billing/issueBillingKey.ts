import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import type { Gateway } from '../codes/gateways.js'
import type { Method } from '../codes/methods.js'
import { call } from '../core/call.js'
import type { Context } from '../core/context.js'
import type { BootpayError } from '../core/errors.js'
import { AmountOrZero, Digits, Metadata, lookUpOf, OrderId, Text, within, type Field } from '../core/fields.js'
import type { Built } from '../core/request.js'
import type { InputSchema } from '../core/schema.js'
import { buildWrite } from '../pg/buildWrite.js'
import { Extra } from '../payment/schemas/Extra.js'
import { User } from '../payment/schemas/User.js'
import { IssuedBillingKey, type BillingKey } from './schemas/BillingKey.js'

/** What {@link issueBillingKey} takes. */
export type IssueBillingKeyInput = {
  /** Payment gateway by its code or Korean name, as in `nicepay`; it must allow recurring payments by REST. */
  readonly pg: Gateway
  /** What the key is for, as the buyer will see it. */
  readonly order_name: string
  /** Your id of this key; the `order_id` of a first payment. */
  readonly subscription_id: string | number
  /** Card number, a secret; hyphens and spaces are taken out. */
  readonly card_no: string
  /** First two digits of the card's PIN, a secret. */
  readonly card_pw: string
  /** Date of birth (YYMMDD) or business number (10 digits) of the card's owner, a secret. */
  readonly card_identity_no: string
  /** Last two digits of the year in which the card ends, as in `39`. */
  readonly card_expire_year: string
  /** Month in which the card ends, two digits from `01` to `12`. */
  readonly card_expire_month: string
  /** First payment together with the key, in KRW; absent or 0 means none. */
  readonly price?: number | undefined
  /** Tax-free part of the first payment, in KRW. */
  readonly tax_free?: number | undefined
  /** Method code; absent means the usual one. */
  readonly method?: Method | undefined
  /** Options, such as a test charge of 100 KRW. */
  readonly extra?: Extra | undefined
  /** The buyer. */
  readonly user?: User | undefined
  /** Anything of your own; comes back in answers. */
  readonly metadata?: Readonly<Record<string, unknown>> | undefined
}
const digitsThat = (shape: RegExp, message: string) =>
  v.pipe(
    Digits,
    v.check((digits) => shape.test(digits), message),
  )

/** Schema of {@link IssueBillingKeyInput}. */
export const IssueBillingKeyInput: InputSchema<IssueBillingKeyInput> = v.pipe(
  v.strictObject({
    pg: Text as v.GenericSchema<Gateway>,
    order_name: Text,
    subscription_id: OrderId,
    card_no: Digits,
    card_pw: digitsThat(/^\d{2}$/, 'must be the first two digits of the PIN'),
    card_identity_no: Digits,
    card_expire_year: digitsThat(/^\d{2}$/, 'must be the last two digits of the year'),
    card_expire_month: digitsThat(/^(0[1-9]|1[0-2])$/, 'must be two digits, from 01 to 12'),
    price: v.optional(AmountOrZero),
    tax_free: v.optional(AmountOrZero),
    method: v.optional(Text as v.GenericSchema<Method>),
    extra: v.optional(Extra as Field<Extra>),
    user: v.optional(User as Field<User>),
    metadata: v.optional(Metadata),
  }),
  within('tax_free', 'price'),
)

/** Builds the request of {@link issueBillingKey} without sending it. */
export const issueBillingKeyRequest = (input: IssueBillingKeyInput): Built<BillingKey> =>
  buildWrite('issueBillingKey', IssueBillingKeyInput, input, (body) => ({
    method: 'POST',
    path: '/request/subscribe',
    body,
    effect: 'money',
    reconcile: lookUpOf(body.subscription_id),
    output: IssuedBillingKey,
  }))

/**
 * Issues a billing key for a card, and charges it at once when `price` is given.
 *
 * Use it to take a card's data on your own server; keep the `billing_key` of the answer (a secret: it is the card) and nothing of
 * the card. `receipt_data` of the answer is there only when a first payment was made.
 *
 * Refused with the payment gateway's own reasons. When the outcome is unknown,
 * look `subscription_id` up with {@link getReceiptsByOrder}: that a key without a payment is found there is assumed.
 *
 * @example
 * const result = await issueBillingKey(ctx, {
 *   pg: 'nicepay',
 *   order_name: '월간 구독',
 *   subscription_id: 'subscription-7',
 *   card_no: card.number,
 *   card_pw: card.pin,
 *   card_identity_no: card.birth,
 *   card_expire_year: card.year,
 *   card_expire_month: card.month,
 * })()
 */
export const issueBillingKey = (ctx: Context, input: IssueBillingKeyInput): TaskEither<BootpayError, BillingKey> =>
  call(ctx, issueBillingKeyRequest(input))
