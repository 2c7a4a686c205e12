import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { call } from '../../core/call.js'
import type { Context } from '../../core/context.js'
import type { ReadError } from '../../core/errors.js'
import { Text } from '../../core/fields.js'
import type { Built } from '../../core/request.js'
import type { InputSchema } from '../../core/schema.js'
import { page, type Page } from '../shared/answers.js'
import { buildRead } from '../shared/buildRead.js'
import { AnyRole, each, PathText, Positive, Whole } from '../shared/fields.js'
import type { Role } from '../shared/Role.js'
import { Order } from './schemas/Order.js'

/** What {@link listOrders} takes. */
export type ListOrdersInput = {
  /** Which page, from 1. Default: the first. */
  readonly page?: number | undefined
  /** How many on a page. Default: 20. Bootpay gives at most 50. */
  readonly limit?: number | undefined
  /** What to look for in order ids, order names and receipt ids. */
  readonly keyword?: string | undefined
  /** Orders of one user, by Bootpay's id or yours. */
  readonly user_id?: string | number | undefined
  /** Orders of one group of users. */
  readonly user_group_id?: string | undefined
  /** Which date the two below are about: `c_at` made, `p_at` paid. */
  readonly cs_type?: string | undefined
  /** From this day, as in `2026-01-31`. */
  readonly search_date_from?: string | undefined
  /** To this day, as in `2026-01-31`. */
  readonly search_date_to?: string | undefined
  /** Older name of `search_date_from`. */
  readonly css_at?: string | undefined
  /** Older name of `search_date_to`. */
  readonly cse_at?: string | undefined
  /** 0 no subscription, 1 billed each for itself, 2 billed together. */
  readonly subscription_billing_type?: number | undefined
  /** How the orders stand; an empty list is none. */
  readonly status?: readonly number[] | undefined
  /** How their payments stand; an empty list is none. */
  readonly payment_status?: readonly number[] | undefined
  /** Orders of these subscriptions; an empty list is none. */
  readonly order_subscription_ids?: readonly string[] | undefined
  /** The rights that it is sent with. Default: `user`. */
  readonly role?: Role | undefined
}
/** Schema of {@link ListOrdersInput}. */
export const ListOrdersInput: InputSchema<ListOrdersInput> = v.strictObject({
  page: v.optional(Positive),
  limit: v.optional(
    v.pipe(
      Positive,
      v.check((limit) => limit <= 50, 'must be at most 50, for Bootpay gives no more'),
    ),
  ),
  ...each('keyword user_group_id cs_type search_date_from search_date_to css_at cse_at', Text),
  user_id: v.optional(PathText),
  subscription_billing_type: v.optional(Whole),
  ...each('status payment_status', v.array(Whole)),
  order_subscription_ids: v.optional(v.array(Text)),
  role: v.optional(AnyRole),
})

const Orders = page(Order)

/** Builds the request of {@link listOrders} without sending it. */
export const listOrdersRequest = (input: ListOrdersInput): Built<Page<Order>, 'read'> =>
  buildRead('listOrders', ListOrdersInput, input, (query) => ({
    method: 'GET',
    path: '/orders',
    query,
    output: Orders,
  }))

/**
 * Lists the orders of the shop, one page at a time.
 *
 * Use {@link pages} or {@link all} to go through them. Pages shift while orders come in: give dates where none may be missed.
 *
 * @example
 * const result = await listOrders(ctx, { status: [2], cs_type: 'p_at', search_date_from: '2026-01-01', limit: 50 })()
 */
export const listOrders = (ctx: Context, input: ListOrdersInput): TaskEither<ReadError, Page<Order>> =>
  call(ctx, listOrdersRequest(input))
