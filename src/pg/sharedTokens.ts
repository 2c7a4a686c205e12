import type { TokenState } from '../core/context.js'
import { membersOf } from '../core/fields.js'
import { tokenState } from '../core/tokenState.js'
import { shelfIn, type TokenStore } from '../core/tokenStore.js'
import { tokenSource } from './createTokenState.js'

/**
 * Makes a token state whose tokens are in a store too, so that processes share them.
 *
 * Use it for many short-lived processes, as in Lambda. The store is a help, never a need: when it is down, slow or holds nonsense,
 * the token is asked for as if there were none.
 *
 * @example
 * const store = unstorageTokenStore(storage, { sealWith: credentials.private_key })
 * const ctx = createContext({ credentials, tokens: sharedTokens(store) })
 */
export const sharedTokens = (store: TokenStore): TokenState =>
  tokenState(tokenSource, shelfIn(store), membersOf(store).problem)
