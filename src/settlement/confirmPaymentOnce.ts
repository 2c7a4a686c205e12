import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import { call, guarded } from '../core/call.js'
import type { Context } from '../core/context.js'
import { unseen, unseenBy } from '../core/unseen.js'
import type { BootpayError } from '../core/errors.js'
import { confirmPaymentRequest, type ConfirmPaymentInput } from '../payment/confirmPayment.js'
import { getReceipt } from '../payment/getReceipt.js'
import type { Receipt } from '../payment/schemas/Receipt.js'
import { isUnderWay, wasConfirmed } from '../payment/standing.js'
import { settled } from './settled.js'
import { settleConfirm } from './payment.js'

/**
 * Confirms a payment, and settles it if the outcome is unknown: what {@link confirmPayment} and {@link reconcile} are
 * together.
 *
 * Use it where a page may be loaded twice or a webhook may come first: a payment that is confirmed already gives its receipt. A
 * refusal is told as one only after the receipt was read again; where that fails the outcome is unknown (`phase` is `looking`).
 * It may take some 15 seconds longer than a confirm. What is still unknown then comes back as the `OutcomeUnknown`; a
 * `NetworkError` with the code `NOT_DONE` says that it surely did not happen.
 *
 * @example
 * const result = await confirmPaymentOnce(ctx, { receipt_id })()
 */
export const confirmPaymentOnce = (ctx: Context, input: ConfirmPaymentInput): TaskEither<BootpayError, Receipt> => {
  const built = confirmPaymentRequest(input)
  if (built._tag === 'Left') return () => Promise.resolve(built)
  const request = built.right
  return guarded(ctx, request, async () => {
    const result = await call(ctx, built)()
    if (result._tag === 'Right' || result.left._tag !== 'ApiError') return settled(ctx, result, settleConfirm)
    // Keys that Bootpay does not take say nothing of the payment, and a look-up with them would not either.
    const { status, code } = result.left
    if (status === 401 || status === 403 || code === 'RC_NOT_FOUND') return result
    const read = await getReceipt(ctx, { receipt_id: String(request.keys['receipt_id']) })()
    if (read._tag === 'Left') return unseenBy(ctx, request, read.left, false)
    if (wasConfirmed(read.right)) return read
    return isUnderWay(read.right) ? settled(ctx, unseen(ctx, request, 'it is under way'), settleConfirm) : result
  })
}
