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
  Digits,
  Metadata,
  Moment,
  lookUpOf,
  OrderId,
  Text,
  within,
} from '../core/fields.js'
import type { Built } from '../core/request.js'
import { buildWrite } from '../pg/buildWrite.js'
import { Extra } from '../payment/schemas/Extra.js'
import { Receipt } from '../payment/schemas/Receipt.js'
import { User } from '../payment/schemas/User.js'

/** What {@link issueCashReceipt} takes. */
export const IssueCashReceiptInput = v.pipe(
  v.strictObject({
    /** What was sold. */
    order_name: Text,
    /** Your id of this receipt, one for each. Derive it from your order, never from the time of the call. */
    order_id: OrderId,
    /** Amount in KRW. */
    price: Amount,
    /** Tax-free part of `price`, in KRW. */
    tax_free: v.optional(AmountOrZero),
    /** Kind of cash receipt: income deduction, or proof of expense. */
    cash_receipt_type: CashReceiptType,
    /** Phone number for `소득공제`, business number for `지출증빙`, a secret; hyphens and spaces are taken out. */
    identity_no: Digits,
    /** Payment gateway; absent means the project's own. */
    pg: v.optional(Text as v.GenericSchema<Gateway>),
    /** When it was paid: a `Date`, or ISO 8601 text with an offset. */
    purchased_at: v.optional(Moment),
    /** The buyer. */
    user: v.optional(User),
    /** Options. */
    extra: v.optional(Extra),
    /** Anything of your own; comes back in answers. */
    metadata: v.optional(Metadata),
  }),
  within('tax_free', 'price'),
)
/** What {@link issueCashReceipt} takes. */
export type IssueCashReceiptInput = v.InferInput<typeof IssueCashReceiptInput>

const Issued = answerThat(Receipt, ({ status }) => status > 0, 'status must say that it was issued')

/** Builds the request of {@link issueCashReceipt} without sending it. */
export const issueCashReceiptRequest = (input: IssueCashReceiptInput): Built<Receipt> =>
  buildWrite('issueCashReceipt', IssueCashReceiptInput, input, (body) => ({
    method: 'POST',
    path: '/request/cash/receipt',
    body,
    effect: 'money',
    reconcile: lookUpOf(body.order_id),
    output: Issued,
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
