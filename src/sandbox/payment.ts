import { minute } from './clock.js'
import { cardRecord, draftReceipt } from './drafts.js'
import type { BillingKeyRecord, ReceiptRecord } from './records.js'
import { newId, saveReceipt } from './store.js'
import type { Store } from './store.js'
import type { JsonObject } from './types.js'
import { announce } from './webhooks/announce.js'

const depositTime = 3 * 24 * 60 * minute

/** A receipt once the approval went through: 1, or 5 with three days to deposit for a virtual account. */
export const payReceipt = (receipt: ReceiptRecord, at: number): ReceiptRecord =>
  receipt.method === 'vbank'
    ? {
        ...receipt,
        status: 5,
        bank: { bank_name: '국민', bank_code: '004', username: '테*', expired_at: at + depositTime },
      }
    : { ...receipt, status: 1, purchased_at: at }

/** What a charge of a billing key is told. */
export type ChargeRequest = {
  readonly order_id: string
  readonly order_name: string
  readonly price: number
  readonly tax_free: number
  readonly card_quota: string | undefined
  readonly metadata: unknown
  readonly user: JsonObject | undefined
  readonly feedback_url: string | undefined
  readonly content_type: string | undefined
}

/** Charges a card or an account that a key stands for, stores the paid receipt and tells of it. */
export const chargeKey = (
  store: Store,
  key: Pick<BillingKeyRecord, 'pg' | 'method' | 'card' | 'bank'> & { readonly billing_key: string | undefined },
  request: ChargeRequest,
  requestedAt: number,
  paidAt: number,
): ReceiptRecord => {
  const receipt = saveReceipt(
    store,
    draftReceipt({
      receipt_id: newId(store),
      order_id: request.order_id,
      order_name: request.order_name,
      price: request.price,
      tax_free: request.tax_free,
      metadata: request.metadata,
      user: request.user,
      feedback_url: request.feedback_url,
      content_type: request.content_type,
      pg: key.pg,
      method: key.card === undefined ? 'bank' : 'card',
      method_origin: key.method,
      status: 1,
      requested_at: requestedAt,
      purchased_at: paidAt,
      by_server: true,
      billing_key: key.billing_key,
      card: key.card === undefined ? undefined : cardRecord(key.card.card_no, request.card_quota),
      bank: key.bank,
    }),
  )
  return announce(store, receipt, paidAt)
}
