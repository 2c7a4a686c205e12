import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import { chargeBillingKeyRequest, type ChargeBillingKeyInput } from '../billing/chargeBillingKey.js'
import { call, guarded } from '../core/call.js'
import type { Context } from '../core/context.js'
import type { BootpayError } from '../core/errors.js'
import { inputError } from '../core/request.js'
import type { Receipt } from '../payment/schemas/Receipt.js'
import { wasMoneyTaken } from '../payment/standing.js'
import { settled, unseen, unseenBy } from './once.js'
import { isUnderWay, receiptsOf, settleCharge } from './payment.js'

/**
 * Charges a billing key unless its `order_id` was paid already, and settles the charge if the outcome is unknown.
 *
 * Use it in a cron job that may run twice: an order id that was paid gives its receipt and is not charged again. Bootpay refuses
 * the second of two runs at the very same moment, so after a refusal the order is read once more: a Right if it was paid by the
 * other run, an `OutcomeUnknown` if that cannot be read (`phase` is `looking`), and only then the `ApiError`. What is still
 * unknown comes back as the `OutcomeUnknown`; a `NetworkError` with the code `NOT_DONE` says that it surely did not happen.
 *
 * An `order_id` with a dot is refused here: the look-up may be cut at the dot, and would then miss a payment.
 *
 * @example
 * const result = await chargeBillingKeyOnce(ctx, {
 *   billing_key: subscription.billing_key,
 *   order_name: '월간 구독 11월',
 *   price: 9_900,
 *   order_id: 'subscription-7-2026-11',
 * })()
 */
export const chargeBillingKeyOnce = (ctx: Context, input: ChargeBillingKeyInput): TaskEither<BootpayError, Receipt> => {
  const built = chargeBillingKeyRequest(input)
  if (built._tag === 'Left') return () => Promise.resolve(built)
  const request = built.right
  if (request.reconcile === 'webhook') {
    const message = 'must have no dot: a look-up may be cut there, and a payment be missed'
    return () => Promise.resolve(inputError(request.operation, [{ path: 'order_id', message }]))
  }
  const order_id = String(request.keys['order_id'])
  return guarded(request, async () => {
    const before = await receiptsOf(ctx, order_id)
    if (before._tag === 'Left') return unseenBy(ctx, request, before.left, true)
    const paid = before.right.find(wasMoneyTaken)
    if (paid) return { _tag: 'Right', right: paid }
    const result = before.right.some(isUnderWay)
      ? unseen(ctx, request, 'a charge is under way')
      : await call(ctx, built)()
    if (result._tag === 'Right' || result.left._tag !== 'ApiError') return settled(ctx, result, settleCharge)
    const after = await receiptsOf(ctx, order_id)
    if (after._tag === 'Left') return unseenBy(ctx, request, after.left, false)
    const taken = after.right.find(wasMoneyTaken)
    if (taken) return { _tag: 'Right', right: taken }
    return after.right.some(isUnderWay)
      ? settled(ctx, unseen(ctx, request, 'a charge is under way'), settleCharge)
      : result
  })
}
