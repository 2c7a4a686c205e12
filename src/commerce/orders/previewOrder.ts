import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { call } from '../../core/call.js'
import type { Context } from '../../core/context.js'
import type { ReadError } from '../../core/errors.js'
import { AmountOrZero, Flag, Text } from '../../core/fields.js'
import type { Built } from '../../core/request.js'
import type { InputSchema } from '../../core/schema.js'
import { buildRead } from '../shared/buildRead.js'
import { AnyRole, each, Positive } from '../shared/fields.js'
import type { Role } from '../shared/Role.js'
import { OrderPreview } from './schemas/OrderPreview.js'

/** What {@link previewOrder} takes. */
export type PreviewOrderInput = {
  /** Whose cart: what is given here, or the member's own at Bootpay. Default: `guest`. */
  readonly member_mode?: 'guest' | 'member' | undefined
  /** What is in the cart; a guest has no other. */
  readonly cart_items?:
    | readonly {
        /** Bootpay's id of the product. */
        readonly product_id: string
        /** Bootpay's id of its option. */
        readonly product_option_id?: string | undefined
        /** How many. Default: one. */
        readonly quantity?: number | undefined
        /** Whether it is subscribed to. */
        readonly is_subscription?: boolean | 0 | 1 | undefined
        /** Bootpay's id of the period, for a subscription. */
        readonly subscription_period_id?: string | undefined
      }[]
    | undefined
  /** Where it goes, for the delivery fee. */
  readonly shipping_address?:
    | {
        /** Postal code. */
        readonly zipcode?: string | undefined
      }
    | undefined
  /** Coupons that are to be used. */
  readonly coupon_ids?: readonly string[] | undefined
  /** Points that are to be used, in KRW. */
  readonly point_amount?: number | undefined
  /** Bootpay's id of the group that buys. */
  readonly user_group_id?: string | undefined
  /** The rights that it is sent with. Default: `user`. */
  readonly role?: Role | undefined
}
/** Schema of {@link PreviewOrderInput}. */
export const PreviewOrderInput: InputSchema<PreviewOrderInput> = v.pipe(
  v.strictObject({
    member_mode: v.optional(v.picklist(['guest', 'member'])),
    cart_items: v.optional(
      v.array(
        v.strictObject({
          product_id: Text,
          ...each('product_option_id subscription_period_id', Text),
          quantity: v.optional(Positive),
          is_subscription: v.optional(Flag),
        }),
      ),
    ),
    shipping_address: v.optional(v.strictObject({ zipcode: v.optional(Text) })),
    coupon_ids: v.optional(v.array(Text)),
    point_amount: v.optional(AmountOrZero),
    user_group_id: v.optional(Text),
    role: v.optional(AnyRole),
  }),
  v.check(
    ({ member_mode, cart_items }) => member_mode === 'member' || Boolean(cart_items?.length),
    'needs cart_items, for a guest has no cart at Bootpay',
  ),
)

/** Builds the request of {@link previewOrder} without sending it. */
export const previewOrderRequest = (input: PreviewOrderInput): Built<OrderPreview, 'read'> =>
  buildRead('previewOrder', PreviewOrderInput, input, (body) => ({
    method: 'POST',
    path: '/cart/order-preview',
    body,
    member: body.member_mode === 'member' ? 'required' : 'optional',
    output: OrderPreview,
  }))

/**
 * Works out what an order would cost, with delivery, coupons and points. It orders nothing.
 *
 * A member's cart is asked for on behalf of the member: {@link asMember}. Where `quote_token` or `amounts` is null, it must not be
 * ordered. Sources: api-commerce 3.13.
 *
 * @example
 * const result = await previewOrder(ctx, {
 *   cart_items: [{ product_id: '66543210d01c7e00209b6004', quantity: 2 }],
 *   shipping_address: { zipcode: '04524' },
 * })()
 */
export const previewOrder = (ctx: Context, input: PreviewOrderInput): TaskEither<ReadError, OrderPreview> =>
  call(ctx, previewOrderRequest(input))
