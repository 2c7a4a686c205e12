import type { Either } from 'fp-ts/lib/Either.js'

import type { Context } from './context.js'
import { credentialsError, NO_TOKENS, readCredentials } from './credentials.js'
import type { CredentialsError } from './errors.js'

/**
 * Checks, without sending anything, that the keys of a Context can be keys at all: each pair whole, at least one there, and a
 * token state where one is needed.
 *
 * Use it once at boot, so that a variable which is not set ends the start and not the first payment. Its Right is the Context
 * itself. Whether Bootpay takes the keys is what `ping` finds out.
 *
 * @example
 * const checked = checkCredentials(createContext({ credentials: { client_key: 'ck_test' } }))
 * if (checked._tag === 'Left') console.log(checked.left.message) // client_key and secret_key go together: one of them is missing
 */
export const checkCredentials = <C extends Context>(ctx: C): Either<CredentialsError, C> => {
  try {
    const { credentials, tokens } = ctx
    const read = readCredentials(credentials)
    if (read._tag === 'Left') return read
    const { basic, pair } = read.right
    const problem = pair && (tokens ? tokens.problem : basic ? undefined : NO_TOKENS)
    return problem ? credentialsError(problem) : { _tag: 'Right', right: ctx }
  } catch {
    return credentialsError('the credentials of the Context cannot be read')
  }
}
