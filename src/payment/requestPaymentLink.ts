import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import type { Gateway } from '../codes/gateways.js'
import type { Method } from '../codes/methods.js'
import { call } from '../core/call.js'
import type { Context } from '../core/context.js'
import type { BootpayError } from '../core/errors.js'
import { Amount, AmountOrZero, lookUpOf, Metadata, OrderId, Text, within, type Field } from '../core/fields.js'
import type { Built } from '../core/request.js'
import type { InputSchema } from '../core/schema.js'
import { buildWrite } from '../pg/buildWrite.js'
import { Item } from './schemas/Item.js'
import { PaymentExtra } from './schemas/PaymentExtra.js'
import { PaymentLink } from './schemas/PaymentLink.js'
import { User } from './schemas/User.js'

/** What {@link requestPaymentLink} takes. */
export type RequestPaymentLinkInput = {
  /** Amount in KRW. */
  readonly price: number
  /** Your id of this payment, one for each. Derive it from your order, never from the time of the call. */
  readonly order_id: string | number
  /** What is paid for, as the buyer will see it. */
  readonly order_name: string
  /** Payment gateway by its code or Korean name; absent means that the buyer chooses. */
  readonly pg?: Gateway | undefined
  /** Method code; absent means that the buyer chooses. */
  readonly method?: Method | undefined
  /** Method codes that the buyer may choose from. */
  readonly methods?: readonly Method[] | undefined
  /** Tax-free part of `price`, in KRW. */
  readonly tax_free?: number | undefined
  /** Token of the buyer, a secret, from {@link issueUserToken}; with `wallet_id` a stored card is charged. */
  readonly user_token?: string | undefined
  /** Bootpay's id of the buyer's stored card. */
  readonly wallet_id?: string | undefined
  /** Where the buyer goes afterwards. */
  readonly redirect_url?: string | undefined
  /** In the official SDK for Go; what it does is not documented. */
  readonly params?: string | undefined
  /** Anything of your own; comes back in answers. */
  readonly metadata?: Readonly<Record<string, unknown>> | undefined
  /** What is sold. */
  readonly items?: readonly Item[] | undefined
  /** The buyer. */
  readonly user?: User | undefined
  /** Options of the page. */
  readonly extra?: PaymentExtra | undefined
}
/** Schema of {@link RequestPaymentLinkInput}. */
export const RequestPaymentLinkInput: InputSchema<RequestPaymentLinkInput> = v.pipe(
  v.strictObject({
    price: Amount,
    order_id: OrderId,
    order_name: Text,
    pg: v.optional(Text as v.GenericSchema<Gateway>),
    method: v.optional(Text as v.GenericSchema<Method>),
    methods: v.optional(v.array(Text as v.GenericSchema<Method>)),
    tax_free: v.optional(AmountOrZero),
    user_token: v.optional(Text),
    wallet_id: v.optional(Text),
    redirect_url: v.optional(Text),
    params: v.optional(Text),
    metadata: v.optional(Metadata),
    items: v.optional(v.array(Item as Field<Item>)),
    user: v.optional(User as Field<User>),
    extra: v.optional(PaymentExtra as Field<PaymentExtra>),
  }),
  within('tax_free', 'price'),
)

/** Builds the request of {@link requestPaymentLink} without sending it. */
export const requestPaymentLinkRequest = (input: RequestPaymentLinkInput): Built<PaymentLink> =>
  buildWrite('requestPaymentLink', RequestPaymentLinkInput, input, (body) => ({
    method: 'POST',
    path: '/request/payment',
    body,
    effect: 'money',
    reconcile: lookUpOf(body.order_id),
    output: PaymentLink,
  }))

/**
 * Asks for a payment that a buyer makes by a link; with a `wallet_id` and the buyer's `user_token` it charges a stored card.
 *
 * Undocumented: it is in four of Bootpay's SDKs (Go, Java, .NET, Ruby), and none says what is answered or what it is refused with.
 * Any object is taken for the answer, so check each member before you use it. A payment that comes of it is found under `order_id`
 * with {@link getReceiptsByOrder}: believe that and your webhook, never the answer. Whether a second request with the same
 * `order_id` is refused is not known, so it is not safe to repeat: cancel what is paid twice. A link that nobody has paid shows
 * nowhere, so an unknown outcome may stay one. Amounts are whole KRW.
 *
 * @example
 * const result = await requestPaymentLink(ctx, {
 *   price: 39_000,
 *   order_id: 'order-1024',
 *   order_name: '스웨터',
 *   methods: ['card', 'vbank'],
 *   redirect_url: 'https://shop.example.com/orders/1024',
 * })()
 */
export const requestPaymentLink = (
  ctx: Context,
  input: RequestPaymentLinkInput,
): TaskEither<BootpayError, PaymentLink> => call(ctx, requestPaymentLinkRequest(input))
