import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import { answer } from '../core/answer.js'
import { checkCredentials } from '../core/checkCredentials.js'
import type { Context } from '../core/context.js'
import { readCredentials } from '../core/credentials.js'
import type { ReadError } from '../core/errors.js'
import { AnswerId } from '../core/fields.js'
import { broken } from '../core/lefts.js'
import type { ApiRequest } from '../core/request.js'
import { send } from '../core/call.js'
import { getAccessToken } from './getAccessToken.js'
import { pg } from './pg.js'

/** A look-up of a receipt with the id of no receipt: ids begin with the moment at which they were made, and this one with 1970. */
const probe: ApiRequest<{ readonly receipt_id: string }, 'read'> = {
  operation: 'ping',
  api: pg,
  method: 'GET',
  path: '/receipt/000000000000000000000000',
  auth: 'any',
  effect: 'read',
  about: {},
  output: answer({ receipt_id: AnswerId }),
}

/**
 * Asks Bootpay whether it can be reached and takes the keys: one harmless call for each pair of keys in the Context, and never a
 * write. Its Right is the Context itself.
 *
 * Use it at boot or in a readiness check, seldom: it really sends each time. For `application_id` and `private_key` it asks for a
 * token, which gives the one that is there already. For `client_key` and `secret_key` it looks up a receipt that cannot exist:
 * Bootpay has no request for that purpose, so it is assumed that keys are judged before the id, and `RC_NOT_FOUND` counts as
 * success.
 *
 * Refused with `APP_CLIENT_KEY_NOT_FOUND`, `APP_KEY_NOT_FOUND`, `APP_KEY_NOT_REST` or `APP_SK_NOT_MATCHED` when the keys are wrong;
 * which code a wrong `secret_key` gets is not documented. Which other operations the keys may use, it does not tell.
 *
 * @example
 * const result = await ping(ctx)()
 * if (result._tag === 'Left') throw toError(result.left)
 */
export const ping =
  <C extends Context>(ctx: C): TaskEither<ReadError, C> =>
  async () => {
    const checked = checkCredentials(ctx)
    if (checked._tag === 'Left') return checked
    try {
      const credentials = readCredentials(ctx.credentials)
      if (credentials._tag === 'Left') return credentials
      const { basic, pair } = credentials.right
      const token = pair && (await getAccessToken(ctx, pair)())
      if (token?._tag === 'Left') return token
      const read = basic && (await send(ctx, probe, basic)())
      const isRefused = read && read._tag === 'Left' && !('code' in read.left && read.left.code === 'RC_NOT_FOUND')
      return isRefused ? read : checked
    } catch {
      return broken(probe)
    }
  }
