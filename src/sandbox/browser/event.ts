import { misuse, type Failure } from '../engine/errors.js'
import type { Store } from '../engine/store.js'
import { receipts } from '../pg/receipt/collection.js'
import { gatewayUrl, receiptAnswer, type ReceiptAnswer } from '../pg/receipt/view.js'

/**
 * What the client SDK's promise gives: `confirm`, `done` and `issued` fulfil it, `cancel` and `error` reject it. The page of the
 * shop sees it, so it holds no billing key.
 */
export type BrowserEvent =
  | {
      readonly event: 'confirm'
      readonly application_id: string
      readonly receipt_id: string
      readonly gateway_url: string
      readonly order_id: string
    }
  | { readonly event: 'done' | 'issued'; readonly data: ReceiptAnswer }
  | {
      readonly event: 'cancel' | 'error'
      readonly error_code: string
      readonly message: string
      readonly pg_error_code?: string | undefined
    }

/** What the client SDK tells the page of a receipt as it stands; `undefined` while the window is open. */
export const eventOf = (store: Store, receipt_id: string): BrowserEvent | undefined | Failure => {
  const receipt = receipts.get(store, receipt_id)
  if (receipt === undefined) return misuse('NOT_FOUND', `event: no receipt ${receipt_id}`)
  const { ended, status, order_id } = receipt
  if (ended !== undefined) return ended
  if (status === 2) {
    const { application_id } = store.settings.credentials
    return { event: 'confirm', application_id, receipt_id, gateway_url: gatewayUrl, order_id }
  }
  if (status === 0 || status === 40 || status === 41) return undefined
  return { event: status === 5 || status === -10 ? 'issued' : 'done', data: receiptAnswer(receipt) }
}
