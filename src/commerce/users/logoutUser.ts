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

/** What {@link logoutUser} takes. */
export type LogoutUserInput = {
  /** The rights that it is sent with. Default: `user`. */
  readonly role?: Role | undefined
}
/** Schema of {@link LogoutUserInput}. */
export const LogoutUserInput: InputSchema<LogoutUserInput> = v.strictObject({ role: v.optional(AnyRole) })

/** Builds the request of {@link logoutUser} without sending it. */
export const logoutUserRequest = (input: LogoutUserInput = {}): Built<null> =>
  buildWrite('logoutUser', LogoutUserInput, input, () => ({
    method: 'DELETE',
    path: '/users/session',
    member: 'required',
    effect: 'state',
    reconcile: 'getUserSession',
    output: Nothing,
  }))

/**
 * Logs the member out that {@link asMember} put into the Context.
 *
 * @example
 * const result = await logoutUser(asMember(ctx, { user_jwt }))()
 */
export const logoutUser = (ctx: Context, input?: LogoutUserInput): TaskEither<BootpayError, null> =>
  call(ctx, logoutUserRequest(input))
