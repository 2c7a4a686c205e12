import type { Store } from '../../engine/store.js'
import { reservations } from '../reservation/collection.js'
import { receipts } from './collection.js'

/** Whether the server has already charged an order id. */
export const isOrderCharged = (store: Store, order_id: string): boolean =>
  receipts.count(store, 'charged', order_id) > 0

/** Whether the server has already charged an order id, or a reservation waits to. */
export const isOrderTaken = (store: Store, order_id: string): boolean =>
  reservations.count(store, 'waitingOrder', order_id) > 0 || isOrderCharged(store, order_id)
