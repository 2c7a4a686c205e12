import { collection } from '../../engine/collection.js'
import type { AuthenticationRecord } from './record.js'
import { authenticationAnswer } from './view.js'

/** Identity verifications. */
export const authentications = collection({
  name: 'authentications',
  id: ({ receipt_id }: AuthenticationRecord) => receipt_id,
  view: authenticationAnswer,
})
