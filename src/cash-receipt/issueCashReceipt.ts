import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import type { Gateway } from '../codes/gateways.js'
import { answerThat } from '../core/answer.js'
import { call } from '../core/call.js'
import type { Context } from '../core/context.js'
import type { BootpayError } from '../core/errors.js'
import {
  Amount,
  AmountOrZero,
  CashReceiptType,
  Metadata,
  Moment,
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
import { Receipt } from '../payment/schemas/Receipt.js'
import { User } from '../payment/schemas/User.js'

/** What {@link issueCashReceipt} takes. */
export type IssueCashReceiptInput = {
  /** What was sold. */
  readonly order_name: string
  /** Your id of this receipt, one for each. Derive it from your order, never from the time of the call. */
  readonly order_id: string | number
  /** Amount in KRW. */
  readonly price: number
  /** Tax-free part of `price`, in KRW. */
  readonly tax_free?: number | undefined
  /** Kind of cash receipt: income deduction, or proof of expense. */
  readonly cash_receipt_type: '소득공제' | '지출증빙'
  /** Phone number for `소득공제`, business number for `지출증빙`, a secret; hyphens and spaces are taken out, `+82` becomes 0. */
  readonly identity_no: string
  /** Payment gateway; absent means the project's own. */
  readonly pg?: Gateway | undefined
  /** When it was paid: a `Date`, or ISO 8601 text with an offset. */
  readonly purchased_at?: string | Date | undefined
  /** Currency; what absent means is not documented. */
  readonly currency?: string | undefined
  /** The buyer. */
  readonly user?: User | undefined
  /** Options, passed on as they are: the official SDKs type them differently, and none is documented. */
  readonly extra?: Readonly<Record<string, unknown>> | undefined
  /** Anything of your own; comes back in answers. */
  readonly metadata?: Readonly<Record<string, unknown>> | undefined
}
/** Schema of {@link IssueCashReceiptInput}. */
export const IssueCashReceiptInput: InputSchema<IssueCashReceiptInput> = v.pipe(
  v.strictObject({
    order_name: Text,
    order_id: OrderId,
    price: Amount,
    tax_free: v.optional(AmountOrZero),
    cash_receipt_type: CashReceiptType,
    identity_no: Phone,
    pg: v.optional(Text as v.GenericSchema<Gateway>),
    purchased_at: v.optional(Moment),
    currency: v.optional(Text),
    user: v.optional(User as Field<User>),
    extra: v.optional(Metadata),
    metadata: v.optional(Metadata),
  }),
  within('tax_free', 'price'),
)

const IssuedCashReceipt = answerThat(Receipt, ({ status }) => status > 0, 'status must say that it was issued')

/** Builds the request of {@link issueCashReceipt} without sending it. */
export const issueCashReceiptRequest = (input: IssueCashReceiptInput): Built<Receipt> =>
  buildWrite('issueCashReceipt', IssueCashReceiptInput, input, (body) => ({
    method: 'POST',
    path: '/request/cash/receipt',
    body,
    effect: 'money',
    reconcile: lookUpOf(body.order_id),
    output: IssuedCashReceipt,
  }))

/**
 * Issues a cash receipt for money that did not go through Bootpay.
 *
 * The answer is in status 60. `tax_free` must not be more than `price`; both are whole KRW. Refused with `RC_CASH_RECEIPT_FAILED`
 * when the issue fails, for example without a merchant id at the payment gateway.
 *
 * @example
 * const result = await issueCashReceipt(ctx, {
 *   order_name: '현장 결제',
 *   order_id: 'counter-77',
 *   price: 12_000,
 *   cash_receipt_type: '소득공제',
 *   identity_no: form.phone,
 * })()
 */
export const issueCashReceipt = (ctx: Context, input: IssueCashReceiptInput): TaskEither<BootpayError, Receipt> =>
  call(ctx, issueCashReceiptRequest(input))
