import { collection, type Collection } from '../../engine/collection.js'
import type { UserRecord } from './record.js'

/** Users that a token was issued for. */
export const users: Collection<'users', UserRecord, string, UserRecord> = collection({
  name: 'users',
  id: ({ user_id }: UserRecord) => user_id,
  view: (user) => user,
})
