import { membersOf } from '../core/fields.js'
import type { Receipt } from './schemas/Receipt.js'

type Standing = Pick<Receipt, 'price' | 'cancelled_price' | 'status'>

/**
 * Whether money was taken for a payment, whatever became of it since: paid (1), cancelled (20), a cancel that failed (-20) or
 * is under way (-30). A virtual account that is issued (5) waits for its deposit, so nothing was taken yet.
 *
 * @example
 * wasMoneyTaken({ status: 20 }) // true
 */
export const wasMoneyTaken = (receipt: Pick<Receipt, 'status'>): boolean =>
  [1, 20, -20, -30].includes(membersOf(receipt).status ?? NaN)

/** Whether an approval is under way: asked for (4), or being made (3). */
export const isUnderWay = ({ status }: Pick<Receipt, 'status'>): boolean => status === 3 || status === 4

/** Whether a confirm took effect: money was taken, or a virtual account was issued. */
export const wasConfirmed = (receipt: Pick<Receipt, 'status'>): boolean =>
  wasMoneyTaken(receipt) || receipt.status === 5

/**
 * Whether a part of a payment was cancelled, but not all of it. Judged by the amounts, since sources disagree on the
 * status after a partial cancel (1 or 20).
 *
 * @example
 * isPartiallyCancelled({ price: 1000, cancelled_price: 400, status: 1 }) // true
 */
export const isPartiallyCancelled = (receipt: Standing): boolean => {
  const { price = NaN, cancelled_price = NaN } = membersOf(receipt)
  return cancelled_price > 0 && cancelled_price < price
}

/**
 * Whether all of a payment was cancelled: nothing of the money is left, or the status says so (20) and no part is.
 *
 * @example
 * isCancelled({ price: 1000, cancelled_price: 1000, status: 20 }) // true
 */
export const isCancelled = (receipt: Standing): boolean => {
  const { price = NaN, cancelled_price = NaN, status } = membersOf(receipt)
  return (cancelled_price > 0 && cancelled_price >= price) || (status === 20 && !isPartiallyCancelled(receipt))
}

/** Whether a whole cancel took effect: all is cancelled, or a virtual account that nobody had paid into was (-3). */
export const wasWithdrawn = (receipt: Standing): boolean => isCancelled(receipt) || receipt.status === -3

/**
 * Whether a payment was made and the merchant still has some of its money: {@link wasMoneyTaken}, and not {@link isCancelled}.
 * A cancel that is under way (-30) is not paid any more.
 *
 * @example
 * isPaid({ price: 1000, cancelled_price: 0, status: 1 }) // true
 */
export const isPaid = (receipt: Standing): boolean =>
  wasMoneyTaken(receipt) && receipt.status !== -30 && !isCancelled(receipt)

/**
 * What can still be cancelled of a payment, in its currency; 0 when it was not paid.
 *
 * @example
 * cancellableAmount({ price: 1000, cancelled_price: 400, status: 1 }) // 600
 */
export const cancellableAmount = (receipt: Standing): number =>
  // Dollars may have cents, which binary fractions do not hold exactly.
  isPaid(receipt) ? Math.round((receipt.price - receipt.cancelled_price) * 100) / 100 : 0
