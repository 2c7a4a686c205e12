import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import * as v from 'valibot'

import { getBillingKeyByReceipt } from '../billing/getBillingKeyByReceipt.js'
import { publishTransferBillingKeyRequest } from '../billing/publishTransferBillingKey.js'
import {
  requestTransferBillingKeyRequest,
  type RequestTransferBillingKeyInput,
} from '../billing/requestTransferBillingKey.js'
import type { BillingKey } from '../billing/schemas/BillingKey.js'
import { call } from '../core/call.js'
import { guarded } from '../core/guarded.js'
import type { Context } from '../core/context.js'
import { refuseDot, unseenBy } from '../core/unseen.js'
import { isApiError, type BootpayError } from '../core/errors.js'
import { countOr } from '../core/fields.js'
import { check } from '../core/request.js'
import { pause, restOf } from '../core/time.js'

/** How long to wait for the payer. */
export type Patience = {
  /** Milliseconds between two questions; what is no positive whole number counts as the default. Default: 5 s. */
  readonly everyMs?: number | undefined
  /** Milliseconds to wait in all; what is no positive whole number counts as the default. Default: 3 minutes. */
  readonly forMs?: number | undefined
}

const Waits = v.object({ everyMs: v.optional(v.unknown()), forMs: v.optional(v.unknown()) })

const isNotYet = isApiError('SUBSCRIBE_PUBLISH_NOT_READY', 'SUBSCRIBE_REQUEST_FAILED')

/** Whether a look-up by the receipt says that there is no key; any other refusal says nothing of it. */
const isNoKey = (error: BootpayError): boolean =>
  isNotYet(error) || isApiError('RC_NOT_SUBSCRIBE', 'RC_NOT_FOUND')(error)

/**
 * Issues a billing key for an account from beginning to end: asks the payer for consent, waits for it, publishes the key.
 *
 * Use it in a worker or a queue, not in a request that somebody waits for: payers take their time. When they did not consent in
 * time the Left is Bootpay's "not yet" (`SUBSCRIBE_PUBLISH_NOT_READY`), with the `receipt_id` in its `about`: go on later with
 * {@link publishTransferBillingKey}. Bootpay gives the same code for a key that is issued already, so it is told only after the
 * key was looked up; where that fails the outcome is unknown. A `subscription_id` with a dot is refused: the look-up of a lost request
 * may be cut at the dot. The Context's `deadline` and `signal` end the wait too.
 *
 * @example
 * const result = await issueTransferBillingKey(ctx, {
 *   pg: 'nicepay',
 *   order_name: '월간 구독',
 *   subscription_id: 'subscription-8',
 *   username: '홍길동',
 *   bank_name: '국민',
 *   bank_account: account.number,
 *   identity_no: account.birth,
 * })()
 */
export const issueTransferBillingKey = (
  ctx: Context,
  input: RequestTransferBillingKeyInput,
  patience: Patience = {},
): TaskEither<BootpayError, BillingKey> => {
  const built = requestTransferBillingKeyRequest(input)
  if (built._tag === 'Left') return () => Promise.resolve(built)
  const request = built.right
  if (request.reconcile === 'webhook') return () => Promise.resolve(refuseDot(request.operation, 'subscription_id'))
  const waits = check('issueTransferBillingKey', Waits, patience)
  if (waits._tag === 'Left') return () => Promise.resolve(waits)
  const everyMs = countOr(waits.right.everyMs, 5_000)
  const forMs = countOr(waits.right.forMs, 180_000)
  return guarded(ctx, request, async () => {
    const requested = await call(ctx, built)()
    if (requested._tag === 'Left') return requested
    const { receipt_id } = requested.right
    const publish = publishTransferBillingKeyRequest({ receipt_id })
    // The payer was asked, by an id that cannot be used.
    if (publish._tag === 'Left') return unseenBy(ctx, request, publish.left, false)
    const begin = ctx.now()
    const until = begin + Math.min(forMs, restOf(ctx, begin))
    for (;;) {
      const published = await call(ctx, publish)()
      if (published._tag === 'Right' || !isNotYet(published.left)) return published
      if (ctx.signal?.aborted || ctx.now() + everyMs > until) {
        const issued = await getBillingKeyByReceipt(ctx, { receipt_id })()
        if (issued._tag === 'Right') return issued
        return isNoKey(issued.left) ? published : unseenBy(ctx, publish.right, issued.left, false)
      }
      await pause(ctx, everyMs)
    }
  })
}
