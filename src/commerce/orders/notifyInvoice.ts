import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { call } from '../../core/call.js'
import type { Context } from '../../core/context.js'
import type { BootpayError } from '../../core/errors.js'
import { Id } from '../../core/fields.js'
import type { Built } from '../../core/request.js'
import type { InputSchema } from '../../core/schema.js'
import { Nothing } from '../shared/answers.js'
import { buildWrite } from '../shared/buildWrite.js'
import { IdempotencyKey, SendTypes } from '../shared/fields.js'

/** What {@link notifyInvoice} takes. */
export type NotifyInvoiceInput = {
  /** Bootpay's id of the link. */
  readonly invoice_id: string
  /** How: 1 SMS, 2 KakaoTalk, 3 e-mail, 4 push. Left out, Bootpay takes it for an empty list. */
  readonly send_types?: readonly (1 | 2 | 3 | 4)[] | undefined
  /** A key of yours: with it, a repeat within 24 hours sends nothing again. Best one that says why, as `order-7-reminder-1`. */
  readonly idempotency_key?: string | undefined
}
/** Schema of {@link NotifyInvoiceInput}. */
export const NotifyInvoiceInput: InputSchema<NotifyInvoiceInput> = v.strictObject({
  invoice_id: Id,
  send_types: v.optional(SendTypes),
  idempotency_key: v.optional(IdempotencyKey),
})

/** Builds the request of {@link notifyInvoice} without sending it. */
export const notifyInvoiceRequest = (input: NotifyInvoiceInput): Built<null> =>
  buildWrite('notifyInvoice', NotifyInvoiceInput, input, ({ invoice_id, ...body }) => ({
    method: 'POST',
    path: `/invoices/${invoice_id}/notify`,
    body,
    effect: 'message',
    reconcile: 'getInvoice',
    output: Nothing,
  }))

/**
 * Tells the buyer of a payment link, by the ways that `send_types` lists.
 *
 * A person gets a real message each time: give an `idempotency_key`, so that a repeat sends none.
 *
 * @example
 * const result = await notifyInvoice(ctx, {
 *   invoice_id: '66543210d01c7e00209b6002',
 *   send_types: [1, 2],
 *   idempotency_key: 'invoice-7-notice-1',
 * })()
 */
export const notifyInvoice = (ctx: Context, input: NotifyInvoiceInput): TaskEither<BootpayError, null> =>
  call(ctx, notifyInvoiceRequest(input))
