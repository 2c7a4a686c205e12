import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import type { Context } from '../core/context.js'
import type { BootpayError } from '../core/errors.js'
import { cancelPayment, cancelPaymentRequest } from '../payment/cancelPayment.js'
import type { CancelPaymentInput } from '../payment/cancelPayment.js'
import { getReceipt } from '../payment/getReceipt.js'
import type { Receipt } from '../payment/schemas/Receipt.js'
import { isCancelled } from '../payment/standing.js'
import { settled } from './once.js'
import { settleCancel } from './payment.js'

/**
 * Cancels a payment, whole or in part, and settles it if the outcome is unknown: it reads what was cancelled before, so that
 * a partial cancel can be judged too.
 *
 * A payment that is wholly cancelled already gives its receipt when no `cancel_price` is given. Cancels of one receipt must not
 * run at the same time: nothing Bootpay answers tells them apart. What is still unknown comes back as the `OutcomeUnknown`,
 * which then knows what was cancelled before; a `NetworkError` with the code `NOT_DONE` says that it surely did not happen.
 *
 * @example
 * const result = await cancelPaymentOnce(ctx, { receipt_id, cancel_price: 1_000, cancel_id: 'order-1024-return-1' })()
 */
export const cancelPaymentOnce =
  (ctx: Context, input: CancelPaymentInput): TaskEither<BootpayError, Receipt> =>
  async () => {
    const built = cancelPaymentRequest(input)
    if (built._tag === 'Left') return built
    const before = await getReceipt(ctx, { receipt_id: input.receipt_id })()
    if (before._tag === 'Left') return before
    const { cancelled_price } = before.right
    if (input.cancel_price === undefined && isCancelled(before.right)) return before
    const result = await cancelPayment(ctx, input)()
    if (result._tag === 'Right' || result.left._tag !== 'OutcomeUnknown') return result
    const left = { ...result.left, keys: { ...result.left.keys, cancelled_price } }
    return settled(ctx, { _tag: 'Left', left }, settleCancel)
  }
