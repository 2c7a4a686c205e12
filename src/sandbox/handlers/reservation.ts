import { answered, refused } from '../answers.js'
import { koreanTime, parseTime } from '../clock.js'
import { text } from '../parameters.js'
import { countWaiting, isOrderTaken, newId, saveReservation } from '../store.js'
import { reservationAnswer } from '../views/reservation.js'
import { livingKey, readCharge } from './billing.js'
import type { Handler } from './handler.js'

const mostWaiting = 10

/** `POST /subscribe/payment/reserve` */
export const reservePayment: Handler = ({ store, at, parameters }) => {
  const key = livingKey(store, parameters)
  if ('body' in key) return key
  const charge = readCharge(parameters)
  if (typeof charge === 'string') return refused('PARAMETER_INVALID', charge)
  const execute_at = parseTime(text(parameters['reserve_execute_at']) ?? '')
  if (execute_at === undefined) return refused('PARAMETER_INVALID', 'reserve_execute_at')
  if (countWaiting(store, key.billing_key) >= mostWaiting) return refused('SUBSCRIBE_RESERVE_LIMIT')
  if (isOrderTaken(store, charge.order_id)) return refused('RC_ORDER_ID_DUPLICATED')
  const reservation = saveReservation(store, {
    reserve_id: newId(store),
    billing_key: key.billing_key,
    receipt_id: undefined,
    order_id: charge.order_id,
    order_name: charge.order_name,
    price: charge.price,
    tax_free: charge.tax_free,
    card_quota: charge.card_quota,
    user: charge.user,
    metadata: charge.metadata,
    feedback_url: charge.feedback_url,
    content_type: charge.content_type,
    items: parameters['items'],
    extra: parameters['extra'],
    requested_at: at,
    execute_at,
    started_at: undefined,
    finished_at: undefined,
    revoked_at: undefined,
    status: 0,
  })
  return answered({ reserve_id: reservation.reserve_id, reserve_execute_at: koreanTime(execute_at) })
}

/** `GET /subscribe/payment/reserve/{reserve_id}` */
export const getReservation: Handler = ({ store, id }) => {
  const reservation = store.reservations.get(id)
  return reservation === undefined ? refused('RC_NOT_FOUND') : answered(reservationAnswer(reservation))
}

/** `DELETE /subscribe/payment/reserve/{reserve_id}` */
export const cancelReservation: Handler = ({ store, at, id }) => {
  const reservation = store.reservations.get(id)
  if (reservation === undefined) return refused('RC_NOT_FOUND')
  if (reservation.status !== 0) return refused('SUBSCRIBE_BK_EXPIRED')
  saveReservation(store, { ...reservation, status: 3, revoked_at: at })
  return answered({ reserve_id: id, success: true })
}
