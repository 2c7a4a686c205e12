import * as v from 'valibot'

import type { Receipt } from './Receipt.js'
import type { Schema } from '../../core/schema.js'

/** What is left of a receipt where Bootpay's answer is not documented: any part of it, or nothing. */
export type MaybeReceipt = Partial<Receipt> | null

/** Schema of {@link MaybeReceipt}: an object, `null`, or an empty answer. */
export const MaybeReceipt: Schema<MaybeReceipt> = v.custom<MaybeReceipt>(
  (value) => typeof value === 'object' && !Array.isArray(value),
  'must be an object or null',
)
