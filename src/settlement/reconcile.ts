import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { getCertificate } from '../authentication/getCertificate.js'
import { getBillingKey } from '../billing/getBillingKey.js'
import { getReservation } from '../billing/getReservation.js'
import type { Context } from '../core/context.js'
import type { BootpayError, OutcomeUnknown } from '../core/errors.js'
import { parseBootpayDate } from '../core/parseBootpayDate.js'
import { inputError, inWords } from '../core/request.js'
import type { Receipt } from '../payment/schemas/Receipt.js'
import { byOrder, byReceipt, notYet, settleCancel, settleCharge, settleConfirm } from './payment.js'
import { settle } from './settle.js'
import type { Settlement, Settler } from './settle.js'

const MINUTE = 60_000

/** Whether a receipt was begun by this very request: the same `subscription_id` may have been used before. */
const isOfThis = (receipt: Receipt, { startedAt }: OutcomeUnknown): boolean =>
  (parseBootpayDate(receipt.requested_at)?.getTime() ?? Infinity) >= startedAt - 2 * MINUTE

const unclear = (message: string): Settler => ({
  look: () => Promise.resolve({ _tag: 'Right', right: { _tag: 'Unclear', message } }),
})

const settleReservation: Settler = {
  ...settleCharge,
  // There is no list of reservations: what shows is the payment, soon after its time.
  finalAt: ({ keys }) => Date.parse(String(keys['reserve_execute_at'])) + 60 * MINUTE,
}

const settleCancelledReservation: Settler = {
  look: async (ctx, { keys }) => {
    const read = await getReservation(ctx, { reserve_id: String(keys['reserve_id']) })()
    if (read._tag === 'Left') return read
    const { status, reserve_revoked_at } = read.right
    const revoked = Boolean(reserve_revoked_at) || status === 3
    return {
      _tag: 'Right',
      right: revoked ? { _tag: 'Done' } : status === 1 || status === -1 ? { _tag: 'NotDone' } : notYet,
    }
  },
}

const settleDestroyed = (billing_key: string | undefined): Settler =>
  billing_key === undefined
    ? unclear('a billing key is a secret and so not in the error: give it as { billing_key }')
    : {
        look: async (ctx) => {
          const read = await getBillingKey(ctx, { billing_key })()
          if (read._tag === 'Right')
            return { _tag: 'Right', right: read.right.status === 1 ? notYet : { _tag: 'Done' } }
          const gone = read.left._tag === 'ApiError' && read.left.code === 'SUBSCRIBE_BK_EXPIRED'
          return gone ? { _tag: 'Right', right: { _tag: 'Done' } } : read
        },
      }

const settleAuthentication: Settler = {
  look: async (ctx, { keys }) => {
    const read = await getCertificate(ctx, { receipt_id: String(keys['receipt_id']) })()
    return read._tag === 'Left' ? read : { _tag: 'Right', right: read.right.status === 12 ? { _tag: 'Done' } : notYet }
  },
}

const settlers: Readonly<Record<string, Settler>> = {
  confirmPayment: settleConfirm,
  cancelPayment: settleCancel,
  chargeBillingKey: settleCharge,
  payWithWallet: settleCharge,
  reservePayment: settleReservation,
  cancelReservation: settleCancelledReservation,
  issueBillingKey: byOrder((receipt, unknown) => receipt.status === 11 && isOfThis(receipt, unknown)),
  requestTransferBillingKey: byOrder(
    (receipt, unknown) => [11, 41].includes(receipt.status) && isOfThis(receipt, unknown),
  ),
  publishTransferBillingKey: byReceipt((receipt) => (receipt.status === 11 ? { _tag: 'Done', receipt } : notYet)),
  confirmAuthentication: settleAuthentication,
  startShipping: byReceipt((receipt) =>
    receipt.escrow_data?.shipping_started_at ||
    [receipt.escrow_status, receipt.escrow_data?.status, receipt.escrow_data?.escrow_status].includes(3)
      ? { _tag: 'Done', receipt }
      : notYet,
  ),
  issueCashReceipt: byOrder(
    (receipt, { keys }) => [60, 61].includes(receipt.status) && receipt.price === keys['price'],
  ),
  cancelCashReceipt: byReceipt((receipt) => (receipt.status === 61 ? { _tag: 'Done', receipt } : notYet)),
  issueCashReceiptForPayment: byReceipt((receipt) =>
    receipt.cash_receipt_data || receipt.bank_data?.cash_receipt_no ? { _tag: 'Done', receipt } : notYet,
  ),
  cancelCashReceiptForPayment: unclear(
    'how a cancelled cash receipt reads is not documented: look in the admin console',
  ),
  issueUserToken: unclear('issue the token again: that does no harm'),
}

/** What {@link reconcile} may be told beside the error: secrets, which are not in it. */
export type ReconcileOptions = {
  /** The billing key, to settle a {@link destroyBillingKey}. */
  readonly billing_key?: string | undefined
}

const Unknown = v.looseObject({
  _tag: v.literal('OutcomeUnknown'),
  operation: v.string(),
  keys: v.record(v.string(), v.union([v.string(), v.number()])),
  startedAt: v.number(),
})

/**
 * Finds out what became of a write whose outcome is unknown: it reads, with patience, and never writes.
 *
 * Use it on the spot, or hours later on another machine: it takes an `OutcomeUnknown` that went through JSON and a queue.
 * `Done` comes with Bootpay's own receipt. `NotDone` is final: nothing happened and nothing will, so the write may be sent
 * again. It takes until 90 seconds after the write to be sure of that, since Bootpay may still be working on it (a
 * reservation, which no list shows, takes until an hour after its time); before that "not there" is `StillUnknown`, with the
 * moment to ask again. By itself it looks 1, 3, 7 and 15 seconds from now.
 *
 * A partial cancel can only be settled with what was cancelled before it: {@link cancelPaymentOnce} keeps that. A Left is
 * the failure of the look-ups; the outcome is as unknown as before.
 *
 * @example
 * const queued = '{"_tag":"OutcomeUnknown","operation":"confirmPayment","keys":{"receipt_id":"628b2206d01c7e00209b6087"},"startedAt":0}'
 * const settlement = await reconcile(ctx, JSON.parse(queued))()
 */
export const reconcile =
  (ctx: Context, unknown: OutcomeUnknown, options: ReconcileOptions = {}): TaskEither<BootpayError, Settlement> =>
  async () => {
    const checked = v.safeParse(Unknown, unknown)
    if (!checked.success) return inputError('reconcile', checked.issues.map(inWords))
    const { operation } = unknown
    const settler =
      operation === 'destroyBillingKey'
        ? settleDestroyed(options.billing_key)
        : Object.hasOwn(settlers, operation)
          ? settlers[operation]
          : undefined
    return settle(ctx, unknown, settler ?? unclear('nothing that can be read shows it'))
  }
