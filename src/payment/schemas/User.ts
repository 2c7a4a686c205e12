import * as v from 'valibot'

import { Digits, Text } from '../../core/fields.js'
import type { InputSchema } from '../../core/schema.js'

/** The buyer, as a request names them. */
export type User = {
  /** The merchant's id of the buyer. */
  readonly id?: string | undefined
  /** The buyer's name. */
  readonly username?: string | undefined
  /** The buyer's e-mail address. */
  readonly email?: string | undefined
  /** Phone number; hyphens and spaces are taken out. Some payment gateways require it. */
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
  id: v.optional(Text),
  username: v.optional(Text),
  email: v.optional(Text),
  phone: v.optional(Digits),
  gender: v.optional(v.picklist([1, 0, -1])),
  area: v.optional(Text),
  birth: v.optional(Text),
  addr: v.optional(Text),
})
