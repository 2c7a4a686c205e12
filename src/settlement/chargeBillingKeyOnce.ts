import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { chargeBillingKeyRequest, type ChargeBillingKeyInput } from '../billing/chargeBillingKey.js'
import { call } from '../core/call.js'
import { guarded } from '../core/guarded.js'
import type { Context } from '../core/context.js'
import { refuseDot, unseen, unseenBy } from '../core/unseen.js'
import type { BootpayError } from '../core/errors.js'
import { OrderId } from '../core/fields.js'
import { check } from '../core/request.js'
import type { Receipt } from '../payment/schemas/Receipt.js'
import { isPaid, isUnderWay, wasMoneyTaken } from '../payment/standing.js'
import { settled } from './settled.js'
import { receiptsOf, settleCharge } from './payment.js'

const Earlier = v.array(OrderId)

/**
 * Charges a billing key unless its `order_id` was paid already, and settles the charge if the outcome is unknown.
 *
 * Use it in a cron job that may run twice: an order id that was paid gives its receipt and is not charged again. Bootpay refuses
 * the second of two runs at the very same moment, so after a refusal the order is read once more: a Right if it was paid by the
 * other run, an `OutcomeUnknown` if that cannot be read (`phase` is `looking`), and only then the `ApiError`. What is still
 * unknown comes back as the `OutcomeUnknown`; a `NetworkError` with the code `NOT_DONE` says that it surely did not happen.
 *
 * `earlier` are the order ids of attempts before this one at the same thing: where one of them was paid and not given back, its
 * receipt is the Right and nothing is charged; where one is under way or cannot be read, the outcome is unknown.
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
export const chargeBillingKeyOnce = (
  ctx: Context,
  input: ChargeBillingKeyInput,
  earlier: readonly string[] = [],
): TaskEither<BootpayError, Receipt> => {
  const built = chargeBillingKeyRequest(input)
  if (built._tag === 'Left') return () => Promise.resolve(built)
  const before = check('chargeBillingKeyOnce', Earlier, earlier)
  if (before._tag === 'Left') return () => Promise.resolve(before)
  const request = built.right
  if (request.reconcile === 'webhook' || before.right.some((id) => id.includes('.')))
    return () => Promise.resolve(refuseDot(request.operation, 'order_id'))
  const order_id = String(request.about['order_id'])
  /** The receipt that makes a charge needless; undefined where there is none, a Left where it cannot be told. */
  const look = async (id: string, suffices: (receipt: Receipt) => boolean, isFirst: boolean) => {
    const about = { ...request, about: { ...request.about, order_id: id } }
    const read = await receiptsOf(ctx, id)
    if (read._tag === 'Left') return unseenBy(ctx, about, read.left, isFirst)
    const receipt = read.right.find(suffices)
    if (receipt) return { _tag: 'Right', right: receipt } as const
    // Whether the money of an earlier attempt comes back is not known while it is on its way.
    if (read.right.some(({ status }) => status === -30)) return unseen(ctx, about, 'a cancel is under way')
    return read.right.some(isUnderWay)
      ? settled(ctx, unseen(ctx, about, 'a charge is under way'), settleCharge)
      : undefined
  }
  return guarded(ctx, request, async () => {
    for (const id of before.right) {
      const found = await look(id, isPaid, true)
      if (found) return found
    }
    const paid = await look(order_id, wasMoneyTaken, true)
    if (paid) return paid
    const result = await call(ctx, built)()
    if (result._tag === 'Right' || result.left._tag !== 'ApiError') return settled(ctx, result, settleCharge)
    return (await look(order_id, wasMoneyTaken, false)) ?? result
  })
}
