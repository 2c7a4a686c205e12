import type { TokenState } from '../core/context.js'
import { tokenState, type TokenSource } from '../core/tokenState.js'
import { getAccessTokenRequest } from './getAccessToken.js'
import { pg } from './pg.js'
import { isTokenRejection } from './tokenRejections.js'

/** How Bootpay gives tokens. */
export const tokenSource: TokenSource = { api: pg, ask: getAccessTokenRequest, isRejection: isTokenRejection }

/**
 * Makes an empty token state, which gets, shares and renews the access tokens of `application_id` and `private_key`.
 *
 * Give one to {@link createContext} where the merchant has that pair of keys; a client key needs none. Contexts may share one,
 * since a token is only used with the keys and the base URL it came from. Where processes are to share tokens, use
 * {@link sharedTokens}.
 *
 * @example
 * const credentials = { application_id: 'app_test', private_key: 'pk_test' }
 * const ctx = createContext({ credentials, tokens: createTokenState() })
 */
export const createTokenState = (): TokenState => tokenState(tokenSource)
