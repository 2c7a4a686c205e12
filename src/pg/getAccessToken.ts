import type { Either } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { answer } from '../core/answer.js'
import type { Context } from '../core/context.js'
import { readCredentials, credentialsError } from '../core/credentials.js'
import type { ReadError } from '../core/errors.js'
import { Printable } from '../core/fields.js'
import { build, inputError, type ApiRequest, type Built } from '../core/request.js'
import type { InputSchema, Schema } from '../core/schema.js'
import { send } from '../core/call.js'
import { pg } from './pg.js'

/** What {@link getAccessTokenRequest} takes. */
export type GetAccessTokenInput = {
  /** REST application id, as the admin console shows it. */
  readonly application_id: string
  /** Private key that belongs to it; a secret. */
  readonly private_key: string
}
/** Schema of {@link GetAccessTokenInput}. */
export const GetAccessTokenInput: InputSchema<GetAccessTokenInput> = v.strictObject({
  application_id: Printable,
  private_key: Printable,
})

/** An access token, as Bootpay answers it. */
export type AccessToken = {
  /** The token, sent as `Authorization: Bearer …`; a secret. */
  readonly access_token: string
  /** Seconds that the token has left at the most (1800 when new); whether a repeated answer counts down is not documented. */
  readonly expire_in?: number | null | undefined
}
/** An access token, as Bootpay answers it. */
export const AccessToken: Schema<AccessToken> = answer({ access_token: Printable })

/** Builds the request of {@link getAccessToken} without sending it. Its body holds the private key. */
export const getAccessTokenRequest = (input: GetAccessTokenInput): Built<AccessToken, 'token'> =>
  build('getAccessToken', GetAccessTokenInput, input, (body) => ({
    api: pg,
    method: 'POST',
    path: '/request/token',
    body,
    auth: 'none',
    effect: 'token',
    output: AccessToken,
  }))

const requestOf = (
  ctx: Context,
  input: Partial<GetAccessTokenInput> = {},
): Either<ReadError, ApiRequest<AccessToken, 'token'>> => {
  try {
    if (typeof input !== 'object' || input === null || Array.isArray(input))
      return getAccessTokenRequest(input as GetAccessTokenInput)
    const credentials = readCredentials(ctx.credentials)
    if (credentials._tag === 'Left') return credentials
    const keys = { ...credentials.right.pair, ...input }
    if (!keys.application_id) return credentialsError('a token needs application_id and private_key')
    return getAccessTokenRequest(keys as GetAccessTokenInput)
  } catch {
    return inputError('getAccessToken', [{ path: '', message: 'or Context cannot be read' }])
  }
}

/**
 * Asks Bootpay for an access token, every time it is run.
 *
 * You rarely need it: every operation gets, shares and renews its token by itself (see {@link withToken}), and a merchant
 * with a client key needs no token at all. Use it to hand a token to another program.
 *
 * Bootpay gives the same token for 25 minutes, then a new one; each lives 30 minutes. Refused with `APP_KEY_NOT_FOUND`
 * (unknown application id), `APP_KEY_NOT_REST` (the id for web or app) and `APP_SK_NOT_MATCHED` (wrong private key). Without
 * `input` it takes the pair of the Context; a Context that has none is a `CredentialsError`.
 *
 * @example
 * const credentials = { application_id: 'app_test', private_key: 'pk_test' }
 * const ctx = createContext({ credentials, tokens: createTokenState() })
 * const result = await getAccessToken(ctx)()
 */
export const getAccessToken = (
  ctx: Context,
  input?: Partial<GetAccessTokenInput>,
): TaskEither<ReadError, AccessToken> => {
  const built = requestOf(ctx, input)
  return built._tag === 'Left' ? () => Promise.resolve(built) : send(ctx, built.right)
}
