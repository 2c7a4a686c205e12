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

/** What {@link cancelCashReceipt} takes. */
export type CancelCashReceiptInput = {
  /** Receipt id that {@link issueCashReceipt} gave. */
  readonly receipt_id: string
  /** Who asked for the cancel. */
  readonly cancel_username?: string | undefined
  /** Why it is cancelled. */
  readonly cancel_message?: string | undefined
}
/** Schema of {@link CancelCashReceiptInput}. */
export const CancelCashReceiptInput: InputSchema<CancelCashReceiptInput> = v.strictObject({
  receipt_id: Id,
  cancel_username: v.optional(Text),
  cancel_message: v.optional(Text),
})

const CancelledCashReceipt = answerThat(
  MaybeReceipt,
  (receipt) => ![60, -61].includes(receipt?.status ?? 61),
  'status must say that it was cancelled',
)

/** Builds the request of {@link cancelCashReceipt} without sending it. */
export const cancelCashReceiptRequest = (input: CancelCashReceiptInput): Built<MaybeReceipt> =>
  buildWrite('cancelCashReceipt', CancelCashReceiptInput, input, ({ receipt_id, ...query }) => ({
    method: 'DELETE',
    path: `/request/cash/receipt/${receipt_id}`,
    query,
    effect: 'money',
    reconcile: 'getReceipt',
    output: CancelledCashReceipt,
  }))

/**
 * Cancels a cash receipt that {@link issueCashReceipt} issued.
 *
 * What Bootpay answers is not documented: a receipt by the official types, `null` is taken too. Refused with `RC_NOT_FOUND` when the
 * receipt is unknown.
 *
 * @example
 * const result = await cancelCashReceipt(ctx, { receipt_id: '62e0f11f1fc192036b1b3c92', cancel_message: '금액 오류' })()
 */
export const cancelCashReceipt = (
  ctx: Context,
  input: CancelCashReceiptInput,
): TaskEither<BootpayError, MaybeReceipt> => call(ctx, cancelCashReceiptRequest(input))
