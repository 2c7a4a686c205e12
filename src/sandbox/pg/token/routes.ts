import { route } from '../../engine/router.js'
import { anybody } from '../access.js'
import type { Resource } from '../../engine/resource.js'
import { requestToken } from './handlers.js'
import { currentToken, tokens } from './record.js'

/** Access tokens. */
export const token: Resource<'getAccessToken', never> = {
  cells: [tokens, currentToken],
  routes: [route('getAccessToken', 'POST /request/token', anybody, requestToken)],
}
