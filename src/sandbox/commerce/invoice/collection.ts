import { koreanTime } from '../../engine/clock.js'
import { collection, type Collection } from '../../engine/collection.js'
import { isOpen, type InvoiceRecord } from './record.js'
import { invoiceAnswer, type InvoiceAnswer } from './view.js'

const view = (
  invoice: InvoiceRecord,
): InvoiceAnswer & {
  readonly notices: readonly { readonly sent_at: string; readonly send_types: readonly number[] }[]
} => ({
  ...invoiceAnswer(invoice),
  notices: invoice.notices.map(({ at, send_types }) => ({ sent_at: koreanTime(at), send_types })),
})

/** Payment links. */
export const invoices: Collection<
  'invoices',
  InvoiceRecord,
  'receipt',
  InvoiceAnswer & { readonly notices: readonly { readonly sent_at: string; readonly send_types: readonly number[] }[] }
> = collection({
  name: 'invoices',
  id: ({ invoice_id }: InvoiceRecord) => invoice_id,
  indexes: { receipt: ({ receipt_id }) => receipt_id },
  due: (invoice) => (isOpen(invoice) && !invoice.held ? invoice.expires_at : undefined),
  view,
})
