import { asReader, cancelPayment, getReceiptsByOrder, isPaid, traverseWithLimit } from 'bootpay-fp'
import * as A from 'fp-ts/lib/Array.js'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as RA from 'fp-ts/lib/ReadonlyArray.js'
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'

/**
 * @typedef {import('bootpay-fp').Context} Context
 * @typedef {import('bootpay-fp').BootpayError} BootpayError
 * @typedef {import('bootpay-fp').Receipt} Receipt
 * @typedef {{ order_id: string, price: number, inStock: boolean }} Order
 * @typedef {{ _tag: 'NotPaid', order_id: string }} NotPaid
 */

const receiptsOf = asReader(getReceiptsByOrder)

/**
 * The payment of an order: of all that Bootpay knows under its id, the one that was paid for its price.
 * @param {Order} order
 * @returns {RTE.ReaderTaskEither<Context, BootpayError | NotPaid, Receipt>}
 */
export const paymentOf = ({ order_id, price }) =>
  pipe(
    receiptsOf({ order_id }),
    RTE.map(RA.findFirst((receipt) => isPaid(receipt) && receipt.price === price)),
    RTE.chainW(RTE.fromOption(() => ({ _tag: /** @type {const} */ ('NotPaid'), order_id }))),
  )

/**
 * What the day brought in: all orders or the first failure, one after the other.
 * @param {readonly Order[]} orders
 * @returns {RTE.ReaderTaskEither<Context, BootpayError | NotPaid, number>}
 */
export const takings = (orders) =>
  pipe(
    orders,
    RTE.traverseSeqArray(paymentOf),
    RTE.map(RA.reduce(0, (sum, receipt) => sum + receipt.price - receipt.cancelled_price)),
  )

/**
 * Gives the money back for every order that cannot be sent, a few at a time. Nothing stops at a failure: `left` are those that
 * a person has to look at, `right` the receipts.
 * @param {readonly Order[]} orders
 * @returns {import('fp-ts/lib/ReaderTask.js').ReaderTask<Context, import('fp-ts/lib/Separated.js').Separated<{ order_id: string, error: BootpayError | NotPaid }[], Receipt[]>>}
 */
export const refundUnsent = (orders) => (ctx) => {
  const unsent = orders.filter(({ inStock }) => !inStock)
  return pipe(
    traverseWithLimit(ctx, unsent, (order) =>
      pipe(
        paymentOf(order)(ctx),
        TE.chainW(({ receipt_id }) => cancelPayment(ctx, { receipt_id, cancel_message: '재고 없음' })),
      ),
    ),
    T.map((results) =>
      unsent.flatMap(({ order_id }, index) => {
        const result = results[index]
        return result ? [E.mapLeft((/** @type {BootpayError | NotPaid} */ error) => ({ order_id, error }))(result)] : []
      }),
    ),
    T.map(A.separate),
  )
}
