import type { Either } from 'fp-ts/lib/Either.js'

import type { Context } from '../core/context.js'
import type { BootpayError, OutcomeUnknown } from '../core/errors.js'
import { getReceipt } from '../payment/getReceipt.js'
import { getReceiptsByOrder } from '../payment/getReceiptsByOrder.js'
import type { Receipt } from '../payment/schemas/Receipt.js'
import { isCancelled } from '../payment/standing.js'
import type { Look, Settler } from './settle.js'

/** Not yet, which proves nothing so far. */
export const notYet: Look = { _tag: 'NotYet' }

/** Makes a settler that reads the receipt. */
export const byReceipt = (decide: (receipt: Receipt, unknown: OutcomeUnknown) => Look): Settler => ({
  look: async (ctx, unknown) => {
    const read = await getReceipt(ctx, { receipt_id: String(unknown.keys['receipt_id']) })()
    return read._tag === 'Left' ? read : { _tag: 'Right', right: decide(read.right, unknown) }
  },
})

/** Reads the receipts of an order; an order that Bootpay does not know has none. */
export const receiptsOf = async (
  ctx: Context,
  order_id: string | number | undefined,
): Promise<Either<BootpayError, readonly Receipt[]>> => {
  const read = await getReceiptsByOrder(ctx, { order_id: order_id ?? '' })()
  return read._tag === 'Left' && read.left._tag === 'ApiError' && read.left.code === 'RC_NOT_FOUND'
    ? { _tag: 'Right', right: [] }
    : read
}

/** Makes a settler that reads the receipts of the order and takes the first that fits. */
export const byOrder = (
  fits: (receipt: Receipt, unknown: OutcomeUnknown) => boolean,
  others: (receipts: readonly Receipt[], unknown: OutcomeUnknown) => Look = () => notYet,
): Settler => ({
  look: async (ctx, unknown) => {
    const { order_id, subscription_id } = unknown.keys
    const read = await receiptsOf(ctx, order_id ?? subscription_id)
    if (read._tag === 'Left') return read
    const receipt = read.right.find((each) => fits(each, unknown))
    return { _tag: 'Right', right: receipt ? { _tag: 'Done', receipt } : others(read.right, unknown) }
  },
})

/** Whether money was taken for a receipt, given back later (20), on its way back (-30), not given back after all (-20) or not. */
export const wasPaid = ({ status }: Receipt): boolean => [1, 20, -20, -30].includes(status)

/** Whether a confirm took effect: paid, or a virtual account issued. */
export const wasConfirmed = (receipt: Receipt): boolean => wasPaid(receipt) || receipt.status === 5

const FAILED = [-1, -2, -3, -4]

/** Confirmed is paid, paid and cancelled since, or a virtual account issued; a receipt that failed stays failed. */
export const settleConfirm: Settler = byReceipt((receipt) =>
  wasConfirmed(receipt) ? { _tag: 'Done', receipt } : FAILED.includes(receipt.status) ? { _tag: 'NotDone' } : notYet,
)

/** A whole cancel shows in the amounts; a partial one only where it is known what was cancelled before. */
export const settleCancel: Settler = byReceipt((receipt, { keys }) => {
  const { cancel_price, cancelled_price: before } = keys
  if (cancel_price === undefined) return isCancelled(receipt) ? { _tag: 'Done', receipt } : notYet
  const after = Number(before ?? 0) + Number(cancel_price)
  if (receipt.cancelled_price < after && (before === undefined || receipt.cancelled_price === before)) return notYet
  if (before !== undefined && receipt.cancelled_price === after) return { _tag: 'Done', receipt }
  return {
    _tag: 'Unclear',
    message: 'another cancel may be in the amount: compare the cancels in the admin console, or use cancelPaymentOnce',
  }
})

/** A charge is there under its order id, for its price. */
export const settleCharge: Settler = byOrder(
  (receipt, { keys }) => wasPaid(receipt) && receipt.price === keys['price'],
  (receipts) =>
    receipts.some(wasPaid) ? { _tag: 'Unclear', message: 'the order id was paid, but with another amount' } : notYet,
)
