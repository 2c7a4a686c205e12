import { collection, type Collection } from '../../engine/collection.js'
import type { CancelRecord } from './record.js'
import { cancelAnswer, type OrderCancelAnswer } from './view.js'

/** Requests to cancel an order, whole or in part. */
export const orderCancels: Collection<'order_cancels', CancelRecord, 'order', OrderCancelAnswer> = collection({
  name: 'order_cancels',
  id: ({ order_cancellation_request_id }: CancelRecord) => order_cancellation_request_id,
  indexes: { order: ({ order_id }) => order_id },
  view: cancelAnswer,
})
