import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { call } from '../../core/call.js'
import type { Context } from '../../core/context.js'
import type { ReadError } from '../../core/errors.js'
import { OwnId, Text } from '../../core/fields.js'
import type { Built } from '../../core/request.js'
import type { InputSchema } from '../../core/schema.js'
import { buildRead } from '../shared/buildRead.js'
import { AnyRole } from '../shared/fields.js'
import type { Role } from '../shared/Role.js'
import { Session } from './schemas/Session.js'

/** What {@link issueLoginToken} takes. */
export type IssueLoginTokenInput = {
  /** Bootpay's id of the user, yours, or the log-in id. */
  readonly user_id: string | number
  /** Who it is, such as `individual`; the SDKs for Ruby and Java send that, and the one for Node nothing. */
  readonly corporate_type?: string | undefined
  /** Whether it is a member or a guest; the SDKs for Ruby and Java send `member`, and the one for Node nothing. */
  readonly membership_type?: 'member' | 'guest' | undefined
  /** The rights that it is sent with. Default: `user`. */
  readonly role?: Role | undefined
}
/** Schema of {@link IssueLoginTokenInput}. */
export const IssueLoginTokenInput: InputSchema<IssueLoginTokenInput> = v.strictObject({
  user_id: OwnId,
  corporate_type: v.optional(Text),
  membership_type: v.optional(v.picklist(['member', 'guest'])),
  role: v.optional(AnyRole),
})

/** Builds the request of {@link issueLoginToken} without sending it. */
export const issueLoginTokenRequest = (input: IssueLoginTokenInput): Built<Session, 'read'> =>
  buildRead('issueLoginToken', IssueLoginTokenInput, input, (body) => ({
    method: 'POST',
    path: '/users/login/token',
    body,
    output: Session,
  }))

/**
 * Gives the token of a member whom you know, without a password.
 *
 * Use it where your own log-in has told who it is. Put the `access_token` into {@link asMember}. Sources: api-commerce 3.1.
 *
 * @example
 * const session = await issueLoginToken(ctx, { user_id: 'member-7' })()
 */
export const issueLoginToken = (ctx: Context, input: IssueLoginTokenInput): TaskEither<ReadError, Session> =>
  call(ctx, issueLoginTokenRequest(input))
