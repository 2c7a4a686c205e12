import type { Context, RetryBudget, TokenState } from './context.js'
import { hold, type ClientKeys, type Credentials } from './credentials.js'
import { membersOf } from './fields.js'
import { follow } from './follow.js'
import { globalFetch } from './send.js'

type Others = Omit<Context, 'credentials' | 'tokens'>

/**
 * What {@link createContext} takes: credentials, and whatever of a Context should differ from the default. `application_id` and
 * `private_key` need a token state: `tokens: createTokenState()`. A client key needs none.
 */
export type ContextOptions = { readonly [Member in keyof Others]?: Others[Member] | undefined } & (
  | { readonly credentials: ClientKeys; readonly tokens?: TokenState | undefined }
  | { readonly credentials: Credentials; readonly tokens: TokenState }
)

/** Makes a full budget of 100: a repeat costs 5, after a 429 only 2, and each success pays 1 back in. */
export const createRetryBudget = (): RetryBudget => {
  let left = 100
  return (cost) => {
    if (typeof cost !== 'number' || !(cost <= left)) return false
    left = Math.min(100, left - cost)
    return true
  }
}

const sleep: Context['sleep'] = (ms, signal) =>
  new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      unfollow?.()
      resolve()
    }
    const unfollow = follow(signal, end)
    const timer = setTimeout(end, ms)
    if (signal?.aborted) end()
  })

/**
 * Makes a Context. Sends nothing and never throws: credentials that cannot work come back from each call as a
 * `CredentialsError`. Make one per merchant and keep it, since it shares the token between calls.
 *
 * @example
 * const ctx = createContext({ credentials: { client_key: 'ck_test', secret_key: 'sk_test' } })
 */
export const createContext = (options: ContextOptions): Context => {
  const { credentials, retry, ...rest } = membersOf(options)
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  return {
    fetch: globalFetch,
    timeoutMs: {},
    now: Date.now,
    random: Math.random,
    sleep,
    ...given,
    retry: { attempts: 3, budget: createRetryBudget(), ...membersOf(retry) },
    credentials: hold(credentials as Credentials),
  }
}
