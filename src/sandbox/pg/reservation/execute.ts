import type { Store } from '../../engine/store.js'
import { billingKeys } from '../billing-key/collection.js'
import { chargeKey } from '../receipt/charge.js'
import { isOrderCharged } from '../receipt/order.js'
import { reservations } from './collection.js'
import type { ReservationRecord } from './record.js'

const execute = (store: Store, reservation: ReservationRecord): void => {
  const at = Math.max(reservation.execute_at, reservation.requested_at)
  const times = { started_at: at, finished_at: at }
  const key = billingKeys.get(store, reservation.billing_key)
  if (key === undefined || key.destroyed_at !== undefined || isOrderCharged(store, reservation.order_id)) {
    reservations.save(store, { ...reservation, ...times, status: -1 })
    return
  }
  const receipt = chargeKey(store, 'reservePayment', key, reservation, at, at)
  const done = receipt.ended === undefined ? { status: 1, receipt_id: receipt.receipt_id } : { status: -1 }
  reservations.save(store, { ...reservation, ...times, ...done })
}

/** Executes what has fallen due up to a moment, in the order of the times, each at its own time. */
export const executeDue = (store: Store, until: number): void => {
  for (let next = reservations.next(store, until); next !== undefined; next = reservations.next(store, until))
    execute(store, next)
}
