import type { Credentials, Secret } from './credentials.js'
import type { Event } from './events.js'
import { follow } from './follow.js'
import { membersOf } from './fields.js'
import { globalFetch, transmit } from './send.js'
import type { Transport } from './send.js'
import { createRetryBudget, createTokenState } from './state.js'
import type { RetryBudget, TokenState } from './state.js'
import type { TokenStore } from './store.js'

/** What a Context needs of `fetch`; the global one, undici's, a sandbox's and a test's own all fit. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>

/**
 * Milliseconds that one attempt may take, headers and body together: one number for all, or by kind. What is no positive whole
 * number counts as the default.
 */
export type Timeouts = number | { readonly token?: number; readonly read?: number; readonly write?: number }

/** How often a request that may be repeated is tried. */
export type Retry = {
  /** Attempts in all, the first one included; 1 turns repeating off. Default, also of what is no positive whole number: 3. */
  readonly attempts: number
  /** Keeps a fleet from hammering a gateway that is down; absent means without limit. {@link createContext} makes one. */
  readonly budget?: RetryBudget | undefined
}

/**
 * Everything an operation needs, as a readonly value. Override a member for one call by spreading; the token state is a
 * reference and stays shared.
 *
 * @example
 * const result = await getReceipt({ ...ctx, signal: AbortSignal.timeout(3_000) }, { receipt_id })()
 */
export type Context = {
  /** The merchant's keys; {@link createContext} hides them in a closure. */
  readonly credentials: Credentials | Secret<Credentials>
  /** The token state, shared by all calls that got it; made by {@link createContext}. */
  readonly tokens: TokenState
  /** Where processes share the token; absent means that each has its own. */
  readonly store?: TokenStore | undefined
  /** Sends requests by way of `fetch`, with time limits and repeats; made by {@link createContext}. */
  readonly transport: Transport
  /** Sends one HTTP request; called in one place only, detached from the Context. */
  readonly fetch: Fetch
  /** Where the API is: https (http only on loopback), without user, query or trailing slash. */
  readonly baseUrl: string
  /** Time limit of one attempt. Default: 10 s for a token, 15 s for a read, 60 s for a write. */
  readonly timeoutMs: Timeouts
  /** How often what may be repeated is tried. Default: 3 times, within a budget. */
  readonly retry: Retry
  /** The clock, in epoch milliseconds. */
  readonly now: () => number
  /** Randomness for the back-off, from 0 up to but not including 1. */
  readonly random: () => number
  /** Waits between attempts; ends early when the signal fires. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  /** The moment, in milliseconds of `now`, by which a call must have ended; absent, or no finite number, means no such moment. */
  readonly deadline?: number | undefined
  /** Ends the call: an `AbortError`, but an `OutcomeUnknown` of a write that was sent already. */
  readonly signal?: AbortSignal | undefined
  /**
   * Told of requests, answers, repeats, tokens and look-ups, as plain data without secrets. Nobody waits for it, and what it
   * throws or rejects with is ignored.
   */
  readonly onEvent?: ((event: Event) => unknown) | undefined
}

/** What {@link createContext} takes: credentials, and whatever of a Context should differ from the default. */
export type ContextOptions = { readonly credentials: Credentials } & {
  readonly [Member in keyof Omit<Context, 'credentials' | 'transport'>]?: Context[Member] | undefined
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
    tokens: createTokenState(),
    transport: transmit,
    fetch: globalFetch,
    baseUrl: 'https://api.bootpay.co.kr/v2',
    timeoutMs: {},
    now: Date.now,
    random: Math.random,
    sleep,
    ...given,
    retry: { attempts: 3, budget: createRetryBudget(), ...membersOf(retry) },
    credentials: () => credentials as Credentials,
  }
}
