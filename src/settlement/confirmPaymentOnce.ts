import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import type { Context } from '../core/context.js'
import type { BootpayError } from '../core/errors.js'
import { confirmPayment } from '../payment/confirmPayment.js'
import type { ConfirmPaymentInput } from '../payment/confirmPayment.js'
import { getReceipt } from '../payment/getReceipt.js'
import type { Receipt } from '../payment/schemas/Receipt.js'
import { settled } from './once.js'
import { settleConfirm, wasConfirmed } from './payment.js'

/**
 * Confirms a payment, and settles it if the outcome is unknown: what {@link confirmPayment} and {@link reconcile} are
 * together.
 *
 * Use it where a page may be loaded twice or a webhook may come first: a payment that is confirmed already gives its receipt.
 * It may take some 15 seconds longer than a confirm. What is still unknown then comes back as the `OutcomeUnknown`; a
 * `NetworkError` with the code `NOT_DONE` says that it surely did not happen.
 *
 * @example
 * const result = await confirmPaymentOnce(ctx, { receipt_id })()
 */
export const confirmPaymentOnce =
  (ctx: Context, input: ConfirmPaymentInput): TaskEither<BootpayError, Receipt> =>
  async () => {
    const result = await confirmPayment(ctx, input)()
    if (result._tag === 'Left' && result.left._tag === 'ApiError' && result.left.code === 'RC_NOT_CONFIRM_READY') {
      const receipt = await getReceipt(ctx, input)()
      return receipt._tag === 'Left' || wasConfirmed(receipt.right) ? receipt : result
    }
    return settled(ctx, result, settleConfirm)
  }
