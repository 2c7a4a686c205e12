import type { Either } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import type { Context } from '../core/context.js'
import type { BootpayError } from '../core/errors.js'
import { getReceipt } from '../payment/getReceipt.js'
import type { Receipt } from '../payment/schemas/Receipt.js'
import { cancelPaymentOnce } from '../settlement/cancelPaymentOnce.js'
import { confirmPaymentOnce } from '../settlement/confirmPaymentOnce.js'
import { compareReceipt } from './verifyPayment.js'
import type { ExpectedPayment, Mismatch } from './verifyPayment.js'

/** A payment that was not what your order says, found before (`undefined`) or after money moved and was given back. */
export type RefusedPayment = Mismatch & {
  /** What became of giving the money back; absent when none had moved. A Left here needs a person. */
  readonly cancelled?: Either<BootpayError, Receipt> | undefined
}

/**
 * Confirms a payment if it is what your order says: looks first, confirms once, compares again, and gives the money back if
 * it differs after all.
 *
 * Use it as the whole of a server-confirm handler. The three failures are told apart: a `BootpayError` is the confirm's own (an
 * `OutcomeUnknown` is still to be settled); a `Mismatch` without `cancelled` was found before any money moved; one with
 * `cancelled` was found after, and says whether the money is back.
 *
 * @example
 * const result = await confirmAndVerify(ctx, { receipt_id, order_id: 'order-1024', price: 39_000 })()
 */
export const confirmAndVerify =
  (ctx: Context, expected: ExpectedPayment): TaskEither<BootpayError | RefusedPayment, Receipt> =>
  async () => {
    const { receipt_id } = expected
    const before = await getReceipt(ctx, { receipt_id })()
    if (before._tag === 'Left') return before
    // A payment that is confirmed already (1) is compared as it is.
    const early = compareReceipt(before.right, expected, before.right.status === 1 ? 1 : 2)
    if (early) return { _tag: 'Left', left: early }
    const confirmed = await confirmPaymentOnce(ctx, { receipt_id })()
    if (confirmed._tag === 'Left') return confirmed
    const late = compareReceipt(confirmed.right, expected)
    if (!late) return confirmed
    const cancel_message = '주문과 결제 내용이 다름'
    return {
      _tag: 'Left',
      left: { ...late, cancelled: await cancelPaymentOnce(ctx, { receipt_id, cancel_message })() },
    }
  }
