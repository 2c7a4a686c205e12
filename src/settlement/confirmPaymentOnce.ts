import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import { call } from '../core/call.js'
import { guarded } from '../core/guarded.js'
import type { Context } from '../core/context.js'
import { unseen, unseenBy } from '../core/unseen.js'
import { isApiError, type BootpayError } from '../core/errors.js'
import { confirmPaymentRequest, type ConfirmPaymentInput } from '../payment/confirmPayment.js'
import { getReceipt } from '../payment/getReceipt.js'
import type { Receipt } from '../payment/schemas/Receipt.js'
import { isUnderWay, wasConfirmed } from '../payment/standing.js'
import { settled } from './settled.js'
import { settleConfirm } from './payment.js'

const areKeysRefused = (error: BootpayError): boolean =>
  error._tag === 'ApiError' && (error.status === 401 || error.status === 403)

/**
 * Confirms a payment, and settles it if the outcome is unknown: what {@link confirmPayment} and {@link reconcile} are
 * together.
 *
 * Use it where a page may be loaded twice or a webhook may come first: a payment that is confirmed already gives its receipt. A
 * refusal, or an error that says nothing was sent, is returned only after the receipt was read; where that fails the outcome is
 * unknown (`phase` is `looking`). Keys that are taken for neither (401, 403) come back as the `ApiError`, which then says nothing
 * of an earlier call.
 *
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
    if (result._tag === 'Right') return result
    const { left } = result
    if (left._tag === 'OutcomeUnknown') return settled(ctx, result, settleConfirm)
    if (['InputError', 'CredentialsError', 'AbortError'].includes(left._tag)) return result
    if (isApiError('RC_NOT_FOUND')(left)) return result
    const read = await getReceipt(ctx, { receipt_id: String(request.about['receipt_id']) })()
    if (read._tag === 'Left')
      // Keys that Bootpay takes for neither are for the caller to correct, and say nothing of the payment.
      return areKeysRefused(left) && areKeysRefused(read.left) ? result : unseenBy(ctx, request, read.left, false)
    if (wasConfirmed(read.right)) return read
    return isUnderWay(read.right) ? settled(ctx, unseen(ctx, request, 'it is under way'), settleConfirm) : result
  })
}
