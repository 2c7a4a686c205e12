import type { CardRecord, ReceiptRecord } from './records.js'
import type { JsonObject } from './types.js'

type Needed =
  'receipt_id' | 'order_id' | 'order_name' | 'price' | 'tax_free' | 'pg' | 'method' | 'status' | 'requested_at'

/** A receipt record from what differs; the rest is what a plain payment has. All records share one hidden class. */
export const draftReceipt = (given: Pick<ReceiptRecord, Needed> & Partial<ReceiptRecord>): ReceiptRecord => ({
  receipt_id: given.receipt_id,
  order_id: given.order_id,
  order_name: given.order_name,
  price: given.price,
  tax_free: given.tax_free,
  cancelled_price: 0,
  cancelled_tax_free: 0,
  pg: given.pg,
  method: given.method,
  method_origin: given.method_origin ?? given.method,
  currency: given.currency ?? 'KRW',
  status: given.status,
  requested_at: given.requested_at,
  purchased_at: given.purchased_at,
  cancelled_at: undefined,
  by_server: given.by_server ?? false,
  separately_confirmed: given.separately_confirmed ?? false,
  metadata: given.metadata,
  user: given.user,
  card: given.card,
  bank: given.bank,
  escrow: given.escrow,
  cash_receipt: given.cash_receipt,
  cancellations: none,
  consent: given.consent,
  billing_key: given.billing_key,
  feedback_url: given.feedback_url,
  content_type: given.content_type,
})

const none: ReceiptRecord['cancellations'] = Object.freeze([])

/** A card number with its middle starred, as Bootpay shows it: the only form the sandbox keeps. */
export const maskCard = (cardNumber: string): string => `${cardNumber.slice(0, 8)}****${cardNumber.slice(-4)}`

/** A name with all but its first letter starred, as Bootpay shows account owners. */
export const maskName = (name: string): string => `${[...name][0] ?? ''}*`

/** A card record with a quota in two digits; lump sum unless told. */
export const cardRecord = (maskedNumber: string, quota: string | undefined): CardRecord => ({
  card_no: maskedNumber,
  card_quota: (quota ?? '00').padStart(2, '0'),
})

/** Metadata to keep: any JSON but null. */
export const keptMetadata = (metadata: unknown): unknown => (metadata === null ? undefined : metadata)

/** The id of a user object, as text. */
export const userId = (user: JsonObject | undefined): string | undefined => {
  const id = user?.['id']
  return typeof id === 'string' && id !== '' ? id : typeof id === 'number' ? String(id) : undefined
}
