import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { call } from '../../core/call.js'
import type { Context } from '../../core/context.js'
import type { ReadError } from '../../core/errors.js'
import { Id } from '../../core/fields.js'
import type { Built } from '../../core/request.js'
import type { InputSchema } from '../../core/schema.js'
import { buildRead } from '../shared/buildRead.js'
import { Invoice } from './schemas/Invoice.js'

/** What {@link getInvoice} takes. */
export type GetInvoiceInput = {
  /** Bootpay's id of the link. */
  readonly invoice_id: string
}
/** Schema of {@link GetInvoiceInput}. */
export const GetInvoiceInput: InputSchema<GetInvoiceInput> = v.strictObject({ invoice_id: Id })

/** Builds the request of {@link getInvoice} without sending it. */
export const getInvoiceRequest = (input: GetInvoiceInput): Built<Invoice, 'read'> =>
  buildRead('getInvoice', GetInvoiceInput, input, ({ invoice_id }) => ({
    method: 'GET',
    path: `/invoices/${invoice_id}`,
    output: Invoice,
  }))

/**
 * Looks a payment link up. Once it is paid, `order_id` names the order that was made of it.
 *
 * @example
 * const result = await getInvoice(ctx, { invoice_id: '66543210d01c7e00209b6002' })()
 */
export const getInvoice = (ctx: Context, input: GetInvoiceInput): TaskEither<ReadError, Invoice> =>
  call(ctx, getInvoiceRequest(input))
