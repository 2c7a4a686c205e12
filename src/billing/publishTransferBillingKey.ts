import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { call } from '../core/call.js'
import type { Context } from '../core/context.js'
import type { BootpayError } from '../core/errors.js'
import { Id } from '../core/fields.js'
import type { Built } from '../core/request.js'
import type { InputSchema } from '../core/schema.js'
import { buildWrite } from '../pg/buildWrite.js'
import { IssuedBillingKey, type BillingKey } from './schemas/BillingKey.js'

/** What {@link publishTransferBillingKey} takes. */
export type PublishTransferBillingKeyInput = {
  /** Receipt id that {@link requestTransferBillingKey} gave. */
  readonly receipt_id: string
}
/** Schema of {@link PublishTransferBillingKeyInput}. */
export const PublishTransferBillingKeyInput: InputSchema<PublishTransferBillingKeyInput> = v.strictObject({
  receipt_id: Id,
})

/** Builds the request of {@link publishTransferBillingKey} without sending it. */
export const publishTransferBillingKeyRequest = (input: PublishTransferBillingKeyInput): Built<BillingKey> =>
  buildWrite('publishTransferBillingKey', PublishTransferBillingKeyInput, input, (body) => ({
    method: 'POST',
    path: '/request/subscribe/automatic-transfer/publish',
    body,
    effect: 'state',
    reconcile: 'getReceipt',
    output: IssuedBillingKey,
  }))

/**
 * Publishes the billing key of an account after its holder consented, and takes the first payment if one was asked for.
 *
 * Call it after {@link requestTransferBillingKey}, again and again until the payer has consented. `receipt_data` of the answer is
 * there only when a first payment was made.
 *
 * Refused before the consent with `SUBSCRIBE_PUBLISH_NOT_READY`, or by Bootpay's documentation with `SUBSCRIBE_REQUEST_FAILED`:
 * take both as "not yet".
 *
 * @example
 * const result = await publishTransferBillingKey(ctx, { receipt_id: '66541bc4ca4517e69343e24c' })()
 */
export const publishTransferBillingKey = (
  ctx: Context,
  input: PublishTransferBillingKeyInput,
): TaskEither<BootpayError, BillingKey> => call(ctx, publishTransferBillingKeyRequest(input))
