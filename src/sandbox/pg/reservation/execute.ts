import type { Store } from '../../engine/store.js'
import { billingKeys } from '../billing-key/collection.js'
import { chargeKey } from '../receipt/charge.js'
import { isOrderCharged } from '../receipt/order.js'
import type { NextDue } from '../../engine/resource.js'
import { reservations } from './collection.js'
import type { ReservationRecord } from './record.js'

const execute = (store: Store, reservation: ReservationRecord, at: number): void => {
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

/** The next reservation that is to be executed: at its own time, or at once where that was over when it was made. */
export const dueReservation: NextDue = (store, until) => {
  const reservation = reservations.next(store, until)
  if (reservation === undefined) return undefined
  const at = Math.max(reservation.execute_at, reservation.requested_at)
  return { at, carryOut: () => execute(store, reservation, at) }
}
