import { koreanTime, koreanTimeOf } from '../../engine/clock.js'
import type { Settings } from '../../engine/settings.js'
import type { LineRecord } from '../order/lines.js'
import type { InvoiceRecord } from './record.js'

/** A payment link as it stands on the wire. */
export type InvoiceAnswer = {
  readonly invoice_id: string
  readonly payment_url: string
  readonly name: string
  readonly price: number
  readonly tax_free_price: number
  readonly status: number
  readonly send_status: number
  readonly send_types: readonly number[]
  readonly order_id: string | null
  readonly created_at: string
  readonly [member: string]: unknown
}

const itemAnswer = ({ product_id, product_option_id, name, price, quantity, tax_free_price }: LineRecord): object => ({
  type: product_id === undefined ? 1 : 2,
  product_id,
  product_option_id,
  name,
  price,
  quantity,
  qty: quantity,
  tax_free_price,
})

/** Writes a payment link. */
export const invoiceAnswer = (invoice: InvoiceRecord, { paymentUrl }: Settings): InvoiceAnswer => ({
  ...invoice.members,
  invoice_id: invoice.invoice_id,
  payment_url: paymentUrl(invoice.invoice_id),
  name: invoice.name,
  price: invoice.price,
  tax_free_price: invoice.tax_free_price,
  delivery_price: invoice.delivery_price,
  status: invoice.status,
  send_status: invoice.notices.length === 0 ? 0 : 1,
  send_types: invoice.notices.at(-1)?.send_types ?? [],
  sent_at: koreanTimeOf(invoice.notices.at(-1)?.at) ?? null,
  order_id: invoice.status === 2 ? invoice.order_id : null,
  user_id: invoice.user?.['user_id'] ?? null,
  user: invoice.user ?? null,
  invoice_items: [...invoice.products, ...invoice.items].map(itemAnswer),
  metadata: invoice.metadata ?? null,
  expired_at: koreanTimeOf(invoice.expires_at) ?? null,
  pay_at: koreanTimeOf(invoice.paid_at) ?? null,
  created_at: koreanTime(invoice.created_at),
})
