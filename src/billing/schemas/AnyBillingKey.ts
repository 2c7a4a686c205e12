import type * as v from 'valibot'

import { BillingKey } from './BillingKey.js'
import type { BillingKeyDetail } from './BillingKeyDetail.js'

/** A billing key in either of its two shapes. */
export type AnyBillingKey = BillingKey | BillingKeyDetail

/** Schema of {@link AnyBillingKey}: both shapes require the same one member. */
export const AnyBillingKey: v.GenericSchema<unknown, AnyBillingKey> = BillingKey
