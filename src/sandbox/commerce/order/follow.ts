import { amount, flag } from '../../engine/parameters.js'
import type { Store } from '../../engine/store.js'
import type { ReceiptRecord } from '../../pg/receipt/record.js'
import { invoices } from '../invoice/collection.js'
import { isOpen } from '../invoice/record.js'
import { products } from '../product/collection.js'
import { orders } from './collection.js'
import type { LineRecord } from './lines.js'
import { orderOf, standingBy, type OrderStanding } from './record.js'

/** Takes what was sold out of the stock, or puts it back. */
const sell = (store: Store, lines: readonly LineRecord[], sign: 1 | -1): void => {
  for (const { product_id, quantity } of lines) {
    const product = products.get(store, product_id ?? '')
    if (product === undefined) continue
    const { members, count_sale } = product
    const stock = flag(members['use_stock']) ? { stock: (amount(members['stock']) ?? 0) - sign * quantity } : {}
    products.save(store, {
      ...product,
      members: { ...members, ...stock },
      count_sale: count_sale + sign * quantity,
    })
  }
}

const wasSold = (standing: OrderStanding | undefined): boolean => standing === 'paid'

/** Carries over to an order what has become of its payment; an order is there from when a buyer has put something in. */
export const followPayment = (store: Store, receipt: ReceiptRecord): void => {
  const [invoice] = invoices.by(store, 'receipt', receipt.receipt_id)
  if (invoice === undefined) return
  const before = orders.get(store, invoice.order_id)
  const standing = before?.forced === true ? 'cancelled' : standingBy(receipt)
  if (before === undefined && standing === 'pending') return
  // A link that is over leaves nothing to wait for.
  if (before?.standing === 'expired' && standing === 'pending') return
  const { receipt_id, method, card, purchased_at, cancelled_price } = receipt
  const order = before ?? orderOf(invoice, purchased_at ?? receipt.requested_at)
  const payment = standing === 'pending' ? undefined : { receipt_id, method, card, purchased_at, cancelled_price }
  orders.save(store, { ...order, standing, payment })
  if (wasSold(standing) && !wasSold(before?.standing)) {
    sell(store, order.lines, 1)
    invoices.save(store, { ...invoice, status: 2, paid_at: purchased_at })
  }
  if (standing === 'pending' && invoice.held) invoices.save(store, { ...invoice, held: false })
  if (standing === 'expired' && isOpen(invoice)) invoices.save(store, { ...invoice, status: -1 })
  if (wasSold(before?.standing) && standing === 'cancelled') sell(store, order.lines, -1)
}
