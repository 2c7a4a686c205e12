import { chargeKey } from './payment.js'
import type { ReservationRecord } from './records.js'
import { isOrderCharged, saveReservation } from './store.js'
import type { Store } from './store.js'

const execute = (store: Store, reservation: ReservationRecord): void => {
  const at = Math.max(reservation.execute_at, reservation.requested_at)
  const times = { started_at: at, finished_at: at }
  const key = store.billingKeys.get(reservation.billing_key)
  if (key === undefined || key.destroyed_at !== undefined || isOrderCharged(store, reservation.order_id)) {
    saveReservation(store, { ...reservation, ...times, status: -1 })
    return
  }
  const receipt = chargeKey(store, key, reservation, at, at)
  saveReservation(store, { ...reservation, ...times, status: 1, receipt_id: receipt.receipt_id })
}

/** Executes what has fallen due up to a moment, in the order of the times, each at its own time. */
export const executeDue = (store: Store, until: number): void => {
  for (let next = store.waiting[0]; next !== undefined && next.execute_at <= until; next = store.waiting[0])
    execute(store, next)
}
