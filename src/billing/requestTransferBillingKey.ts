import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import type { Gateway } from '../codes/gateways.js'
import type { Method } from '../codes/methods.js'
import { answerThat } from '../core/answer.js'
import { call } from '../core/call.js'
import type { Context } from '../core/context.js'
import type { BootpayError } from '../core/errors.js'
import {
  AmountOrZero,
  CashReceiptType,
  Digits,
  Metadata,
  lookUpOf,
  OrderId,
  Phone,
  Text,
  within,
  type Field,
} from '../core/fields.js'
import type { Built } from '../core/request.js'
import type { InputSchema } from '../core/schema.js'
import { buildWrite } from '../pg/buildWrite.js'
import { Extra } from '../payment/schemas/Extra.js'
import { Receipt } from '../payment/schemas/Receipt.js'
import { User } from '../payment/schemas/User.js'

/** What {@link requestTransferBillingKey} takes. */
export type RequestTransferBillingKeyInput = {
  /** Payment gateway by its code or Korean name; only Nicepay is documented. */
  readonly pg: Gateway
  /** What the key is for, as the payer will see it. */
  readonly order_name: string
  /** Your id of this key; the `order_id` of a first payment. */
  readonly subscription_id: string | number
  /** How the payer consents, by call or by app; absent means `ARS`. */
  readonly auth_type?: 'ARS' | '간편인증' | undefined
  /** Account holder. */
  readonly username: string
  /** Bank by its Korean name, as in `국민`. */
  readonly bank_name: string
  /** Account number, a secret; hyphens and spaces are taken out. */
  readonly bank_account: string
  /** Date of birth (YYMMDD) or business number (10 digits) of the account holder, a secret. */
  readonly identity_no: string
  /** Phone that gets the request for consent; hyphens and spaces are taken out, `+82` becomes 0. */
  readonly phone?: string | undefined
  /** Kind of cash receipt for the payments; absent means `소득공제`. */
  readonly cash_receipt_type?: '소득공제' | '지출증빙' | undefined
  /** Phone number for `소득공제`, business number for `지출증빙`; hyphens and spaces are taken out, `+82` becomes 0. */
  readonly cash_receipt_identity_no?: string | undefined
  /** First payment, taken when the key is published, in KRW; absent or 0 means none. */
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
/** Schema of {@link RequestTransferBillingKeyInput}. */
export const RequestTransferBillingKeyInput: InputSchema<RequestTransferBillingKeyInput> = v.pipe(
  v.strictObject({
    pg: Text as v.GenericSchema<Gateway>,
    order_name: Text,
    subscription_id: OrderId,
    auth_type: v.optional(v.picklist(['ARS', '간편인증'])),
    username: Text,
    bank_name: Text,
    bank_account: Digits,
    identity_no: Digits,
    phone: v.optional(Phone),
    cash_receipt_type: v.optional(CashReceiptType),
    cash_receipt_identity_no: v.optional(Phone),
    price: v.optional(AmountOrZero),
    tax_free: v.optional(AmountOrZero),
    method: v.optional(Text as v.GenericSchema<Method>),
    extra: v.optional(Extra as Field<Extra>),
    user: v.optional(User as Field<User>),
    metadata: v.optional(Metadata),
  }),
  within('tax_free', 'price'),
)

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
