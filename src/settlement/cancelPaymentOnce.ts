import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import { call } from '../core/call.js'
import { guarded } from '../core/guarded.js'
import type { Context } from '../core/context.js'
import { unseen, unseenBy } from '../core/unseen.js'
import { isApiError, type BootpayError } from '../core/errors.js'
import { cancelPaymentRequest, type CancelPaymentInput } from '../payment/cancelPayment.js'
import { getReceipt } from '../payment/getReceipt.js'
import type { Receipt } from '../payment/schemas/Receipt.js'
import { wasWithdrawn } from '../payment/standing.js'
import { settled } from './settled.js'
import { settleCancel } from './payment.js'

/**
 * Cancels a payment, whole or in part, and settles it if the outcome is unknown: it reads what was cancelled before, so that
 * a partial cancel can be judged too.
 *
 * A payment that is wholly cancelled already, or an account that was withdrawn, gives its receipt when no `cancel_price` is
 * given; a whole cancel that is refused is looked at once more, since another run may have made it. A partial one that has a
 * `cancel_id` and is refused is an `OutcomeUnknown` where as much was cancelled already: an earlier call may have made it. Where
 * that cannot be read, or a look-up fails, the outcome is unknown too (`phase` is `looking`).
 *
 * Cancels of one receipt must not run at the same time: nothing Bootpay answers tells them apart. What is still unknown comes back
 * as the `OutcomeUnknown`, which then knows what was cancelled before; a `NetworkError` with the code `NOT_DONE` says that it
 * surely did not happen.
 *
 * @example
 * const result = await cancelPaymentOnce(ctx, { receipt_id, cancel_price: 1_000, cancel_id: 'order-1024-return-1' })()
 */
export const cancelPaymentOnce = (ctx: Context, input: CancelPaymentInput): TaskEither<BootpayError, Receipt> => {
  const built = cancelPaymentRequest(input)
  if (built._tag === 'Left') return () => Promise.resolve(built)
  const request = built.right
  const isWhole = request.about['cancel_price'] === undefined
  const look = getReceipt(ctx, { receipt_id: String(request.about['receipt_id']) })
  const hasId = request.about['cancel_id'] !== undefined
  /** Whether an earlier call may have made this partial cancel: its id is refused then, by a code that no source names. */
  const mayHaveBeen = ({ cancelled_price, status }: Receipt) =>
    hasId && !isWhole && (cancelled_price >= Number(request.about['cancel_price']) || status === -30)
  return guarded(ctx, request, async () => {
    const before = await look()
    if (before._tag === 'Left')
      return isApiError('RC_NOT_FOUND')(before.left) ? before : unseenBy(ctx, request, before.left, true)
    if (isWhole && wasWithdrawn(before.right)) return before
    const { cancelled_price } = before.right
    const result = await call(ctx, built)()
    if (result._tag === 'Right') return result
    const doubt = () => unseen(ctx, request, 'what was cancelled may be this one, by the same cancel_id')
    if (result.left._tag === 'OutcomeUnknown') {
      const left = { ...result.left, about: { ...result.left.about, cancelled_price } }
      const told = await settled(ctx, { _tag: 'Left', left }, settleCancel)
      const isNotDone = told._tag === 'Left' && told.left._tag !== 'OutcomeUnknown'
      return isNotDone && mayHaveBeen(before.right) ? doubt() : told
    }
    if (mayHaveBeen(before.right)) return doubt()
    if (result.left._tag !== 'ApiError' || !(isWhole || hasId)) return result
    const after = await look()
    if (after._tag === 'Left') return unseenBy(ctx, request, after.left, false)
    if (mayHaveBeen(after.right)) return doubt()
    if (!isWhole) return result
    if (wasWithdrawn(after.right)) return after
    return after.right.status === -30
      ? settled(ctx, unseen(ctx, request, 'a cancel is under way'), settleCancel)
      : result
  })
}
