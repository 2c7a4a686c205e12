import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { call } from '../core/call.js'
import type { Context } from '../core/context.js'
import type { BootpayError } from '../core/errors.js'
import {
  Amount,
  AmountOrZero,
  ContentType,
  Flag,
  Metadata,
  lookUpOf,
  OrderId,
  OwnId,
  Text,
  within,
  type Field,
} from '../core/fields.js'
import type { Built } from '../core/request.js'
import type { InputSchema } from '../core/schema.js'
import { buildWrite } from '../pg/buildWrite.js'
import { Extra } from '../payment/schemas/Extra.js'
import { Item } from '../payment/schemas/Item.js'
import { PaidReceipt } from '../payment/schemas/PaidReceipt.js'
import { User } from '../payment/schemas/User.js'
import type { WalletReceipt } from './schemas/WalletReceipt.js'

/** What {@link payWithWallet} takes. */
export type PayWithWalletInput = {
  /** The merchant's id of the buyer. */
  readonly user_id: string | number
  /** What is paid for, as the buyer will see it. */
  readonly order_name: string
  /** Amount in KRW. */
  readonly price: number
  /** Your id of this attempt, one for each. Derive it from your order, never from the time of the call. */
  readonly order_id: string | number
  /** Whether to charge a sandbox wallet. */
  readonly sandbox: boolean | 0 | 1
  /** Tax-free part of `price`, in KRW. */
  readonly tax_free?: number | undefined
  /** Where the webhook of this payment goes; absent means the project's own address. */
  readonly webhook_url?: string | undefined
  /** Form of that webhook; absent means the project's own setting. */
  readonly content_type?: 'application/json' | 'application/x-www-form-urlencoded' | undefined
  /** What was sold. */
  readonly items?: readonly Item[] | undefined
  /** The buyer. */
  readonly user?: User | undefined
  /** Options, such as the payment gateway's own error. */
  readonly extra?: Extra | undefined
  /** Anything of your own; comes back in answers. */
  readonly metadata?: Readonly<Record<string, unknown>> | undefined
}
/** Schema of {@link PayWithWalletInput}. */
export const PayWithWalletInput: InputSchema<PayWithWalletInput> = v.pipe(
  v.strictObject({
    user_id: OwnId,
    order_name: Text,
    price: Amount,
    order_id: OrderId,
    sandbox: Flag,
    tax_free: v.optional(AmountOrZero),
    webhook_url: v.optional(Text),
    content_type: v.optional(ContentType),
    items: v.optional(v.array(Item as Field<Item>)),
    user: v.optional(User as Field<User>),
    extra: v.optional(Extra as Field<Extra>),
    metadata: v.optional(Metadata),
  }),
  within('tax_free', 'price'),
)

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
