import { isFailure, type Failure } from '../../engine/errors.js'
import { newId } from '../../engine/ids.js'
import { amount, flag, object, text } from '../../engine/parameters.js'
import type { Call, Handler } from '../../engine/router.js'
import type { Store } from '../../engine/store.js'
import { receipts } from '../../pg/receipt/collection.js'
import { cancelPayment, money } from '../../pg/receipt/handlers.js'
import { isHeld } from '../../pg/receipt/record.js'
import { refused } from '../codes.js'
import { orderBy, orders } from '../order/collection.js'
import type { OrderRecord } from '../order/record.js'
import { membersOf } from '../pages.js'
import { amountsOf, readTaken, type Amounts } from './amounts.js'
import { orderCancels } from './collection.js'
import type { CancelRecord } from './record.js'
import { cancelAnswer } from './view.js'

const own = [
  'cancel_id',
  'cancel_price',
  'cancel_tax_free_price',
  'cancel_products',
  'cancel_order_subscription_bills',
  'cancel_immediately',
  'force',
]

/** `GET /order/cancel` */
export const listOrderCancels: Handler = ({ store, parameters }) => {
  const named = text(parameters['order_number']) ?? text(parameters['order_id'])
  const order = named === undefined ? undefined : orderBy(store, named)
  if (named !== undefined && order === undefined) return { list: [], count: 0 }
  const found =
    order === undefined ? [...orderCancels.all(store)] : [...orderCancels.by(store, 'order', order.order_id)]
  return { list: found.reverse().map(cancelAnswer), count: found.length }
}

/** What can still be given back of an order; nothing where it is not paid, or all of it went back. */
const restOf = (store: Store, { payment, forced }: OrderRecord): Amounts | undefined => {
  const receipt = forced ? undefined : receipts.get(store, payment?.receipt_id ?? '')
  if (receipt === undefined || !isHeld(receipt)) return undefined
  return {
    cancel_price: money(receipt.price - receipt.cancelled_price),
    cancel_tax_free_price: money(receipt.tax_free - receipt.cancelled_tax_free),
  }
}

/** A virtual account's money goes back to an account that Commerce knows. */
const refund = { bank_account: '0', bank_username: '0', bank_code: '0' }

/** Gives the money back by the payment's own cancel, and keeps the request as approved. */
const approve = (
  { store, at }: Call,
  cancel: CancelRecord,
  order: OrderRecord,
  message: string | undefined,
  isForced: boolean,
): CancelRecord | Failure => {
  const rest = restOf(store, order)
  const amounts = rest === undefined ? refused('ORDER_CANCEL_UNABLE') : amountsOf(store, order, cancel, rest)
  if (isFailure(amounts)) return amounts
  const answer = cancelPayment({
    store,
    at,
    parameters: {
      receipt_id: order.payment?.receipt_id,
      cancel_id: cancel.cancel_id ?? cancel.order_cancellation_request_id,
      cancel_price: amounts.cancel_price,
      cancel_tax_free: amounts.cancel_tax_free_price,
      refund,
    },
  })
  if (isFailure(answer)) {
    if (!isForced) return answer
    const now = orders.get(store, order.order_id) ?? order
    orders.save(store, { ...now, standing: 'cancelled', forced: true })
  }
  return orderCancels.save(store, { ...cancel, ...amounts, status: 1, processed_at: at, message })
}

/** `POST /order/cancel`: as a supervisor, or with `cancel_immediately`, it is approved at once. */
export const requestOrderCancel: Handler = (call) => {
  const { store, at, parameters, header } = call
  const order = orderBy(store, text(parameters['order_number']) ?? '')
  if (order === undefined) return refused('ORDER_NOT_FOUND')
  const given = object(parameters['request_cancel_parameters']) ?? {}
  const isSupervisor = header('bootpay-role') === 'supervisor'
  const isForced = flag(given['force'])
  if (isForced && !isSupervisor) return refused('PARAMETER_INVALID', 'force')
  if (given['cancel_order_subscription_bills'] !== undefined)
    return refused('PARAMETER_INVALID', 'cancel_order_subscription_bills')
  const taken = given['cancel_products'] === undefined ? undefined : readTaken(store, order, given['cancel_products'])
  if (isFailure(taken)) return taken
  if (taken?.length === 0) return refused('PARAMETER_INVALID', 'cancel_products')
  const asked = {
    asked_price: amount(given['cancel_price']) ?? amount(given['refund_price']),
    asked_tax_free: amount(given['cancel_tax_free_price']),
    taken,
  }
  const rest = restOf(store, order)
  const amounts = rest === undefined ? refused('ORDER_CANCEL_UNABLE') : amountsOf(store, order, asked, rest)
  if (isFailure(amounts)) return amounts
  const cancel: CancelRecord = {
    order_cancellation_request_id: newId(store),
    order_id: order.order_id,
    order_number: order.order_number,
    cancel_id: text(given['cancel_id']),
    ...asked,
    ...amounts,
    members: membersOf(given, own),
    status: 0,
    requested_at: at,
    processed_at: undefined,
    message: undefined,
  }
  if (!isSupervisor && !flag(given['cancel_immediately'])) return cancelAnswer(orderCancels.save(store, cancel))
  const approved = approve(call, cancel, order, undefined, isForced)
  return isFailure(approved) ? approved : cancelAnswer(approved)
}

/** The request that a path names, which waits for its decision. */
const waiting = ({ store, holes: { order_cancellation_request_id = '' } }: Call): CancelRecord | Failure => {
  const cancel = orderCancels.get(store, order_cancellation_request_id)
  if (cancel === undefined) return refused('ORDER_CANCEL_NOT_FOUND')
  return cancel.status === 0 ? cancel : refused('PROCESS_DUPLICATED')
}

const decide = ({ store, at }: Call, cancel: CancelRecord, status: number, message?: string): CancelRecord =>
  orderCancels.save(store, { ...cancel, status, processed_at: at, message })

/** `PUT /order/cancel/{order_cancellation_request_id}/withdraw` */
export const withdrawOrderCancel: Handler = (call) => {
  const cancel = waiting(call)
  if (isFailure(cancel)) return cancel
  decide(call, cancel, 3)
  return null
}

/** `PUT /order/cancel/{order_cancellation_request_id}/approve` */
export const approveOrderCancel: Handler = (call) => {
  const cancel = waiting(call)
  if (isFailure(cancel)) return cancel
  const order = orders.get(call.store, cancel.order_id)
  if (order === undefined) return refused('ORDER_NOT_FOUND')
  const approved = approve(call, cancel, order, text(call.parameters['message']), false)
  return isFailure(approved) ? approved : cancelAnswer(approved)
}

/** `PUT /order/cancel/{order_cancellation_request_id}/reject` */
export const rejectOrderCancel: Handler = (call) => {
  const cancel = waiting(call)
  if (isFailure(cancel)) return cancel
  const message = text(call.parameters['message'])
  if (message === undefined) return refused('PARAMETER_INVALID', 'message')
  return cancelAnswer(decide(call, cancel, 2, message))
}
