import type { Resource } from '../../engine/resource.js'
import { route } from '../../engine/router.js'
import { anyRole, asUser } from '../access.js'
import { invoices } from './collection.js'
import { dueInvoice } from './expire.js'
import { createInvoice, getInvoice, listInvoices, notifyInvoice } from './handlers.js'

/** Payment links; the clock ends those that nobody pays. */
export const invoice: Resource<'listInvoices' | 'getInvoice' | 'createInvoice' | 'notifyInvoice', typeof invoices> = {
  collections: [invoices],
  routes: [
    route('listInvoices', 'GET /invoices', asUser, listInvoices),
    route('getInvoice', 'GET /invoices/{invoice_id}', asUser, getInvoice),
    route('createInvoice', 'POST /invoices', anyRole, createInvoice),
    route('notifyInvoice', 'POST /invoices/{invoice_id}/notify', asUser, notifyInvoice),
  ],
  nextDue: dueInvoice,
}
