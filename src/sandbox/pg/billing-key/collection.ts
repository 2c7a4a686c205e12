import { collection, type Collection } from '../../engine/collection.js'
import type { BillingKeyRecord } from './record.js'
import { billingKeyAnswer, type BillingKeyAnswer } from './view.js'

/** A billing key as looked up by key, with the receipt that it was asked for with. */
const view = (key: BillingKeyRecord): BillingKeyAnswer & { readonly receipt_id: string } => ({
  ...billingKeyAnswer(key),
  receipt_id: key.receipt_id,
})

/** Billing keys, those that were destroyed too. */
export const billingKeys: Collection<
  'billing_keys',
  BillingKeyRecord,
  string,
  BillingKeyAnswer & { readonly receipt_id: string }
> = collection({
  name: 'billing_keys',
  id: ({ billing_key }: BillingKeyRecord) => billing_key,
  view,
})
