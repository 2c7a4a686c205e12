import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { answerThat } from '../core/answer.js'
import { call } from '../core/call.js'
import type { Context } from '../core/context.js'
import type { BootpayError } from '../core/errors.js'
import { Amount, AmountOrZero, BankCode, Digits, Id, leftOut, Text, within } from '../core/fields.js'
import type { Built } from '../core/request.js'
import { buildWrite } from '../pg/buildWrite.js'
import { Receipt } from './schemas/Receipt.js'
import { wasWithdrawn } from './standing.js'

/** What {@link cancelPayment} takes. */
export const CancelPaymentInput = v.pipe(
  v.strictObject({
    /** Bootpay's id of the payment. */
    receipt_id: Id,
    /** Amount to cancel, in KRW; left out means all that is left, and present it may not be `undefined`. */
    cancel_price: leftOut(Amount, 'leave it out to cancel all'),
    /** Tax-free part of the amount to cancel, in KRW. */
    cancel_tax_free: v.optional(AmountOrZero),
    /** Your id of this cancel; Bootpay refuses the same one twice. Derive it from your order, never from the time of the call. */
    cancel_id: v.optional(Text),
    /** Who asked for the cancel. */
    cancel_username: v.optional(Text),
    /** Why, as the admin console will show it. */
    cancel_message: v.optional(Text),
    /** Where a paid virtual account is refunded to; for virtual accounts only, and with a CMS contract. */
    refund: v.optional(
      v.strictObject({
        /** Account number; hyphens and spaces are taken out. */
        bank_account: Digits,
        /** Account holder. */
        bank_username: Text,
        /** Three-digit bank code, as in `004`. */
        bank_code: BankCode,
      }),
    ),
  }),
  within('cancel_tax_free', 'cancel_price'),
)
/** What {@link cancelPayment} takes. */
export type CancelPaymentInput = v.InferInput<typeof CancelPaymentInput>

const because = 'status and cancelled_price must say that it was cancelled'
const Withdrawn = answerThat(Receipt, wasWithdrawn, because)
const PartlyCancelled = answerThat(Receipt, ({ cancelled_price }) => cancelled_price > 0, because)

/** Builds the request of {@link cancelPayment} without sending it. */
export const cancelPaymentRequest = (input: CancelPaymentInput): Built<Receipt> =>
  buildWrite('cancelPayment', CancelPaymentInput, input, (body) => ({
    method: 'POST',
    path: '/cancel',
    body,
    effect: body.cancel_id ? 'keyed' : body.cancel_price ? 'money' : 'state',
    reconcile: 'getReceipt',
    output: body.cancel_price ? PartlyCancelled : Withdrawn,
  }))

/**
 * Cancels a payment, whole or in part.
 *
 * Without `cancel_price` all that is left is cancelled. With it, that many KRW are given back: more than 0 and at most `price`
 * minus `cancelled_price`. Give every partial cancel a `cancel_id`: without one, a repeat gives the money back a second time.
 * Judge the answer by `cancelled_price`, since the status after a partial cancel differs by source. Amounts are whole numbers:
 * whether Bootpay counts a payment in USD by dollars or by cents is not documented, so cancel such a payment whole.
 *
 * Refused with `RC_ALREADY_CANCELLED` (nothing left), `RC_CANCEL_SERVER_ERROR` (the payment gateway refuses, or asks for fewer
 * calls a second) and `RC_NOT_FOUND`. `RC_CANCEL_CRITICAL_ERROR` is an `OutcomeUnknown`: read the receipt to find out. Phone
 * payments cannot be cancelled after the end of the month; partial cancels are for cards, at Inicis, KCP, Danal, Payletter,
 * Nicepay, Kakao Pay and Payco.
 *
 * @example
 * const result = await cancelPayment(ctx, {
 *   receipt_id: '628b2206d01c7e00209b6087',
 *   cancel_price: 1_000,
 *   cancel_id: 'order-1024-return-1',
 *   cancel_message: '단순 변심',
 * })()
 */
export const cancelPayment = (ctx: Context, input: CancelPaymentInput): TaskEither<BootpayError, Receipt> =>
  call(ctx, cancelPaymentRequest(input))
