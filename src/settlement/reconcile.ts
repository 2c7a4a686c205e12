import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { getCertificate } from '../authentication/getCertificate.js'
import { getBillingKey } from '../billing/getBillingKey.js'
import { getReservation } from '../billing/getReservation.js'
import type { Context } from '../core/context.js'
import { merchantOf } from '../core/merchant.js'
import type { ReadError, OutcomeUnknown } from '../core/errors.js'
import { check, inputError } from '../core/request.js'
import { finalOf } from '../core/time.js'
import { pg } from '../pg/pg.js'
import { byReceipt, settleCancel, settleCashReceipt, settleCharge, settleConfirm, settleKey } from './payment.js'
import { neverClear, NOT_YET, settle, type Look, type Settlement, type Settler } from './settle.js'

const HOUR_MS = 3_600_000

const settleReservation: Settler = {
  ...settleCharge,
  // There is no list of reservations: what shows is the payment, soon after its time.
  finalAt: ({ about }) => (Date.parse(String(about['reserve_execute_at'])) || Infinity) + HOUR_MS,
}

const settleCancelledReservation: Settler = {
  look: async (ctx, { about }) => {
    const read = await getReservation(ctx, { reserve_id: String(about['reserve_id']) })()
    if (read._tag === 'Left') return read
    const { status, reserve_revoked_at, reserve_started_at } = read.right
    const right: Look =
      reserve_revoked_at || status === 3
        ? { _tag: 'Done' }
        : status === 1 || status === -1
          ? { _tag: 'NotDone' }
          : status
            ? { _tag: 'Unclear', message: `the reservation has a status that is not known: ${status}` }
            : reserve_started_at
              ? { _tag: 'Running' }
              : NOT_YET
    return { _tag: 'Right', right }
  },
}

const settleDestroyed = (billing_key: string | undefined): Settler =>
  billing_key === undefined
    ? neverClear('a billing key is a secret and so not in the error: give it as { billing_key }')
    : {
        look: async (ctx) => {
          const read = await getBillingKey(ctx, { billing_key })()
          const gone: Look = { _tag: 'Done' }
          if (read._tag === 'Left')
            return read.left._tag === 'ApiError' && read.left.code === 'SUBSCRIBE_BK_EXPIRED'
              ? { _tag: 'Right', right: gone }
              : read
          const { status } = read.right
          const untold: Look = { _tag: 'Unclear', message: 'Bootpay does not say whether the key is alive' }
          return { _tag: 'Right', right: status === 1 ? NOT_YET : typeof status === 'number' ? gone : untold }
        },
      }

/** A link shows nowhere until it is paid, so absence never proves that there is none. */
const settleLink: Settler = {
  look: async (ctx, unknown) => {
    const read = await settleCharge.look(ctx, unknown)
    return read._tag === 'Right' && read.right._tag === 'NotYet' && ctx.now() >= finalOf(ctx, unknown.startedAt)
      ? neverClear('nothing was paid, and a link shows nowhere until it is paid').look(ctx, unknown)
      : read
  },
}

const settleAuthentication: Settler = {
  look: async (ctx, { about }) => {
    const read = await getCertificate(ctx, { receipt_id: String(about['receipt_id']) })()
    return read._tag === 'Left' ? read : { _tag: 'Right', right: read.right.status === 12 ? { _tag: 'Done' } : NOT_YET }
  },
}

const SETTLERS: Readonly<Record<string, Settler>> = {
  confirmPayment: settleConfirm,
  cancelPayment: settleCancel,
  chargeBillingKey: settleCharge,
  payWithWallet: settleCharge,
  requestPaymentLink: settleLink,
  reservePayment: settleReservation,
  cancelReservation: settleCancelledReservation,
  issueBillingKey: settleKey(11),
  requestTransferBillingKey: settleKey(11, 41, 42),
  publishTransferBillingKey: byReceipt((receipt) =>
    [11, -11].includes(receipt.status)
      ? { _tag: 'Done', receipt }
      : [40, 42].includes(receipt.status)
        ? { _tag: 'Running' }
        : NOT_YET,
  ),
  confirmAuthentication: settleAuthentication,
  startShipping: byReceipt((receipt) =>
    receipt.escrow_data?.shipping_started_at ||
    [receipt.escrow_status, receipt.escrow_data?.status, receipt.escrow_data?.escrow_status].includes(3)
      ? { _tag: 'Done', receipt }
      : NOT_YET,
  ),
  issueCashReceipt: settleCashReceipt,
  cancelCashReceipt: byReceipt((receipt) => (receipt.status === 61 ? { _tag: 'Done', receipt } : NOT_YET)),
  issueCashReceiptForPayment: byReceipt((receipt) =>
    receipt.cash_receipt_data || receipt.bank_data?.cash_receipt_no ? { _tag: 'Done', receipt } : NOT_YET,
  ),
  cancelCashReceiptForPayment: neverClear(
    'how a cancelled cash receipt reads is not documented: look in the admin console',
  ),
  issueUserToken: neverClear('issue the token again: that does no harm'),
}

/** What {@link reconcile} may be told beside the error: secrets, which are not in it. */
export type ReconcileOptions = {
  /** The billing key, to settle a {@link destroyBillingKey}. */
  readonly billing_key?: string | undefined
}

const Unknown = v.looseObject({
  _tag: v.literal('OutcomeUnknown'),
  operation: v.string(),
  about: v.record(v.string(), v.union([v.string(), v.number()])),
  startedAt: v.pipe(v.number(), v.finite()),
  merchant: v.string(),
})

const Given = v.object({ unknown: Unknown, options: v.object({ billing_key: v.optional(v.string()) }) })

/**
 * Finds out what became of a write whose outcome is unknown: it reads, with patience, and never writes.
 *
 * Use it on the spot, or hours later on another machine: it takes an `OutcomeUnknown` that went through JSON and a queue. Give it
 * a Context with the keys and the base URL that the write was sent with: another merchant's look-ups prove nothing and are an
 * `InputError` (`merchant`).
 *
 * `Done` comes with Bootpay's own receipt. `NotDone` is final: nothing happened and nothing will, so the write may be sent
 * again. It takes until 90 seconds after the write to be sure of that, since Bootpay may still be working on it (a
 * reservation, which no list shows, takes until an hour after its time); before that, and while Bootpay says that it is under
 * way, it is `StillUnknown`, with the moment to ask again. By itself it looks 1, 3, 7 and 15 seconds from now.
 *
 * What was begun more than two minutes before `startedAt` is not of this write. A partial cancel can only be settled with what
 * was cancelled before it: {@link cancelPaymentOnce} keeps that. A Left is the failure of the look-ups; the outcome is as
 * unknown as before.
 *
 * @example
 * const result = await confirmPayment(ctx, { receipt_id: '628b2206d01c7e00209b6087' })()
 * if (result._tag === 'Left' && result.left._tag === 'OutcomeUnknown') {
 *   const queued = JSON.stringify(result.left)
 *   const settlement = await reconcile(ctx, JSON.parse(queued))()
 * }
 */
export const reconcile = (
  ctx: Context,
  unknown: OutcomeUnknown,
  options: ReconcileOptions = {},
): TaskEither<ReadError, Settlement> => {
  const given = check('reconcile', Given, { unknown, options })
  return async () => {
    if (given._tag === 'Left') return given
    const { billing_key } = given.right.options
    const asked = given.right.unknown as OutcomeUnknown
    const { operation, merchant } = asked
    const mine = merchantOf(ctx, pg).split('.')
    if (!merchant.split('.').some((name) => name && mine.includes(name)))
      return inputError('reconcile', [
        { path: 'merchant', message: 'is another one: settle it with the keys and the base URL that it was sent with' },
      ])
    const settler =
      operation === 'destroyBillingKey'
        ? settleDestroyed(billing_key)
        : Object.hasOwn(SETTLERS, operation)
          ? SETTLERS[operation]
          : undefined
    return settle(ctx, asked, settler ?? neverClear('nothing that can be read shows it'))
  }
}
