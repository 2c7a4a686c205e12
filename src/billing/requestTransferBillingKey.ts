import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import type { Gateway } from '../codes/gateways.js'
import type { Method } from '../codes/methods.js'
import { answerThat } from '../core/answer.js'
import { call } from '../core/call.js'
import type { Context } from '../core/context.js'
import type { BootpayError } from '../core/errors.js'
import { AmountOrZero, CashReceiptType, Digits, Metadata, lookUpOf, OrderId, Text, within } from '../core/fields.js'
import type { Built } from '../core/request.js'
import { buildWrite } from '../pg/buildWrite.js'
import { Extra } from '../payment/schemas/Extra.js'
import { Receipt } from '../payment/schemas/Receipt.js'
import { User } from '../payment/schemas/User.js'

/** What {@link requestTransferBillingKey} takes. */
export const RequestTransferBillingKeyInput = v.pipe(
  v.strictObject({
    /** Payment gateway by its code or Korean name; only Nicepay is documented. */
    pg: Text as v.GenericSchema<Gateway>,
    /** What the key is for, as the payer will see it. */
    order_name: Text,
    /** Your id of this key; the `order_id` of a first payment. */
    subscription_id: OrderId,
    /** How the payer consents, by call or by app; absent means `ARS`. */
    auth_type: v.optional(v.picklist(['ARS', '간편인증'])),
    /** Account holder. */
    username: Text,
    /** Bank by its Korean name, as in `국민`. */
    bank_name: Text,
    /** Account number, a secret; hyphens and spaces are taken out. */
    bank_account: Digits,
    /** Date of birth (YYMMDD) or business number (10 digits) of the account holder, a secret. */
    identity_no: Digits,
    /** Phone that gets the request for consent; hyphens and spaces are taken out. */
    phone: v.optional(Digits),
    /** Kind of cash receipt for the payments; absent means `소득공제`. */
    cash_receipt_type: v.optional(CashReceiptType),
    /** Phone number for `소득공제`, business number for `지출증빙`. */
    cash_receipt_identity_no: v.optional(Digits),
    /** First payment, taken when the key is published, in KRW; absent or 0 means none. */
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
/** What {@link requestTransferBillingKey} takes. */
export type RequestTransferBillingKeyInput = v.InferInput<typeof RequestTransferBillingKeyInput>

const Requested = answerThat(Receipt, ({ status }) => status > 0, 'status must say that the payer was asked')

/** Builds the request of {@link requestTransferBillingKey} without sending it. */
export const requestTransferBillingKeyRequest = (input: RequestTransferBillingKeyInput): Built<Receipt> =>
  buildWrite('requestTransferBillingKey', RequestTransferBillingKeyInput, input, (body) => ({
    method: 'POST',
    path: '/request/subscribe/automatic-transfer',
    body,
    effect: 'message',
    reconcile: lookUpOf(body.subscription_id),
    output: Requested,
  }))

/**
 * Asks the holder of an account for consent to be charged: the first of two steps to a billing key for an account.
 *
 * The answer is a receipt in status 41. The payer then consents by phone call or app; call {@link publishTransferBillingKey}
 * with the same `receipt_id` until it gives the key. Bootpay forbids you to store the account's data.
 *
 * Refused with `SUBSCRIBE_AT_LOOKUP_USER_FAILED` when the account and its holder do not fit. Every call asks the payer anew, so
 * an unknown outcome means that they may have been asked.
 *
 * @example
 * const result = await requestTransferBillingKey(ctx, {
 *   pg: 'nicepay',
 *   order_name: '월간 구독',
 *   subscription_id: 'subscription-8',
 *   username: '홍길동',
 *   bank_name: '국민',
 *   bank_account: account.number,
 *   identity_no: account.birth,
 *   phone: '010-1234-5678',
 * })()
 */
export const requestTransferBillingKey = (
  ctx: Context,
  input: RequestTransferBillingKeyInput,
): TaskEither<BootpayError, Receipt> => call(ctx, requestTransferBillingKeyRequest(input))
