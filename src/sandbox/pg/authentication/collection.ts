import { collection, type Collection } from '../../engine/collection.js'
import type { AuthenticationRecord } from './record.js'
import { authenticationAnswer, type AuthenticationAnswer } from './view.js'

/** Identity verifications. */
export const authentications: Collection<'authentications', AuthenticationRecord, string, AuthenticationAnswer> =
  collection({
    name: 'authentications',
    id: ({ receipt_id }: AuthenticationRecord) => receipt_id,
    view: authenticationAnswer,
  })
