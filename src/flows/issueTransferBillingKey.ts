import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import { publishTransferBillingKey } from '../billing/publishTransferBillingKey.js'
import { requestTransferBillingKey } from '../billing/requestTransferBillingKey.js'
import type { RequestTransferBillingKeyInput } from '../billing/requestTransferBillingKey.js'
import type { BillingKey } from '../billing/schemas/BillingKey.js'
import type { Context } from '../core/context.js'
import type { BootpayError } from '../core/errors.js'
import { pause } from '../core/send.js'

/** How long to wait for the payer. */
export type Patience = {
  /** Milliseconds between two questions; 5 seconds unless told. */
  readonly everyMs?: number | undefined
  /** Milliseconds to wait in all; 3 minutes unless told. */
  readonly forMs?: number | undefined
}

const isNotYet = (error: BootpayError): boolean =>
  error._tag === 'ApiError' && /^SUBSCRIBE_(PUBLISH_NOT_READY|REQUEST_FAILED)$/.test(error.code)

/**
 * Issues a billing key for an account from beginning to end: asks the payer for consent, waits for it, publishes the key.
 *
 * Use it in a worker or a queue, not in a request that somebody waits for: payers take their time. When they did not consent in
 * time the Left is Bootpay's "not yet" (`SUBSCRIBE_PUBLISH_NOT_READY`), with the `receipt_id` in its `keys`: go on later with
 * {@link publishTransferBillingKey}. The Context's `deadline` and `signal` end the wait too.
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
export const issueTransferBillingKey =
  (
    ctx: Context,
    input: RequestTransferBillingKeyInput,
    { everyMs = 5_000, forMs = 180_000 }: Patience = {},
  ): TaskEither<BootpayError, BillingKey> =>
  async () => {
    const requested = await requestTransferBillingKey(ctx, input)()
    if (requested._tag === 'Left') return requested
    const { receipt_id } = requested.right
    const until = Math.min(ctx.now() + forMs, ctx.deadline ?? Infinity)
    for (;;) {
      const published = await publishTransferBillingKey(ctx, { receipt_id })()
      if (published._tag === 'Right' || !isNotYet(published.left) || ctx.now() + everyMs > until) return published
      await pause(ctx, everyMs)
    }
  }
