import type { Resource } from '../../engine/resource.js'
import { route } from '../../engine/router.js'
import { anyRole, asSupervisor, asUser } from '../access.js'
import { orderCancels } from './collection.js'
import {
  approveOrderCancel,
  listOrderCancels,
  rejectOrderCancel,
  requestOrderCancel,
  withdrawOrderCancel,
} from './handlers.js'

const one = '/order/cancel/{order_cancellation_request_id}'

/** Requests to cancel an order. */
export const cancel: Resource<
  'listOrderCancels' | 'requestOrderCancel' | 'withdrawOrderCancel' | 'approveOrderCancel' | 'rejectOrderCancel',
  typeof orderCancels
> = {
  collections: [orderCancels],
  routes: [
    route('listOrderCancels', 'GET /order/cancel', asUser, listOrderCancels),
    route('requestOrderCancel', 'POST /order/cancel', anyRole, requestOrderCancel),
    route('withdrawOrderCancel', `PUT ${one}/withdraw`, asUser, withdrawOrderCancel),
    route('approveOrderCancel', `PUT ${one}/approve`, asSupervisor, approveOrderCancel),
    route('rejectOrderCancel', `PUT ${one}/reject`, asSupervisor, rejectOrderCancel),
  ],
}
