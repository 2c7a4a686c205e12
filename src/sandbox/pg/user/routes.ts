import { route } from '../../engine/router.js'
import { tokenOnly } from '../access.js'
import type { Resource } from '../../engine/resource.js'
import { users } from './collection.js'
import { issueUserToken } from './handlers.js'

/** Users and their tokens. */
export const user: Resource<'issueUserToken', typeof users> = {
  collections: [users],
  routes: [route('issueUserToken', 'POST /request/user/token', tokenOnly, issueUserToken)],
}
