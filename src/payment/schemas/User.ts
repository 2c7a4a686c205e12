import * as v from 'valibot'

import { OwnId, Phone, Text, unlessEmpty } from '../../core/fields.js'
import type { InputSchema } from '../../core/schema.js'

/** The buyer, as a request names them. Empty text, as of a guest who gave none, is not sent. */
export type User = {
  /** The merchant's id of the buyer. */
  readonly id?: string | number | undefined
  /** The buyer's name. */
  readonly username?: string | undefined
  /** The buyer's e-mail address. */
  readonly email?: string | undefined
  /** Phone number; hyphens and spaces are taken out, `+82` becomes 0. Some payment gateways require it. */
  readonly phone?: string | undefined
  /** 1 male, 0 female, -1 unknown; absent means not told. */
  readonly gender?: 1 | 0 | -1 | undefined
  /** Region in Korean, as in `서울`. */
  readonly area?: string | undefined
  /** Date of birth; the format is not documented. */
  readonly birth?: string | undefined
  /** The buyer's postal address. */
  readonly addr?: string | undefined
}
/** Schema of {@link User}. */
export const User: InputSchema<User> = v.strictObject({
  id: unlessEmpty(OwnId),
  username: unlessEmpty(Text),
  email: unlessEmpty(Text),
  phone: unlessEmpty(Phone),
  gender: v.optional(v.picklist([1, 0, -1])),
  area: unlessEmpty(Text),
  birth: unlessEmpty(Text),
  addr: unlessEmpty(Text),
})
