import * as v from 'valibot'

import { PathText } from '../../shared/fields.js'

/** An id of a user, as it may stand in a path where Bootpay has paths of its own. */
export const UserId = v.pipe(
  PathText,
  v.check((id) => !/^(session|me|address|signup-policy)$/.test(id), "is a path of Bootpay's own: give Bootpay's id"),
)
