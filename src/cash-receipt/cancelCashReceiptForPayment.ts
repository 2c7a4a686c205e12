import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { answerThat } from '../core/answer.js'
import { call } from '../core/call.js'
import type { Context } from '../core/context.js'
import type { BootpayError } from '../core/errors.js'
import { Id, Text } from '../core/fields.js'
import type { Built } from '../core/request.js'
import type { InputSchema } from '../core/schema.js'
import { buildWrite } from '../pg/buildWrite.js'
import { MaybeReceipt } from '../payment/schemas/MaybeReceipt.js'

/** What {@link cancelCashReceiptForPayment} takes. */
export type CancelCashReceiptForPaymentInput = {
  /** Bootpay's id of the payment. */
  readonly receipt_id: string
  /** Who asked for the cancel. */
  readonly cancel_username?: string | undefined
  /** Why it is cancelled. */
  readonly cancel_message?: string | undefined
}
/** Schema of {@link CancelCashReceiptForPaymentInput}. */
export const CancelCashReceiptForPaymentInput: InputSchema<CancelCashReceiptForPaymentInput> = v.strictObject({
  receipt_id: Id,
  cancel_username: v.optional(Text),
  cancel_message: v.optional(Text),
})

const CancelledCashReceiptForPayment = answerThat(
  MaybeReceipt,
  (receipt) => receipt?.status !== -61,
  'status must not say that it failed',
)

/** Builds the request of {@link cancelCashReceiptForPayment} without sending it. */
export const cancelCashReceiptForPaymentRequest = (input: CancelCashReceiptForPaymentInput): Built<MaybeReceipt> =>
  buildWrite('cancelCashReceiptForPayment', CancelCashReceiptForPaymentInput, input, ({ receipt_id, ...query }) => ({
    method: 'DELETE',
    path: `/request/receipt/cash/cancel/${receipt_id}`,
    query,
    effect: 'money',
    reconcile: 'webhook',
    output: CancelledCashReceiptForPayment,
  }))

/**
 * Cancels the cash receipt of a payment that was made through Bootpay; the payment itself stays.
 *
 * What Bootpay answers is not documented: the official types say `null`, so the answer may be `null` or a receipt. Refused with
 * `RC_NOT_FOUND` when the payment is unknown.
 *
 * @example
 * const result = await cancelCashReceiptForPayment(ctx, { receipt_id: '62e0f11f1fc192036b1b3c92', cancel_message: '금액 오류' })()
 */
export const cancelCashReceiptForPayment = (
  ctx: Context,
  input: CancelCashReceiptForPaymentInput,
): TaskEither<BootpayError, MaybeReceipt> => call(ctx, cancelCashReceiptForPaymentRequest(input))
