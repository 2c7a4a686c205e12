import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import type { Gateway } from '../codes/gateways.js'
import type { Method } from '../codes/methods.js'
import { call } from '../core/call.js'
import type { Context } from '../core/context.js'
import type { BootpayError } from '../core/errors.js'
import { AmountOrZero, Digits, Metadata, lookUpOf, OrderId, Text, within } from '../core/fields.js'
import type { Built } from '../core/request.js'
import { buildWrite } from '../pg/buildWrite.js'
import { Extra } from '../payment/schemas/Extra.js'
import { User } from '../payment/schemas/User.js'
import { IssuedBillingKey, type BillingKey } from './schemas/BillingKey.js'

/** What {@link issueBillingKey} takes. */
export const IssueBillingKeyInput = v.pipe(
  v.strictObject({
    /** Payment gateway by its code or Korean name, as in `nicepay`; it must allow recurring payments by REST. */
    pg: Text as v.GenericSchema<Gateway>,
    /** What the key is for, as the buyer will see it. */
    order_name: Text,
    /** Your id of this key; the `order_id` of a first payment. */
    subscription_id: OrderId,
    /** Card number, a secret; hyphens and spaces are taken out. */
    card_no: Digits,
    /** First two digits of the card's PIN, a secret. */
    card_pw: Digits,
    /** Date of birth (YYMMDD) or business number (10 digits) of the card's owner, a secret. */
    card_identity_no: Digits,
    /** Last two digits of the year in which the card ends. */
    card_expire_year: Digits,
    /** Month in which the card ends, two digits. */
    card_expire_month: Digits,
    /** First payment together with the key, in KRW; absent or 0 means none. */
    price: v.optional(AmountOrZero),
    /** Tax-free part of the first payment, in KRW. */
    tax_free: v.optional(AmountOrZero),
    /** Method code; absent means the usual one. */
    method: v.optional(Text as v.GenericSchema<Method>),
    /** Options, such as a test charge of 100 KRW. */
    extra: v.optional(Extra),
    /** The buyer. */
    user: v.optional(User),
    /** Anything of your own; comes back in answers. */
    metadata: v.optional(Metadata),
  }),
  within('tax_free', 'price'),
)
/** What {@link issueBillingKey} takes. */
export type IssueBillingKeyInput = v.InferInput<typeof IssueBillingKeyInput>

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
 * Refused with `RC_INVALID_EXP_MONTH` for a bad month, and with the payment gateway's own reasons. When the outcome is unknown,
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
