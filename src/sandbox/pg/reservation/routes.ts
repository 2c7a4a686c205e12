import { route } from '../../engine/router.js'
import { anyKey } from '../access.js'
import type { Resource } from '../../engine/resource.js'
import { reservations } from './collection.js'
import { dueReservation } from './execute.js'
import { cancelReservation, getReservation, reservePayment } from './handlers.js'

/** Reserved charges, which the clock executes. */
export const reservation: Resource<'reservePayment' | 'getReservation' | 'cancelReservation', typeof reservations> = {
  collections: [reservations],
  routes: [
    route('reservePayment', 'POST /subscribe/payment/reserve', anyKey, reservePayment),
    route('getReservation', 'GET /subscribe/payment/reserve/{reserve_id}', anyKey, getReservation),
    route('cancelReservation', 'DELETE /subscribe/payment/reserve/{reserve_id}', anyKey, cancelReservation),
  ],
  nextDue: dueReservation,
}
