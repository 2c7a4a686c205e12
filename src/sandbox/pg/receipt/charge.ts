import { minute } from '../../engine/clock.js'
import type { Failure } from '../../engine/errors.js'
import { newId } from '../../engine/ids.js'
import type { JsonObject } from '../../engine/json.js'
import { amount, flag, isPayable, keptMetadata, missing, object, text } from '../../engine/parameters.js'
import type { Store } from '../../engine/store.js'
import { takeDecline } from '../../faults/declines.js'
import { announce } from '../../webhooks/announce.js'
import type { BillingKeyRecord } from '../billing-key/record.js'
import { decliningCard } from '../cards.js'
import { refused } from '../codes.js'
import { cardRecord } from '../means.js'
import { receipts } from './collection.js'
import { draftReceipt, type EndedRecord, type ReceiptRecord } from './record.js'

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

/** How a card ends a payment that is to be taken from it; `undefined` when it pays. */
const cardDecline = ({ method, card }: Pick<ReceiptRecord, 'method' | 'card'>, at: number): EndedRecord | undefined => {
  const declining = method === 'card' ? decliningCard(card, at) : undefined
  if (declining === undefined) return undefined
  const { error_code, message, pg_error_code } = declining
  return { event: 'error', error_code, message, pg_error_code }
}

/** Approves a payment, or refuses it where a refusal is given or the card declines: 1, 5 or -2. Tells of it. */
export const approveReceipt = (
  store: Store,
  receipt: ReceiptRecord,
  at: number,
  decline: EndedRecord | undefined,
): ReceiptRecord => {
  const ended = decline ?? cardDecline(receipt, at)
  const approved = ended === undefined ? payReceipt(receipt, at) : { ...receipt, status: -2, ended }
  return announce(store, receipts.save(store, approved), at)
}

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
  readonly error_webhook: boolean
}

/** Whether a request wants to be told of its failure by a webhook. */
export const asksForErrors = (parameters: JsonObject): boolean =>
  flag(object(parameters['extra'])?.['enable_error_webhook'])

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
    error_webhook: asksForErrors(parameters),
  }
}

/**
 * Charges a card or an account that a key stands for, stores the receipt and tells of it: paid, or with status -2 where a
 * refusal waits for the operation or the card declines.
 */
export const chargeKey = (
  store: Store,
  operation: string,
  key: Pick<BillingKeyRecord, 'pg' | 'method' | 'card' | 'bank'> & { readonly billing_key: string | undefined },
  request: ChargeRequest,
  requestedAt: number,
  paidAt: number,
): ReceiptRecord => {
  const method = key.card === undefined ? 'bank' : 'card'
  const ended = takeDecline(store, operation) ?? cardDecline({ method, card: key.card }, paidAt)
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
      method,
      method_origin: key.method,
      status: ended === undefined ? 1 : -2,
      requested_at: requestedAt,
      purchased_at: ended === undefined ? paidAt : undefined,
      ended,
      error_webhook: request.error_webhook,
      by_server: true,
      billing_key: key.billing_key,
      card: key.card === undefined ? undefined : cardRecord(key.card.card_no, request.card_quota),
      bank: key.bank,
    }),
  )
  return announce(store, receipt, paidAt)
}
