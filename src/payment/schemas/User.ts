import * as v from 'valibot'

import { Digits, Text } from '../../core/fields.js'

/** The buyer, as a request names them. */
export const User = v.strictObject({
  /** The merchant's id of the buyer. */
  id: v.optional(Text),
  /** Name. */
  username: v.optional(Text),
  /** E-mail address. */
  email: v.optional(Text),
  /** Phone number; hyphens and spaces are taken out. Some payment gateways require it. */
  phone: v.optional(Digits),
  /** 1 male, 0 female, -1 unknown; absent means not told. */
  gender: v.optional(v.picklist([1, 0, -1])),
  /** Region in Korean, as in `서울`. */
  area: v.optional(Text),
  /** Date of birth; the format is not documented. */
  birth: v.optional(Text),
  /** Address. */
  addr: v.optional(Text),
})
/** The buyer, as a request names them. */
export type User = v.InferInput<typeof User>
