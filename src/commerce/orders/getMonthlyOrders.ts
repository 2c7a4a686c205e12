import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { call } from '../../core/call.js'
import type { Context } from '../../core/context.js'
import type { ReadError } from '../../core/errors.js'
import { Text } from '../../core/fields.js'
import type { Built } from '../../core/request.js'
import type { InputSchema } from '../../core/schema.js'
import { Open } from '../shared/answers.js'
import { buildRead } from '../shared/buildRead.js'
import { AnyRole } from '../shared/fields.js'
import type { Role } from '../shared/Role.js'

/** What {@link getMonthlyOrders} takes. */
export type GetMonthlyOrdersInput = {
  /** Bootpay's id of the group of users. */
  readonly user_group_id: string
  /** The month, as in `2026-01`. */
  readonly search_date: string
  /** The rights that it is sent with. Default: `user`. */
  readonly role?: Role | undefined
}
/** Schema of {@link GetMonthlyOrdersInput}. */
export const GetMonthlyOrdersInput: InputSchema<GetMonthlyOrdersInput> = v.strictObject({
  user_group_id: Text,
  search_date: v.custom<string>(
    (value) => typeof value === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(value),
    'must be a month, such as 2026-01',
  ),
  role: v.optional(AnyRole),
})

/** Builds the request of {@link getMonthlyOrders} without sending it. */
export const getMonthlyOrdersRequest = (input: GetMonthlyOrdersInput): Built<Open, 'read'> =>
  buildRead('getMonthlyOrders', GetMonthlyOrdersInput, input, (query) => ({
    method: 'GET',
    path: '/orders/month',
    query,
    output: Open,
  }))

/**
 * Gives the orders of a group of users in one month, as for a bill over all of them.
 *
 * What the answer holds is not documented, so all of it is passed through. Sources: api-commerce 3.5.
 *
 * @example
 * const result = await getMonthlyOrders(ctx, { user_group_id: '66543210d01c7e00209b6005', search_date: '2026-01' })()
 */
export const getMonthlyOrders = (ctx: Context, input: GetMonthlyOrdersInput): TaskEither<ReadError, Open> =>
  call(ctx, getMonthlyOrdersRequest(input))
