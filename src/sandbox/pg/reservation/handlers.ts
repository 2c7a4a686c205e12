import { koreanTime, parseTime } from '../../engine/clock.js'
import { isFailure } from '../../engine/errors.js'
import { newId } from '../../engine/ids.js'
import { text } from '../../engine/parameters.js'
import type { Handler } from '../../engine/router.js'
import { livingKey } from '../billing-key/handlers.js'
import { refused } from '../codes.js'
import { readCharge } from '../receipt/charge.js'
import { isOrderTaken } from '../receipt/order.js'
import { reservations } from './collection.js'
import { reservationAnswer } from './view.js'

const mostWaiting = 10

/** `POST /subscribe/payment/reserve` */
export const reservePayment: Handler = ({ store, at, parameters }) => {
  const key = livingKey(store, text(parameters['billing_key']) ?? '')
  if (isFailure(key)) return key
  const charge = readCharge(parameters)
  if (isFailure(charge)) return charge
  const execute_at = parseTime(text(parameters['reserve_execute_at']) ?? '')
  if (execute_at === undefined) return refused('PARAMETER_INVALID', 'reserve_execute_at')
  if (reservations.count(store, 'waitingKey', key.billing_key) >= mostWaiting) return refused('SUBSCRIBE_RESERVE_LIMIT')
  if (isOrderTaken(store, charge.order_id)) return refused('RC_ORDER_ID_DUPLICATED')
  const reservation = reservations.save(store, {
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
    error_webhook: charge.error_webhook,
    items: parameters['items'],
    extra: parameters['extra'],
    requested_at: at,
    execute_at,
    started_at: undefined,
    finished_at: undefined,
    revoked_at: undefined,
    status: 0,
  })
  return { reserve_id: reservation.reserve_id, reserve_execute_at: koreanTime(execute_at) }
}

/** `GET /subscribe/payment/reserve/{reserve_id}` */
export const getReservation: Handler = ({ store, holes: { reserve_id = '' } }) => {
  const reservation = reservations.get(store, reserve_id)
  return reservation === undefined ? refused('RC_NOT_FOUND') : reservationAnswer(reservation)
}

/** `DELETE /subscribe/payment/reserve/{reserve_id}` */
export const cancelReservation: Handler = ({ store, at, holes: { reserve_id = '' } }) => {
  const reservation = reservations.get(store, reserve_id)
  if (reservation === undefined) return refused('RC_NOT_FOUND')
  if (reservation.status !== 0) return refused('SUBSCRIBE_BK_EXPIRED')
  reservations.save(store, { ...reservation, status: 3, revoked_at: at })
  return { reserve_id, success: true }
}
