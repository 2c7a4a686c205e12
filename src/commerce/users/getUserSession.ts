import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { call } from '../../core/call.js'
import type { Context } from '../../core/context.js'
import type { ReadError } from '../../core/errors.js'
import type { Built } from '../../core/request.js'
import type { InputSchema } from '../../core/schema.js'
import { buildRead } from '../shared/buildRead.js'
import { AnyRole } from '../shared/fields.js'
import type { Role } from '../shared/Role.js'
import { Session } from './schemas/Session.js'

/** What {@link getUserSession} takes. */
export type GetUserSessionInput = {
  /** The rights that it is sent with. Default: `user`. */
  readonly role?: Role | undefined
}
/** Schema of {@link GetUserSessionInput}. */
export const GetUserSessionInput: InputSchema<GetUserSessionInput> = v.strictObject({ role: v.optional(AnyRole) })

/** Builds the request of {@link getUserSession} without sending it. */
export const getUserSessionRequest = (input: GetUserSessionInput = {}): Built<Session, 'read'> =>
  buildRead('getUserSession', GetUserSessionInput, input, () => ({
    method: 'GET',
    path: '/users/session',
    member: 'required',
    output: Session,
  }))

/**
 * Says who the member is that {@link asMember} put into the Context, and whether the token is still good.
 *
 * Refused with `USER_SESSION_INVALID`, or its number `420`, (401) where it is not.
 *
 * @example
 * const session = await getUserSession(asMember(ctx, { user_jwt }))()
 */
export const getUserSession = (ctx: Context, input?: GetUserSessionInput): TaskEither<ReadError, Session> =>
  call(ctx, getUserSessionRequest(input))
