import type { Either } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { guarded } from '../core/guarded.js'
import type { Context } from '../core/context.js'
import type { ReadError, InputError } from '../core/errors.js'
import { Id, OrderId, Text } from '../core/fields.js'
import { check } from '../core/request.js'
import type { Schema } from '../core/schema.js'
import type { Sent } from '../core/sent.js'
import { getReceipt } from '../payment/getReceipt.js'
import type { Receipt } from '../payment/schemas/Receipt.js'
import { pg } from '../pg/pg.js'

/** What your own order says a payment has to be. */
export type ExpectedPayment = {
  /** Bootpay's id of the payment, which the browser told you. */
  readonly receipt_id: string
  /** Your id of the order. */
  readonly order_id: string | number
  /** Amount of your order, in its currency. */
  readonly price: number
  /** Currency of your order. Default: KRW. */
  readonly currency?: string | undefined
}

/** One thing that a payment is not as your order says. */
export type Difference = {
  readonly member: 'order_id' | 'price' | 'currency' | 'cancelled_price' | 'status'
  readonly expected: string | number
  /** What Bootpay's receipt has; absent where it has none. */
  readonly actual?: string | number | undefined
}

/** A payment that is not what your order says. */
export type Mismatch = {
  readonly _tag: 'Mismatch'
  readonly message: string
  readonly differences: readonly Difference[]
  /** Bootpay's own receipt. */
  readonly receipt: Receipt
  /** The receipt after the money was given back; absent when this call had not moved any. */
  readonly cancelled?: Receipt | undefined
}

/** An order as it is compared: read once, with its order id as text. */
export type CheckedOrder = Sent<ExpectedPayment> & { readonly currency: string }

const Expected: Schema<CheckedOrder, ExpectedPayment> = v.strictObject({
  receipt_id: Id,
  order_id: OrderId,
  price: v.custom<number>((price) => Number.isFinite(price) && (price as number) > 0, 'must be an amount above 0'),
  currency: v.optional(Text, 'KRW'),
})

/** Checks what an order says. */
export const checkOrder = (operation: string, expected: unknown): Either<InputError, CheckedOrder> =>
  check(operation, Expected, expected)

/** What a receipt differs in from an order: in what identifies it, in what was cancelled of it, in its status. */
export const differencesOf = (
  receipt: Receipt,
  { order_id, price, currency }: CheckedOrder,
  statuses: readonly [number, ...number[]],
): readonly Difference[] => {
  const status = statuses.find((each) => each === receipt.status) ?? statuses[0]
  const expected = { order_id, price, currency, cancelled_price: 0, status }
  const actual = { ...receipt, currency: receipt.currency ?? 'KRW' }
  return (['order_id', 'price', 'currency', 'cancelled_price', 'status'] as const).flatMap((member) =>
    expected[member] === actual[member] ? [] : [{ member, expected: expected[member], actual: actual[member] }],
  )
}

/** A mismatch in words; undefined where nothing differs. */
export const mismatchOf = (receipt: Receipt, differences: readonly Difference[]): Mismatch | undefined => {
  if (differences.length === 0) return undefined
  const message = differences
    .map((each) => `${each.member} is ${each.actual ?? 'absent'} and not ${each.expected}`)
    .join('; ')
  return { _tag: 'Mismatch', message, differences, receipt }
}

/** The statuses of a payment whose money is there: paid, or paid with a cancel that failed. */
export const PAID = [1, -20] as const

/**
 * Looks a payment up and compares it with your order: id, amount, currency, and that it is paid with nothing cancelled.
 *
 * Use it wherever a browser says "paid" without a confirm on the server: a browser can say anything. A `Mismatch` names each
 * member that differs and holds Bootpay's receipt; whether to cancel is for you to say. Amounts are in the order's currency.
 * Default: KRW.
 *
 * @example
 * const result = await verifyPayment(ctx, { receipt_id, order_id: 'order-1024', price: 39_000 })()
 */
export const verifyPayment = (ctx: Context, expected: ExpectedPayment): TaskEither<ReadError | Mismatch, Receipt> => {
  const order = checkOrder('verifyPayment', expected)
  if (order._tag === 'Left') return () => Promise.resolve(order)
  const { receipt_id } = order.right
  return guarded(
    ctx,
    { operation: 'verifyPayment', api: pg, about: { receipt_id }, effect: 'read' },
    async (): Promise<Either<ReadError | Mismatch, Receipt>> => {
      const read = await getReceipt(ctx, { receipt_id })()
      if (read._tag === 'Left') return read
      const left = mismatchOf(read.right, differencesOf(read.right, order.right, PAID))
      return left ? { _tag: 'Left', left } : read
    },
  )
}
