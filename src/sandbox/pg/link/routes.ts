import { route } from '../../engine/router.js'
import { anyKey } from '../access.js'
import type { Resource } from '../../engine/resource.js'
import { requestPaymentLink } from './handlers.js'

/** Payments that a server asks for and a buyer makes. */
export const link: Resource<'requestPaymentLink', never> = {
  routes: [route('requestPaymentLink', 'POST /request/payment', anyKey, requestPaymentLink)],
}
