import * as v from 'valibot'

import { Quota } from '../../core/fields.js'

/** Options of a request that is charged without the buyer being present. */
export const Extra = v.strictObject({
  /** Months of instalments as text, `'00'` for a lump sum. */
  card_quota: v.optional(Quota),
  /** Charges 100 KRW and cancels that some ten minutes later, to see whether the card works. */
  subscribe_test_payment: v.optional(v.boolean()),
  /** Whether the payment gateway's own error is passed on. */
  raw_data: v.optional(v.boolean()),
})
/** Options of a request that is charged without the buyer being present. */
export type Extra = v.InferInput<typeof Extra>
