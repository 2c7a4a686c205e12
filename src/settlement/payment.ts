import type { Either } from 'fp-ts/lib/Either.js'

import { answerAs } from '../core/answer.js'
import { call } from '../core/call.js'
import type { Context } from '../core/context.js'
import { isApiError, type OutcomeUnknown, type ReadError } from '../core/errors.js'
import { lookUpOf } from '../core/fields.js'
import { parseBootpayDate } from '../core/parseBootpayDate.js'
import { finalOf } from '../core/time.js'
import { getReceipt } from '../payment/getReceipt.js'
import { getReceiptsByOrderRequest } from '../payment/getReceiptsByOrder.js'
import type { Receipt } from '../payment/schemas/Receipt.js'
import { Receipts } from '../payment/schemas/Receipts.js'
import { isUnderWay, wasConfirmed, wasMoneyTaken, wasWithdrawn } from '../payment/standing.js'
import { CLOCK_DIFFERENCE_MS, NOT_YET, unclear, type Look, type Settler } from './settle.js'

const RUNNING: Look = { _tag: 'Running' }

/** Makes a settler that reads the receipt. */
export const byReceipt = (decide: (receipt: Receipt, unknown: OutcomeUnknown, ctx: Context) => Look): Settler => ({
  look: async (ctx, unknown) => {
    const read = await getReceipt(ctx, { receipt_id: String(unknown.about['receipt_id']) })()
    return read._tag === 'Left' ? read : { _tag: 'Right', right: decide(read.right, unknown, ctx) }
  },
})

/**
 * Reads the receipts of an order; an order that Bootpay does not know has none. A list in which there are only receipts of other
 * orders says nothing about this one.
 */
export const receiptsOf = async (ctx: Context, order_id: string): Promise<Either<ReadError, readonly Receipt[]>> => {
  const built = getReceiptsByOrderRequest({ order_id })
  if (built._tag === 'Left') return built
  const output = answerAs(Receipts, (receipts) => {
    const value = receipts.filter((receipt) => receipt.order_id === order_id)
    return receipts.length > 0 && value.length === 0 ? { issues: [{ message: 'is about other orders' }] } : { value }
  })
  const read = await call(ctx, { _tag: 'Right', right: { ...built.right, output } })()
  return read._tag === 'Left' && isApiError('RC_NOT_FOUND')(read.left) ? { _tag: 'Right', right: [] } : read
}

/**
 * Makes a settler that reads the receipts of the order and takes the first that fits and was begun by this very request: an id may
 * have been used before. `others` judges what else was begun by it. Where it is asked what an earlier call did (`looking`), a
 * receipt may be of any age.
 */
export const byOrder = (
  fits: (receipt: Receipt, unknown: OutcomeUnknown) => boolean,
  others: (receipt: Receipt) => Look | undefined,
): Settler => ({
  look: async (ctx, unknown) => {
    const { order_id, subscription_id } = unknown.about
    const id = String(order_id ?? subscription_id)
    const read = await receiptsOf(ctx, id)
    if (read._tag === 'Left') return read
    const begunAt = ({ requested_at, purchased_at }: Receipt) =>
      parseBootpayDate(requested_at ?? purchased_at)?.getTime()
    const since = unknown.phase === 'looking' ? -Infinity : unknown.startedAt - CLOCK_DIFFERENCE_MS
    const isRecent = (receipt: Receipt) => (begunAt(receipt) ?? Infinity) >= since
    const recent = read.right.filter(isRecent)
    const receipt = recent.find((each) => fits(each, unknown))
    if (receipt)
      return {
        _tag: 'Right',
        right: begunAt(receipt) === undefined ? unclear('what was found has no date') : { _tag: 'Done', receipt },
      }
    const [other = NOT_YET] = recent.flatMap((each) => others(each) ?? [])
    const blind = lookUpOf(id) === 'webhook' && other._tag === 'NotYet'
    return { _tag: 'Right', right: blind ? unclear('the look-up of an id with a dot may be cut there') : other }
  },
})

const FAILED = [-1, -2, -3, -4]

/** Confirmed is paid, paid and cancelled since, or a virtual account issued; a receipt that failed stays failed. */
export const settleConfirm: Settler = byReceipt((receipt) =>
  wasConfirmed(receipt)
    ? { _tag: 'Done', receipt }
    : FAILED.includes(receipt.status)
      ? { _tag: 'NotDone' }
      : isUnderWay(receipt)
        ? RUNNING
        : NOT_YET,
)

const cents = (amount: unknown): number => Math.round(Number(amount) * 100)

/** A whole cancel shows in the amounts; a partial one only where it is known what was cancelled before. */
export const settleCancel: Settler = byReceipt((receipt, unknown, ctx) => {
  const { cancel_price, cancelled_price: before } = unknown.about
  const isCancelling = receipt.status === -30
  if (cancel_price === undefined)
    return wasWithdrawn(receipt) ? { _tag: 'Done', receipt } : isCancelling ? RUNNING : NOT_YET
  const now = cents(receipt.cancelled_price)
  const isSame = before === undefined ? now < cents(cancel_price) : now === cents(before)
  if (isSame) return isCancelling ? RUNNING : NOT_YET
  const cancelledAt = parseBootpayDate(receipt.cancelled_at)?.getTime() ?? NaN
  const isOfThis =
    cancelledAt >= unknown.startedAt - CLOCK_DIFFERENCE_MS &&
    cancelledAt <= finalOf(ctx, unknown.startedAt) + CLOCK_DIFFERENCE_MS
  if (before !== undefined && now === cents(before) + cents(cancel_price) && isOfThis) return { _tag: 'Done', receipt }
  return unclear(
    'another cancel may be in the amount: compare the cancels in the admin console, or use cancelPaymentOnce',
  )
})

/** A charge is there under its order id, for its price. */
export const settleCharge: Settler = byOrder(
  (receipt, { about }) => wasMoneyTaken(receipt) && receipt.price === about['price'],
  (receipt) =>
    wasMoneyTaken(receipt)
      ? unclear('the order id was paid, but with another amount')
      : isUnderWay(receipt)
        ? RUNNING
        : undefined,
)

/** A key is there under its `subscription_id`, in one of these statuses. */
export const settleKey = (...statuses: readonly number[]): Settler =>
  byOrder(
    ({ status }) => statuses.includes(status),
    (receipt) =>
      wasMoneyTaken(receipt)
        ? unclear('a first payment was taken, but no key is there')
        : [3, 4, 40, 42].includes(receipt.status)
          ? RUNNING
          : undefined,
  )

/** A cash receipt is there under its order id, for its price. */
export const settleCashReceipt: Settler = byOrder(
  ({ status, price }, { about }) => [60, 61].includes(status) && price === about['price'],
  ({ status }) => (status === 60 ? unclear('a cash receipt was issued, but for another amount') : undefined),
)
