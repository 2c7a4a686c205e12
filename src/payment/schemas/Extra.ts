import * as v from 'valibot'

import { Flag, Quota } from '../../core/fields.js'
import type { InputSchema } from '../../core/schema.js'

/** Options of a request that is charged without the buyer being present. */
export type Extra = {
  /** Months of instalments as text, `'00'` for a lump sum. */
  readonly card_quota?: string | undefined
  /** Charges 100 KRW and cancels that some ten minutes later, to see whether the card works. */
  readonly subscribe_test_payment?: boolean | 0 | 1 | undefined
  /** Whether the payment gateway's own error is passed on. */
  readonly raw_data?: boolean | 0 | 1 | undefined
}
/** Schema of {@link Extra}. */
export const Extra: InputSchema<Extra> = v.strictObject({
  card_quota: v.optional(Quota),
  subscribe_test_payment: v.optional(Flag),
  raw_data: v.optional(Flag),
})
