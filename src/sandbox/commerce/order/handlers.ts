import { koreanTime } from '../../engine/clock.js'
import { amount, text } from '../../engine/parameters.js'
import type { Handler } from '../../engine/router.js'
import { refused } from '../codes.js'
import { hasKeyword, isWithin, numbersOf, pageOf } from '../pages.js'
import { userOf } from '../user/collection.js'
import { orderBy, orders } from './collection.js'
import { numbersIn, orderAnswer, orderItem } from './view.js'

/** `GET /orders` */
export const listOrders: Handler = ({ store, parameters }) => {
  const user_id = text(parameters['user_id'])
  const user = user_id === undefined ? undefined : (userOf(store, user_id)?.user_id ?? user_id)
  const group = text(parameters['user_group_id'])
  const statuses = numbersOf(parameters['status'])
  const payments = numbersOf(parameters['payment_status'])
  const { search_date_from, search_date_to, css_at, cse_at } = parameters
  const from = text(search_date_from) ?? text(css_at)
  const to = text(search_date_to) ?? text(cse_at)
  const byPaid = parameters['cs_type'] === 'p_at'
  // There are no subscriptions here.
  const billing = amount(parameters['subscription_billing_type']) ?? 0
  const isOther = billing !== 0 || text(parameters['order_subscription_ids']) !== undefined
  const found = [...orders.all(store)].filter((order) => {
    const [status, payment] = numbersIn(order)
    return (
      !isOther &&
      (user === undefined || order.user?.['user_id'] === user) &&
      (group === undefined || order.user_group_id === group) &&
      (statuses === undefined || statuses.some((each) => each === status)) &&
      (payments?.includes(payment) ?? true) &&
      isWithin(byPaid ? order.payment?.purchased_at : order.created_at, from, to) &&
      hasKeyword(parameters, [order.order_id, order.order_number, order.order_name, order.payment?.receipt_id])
    )
  })
  return pageOf(found.reverse(), parameters, orderItem, { most: 50 })
}

/** `GET /orders/{order_id}` */
export const getOrder: Handler = ({ store, holes: { order_id = '' } }) => {
  const order = orderBy(store, order_id)
  return order === undefined ? refused('ORDER_NOT_FOUND') : orderAnswer(order)
}

/** `GET /orders/month`; what it answers is not documented. */
export const getMonthlyOrders: Handler = ({ store, parameters }) => {
  const group = text(parameters['user_group_id'])
  const month = text(parameters['search_date'])
  if (group === undefined) return refused('PARAMETER_INVALID', 'user_group_id')
  if (month === undefined) return refused('PARAMETER_INVALID', 'search_date')
  const list = [...orders.all(store)]
    .filter((order) => order.user_group_id === group && koreanTime(order.created_at).startsWith(month))
    .map(orderItem)
  return { list, count: list.length }
}
