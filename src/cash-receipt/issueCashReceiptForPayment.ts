import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import type { Gateway } from '../codes/gateways.js'
import { answerThat } from '../core/answer.js'
import { call } from '../core/call.js'
import type { Context } from '../core/context.js'
import type { BootpayError } from '../core/errors.js'
import { CashReceiptType, Id, Phone, Text, unlessEmpty } from '../core/fields.js'
import type { Built } from '../core/request.js'
import type { InputSchema } from '../core/schema.js'
import { buildWrite } from '../pg/buildWrite.js'
import { Receipt } from '../payment/schemas/Receipt.js'

/** What {@link issueCashReceiptForPayment} takes. */
export type IssueCashReceiptForPaymentInput = {
  /** Bootpay's id of the payment. */
  readonly receipt_id: string
  /** Phone number for `소득공제`, business number for `지출증빙`, a secret; hyphens and spaces are taken out, `+82` becomes 0. */
  readonly identity_no: string
  /** Kind of cash receipt: income deduction, or proof of expense. */
  readonly cash_receipt_type: '소득공제' | '지출증빙'
  /** Name of the buyer; empty, as of a guest, it is not sent, and so are the next two. */
  readonly username?: string | undefined
  /** E-mail address of the buyer. */
  readonly email?: string | undefined
  /** Phone number of the buyer; hyphens and spaces are taken out, `+82` becomes 0. */
  readonly phone?: string | undefined
  /** Currency; what absent means is not documented (`WON` in one of the official SDKs). */
  readonly currency?: string | undefined
  /** Payment gateway; in two of the official SDKs, and what absent means is not documented. */
  readonly pg?: Gateway | undefined
}
/** Schema of {@link IssueCashReceiptForPaymentInput}. */
export const IssueCashReceiptForPaymentInput: InputSchema<IssueCashReceiptForPaymentInput> = v.strictObject({
  receipt_id: Id,
  identity_no: Phone,
  cash_receipt_type: CashReceiptType,
  username: unlessEmpty(Text),
  email: unlessEmpty(Text),
  phone: unlessEmpty(Phone),
  currency: v.optional(Text),
  pg: v.optional(Text as v.GenericSchema<Gateway>),
})

const IssuedCashReceiptForPayment = answerThat(
  Receipt,
  ({ status }) => status !== -60,
  'status must not say that it failed',
)

/** Builds the request of {@link issueCashReceiptForPayment} without sending it. */
export const issueCashReceiptForPaymentRequest = (input: IssueCashReceiptForPaymentInput): Built<Receipt> =>
  buildWrite('issueCashReceiptForPayment', IssueCashReceiptForPaymentInput, input, (body) => ({
    method: 'POST',
    path: '/request/receipt/cash/publish',
    body,
    effect: 'money',
    reconcile: 'getReceipt',
    output: IssuedCashReceiptForPayment,
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
