import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { call } from '../../core/call.js'
import type { Context } from '../../core/context.js'
import type { BootpayError } from '../../core/errors.js'
import type { Built } from '../../core/request.js'
import type { InputSchema } from '../../core/schema.js'
import { Nothing } from '../shared/answers.js'
import { buildWrite } from '../shared/buildWrite.js'
import { AnyRole } from '../shared/fields.js'
import type { Role } from '../shared/Role.js'
import { UserId } from './schemas/UserId.js'

/** What {@link deleteUser} takes. */
export type DeleteUserInput = {
  /**
   * Bootpay's id of the user, yours, or the log-in id, tried in this order. Bootpay's is safer: a Rails route may cut an id at its
   * dot, as of `hong@mail.example`, and what is left may be somebody else's.
   */
  readonly user_id: string | number
  /** The rights that it is sent with. Default: `user`. */
  readonly role?: Role | undefined
}
/** Schema of {@link DeleteUserInput}. */
export const DeleteUserInput: InputSchema<DeleteUserInput> = v.strictObject({
  user_id: UserId,
  role: v.optional(AnyRole),
})

/** Builds the request of {@link deleteUser} without sending it. */
export const deleteUserRequest = (input: DeleteUserInput): Built<null> =>
  buildWrite('deleteUser', DeleteUserInput, input, ({ user_id }) => ({
    method: 'DELETE',
    path: `/users/${encodeURIComponent(user_id)}`,
    effect: 'state',
    reconcile: 'getUser',
    output: Nothing,
  }))

/**
 * Takes a user out of the shop.
 *
 * Look the user up with {@link getUser} first, and give the `user_id` of the answer.
 *
 * @example
 * const result = await deleteUser(ctx, { user_id: '66543210d01c7e00209b6007' })()
 */
export const deleteUser = (ctx: Context, input: DeleteUserInput): TaskEither<BootpayError, null> =>
  call(ctx, deleteUserRequest(input))
