import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { answerThat } from '../core/answer.js'
import { call } from '../core/call.js'
import type { Context } from '../core/context.js'
import type { BootpayError } from '../core/errors.js'
import {
  Amount,
  AmountOrZero,
  BankCode,
  Digits,
  Id,
  leftOut,
  Metadata,
  OwnId,
  Text,
  within,
  type Field,
} from '../core/fields.js'
import type { Built } from '../core/request.js'
import type { InputSchema } from '../core/schema.js'
import { buildWrite } from '../pg/buildWrite.js'
import { Item } from './schemas/Item.js'
import { Receipt } from './schemas/Receipt.js'
import { wasWithdrawn } from './standing.js'

/** What {@link cancelPayment} takes. */
export type CancelPaymentInput = {
  /** Bootpay's id of the payment. */
  readonly receipt_id: string
  /** Amount to cancel, in KRW; left out means all that is left, and present it may not be `undefined`. */
  readonly cancel_price?: number
  /** Tax-free part of the amount to cancel, in KRW. */
  readonly cancel_tax_free?: number | undefined
  /** Your id of this cancel; Bootpay refuses the same one twice. Derive it from your order, never from the time of the call. */
  readonly cancel_id?: string | number | undefined
  /** Who asked for the cancel. */
  readonly cancel_username?: string | undefined
  /** Which side asked for it, as in `관리자`; in one of the official SDKs, and what it does is not documented. */
  readonly cancel_requester?: string | undefined
  /** Why, as the admin console will show it. */
  readonly cancel_message?: string | undefined
  /** What is taken back; in two of the official SDKs, and what it does is not documented. */
  readonly items?: readonly Item[] | undefined
  /** Anything of your own; whether it comes back in answers is not documented. */
  readonly metadata?: Readonly<Record<string, unknown>> | undefined
  /** Where a paid virtual account is refunded to; for virtual accounts only, and with a CMS contract. */
  readonly refund?:
    | {
        /** Account number; hyphens and spaces are taken out. */
        readonly bank_account: string
        /** Account holder. */
        readonly bank_username: string
        /** Three-digit bank code, as in `004`. */
        readonly bank_code: string
      }
    | undefined
}
/** Schema of {@link CancelPaymentInput}. */
export const CancelPaymentInput: InputSchema<CancelPaymentInput> = v.pipe(
  v.strictObject({
    receipt_id: Id,
    cancel_price: leftOut(Amount, 'leave it out to cancel all'),
    cancel_tax_free: v.optional(AmountOrZero),
    cancel_id: v.optional(OwnId),
    cancel_username: v.optional(Text),
    cancel_requester: v.optional(Text),
    cancel_message: v.optional(Text),
    items: v.optional(v.array(Item as Field<Item>)),
    metadata: v.optional(Metadata),
    refund: v.optional(
      v.strictObject({
        bank_account: Digits,
        bank_username: Text,
        bank_code: BankCode,
      }),
    ),
  }),
  within('cancel_tax_free', 'cancel_price'),
)

const BECAUSE = 'status and cancelled_price must say that it was cancelled'
const Withdrawn = answerThat(Receipt, wasWithdrawn, BECAUSE)
const PartlyCancelled = answerThat(Receipt, ({ cancelled_price }) => cancelled_price > 0, BECAUSE)

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
