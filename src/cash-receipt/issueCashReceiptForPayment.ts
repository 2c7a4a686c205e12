import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { answerThat } from '../core/answer.js'
import { call } from '../core/call.js'
import type { Context } from '../core/context.js'
import type { BootpayError } from '../core/errors.js'
import { CashReceiptType, Digits, Id, Text } from '../core/fields.js'
import type { Built } from '../core/request.js'
import { buildWrite } from '../pg/buildWrite.js'
import { Receipt } from '../payment/schemas/Receipt.js'

/** What {@link issueCashReceiptForPayment} takes. */
export const IssueCashReceiptForPaymentInput = v.strictObject({
  /** Bootpay's id of the payment. */
  receipt_id: Id,
  /** Phone number for `소득공제`, business number for `지출증빙`, a secret; hyphens and spaces are taken out. */
  identity_no: Digits,
  /** Kind of cash receipt: income deduction, or proof of expense. */
  cash_receipt_type: CashReceiptType,
  /** Name of the buyer. */
  username: v.optional(Text),
  /** E-mail address of the buyer. */
  email: v.optional(Text),
  /** Phone number of the buyer; hyphens and spaces are taken out. */
  phone: v.optional(Digits),
  /** Currency; what absent means is not documented (`WON` in one of the official SDKs). */
  currency: v.optional(Text),
})
/** What {@link issueCashReceiptForPayment} takes. */
export type IssueCashReceiptForPaymentInput = v.InferInput<typeof IssueCashReceiptForPaymentInput>

const Issued = answerThat(Receipt, ({ status }) => status !== -60, 'status must not say that it failed')

/** Builds the request of {@link issueCashReceiptForPayment} without sending it. */
export const issueCashReceiptForPaymentRequest = (input: IssueCashReceiptForPaymentInput): Built<Receipt> =>
  buildWrite('issueCashReceiptForPayment', IssueCashReceiptForPaymentInput, input, (body) => ({
    method: 'POST',
    path: '/request/receipt/cash/publish',
    body,
    effect: 'money',
    reconcile: 'getReceipt',
    output: Issued,
  }))

/**
 * Issues a cash receipt for a payment that was made through Bootpay.
 *
 * Use it for payments by transfer or virtual account. Refused with `RC_NOT_FOUND` when the payment is unknown,
 * `RC_CASH_RECEIPT_FAILED` when the issue fails.
 *
 * @example
 * const result = await issueCashReceiptForPayment(ctx, {
 *   receipt_id: '62e0f11f1fc192036b1b3c92',
 *   identity_no: form.phone,
 *   cash_receipt_type: '소득공제',
 * })()
 */
export const issueCashReceiptForPayment = (
  ctx: Context,
  input: IssueCashReceiptForPaymentInput,
): TaskEither<BootpayError, Receipt> => call(ctx, issueCashReceiptForPaymentRequest(input))
