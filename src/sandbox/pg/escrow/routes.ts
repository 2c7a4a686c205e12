import { route } from '../../engine/router.js'
import { anyKey } from '../access.js'
import type { Resource } from '../../engine/resource.js'
import { startShipping } from './handlers.js'

/** The shipping of payments with escrow. */
export const escrow: Resource<'startShipping', never> = {
  routes: [route('startShipping', 'PUT /escrow/shipping/start/{receipt_id}', anyKey, startShipping)],
}
