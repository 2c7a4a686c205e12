import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { call } from '../../core/call.js'
import type { Context } from '../../core/context.js'
import type { ReadError } from '../../core/errors.js'
import { Text } from '../../core/fields.js'
import type { Built } from '../../core/request.js'
import type { InputSchema } from '../../core/schema.js'
import { buildRead } from '../shared/buildRead.js'
import { AnyRole, Whole } from '../shared/fields.js'
import type { Role } from '../shared/Role.js'
import { Session } from './schemas/Session.js'

/** What {@link loginUser} takes. */
export type LoginUserInput = {
  /** What the member logs in with. */
  readonly login_id: string
  /** The password. */
  readonly password: string
  /** 0 individual, 1 business. Default: 0. The server is said to ignore it. */
  readonly corporate_type?: number | undefined
  /** The rights that it is sent with. Default: `user`. */
  readonly role?: Role | undefined
}
/** Schema of {@link LoginUserInput}. */
export const LoginUserInput: InputSchema<LoginUserInput> = v.strictObject({
  login_id: Text,
  password: Text,
  corporate_type: v.optional(Whole),
  role: v.optional(AnyRole),
})

/** Builds the request of {@link loginUser} without sending it. */
export const loginUserRequest = (input: LoginUserInput): Built<Session, 'read'> =>
  buildRead('loginUser', LoginUserInput, input, (body) => ({
    method: 'POST',
    path: '/users/login',
    body: { corporate_type: 0, ...body },
    output: Session,
  }))

/**
 * Logs a member in with a password. It changes nothing but who you may ask for.
 *
 * Put the `access_token` into {@link asMember}. {@link issueLoginToken} needs no password. Sources: api-commerce 3.1.
 *
 * @example
 * const session = await loginUser(ctx, { login_id: 'hong-gildong', password })()
 */
export const loginUser = (ctx: Context, input: LoginUserInput): TaskEither<ReadError, Session> =>
  call(ctx, loginUserRequest(input))
