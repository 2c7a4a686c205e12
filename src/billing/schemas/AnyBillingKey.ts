import { BillingKey } from './BillingKey.js'
import type { BillingKeyDetail } from './BillingKeyDetail.js'
import type { Schema } from '../../core/schema.js'

/** A billing key in either of its two shapes. */
export type AnyBillingKey = BillingKey | BillingKeyDetail

/** Schema of {@link AnyBillingKey}: both shapes require the same one member. */
export const AnyBillingKey: Schema<AnyBillingKey> = BillingKey
