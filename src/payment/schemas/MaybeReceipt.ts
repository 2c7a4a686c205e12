import type { Receipt } from './Receipt.js'
import { schemaOf, type Schema } from '../../core/schema.js'

/** What is left of a receipt where Bootpay's answer is not documented: any part of it, or nothing. */
export type MaybeReceipt = Partial<Receipt> | null

/** Schema of {@link MaybeReceipt}: an object, `null`, or an empty answer. */
export const MaybeReceipt: Schema<MaybeReceipt> = schemaOf((value) =>
  typeof value === 'object' && !Array.isArray(value)
    ? { value }
    : { issues: [{ message: 'must be an object or null' }] },
)
