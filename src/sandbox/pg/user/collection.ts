import { collection } from '../../engine/collection.js'
import type { UserRecord } from './record.js'

/** Users that a token was issued for. */
export const users = collection({
  name: 'users',
  id: ({ user_id }: UserRecord) => user_id,
  view: (user) => user,
})
