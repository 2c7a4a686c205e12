import { notifyInvoice, notifyInvoiceRequest } from 'bootpay-fp/commerce'

import { invoice } from '../../fixtures/commerce.js'
import { specifyCommerce } from '../../support/commerce.js'

const { invoice_id } = invoice
const idempotency_key = 'order-1024-notice-1'

specifyCommerce(notifyInvoice, notifyInvoiceRequest, {
  input: { invoice_id, send_types: [1, 2], idempotency_key },
  request: {
    operation: 'notifyInvoice',
    method: 'POST',
    path: `/invoices/${invoice_id}/notify`,
    body: { send_types: [1, 2] },
    effect: 'keyed',
    reconcile: 'getInvoice',
    role: 'user',
    key: idempotency_key,
    about: { invoice_id, idempotency_key },
  },
  answer: null,
  required: ['invoice_id'],
  kinds: { invoice_id: 'id' },
  refused: [['a way that is none', { invoice_id, send_types: [5] }, 'send_types.0 must be (1 | 2 | 3 | 4)']],
  changes: [
    ['a notice without a key as one that a repeat sends again', { idempotency_key: undefined }, { effect: 'message' }],
  ],
})
