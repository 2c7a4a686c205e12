import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { call } from '../core/call.js'
import type { Context } from '../core/context.js'
import type { BootpayError } from '../core/errors.js'
import { Digits, Text } from '../core/fields.js'
import type { Built } from '../core/request.js'
import { buildWrite } from '../pg/buildWrite.js'
import { UserToken } from './schemas/UserToken.js'

/** What {@link issueUserToken} takes. */
export const IssueUserTokenInput = v.strictObject({
  /** The merchant's id of the buyer. */
  user_id: Text,
  /** E-mail address. */
  email: v.optional(Text),
  /** Name. */
  username: v.optional(Text),
  /** Phone number; hyphens and spaces are taken out. */
  phone: v.optional(Digits),
  /** Date of birth; the format is not documented, `19861014` is in use. */
  birth: v.optional(Text),
  /** 1 male, 0 female; absent means not told. */
  gender: v.optional(v.picklist([1, 0])),
})
/** What {@link issueUserToken} takes. */
export type IssueUserTokenInput = v.InferInput<typeof IssueUserTokenInput>

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
