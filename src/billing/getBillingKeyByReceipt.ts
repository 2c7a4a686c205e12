import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { call } from '../core/call.js'
import type { Context } from '../core/context.js'
import type { ReadError } from '../core/errors.js'
import { Id } from '../core/fields.js'
import type { Built } from '../core/request.js'
import type { InputSchema } from '../core/schema.js'
import { buildRead } from '../pg/buildRead.js'
import { BillingKey } from './schemas/BillingKey.js'

/** What {@link getBillingKeyByReceipt} takes. */
export type GetBillingKeyByReceiptInput = {
  /** Receipt id under which the key was issued. */
  readonly receipt_id: string
}
/** Schema of {@link GetBillingKeyByReceiptInput}. */
export const GetBillingKeyByReceiptInput: InputSchema<GetBillingKeyByReceiptInput> = v.strictObject({ receipt_id: Id })

/** Builds the request of {@link getBillingKeyByReceipt} without sending it. */
export const getBillingKeyByReceiptRequest = (input: GetBillingKeyByReceiptInput): Built<BillingKey, 'read'> =>
  buildRead('getBillingKeyByReceipt', GetBillingKeyByReceiptInput, input, ({ receipt_id }) => ({
    method: 'GET',
    path: `/subscribe/billing_key/${receipt_id}`,
    output: BillingKey,
  }))

/**
 * Looks a billing key up by the receipt id under which it was issued.
 *
 * Use it after the browser issued a key: the browser knows the receipt id, and the key belongs on the server. The answer has
 * another shape than that of {@link getBillingKey}: `status` is the receipt's (11 is issued).
 *
 * Refused with `RC_NOT_SUBSCRIBE` when the receipt is not of a billing key, `RC_NOT_FOUND` when it is unknown.
 *
 * @example
 * const result = await getBillingKeyByReceipt(ctx, { receipt_id: '62c7ccebcf9f6d001b3adcd4' })()
 */
export const getBillingKeyByReceipt = (
  ctx: Context,
  input: GetBillingKeyByReceiptInput,
): TaskEither<ReadError, BillingKey> => call(ctx, getBillingKeyByReceiptRequest(input))
