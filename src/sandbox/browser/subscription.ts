import { isFailure, misuse, type Failure } from '../engine/errors.js'
import { newId } from '../engine/ids.js'
import type { JsonObject } from '../engine/json.js'
import { isPayable } from '../engine/parameters.js'
import type { Store } from '../engine/store.js'
import { pgCode } from '../pg/names.js'
import { receipts } from '../pg/receipt/collection.js'
import { draftReceipt } from '../pg/receipt/record.js'
import { keep } from './keep.js'

/** What the shop's page hands the client SDK to have a card registered. */
export type BrowserSubscription = {
  readonly subscription_id: string
  readonly order_name: string
  /** What is charged at once. Default: 0, nothing. */
  readonly price?: number
  /** Tax-free part of the price. Default: 0. */
  readonly tax_free?: number
  /** Payment gateway, as code or Korean name. Default: nicepay. */
  readonly pg?: string
  /** Webhooks about failures too, as `extra.enable_error_webhook` asks for them. Default: false. */
  readonly enable_error_webhook?: boolean
  readonly metadata?: JsonObject
  readonly user?: JsonObject
}

/** Opens a request for a card billing key, status 40, and gives its receipt id. */
export const requestSubscription = (store: Store, at: number, given: BrowserSubscription): string | Failure => {
  const { price = 0, tax_free = 0 } = given
  if (price !== 0 && !isPayable(price, tax_free))
    return misuse('REQUEST_INVALID', 'requestSubscription: price must be 0 or more, tax_free 0 up to price')
  const kept = keep('requestSubscription', given)
  if (isFailure(kept)) return kept
  return receipts.save(
    store,
    draftReceipt({
      receipt_id: newId(store),
      order_id: kept.subscription_id,
      order_name: kept.order_name,
      price,
      tax_free: price === 0 ? 0 : tax_free,
      pg: pgCode(kept.pg ?? 'nicepay'),
      method: 'card_rebill',
      status: 40,
      requested_at: at,
      error_webhook: kept.enable_error_webhook ?? false,
      metadata: kept.metadata,
      user: kept.user,
    }),
  ).receipt_id
}
