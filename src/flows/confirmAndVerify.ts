import type { Either } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import { guarded } from '../core/guarded.js'
import type { Context } from '../core/context.js'
import { unseenBy } from '../core/unseen.js'
import { isApiError, type BootpayError } from '../core/errors.js'
import { cancelPaymentOnce } from '../settlement/cancelPaymentOnce.js'
import { confirmPaymentOnce } from '../settlement/confirmPaymentOnce.js'
import { confirmPaymentRequest } from '../payment/confirmPayment.js'
import { getReceipt } from '../payment/getReceipt.js'
import type { Receipt } from '../payment/schemas/Receipt.js'
import { wasConfirmed, wasMoneyTaken, isUnderWay } from '../payment/standing.js'
import {
  checkOrder,
  differencesOf,
  mismatchOf,
  PAID,
  type Difference,
  type ExpectedPayment,
  type Mismatch,
} from './verifyPayment.js'

/** A payment that is what your order says: the money is there, or a virtual account waits for it. */
export type ConfirmedPayment =
  | { readonly _tag: 'Paid'; readonly receipt: Receipt }
  | {
      /** A virtual account was issued, and nothing is paid yet: the deposit comes as a webhook, until `vbank_data.expired_at`. */
      readonly _tag: 'AwaitingDeposit'
      readonly receipt: Receipt
    }

/** Money was taken for a payment that is not what your order says, and did not come back: a person has to look. */
export type NotReturned = {
  readonly _tag: 'NotReturned'
  readonly message: string
  readonly differences: readonly Difference[]
  /** What Bootpay says of the payment. */
  readonly receipt: Receipt
  /** Why the money is not back; an `OutcomeUnknown` is still to be settled. */
  readonly failure: BootpayError
}

const AWAITED = [2, 3, 4] as const

/**
 * Confirms a payment if it is what your order says: looks first, confirms once, compares again, and gives the money back if
 * the order id, the amount or the currency differ after all.
 *
 * Use it as the whole of a server-confirm handler. Its Right says which: `Paid`, or `AwaitingDeposit` for a virtual account,
 * which is not paid yet. A page that is loaded again gets the same one. Its Lefts are told apart:
 *
 * - `Mismatch` without `cancelled`: found before this call moved money. A status or a cancelled amount is never a reason to
 *   give money back, nor is anything about a payment that was made before.
 * - `Mismatch` with `cancelled`: found after, and the money is back.
 * - `NotReturned`: found after, and the money is not back. A person has to look.
 * - a `BootpayError`: the confirm's own. An `OutcomeUnknown` is still to be settled.
 *
 * @example
 * const result = await confirmAndVerify(ctx, { receipt_id, order_id: 'order-1024', price: 39_000 })()
 */
export const confirmAndVerify = (
  ctx: Context,
  expected: ExpectedPayment,
): TaskEither<BootpayError | Mismatch | NotReturned, ConfirmedPayment> => {
  const order = checkOrder('confirmAndVerify', expected)
  if (order._tag === 'Left') return () => Promise.resolve(order)
  const { receipt_id } = order.right
  const built = confirmPaymentRequest({ receipt_id })
  if (built._tag === 'Left') return () => Promise.resolve(built)
  const request = built.right

  const compare = (receipt: Receipt): Either<Mismatch, ConfirmedPayment> => {
    const isIssued = receipt.status === 5
    const left = mismatchOf(receipt, differencesOf(receipt, order.right, isIssued ? [5] : PAID))
    return left
      ? { _tag: 'Left', left }
      : { _tag: 'Right', right: { _tag: isIssued ? 'AwaitingDeposit' : 'Paid', receipt } }
  }

  return guarded(ctx, request, async (): Promise<Either<BootpayError | Mismatch | NotReturned, ConfirmedPayment>> => {
    const before = await getReceipt(ctx, { receipt_id })()
    if (before._tag === 'Left')
      return isApiError('RC_NOT_FOUND')(before.left) ? before : unseenBy(ctx, request, before.left, true)
    if (wasConfirmed(before.right)) return compare(before.right)
    const early = mismatchOf(before.right, differencesOf(before.right, order.right, AWAITED))
    if (early) return { _tag: 'Left', left: early }
    const confirmed = await confirmPaymentOnce(ctx, { receipt_id })()
    if (confirmed._tag === 'Left') return confirmed
    const compared = compare(confirmed.right)
    if (compared._tag === 'Right' || !wasMoneyTaken(confirmed.right)) return compared
    const { differences, message, receipt } = compared.left
    // Not for what became of the payment since, and not where another call confirmed it.
    if (differences.every(({ member }) => member === 'status' || member === 'cancelled_price')) return compared
    if (isUnderWay(before.right)) return compared
    const cancel = await cancelPaymentOnce(ctx, { receipt_id, cancel_message: '주문과 결제 내용이 다름' })()
    return {
      _tag: 'Left',
      left:
        cancel._tag === 'Right'
          ? { ...compared.left, cancelled: cancel.right }
          : { _tag: 'NotReturned', message, differences, receipt, failure: cancel.left },
    }
  })
}
