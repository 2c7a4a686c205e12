import { route } from '../../engine/router.js'
import { anyKey } from '../access.js'
import type { Resource } from '../../engine/resource.js'
import { authentications } from './collection.js'
import { confirmAuthentication, getCertificate, requestAuthentication, resendAuthentication } from './handlers.js'

/** Identity verifications. */
export const authentication: Resource<
  'getCertificate' | 'requestAuthentication' | 'confirmAuthentication' | 'resendAuthentication',
  typeof authentications
> = {
  collections: [authentications],
  routes: [
    route('getCertificate', 'GET /certificate/{receipt_id}', anyKey, getCertificate),
    route('requestAuthentication', 'POST /request/authentication', anyKey, requestAuthentication),
    route('confirmAuthentication', 'POST /authenticate/confirm', anyKey, confirmAuthentication),
    route('resendAuthentication', 'POST /authenticate/realarm', anyKey, resendAuthentication),
  ],
}
