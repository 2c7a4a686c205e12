import type { NextDue } from '../../engine/resource.js'
import type { Store } from '../../engine/store.js'
import { receipts } from '../../pg/receipt/collection.js'
import { orders } from '../order/collection.js'
import { invoices } from './collection.js'
import type { InvoiceRecord } from './record.js'

/** Ends a link that nobody has paid: what the buyer has open cannot be paid any more, and an order that was there is over. */
const expire = (store: Store, invoice: InvoiceRecord): void => {
  const receipt = receipts.get(store, invoice.receipt_id ?? '')
  // A virtual account that waits, or a payment that waits for its confirm, goes on.
  if (receipt?.ended === undefined && (receipt?.status === 5 || receipt?.status === 2)) {
    invoices.save(store, { ...invoice, held: true })
    return
  }
  invoices.save(store, { ...invoice, status: -1 })
  const order = orders.get(store, invoice.order_id)
  if (order !== undefined) orders.save(store, { ...order, standing: 'expired' })
  if (receipt?.status === 0 && receipt.ended === undefined)
    receipts.save(store, {
      ...receipt,
      ended: { event: 'error', error_code: 'ORDER_EXPIRED', message: '결제 가능 시간이 지났습니다.' },
    })
}

/** The next link that nobody has paid in time. */
export const dueInvoice: NextDue = (store, until) => {
  const invoice = invoices.next(store, until)
  if (invoice?.expires_at === undefined) return undefined
  const { expires_at: at } = invoice
  return {
    at,
    carryOut: () => {
      expire(store, invoice)
    },
  }
}
