import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { answerThat } from '../../core/answer.js'
import { call } from '../../core/call.js'
import type { Context } from '../../core/context.js'
import type { ReadError } from '../../core/errors.js'
import type { Built } from '../../core/request.js'
import type { InputSchema } from '../../core/schema.js'
import { buildRead } from '../shared/buildRead.js'
import { AnyRole } from '../shared/fields.js'
import type { Role } from '../shared/Role.js'
import { ShopUser } from './schemas/ShopUser.js'
import { UserId } from './schemas/UserId.js'

/** What {@link getUser} takes. */
export type GetUserInput = {
  /**
   * Bootpay's id of the user, yours, or the log-in id, tried in this order. Bootpay's is safer: a Rails route may cut an id at its
   * dot, as of `hong@mail.example`, and what is left may be somebody else's.
   */
  readonly user_id: string | number
  /** The rights that it is sent with. Default: `user`. */
  readonly role?: Role | undefined
}
/** Schema of {@link GetUserInput}. */
export const GetUserInput: InputSchema<GetUserInput> = v.strictObject({ user_id: UserId, role: v.optional(AnyRole) })

const NAMES = ['user_id', 'external_uid', 'ex_uid', 'uid', 'login_id', 'login_email', 'email'] as const

/** Whether the answer must have the id: Bootpay's always comes, and one with a dot may have been cut. */
const isTold = (user_id: string) => /^[\da-f]{24}$|\./.test(user_id)

/** Builds the request of {@link getUser} without sending it. */
export const getUserRequest = (input: GetUserInput): Built<ShopUser, 'read'> =>
  buildRead('getUser', GetUserInput, input, ({ user_id }) => ({
    method: 'GET',
    path: `/users/${encodeURIComponent(user_id)}`,
    output: answerThat(
      ShopUser,
      (user) => !isTold(user_id) || NAMES.some((name) => String(user[name]) === user_id),
      'user_id, or another id, must be the one that was asked for',
    ),
  }))

/**
 * Looks a user up by Bootpay's id, your own, or the log-in id.
 *
 * Use it after a {@link joinUser} of which the outcome is unknown, too. An id of Bootpay's and one with a dot must come back in the
 * answer, or it is a `DecodeError`: it may be about somebody else.
 *
 * @example
 * const result = await getUser(ctx, { user_id: '66543210d01c7e00209b6007' })()
 */
export const getUser = (ctx: Context, input: GetUserInput): TaskEither<ReadError, ShopUser> =>
  call(ctx, getUserRequest(input))
