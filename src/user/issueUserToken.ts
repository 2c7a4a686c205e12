import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { call } from '../core/call.js'
import type { Context } from '../core/context.js'
import type { BootpayError } from '../core/errors.js'
import { OwnId, Phone, Text, unlessEmpty } from '../core/fields.js'
import type { Built } from '../core/request.js'
import type { InputSchema } from '../core/schema.js'
import { buildWrite } from '../pg/buildWrite.js'
import { UserToken } from './schemas/UserToken.js'

/** What {@link issueUserToken} takes. */
export type IssueUserTokenInput = {
  /** The merchant's id of the buyer. */
  readonly user_id: string | number
  /** E-mail address; empty, as of a guest, it is not sent, and so are the others below. */
  readonly email?: string | undefined
  /** The buyer's name. */
  readonly username?: string | undefined
  /** Phone number; hyphens and spaces are taken out, `+82` becomes 0. */
  readonly phone?: string | undefined
  /** Date of birth; the format is not documented, `19861014` is in use. */
  readonly birth?: string | undefined
  /** 1 male, 0 female, -1 unknown; absent means not told. */
  readonly gender?: 1 | 0 | -1 | undefined
}
/** Schema of {@link IssueUserTokenInput}. */
export const IssueUserTokenInput: InputSchema<IssueUserTokenInput> = v.strictObject({
  user_id: OwnId,
  email: unlessEmpty(Text),
  username: unlessEmpty(Text),
  phone: unlessEmpty(Phone),
  birth: unlessEmpty(Text),
  gender: v.optional(v.picklist([1, 0, -1])),
})

/** Builds the request of {@link issueUserToken} without sending it. */
export const issueUserTokenRequest = (input: IssueUserTokenInput): Built<UserToken> =>
  buildWrite('issueUserToken', IssueUserTokenInput, input, (body) => ({
    method: 'POST',
    path: '/request/user/token',
    body,
    auth: 'token',
    effect: 'state',
    reconcile: 'issueUserToken',
    output: UserToken,
  }))

/**
 * Issues a token with which a buyer's browser may use their stored cards.
 *
 * Use it before the payment page opens, and hand the token to the browser. It creates or updates the buyer at Bootpay; calling it
 * again does no harm and gives a new token.
 *
 * This endpoint was seen to refuse a client key with `TOKEN_KEY_INVALID`: where the Context has an application id too, a token is
 * sent instead.
 *
 * @example
 * const result = await issueUserToken(ctx, { user_id: 'user_1234', username: '홍길동' })()
 */
export const issueUserToken = (ctx: Context, input: IssueUserTokenInput): TaskEither<BootpayError, UserToken> =>
  call(ctx, issueUserTokenRequest(input))
