import * as v from 'valibot'

import type { Carrier } from '../../codes/carriers.js'
import { Flag, Text } from '../../core/fields.js'
import type { InputSchema } from '../../core/schema.js'

/** Options of an identity verification. */
export type AuthenticationExtra = {
  /** The one carrier that the person may choose: `SKT`, `KT` or `LGT`, as the official SDK for Java spells them. */
  readonly phone_carrier?: Carrier | undefined
  /** Whether the provider's own error is passed on. */
  readonly raw_data?: boolean | 0 | 1 | undefined
  /** Required by the type of the official SDK for Node, which has one for all options; it says nothing about a verification. */
  readonly subscribe_test_payment?: boolean | 0 | 1 | undefined
}
/** Schema of {@link AuthenticationExtra}. */
export const AuthenticationExtra: InputSchema<AuthenticationExtra> = v.strictObject({
  phone_carrier: v.optional(Text as v.GenericSchema<Carrier>),
  raw_data: v.optional(Flag),
  subscribe_test_payment: v.optional(Flag),
})
