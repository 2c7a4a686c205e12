import type { Resource } from '../../engine/resource.js'
import { route } from '../../engine/router.js'
import { anyRole } from '../access.js'
import { orders } from './collection.js'
import { getMonthlyOrders, getOrder, listOrders } from './handlers.js'
import { orderSerial } from './record.js'

/** Orders. */
export const order: Resource<'listOrders' | 'getOrder' | 'getMonthlyOrders', typeof orders> = {
  collections: [orders],
  cells: [orderSerial],
  routes: [
    route('listOrders', 'GET /orders', anyRole, listOrders),
    route('getOrder', 'GET /orders/{order_id}', anyRole, getOrder),
    route('getMonthlyOrders', 'GET /orders/month', anyRole, getMonthlyOrders),
  ],
}
