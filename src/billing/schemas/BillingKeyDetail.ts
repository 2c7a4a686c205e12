import { answer } from '../../core/answer.js'
import { Printable } from '../../core/fields.js'
import type { BillingData } from './BillingKey.js'
import type { Schema } from '../../core/schema.js'

/** A billing key as it is looked up by itself. */
export type BillingKeyDetail = {
  /** The key, a secret. */
  readonly billing_key: string
  /** The card or account behind it. */
  readonly billing_data?: BillingData | null | undefined
  /** Payment gateway by its display name. */
  readonly pg?: string | null | undefined
  /** Method by its display name. */
  readonly method?: string | null | undefined
  /** Method as a code. */
  readonly method_symbol?: string | null | undefined
  /** Version of the record, 2. */
  readonly version?: number | null | undefined
  /** 1 for a sandbox key; a number here, unlike in a receipt. */
  readonly sandbox?: number | null | undefined
  /** Until when the key can be charged, ISO 8601 with offset. */
  readonly expire_at?: string | null | undefined
  /** When the key was issued, ISO 8601 with offset. */
  readonly published_at?: string | null | undefined
  /** The key's own status: 1 is alive. Not a receipt's status. */
  readonly status?: number | null | undefined
}

/** Schema of {@link BillingKeyDetail}. */
export const BillingKeyDetail: Schema<BillingKeyDetail> = answer<BillingKeyDetail>({
  billing_key: Printable,
})
