import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { answerThat } from '../core/answer.js'
import { call } from '../core/call.js'
import type { Context } from '../core/context.js'
import type { BootpayError } from '../core/errors.js'
import { Id } from '../core/fields.js'
import type { Built } from '../core/request.js'
import type { InputSchema } from '../core/schema.js'
import { buildWrite } from '../pg/buildWrite.js'
import { Receipt } from './schemas/Receipt.js'
import { wasConfirmed } from './standing.js'

/** What {@link confirmPayment} takes. */
export type ConfirmPaymentInput = {
  /** Bootpay's id of the payment, which the browser got. */
  readonly receipt_id: string
}
/** Schema of {@link ConfirmPaymentInput}. */
export const ConfirmPaymentInput: InputSchema<ConfirmPaymentInput> = v.strictObject({ receipt_id: Id })

const Confirmed = answerThat(Receipt, wasConfirmed, 'status must say that it was confirmed')

/** Builds the request of {@link confirmPayment} without sending it. */
export const confirmPaymentRequest = (input: ConfirmPaymentInput): Built<Receipt> =>
  buildWrite('confirmPayment', ConfirmPaymentInput, input, (body) => ({
    method: 'POST',
    path: '/confirm',
    body,
    effect: 'state',
    reconcile: 'getReceipt',
    output: Confirmed,
  }))

/**
 * Approves a payment that waits for the server, and so takes the money.
 *
 * Use it when the browser asked with `separately_confirmed`: the receipt is then in status 2. It takes the money of whatever
 * payment it is given, and the id comes from the browser: compare the receipt with your order before, as `confirmAndVerify` does.
 * A virtual account is only issued by it (status 5), so ask `isPaid` of the answer. Amounts are in the payment's `currency`
 * (KRW where that is absent).
 *
 * Refused with `RC_NOT_CONFIRM_READY` when the receipt is not in status 2 (a second confirm too), with `RC_CONFIRM_FAILED` when
 * the payment gateway refuses. `RC_CONFIRM_CRITICAL_FAILED` is an `OutcomeUnknown`: read the receipt to find out. Payapp,
 * Payletter and Kiwoom do not take part.
 *
 * @example
 * const result = await confirmPayment(ctx, { receipt_id: '62876963d01c7e00209b6028' })()
 */
export const confirmPayment = (ctx: Context, input: ConfirmPaymentInput): TaskEither<BootpayError, Receipt> =>
  call(ctx, confirmPaymentRequest(input))
