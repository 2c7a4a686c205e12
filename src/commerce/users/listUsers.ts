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
import { AnyRole, each, Positive, Whole } from '../shared/fields.js'
import type { Role } from '../shared/Role.js'
import { ShopUser } from './schemas/ShopUser.js'

/** What {@link listUsers} takes. */
export type ListUsersInput = {
  /** Which page, from 1. Default: the first. */
  readonly page?: number | undefined
  /** How many on a page. Default: 20. */
  readonly limit?: number | undefined
  /** What to look for. */
  readonly keyword?: string | undefined
  /** 1 member, 2 guest. Default: both. */
  readonly membership_type?: number | undefined
  /** Not documented; the SDK for Node sends it. */
  readonly type?: string | undefined
  /** Users of one group; on Bootpay's pages, and in no SDK. */
  readonly user_group_id?: string | undefined
  /** The rights that it is sent with. Default: `user`. */
  readonly role?: Role | undefined
}
/** Schema of {@link ListUsersInput}. */
export const ListUsersInput: InputSchema<ListUsersInput> = v.strictObject({
  ...each('page limit', Positive),
  ...each('keyword type user_group_id', Text),
  membership_type: v.optional(Whole),
  role: v.optional(AnyRole),
})

const Users = page(ShopUser)

/** Builds the request of {@link listUsers} without sending it. */
export const listUsersRequest = (input: ListUsersInput): Built<Page<ShopUser>, 'read'> =>
  buildRead('listUsers', ListUsersInput, input, (query) => ({
    method: 'GET',
    path: '/users',
    query,
    output: Users,
  }))

/**
 * Lists the members and guests of the shop, one page at a time.
 *
 * Use {@link pages} or {@link all} to go through them. Sources: api-commerce 3.1.
 *
 * @example
 * const result = await listUsers(ctx, { membership_type: 1, keyword: '홍길동', limit: 50 })()
 */
export const listUsers = (ctx: Context, input: ListUsersInput): TaskEither<ReadError, Page<ShopUser>> =>
  call(ctx, listUsersRequest(input))
