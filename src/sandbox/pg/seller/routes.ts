import { route } from '../../engine/router.js'
import { anyKey } from '../access.js'
import type { Resource } from '../../engine/resource.js'
import { getPaymentMethods } from './handlers.js'

/** What the merchant has a contract for. */
export const seller: Resource<'getPaymentMethods', never> = {
  routes: [route('getPaymentMethods', 'GET /seller/payment/method', anyKey, getPaymentMethods)],
}
