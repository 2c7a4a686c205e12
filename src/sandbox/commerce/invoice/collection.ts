import { koreanTime } from '../../engine/clock.js'
import { collection, type Collection } from '../../engine/collection.js'
import type { Settings } from '../../engine/settings.js'
import { isOpen, type InvoiceRecord } from './record.js'
import { invoiceAnswer, type InvoiceAnswer } from './view.js'

/** A payment link as a state shows it. */
type Shown = InvoiceAnswer & {
  readonly notices: readonly { readonly sent_at: string; readonly send_types: readonly number[] }[]
  readonly receipt_id: string | null
}

const view = (invoice: InvoiceRecord, settings: Settings): Shown => ({
  ...invoiceAnswer(invoice, settings),
  receipt_id: invoice.receipt_id ?? null,
  notices: invoice.notices.map(({ at, send_types }) => ({ sent_at: koreanTime(at), send_types })),
})

/** Payment links. */
export const invoices: Collection<'invoices', InvoiceRecord, 'receipt', Shown> = collection({
  name: 'invoices',
  id: ({ invoice_id }: InvoiceRecord) => invoice_id,
  indexes: { receipt: ({ receipt_id }) => receipt_id },
  due: (invoice) => (isOpen(invoice) && !invoice.held ? invoice.expires_at : undefined),
  view,
})
