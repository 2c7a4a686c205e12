import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import type { Context } from '../core/context.js'
import type { BootpayError } from '../core/errors.js'
import { getReceipt } from '../payment/getReceipt.js'
import type { Receipt } from '../payment/schemas/Receipt.js'

/** What your own order says a payment has to be. */
export type ExpectedPayment = {
  /** Bootpay's id of the payment, which the browser told you. */
  readonly receipt_id: string
  /** Your order. */
  readonly order_id: string
  /** Amount of your order, in its currency. */
  readonly price: number
  /** Currency of your order; absent means KRW. */
  readonly currency?: string | undefined
}

/** One thing that a payment is not as your order says. */
export type Difference = {
  readonly member: 'order_id' | 'price' | 'currency' | 'status'
  readonly expected: string | number
  /** What Bootpay's receipt has; absent where it has none. */
  readonly actual?: string | number | undefined
}

/** A payment that is not what your order says. */
export type Mismatch = {
  readonly _tag: 'Mismatch'
  readonly message: string
  readonly differences: readonly Difference[]
  /** What Bootpay says. */
  readonly receipt: Receipt
}

/** Compares a receipt with an order; status 1 (paid) is expected, with nothing cancelled. */
export const compareReceipt = (
  receipt: Receipt,
  { order_id, price, currency = 'KRW' }: Omit<ExpectedPayment, 'receipt_id'>,
  status = 1,
): Mismatch | undefined => {
  const expected = { order_id, price, currency, status }
  const actual = { ...receipt, currency: receipt.currency ?? 'KRW' }
  const differences = (['order_id', 'price', 'currency', 'status'] as const).flatMap((member) =>
    expected[member] === actual[member] ? [] : [{ member, expected: expected[member], actual: actual[member] }],
  )
  if (differences.length === 0) return undefined
  const message = differences
    .map((each) => `${each.member} is ${each.actual ?? 'absent'} and not ${each.expected}`)
    .join('; ')
  return { _tag: 'Mismatch', message, differences, receipt }
}

/**
 * Looks a payment up and compares it with your order: id, amount, currency, and that it is paid.
 *
 * Use it wherever a browser says "paid" without a confirm on the server: a browser can say anything. A `Mismatch` names each
 * member that differs and holds Bootpay's receipt; whether to cancel is for you to say. Amounts are in the order's currency,
 * KRW unless told.
 *
 * @example
 * const result = await verifyPayment(ctx, { receipt_id, order_id: 'order-1024', price: 39_000 })()
 */
export const verifyPayment =
  (ctx: Context, expected: ExpectedPayment): TaskEither<BootpayError | Mismatch, Receipt> =>
  async () => {
    const read = await getReceipt(ctx, { receipt_id: expected.receipt_id })()
    if (read._tag === 'Left') return read
    const left = compareReceipt(read.right, expected)
    return left ? { _tag: 'Left', left } : read
  }
