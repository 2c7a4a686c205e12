import type * as v from 'valibot'

import { answer } from '../../core/answer.js'
import { Printable } from '../../core/fields.js'

/** The billing key that was destroyed. */
export type DestroyedBillingKey = {
  /** The key. */
  readonly billing_key: string
}

/** Schema of {@link DestroyedBillingKey}. */
export const DestroyedBillingKey: v.GenericSchema<unknown, DestroyedBillingKey> = answer<DestroyedBillingKey>({
  billing_key: Printable,
})
