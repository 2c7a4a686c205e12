import { minute } from '../../engine/clock.js'
import type { Failure } from '../../engine/errors.js'
import { newId } from '../../engine/ids.js'
import type { JsonObject } from '../../engine/json.js'
import { amount, isPayable, keptMetadata, missing, object, text } from '../../engine/parameters.js'
import type { Store } from '../../engine/store.js'
import { announce } from '../../webhooks/announce.js'
import type { BillingKeyRecord } from '../billing-key/record.js'
import { refused } from '../codes.js'
import { cardRecord } from '../means.js'
import { receipts } from './collection.js'
import { draftReceipt, type ReceiptRecord } from './record.js'

const depositTime = 3 * 24 * 60 * minute

/** A receipt once the approval went through: 1, or 5 with three days to deposit for a virtual account. */
export const payReceipt = (receipt: ReceiptRecord, at: number): ReceiptRecord =>
  receipt.method === 'vbank'
    ? {
        ...receipt,
        status: 5,
        bank: { bank_name: '국민', bank_code: '004', username: '테스*', expired_at: at + depositTime },
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

/** Reads what a charge, a reservation and a wallet payment have in common, or says which member is wrong. */
export const readCharge = (parameters: JsonObject): ChargeRequest | Failure => {
  const absent = missing(parameters, ['order_name', 'order_id'])
  if (absent !== undefined) return refused('PARAMETER_INVALID', absent)
  const price = amount(parameters['price'])
  const tax_free = amount(parameters['tax_free']) ?? 0
  if (!isPayable(price, tax_free)) return refused('PARAMETER_INVALID', 'price')
  return {
    order_id: text(parameters['order_id']) ?? '',
    order_name: text(parameters['order_name']) ?? '',
    price,
    tax_free,
    card_quota: text(parameters['card_quota']),
    metadata: keptMetadata(parameters['metadata']),
    user: object(parameters['user']),
    feedback_url: text(parameters['feedback_url']),
    content_type: text(parameters['content_type']),
  }
}

/** Charges a card or an account that a key stands for, stores the paid receipt and tells of it. */
export const chargeKey = (
  store: Store,
  key: Pick<BillingKeyRecord, 'pg' | 'method' | 'card' | 'bank'> & { readonly billing_key: string | undefined },
  request: ChargeRequest,
  requestedAt: number,
  paidAt: number,
): ReceiptRecord => {
  const receipt = receipts.save(
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
