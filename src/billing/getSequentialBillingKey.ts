import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { call } from '../core/call.js'
import type { Context } from '../core/context.js'
import type { ReadError } from '../core/errors.js'
import { Id, OwnId, Text } from '../core/fields.js'
import type { Built } from '../core/request.js'
import type { InputSchema } from '../core/schema.js'
import { buildRead } from '../pg/buildRead.js'
import { AnyBillingKey } from './schemas/AnyBillingKey.js'

/** What {@link getSequentialBillingKey} takes. */
export type GetSequentialBillingKeyInput = {
  /** The billing key, a secret. */
  readonly billing_key: string
  /** Key of the payment widget. */
  readonly widget_key: string
  /** The merchant's id of the member who owns the key; Bootpay checks it. */
  readonly user_id: string | number
}
/** Schema of {@link GetSequentialBillingKeyInput}. */
export const GetSequentialBillingKeyInput: InputSchema<GetSequentialBillingKeyInput> = v.strictObject({
  billing_key: Id,
  widget_key: Text,
  user_id: OwnId,
})

/** Builds the request of {@link getSequentialBillingKey} without sending it. */
export const getSequentialBillingKeyRequest = (input: GetSequentialBillingKeyInput): Built<AnyBillingKey, 'read'> =>
  buildRead('getSequentialBillingKey', GetSequentialBillingKeyInput, input, ({ billing_key, ...query }) => ({
    method: 'GET',
    path: `/subscribe/sequential_billing_key/${billing_key}`,
    query,
    output: AnyBillingKey,
  }))

/**
 * Looks up a key of sequential payment, where one key stands for several cards that are tried in turn.
 *
 * What the answer looks like is not documented: it is one of the shapes of {@link getBillingKeyByReceipt} and
 * {@link getBillingKey}, and only `billing_key` is sure to be there.
 *
 * @example
 * const result = await getSequentialBillingKey(ctx, { billing_key: widget.billing_key, widget_key: widget.key, user_id: 'user_1234' })()
 */
export const getSequentialBillingKey = (
  ctx: Context,
  input: GetSequentialBillingKeyInput,
): TaskEither<ReadError, AnyBillingKey> => call(ctx, getSequentialBillingKeyRequest(input))
