import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { call } from '../core/call.js'
import type { Context } from '../core/context.js'
import type { ReadError } from '../core/errors.js'
import { Id } from '../core/fields.js'
import type { Built } from '../core/request.js'
import type { InputSchema } from '../core/schema.js'
import { buildRead } from '../pg/buildRead.js'
import { BillingKeyDetail } from './schemas/BillingKeyDetail.js'

/** What {@link getBillingKey} takes. */
export type GetBillingKeyInput = {
  /** The billing key, a secret. */
  readonly billing_key: string
}
/** Schema of {@link GetBillingKeyInput}. */
export const GetBillingKeyInput: InputSchema<GetBillingKeyInput> = v.strictObject({ billing_key: Id })

/** Builds the request of {@link getBillingKey} without sending it. */
export const getBillingKeyRequest = (input: GetBillingKeyInput): Built<BillingKeyDetail, 'read'> =>
  buildRead('getBillingKey', GetBillingKeyInput, input, ({ billing_key }) => ({
    method: 'GET',
    path: `/billing_key/${billing_key}`,
    output: BillingKeyDetail,
  }))

/**
 * Looks a billing key up by itself.
 *
 * Use it to see whether a key is alive (`status` 1) and when it ends (`expire_at`). The answer has another shape than that of
 * {@link getBillingKeyByReceipt}: there is no receipt id in it, and `sandbox` is a number.
 *
 * The key is part of the address that is sent, so it is in the logs of what stands between you and Bootpay; it is in no error of
 * this package.
 *
 * @example
 * const result = await getBillingKey(ctx, { billing_key: subscription.billing_key })()
 */
export const getBillingKey = (ctx: Context, input: GetBillingKeyInput): TaskEither<ReadError, BillingKeyDetail> =>
  call(ctx, getBillingKeyRequest(input))
