import { misuse, orThrow, type Failure } from '../engine/errors.js'
import { newId } from '../engine/ids.js'
import type { Store } from '../engine/store.js'
import { receipts } from '../pg/receipt/collection.js'
import { draftReceipt } from '../pg/receipt/record.js'
import { invoices } from './invoice/collection.js'
import { isOpen, type InvoiceRecord } from './invoice/record.js'
import { productOf } from './product/collection.js'
import { stockOf } from './product/record.js'

/** What buyers do at a shop of the Commerce API. An unknown id or a step out of order throws an Error: that is a wrong test. */
export type SandboxShop = {
  /**
   * The buyer opens a payment link: gives the receipt id of the payment, status 0, for `sandbox.browser` to go on with. Opened again
   * before it is paid, it gives the same one; after a payment that failed or was closed, a new one.
   */
  readonly openInvoice: (invoice_id: string) => string
}

const soldOut = (store: Store, { products }: InvoiceRecord): string | undefined =>
  products.find(({ product_id, quantity }) => {
    const product = productOf(store, product_id)
    return product !== undefined && stockOf(product) < quantity
  })?.product_id

const openInvoice = (store: Store, at: number, invoice_id: string): string | Failure => {
  const invoice = invoices.get(store, invoice_id)
  if (invoice === undefined) return misuse('NOT_FOUND', `openInvoice: no invoice ${invoice_id}`)
  if (!isOpen(invoice))
    return misuse('STEP_REFUSED', `openInvoice: invoice ${invoice_id} has status ${String(invoice.status)}`)
  const opened = receipts.get(store, invoice.receipt_id ?? '')
  if (opened !== undefined && opened.ended === undefined) return opened.receipt_id
  const missing = soldOut(store, invoice)
  if (missing !== undefined) return misuse('STEP_REFUSED', `openInvoice: product ${missing} is out of stock`)
  const receipt_id = newId(store)
  // Before the receipt, which finds its order by it.
  invoices.save(store, { ...invoice, receipt_id })
  receipts.save(
    store,
    draftReceipt({
      method: 'card',
      receipt_id,
      order_id: invoice.order_number,
      order_name: invoice.name,
      price: invoice.price,
      tax_free: invoice.tax_free_price,
      pg: 'nicepay',
      status: 0,
      requested_at: at,
      separately_confirmed: invoice.separately_confirmed,
      metadata: invoice.metadata,
      user: invoice.user,
      feedback_url: invoice.webhook_url,
      content_type: invoice.content_type,
    }),
  )
  return receipt_id
}

/** Makes the shop's controls over a store; `present` brings the store up to its clock first. */
export const createShop = (store: Store, present: () => number): SandboxShop => ({
  openInvoice: (invoice_id) => orThrow(openInvoice(store, present(), invoice_id)),
})
