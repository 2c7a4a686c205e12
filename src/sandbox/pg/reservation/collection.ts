import { collection, type Collection } from '../../engine/collection.js'
import type { ReservationRecord } from './record.js'
import { reservationAnswer, type ReservationAnswer } from './view.js'

const waits = ({ status }: ReservationRecord): boolean => status === 0

/** Reserved charges, whatever became of them. */
export const reservations: Collection<
  'reservations',
  ReservationRecord,
  'waitingKey' | 'waitingOrder',
  ReservationAnswer
> = collection({
  name: 'reservations',
  id: ({ reserve_id }: ReservationRecord) => reserve_id,
  indexes: {
    waitingKey: (reservation) => (waits(reservation) ? reservation.billing_key : undefined),
    waitingOrder: (reservation) => (waits(reservation) ? reservation.order_id : undefined),
  },
  due: (reservation) => (waits(reservation) ? reservation.execute_at : undefined),
  view: reservationAnswer,
})
