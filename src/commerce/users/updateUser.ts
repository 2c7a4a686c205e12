import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { call } from '../../core/call.js'
import type { Context } from '../../core/context.js'
import type { BootpayError } from '../../core/errors.js'
import type { Built } from '../../core/request.js'
import type { InputSchema } from '../../core/schema.js'
import { changed } from '../shared/answers.js'
import { buildWrite } from '../shared/buildWrite.js'
import { AnyRole } from '../shared/fields.js'
import type { Role } from '../shared/Role.js'
import { ShopUser } from './schemas/ShopUser.js'
import { UserId } from './schemas/UserId.js'
import { userMembers } from './schemas/members.js'
import type { UserMembers } from './schemas/UserMembers.js'

/** What {@link updateUser} takes. */
export type UpdateUserInput = UserMembers & {
  /**
   * Bootpay's id of the user, yours, or the log-in id, tried in this order. Bootpay's is safer: a Rails route may cut an id at its
   * dot, as of `hong@mail.example`, and what is left may be somebody else's.
   */
  readonly user_id: string | number
  /** The rights that it is sent with. Default: `user`. */
  readonly role?: Role | undefined
}
/** Schema of {@link UpdateUserInput}. */
export const UpdateUserInput: InputSchema<UpdateUserInput> = v.strictObject({
  ...userMembers,
  user_id: UserId,
  role: v.optional(AnyRole),
})

/** Builds the request of {@link updateUser} without sending it. */
export const updateUserRequest = (input: UpdateUserInput): Built<ShopUser> =>
  buildWrite('updateUser', UpdateUserInput, input, (body) => ({
    method: 'PUT',
    path: `/users/${encodeURIComponent(body.user_id)}`,
    body,
    effect: 'set',
    output: changed(ShopUser, { user_id: body.user_id }),
  }))

/**
 * Changes those members of a user that are given. Null is sent, to clear one; that is untested. The id is sent in the body too.
 *
 * A repeat leaves the same values, so it is repeated where its answer is lost. Which members the server changes is not documented: look
 * at the answer. Sources: api-commerce 3.1.
 *
 * @example
 * const result = await updateUser(ctx, { user_id: '66543210d01c7e00209b6007', nickname: '길동', comment: null })()
 */
export const updateUser = (ctx: Context, input: UpdateUserInput): TaskEither<BootpayError, ShopUser> =>
  call(ctx, updateUserRequest(input))
