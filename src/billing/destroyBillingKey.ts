import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { call } from '../core/call.js'
import type { Context } from '../core/context.js'
import type { BootpayError } from '../core/errors.js'
import { Id } from '../core/fields.js'
import type { Built } from '../core/request.js'
import type { InputSchema } from '../core/schema.js'
import { buildWrite } from '../pg/buildWrite.js'
import { DestroyedBillingKey } from './schemas/DestroyedBillingKey.js'

/** What {@link destroyBillingKey} takes. */
export type DestroyBillingKeyInput = {
  /** The billing key, a secret. */
  readonly billing_key: string
}
/** Schema of {@link DestroyBillingKeyInput}. */
export const DestroyBillingKeyInput: InputSchema<DestroyBillingKeyInput> = v.strictObject({ billing_key: Id })

/** Builds the request of {@link destroyBillingKey} without sending it. */
export const destroyBillingKeyRequest = (input: DestroyBillingKeyInput): Built<DestroyedBillingKey> =>
  buildWrite('destroyBillingKey', DestroyBillingKeyInput, input, ({ billing_key }) => ({
    method: 'DELETE',
    path: `/subscribe/billing_key/${billing_key}`,
    effect: 'state',
    reconcile: 'getBillingKey',
    output: DestroyedBillingKey,
  }))

/**
 * Destroys a billing key, so that it can never be charged again.
 *
 * Waiting reservations of the key are not cancelled by it: cancel them first. Refused with `SUBSCRIBE_BK_EXPIRED` when the key
 * was destroyed before.
 *
 * The key is part of the address that is sent, so it is in the logs of what stands between you and Bootpay; it is in no error of
 * this package.
 *
 * @example
 * const result = await destroyBillingKey(ctx, { billing_key: subscription.billing_key })()
 */
export const destroyBillingKey = (
  ctx: Context,
  input: DestroyBillingKeyInput,
): TaskEither<BootpayError, DestroyedBillingKey> => call(ctx, destroyBillingKeyRequest(input))
