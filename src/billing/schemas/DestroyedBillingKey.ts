import { answer } from '../../core/answer.js'
import { Printable } from '../../core/fields.js'
import type { Schema } from '../../core/schema.js'

/** The billing key that was destroyed. */
export type DestroyedBillingKey = {
  /** The key. */
  readonly billing_key: string
}

/** Schema of {@link DestroyedBillingKey}. */
export const DestroyedBillingKey: Schema<DestroyedBillingKey> = answer<DestroyedBillingKey>({
  billing_key: Printable,
})
