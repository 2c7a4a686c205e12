import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { call } from '../../core/call.js'
import type { Context } from '../../core/context.js'
import type { ReadError } from '../../core/errors.js'
import { Id } from '../../core/fields.js'
import type { Built } from '../../core/request.js'
import type { InputSchema } from '../../core/schema.js'
import { Open } from '../shared/answers.js'
import { buildRead } from '../shared/buildRead.js'
import { AnyRole } from '../shared/fields.js'
import type { Role } from '../shared/Role.js'

/** What {@link getUserAuthentication} takes. */
export type GetUserAuthenticationInput = {
  /** Bootpay's id of the identification. */
  readonly standby_id: string
  /** The rights that it is sent with. Default: `user`. */
  readonly role?: Role | undefined
}
/** Schema of {@link GetUserAuthenticationInput}. */
export const GetUserAuthenticationInput: InputSchema<GetUserAuthenticationInput> = v.strictObject({
  standby_id: Id,
  role: v.optional(AnyRole),
})

/** Builds the request of {@link getUserAuthentication} without sending it. */
export const getUserAuthenticationRequest = (input: GetUserAuthenticationInput): Built<Open, 'read'> =>
  buildRead('getUserAuthentication', GetUserAuthenticationInput, input, ({ standby_id }) => ({
    method: 'GET',
    path: `/users/authenticate/${standby_id}`,
    output: Open,
  }))

/**
 * Gives what an identification of a user told. It is a person's: keep it out of logs.
 *
 * What the answer holds is not documented, so all of it is passed through. Sources: api-commerce 3.1.
 *
 * @example
 * const result = await getUserAuthentication(ctx, { standby_id: '66543210d01c7e00209b6008' })()
 */
export const getUserAuthentication = (ctx: Context, input: GetUserAuthenticationInput): TaskEither<ReadError, Open> =>
  call(ctx, getUserAuthenticationRequest(input))
