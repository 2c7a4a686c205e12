import type { Resource } from '../../engine/resource.js'
import { route } from '../../engine/router.js'
import { anyRole } from '../access.js'
import { previewOrder } from './handlers.js'

/** What an order would cost. */
export const quote: Resource<'previewOrder', never> = {
  routes: [route('previewOrder', 'POST /cart/order-preview', anyRole, previewOrder)],
}
