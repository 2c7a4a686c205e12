import type { BankRecord, CardRecord } from '../means.js'

/** A billing key as the store keeps it; times in epoch milliseconds. */
export type BillingKeyRecord = {
  readonly billing_key: string
  readonly receipt_id: string
  readonly payment_receipt_id: string | undefined
  readonly pg: string
  readonly method: string
  readonly card: CardRecord | undefined
  readonly bank: BankRecord | undefined
  readonly user_id: string | undefined
  readonly published_at: number
  readonly destroyed_at: number | undefined
}
