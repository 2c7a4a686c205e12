import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { call } from '../core/call.js'
import type { Context } from '../core/context.js'
import type { BootpayError } from '../core/errors.js'
import { Amount, AmountOrZero, ContentType, Metadata, lookUpOf, OrderId, Text, within } from '../core/fields.js'
import type { Built } from '../core/request.js'
import { buildWrite } from '../pg/buildWrite.js'
import { Extra } from '../payment/schemas/Extra.js'
import { Item } from '../payment/schemas/Item.js'
import { PaidReceipt } from '../payment/schemas/PaidReceipt.js'
import { User } from '../payment/schemas/User.js'
import type { WalletReceipt } from './schemas/WalletReceipt.js'

/** What {@link payWithWallet} takes. */
export const PayWithWalletInput = v.pipe(
  v.strictObject({
    /** The merchant's id of the buyer. */
    user_id: Text,
    /** What is paid for, as the buyer will see it. */
    order_name: Text,
    /** Amount in KRW. */
    price: Amount,
    /** Your id of this attempt, one for each. Derive it from your order, never from the time of the call. */
    order_id: OrderId,
    /** Whether to charge a sandbox wallet. */
    sandbox: v.boolean(),
    /** Tax-free part of `price`, in KRW. */
    tax_free: v.optional(AmountOrZero),
    /** Where the webhook of this payment goes; absent means the project's own address. */
    webhook_url: v.optional(Text),
    /** Form of that webhook; absent means the project's own setting. */
    content_type: v.optional(ContentType),
    /** What was sold. */
    items: v.optional(v.array(Item)),
    /** The buyer. */
    user: v.optional(User),
    /** Options. */
    extra: v.optional(Extra),
    /** Anything of your own; comes back in answers. */
    metadata: v.optional(Metadata),
  }),
  within('tax_free', 'price'),
)
/** What {@link payWithWallet} takes. */
export type PayWithWalletInput = v.InferInput<typeof PayWithWalletInput>

/** Builds the request of {@link payWithWallet} without sending it. */
export const payWithWalletRequest = (input: PayWithWalletInput): Built<WalletReceipt> =>
  buildWrite('payWithWallet', PayWithWalletInput, input, (body) => ({
    method: 'POST',
    path: '/wallet/payment',
    body,
    effect: 'money',
    reconcile: lookUpOf(body.order_id),
    output: PaidReceipt,
  }))

/**
 * Charges the cards that a buyer stored, one after the other until one works.
 *
 * It is not safe to repeat: when the outcome is unknown, look the order id up before you charge again. Amounts are whole KRW.
 *
 * @deprecated Bootpay will remove the wallet endpoints: pay with a `wallet_id` and a user token (see {@link issueUserToken}) in the browser.
 * @example
 * const result = await payWithWallet(ctx, {
 *   user_id: 'user_1234',
 *   order_name: '월간 구독 11월',
 *   price: 9_900,
 *   order_id: 'subscription-7-2026-11',
 *   sandbox: true,
 * })()
 */
export const payWithWallet = (ctx: Context, input: PayWithWalletInput): TaskEither<BootpayError, WalletReceipt> =>
  call(ctx, payWithWalletRequest(input))
