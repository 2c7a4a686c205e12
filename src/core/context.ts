import type { Either } from 'fp-ts/lib/Either.js'

import type { Credentials, KeyPair, Secret } from './credentials.js'
import type { ReadError } from './errors.js'
import type { Event } from './events.js'

/** What a Context needs of `fetch`; the global one, undici's, a sandbox's and a test's own all fit. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>

/**
 * Milliseconds that one attempt may take, headers and body together: one number for all, or by kind. What is no positive whole
 * number counts as the default.
 */
export type Timeouts = number | { readonly token?: number; readonly read?: number; readonly write?: number }

/** Takes the cost of a repeat from a budget and returns whether there was enough; a negative cost adds to it. */
export type RetryBudget = (cost: number) => boolean

/** How often a request that may be repeated is tried. */
export type Retry = {
  /** Attempts in all, the first one included; 1 turns repeating off. Default: 3, also for what is no positive whole number. */
  readonly attempts: number
  /** Keeps a fleet from hammering a gateway that is down; absent means without limit. {@link createContext} makes one. */
  readonly budget?: RetryBudget | undefined
}

/** Who a member of a shop is, to the Commerce API: what a log-in gave, or the device of a guest. */
export type Member = { readonly user_jwt?: string | undefined; readonly device_uuid?: string | undefined }

/**
 * The access tokens of a merchant: a function that runs what needs one, with its `Authorization` value. Made by
 * {@link createTokenState}, or by {@link sharedTokens} where processes share a token.
 */
export type TokenState = {
  <E, A>(
    ctx: Context,
    pair: KeyPair,
    use: (authorization: string) => Promise<Either<E, A>>,
  ): Promise<Either<E | ReadError, A>>
  /** What is wrong with how it was made: each call that needs a token is then a `CredentialsError` that says so. */
  readonly problem?: string | undefined
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
  /** The token state, shared by all calls that got it; needed for `application_id` and `private_key` alone. */
  readonly tokens?: TokenState | undefined
  /** Sends one HTTP request; called in one place only, detached from the Context. */
  readonly fetch: Fetch
  /** Where the API is, when not at Bootpay's own address: https, without user, query or trailing slash. Http is taken on loopback, and to {@link Context.insecureHosts}. */
  readonly baseUrl?: string | undefined
  /**
   * Hosts that may be reached over http beside loopback, as `bootpay` in Docker Compose or `host.docker.internal`: names alone,
   * without a port. Default: none. For a sandbox only, since over http anybody on the way reads the keys.
   */
  readonly insecureHosts?: readonly string[] | undefined
  /** Where the Commerce API is, when not at Bootpay's own address; as {@link Context.baseUrl}. */
  readonly commerceUrl?: string | undefined
  /** Where messages are sent, when not at Bootpay's own address; as {@link Context.baseUrl}. */
  readonly messageUrl?: string | undefined
  /** The member of the shop on whose behalf a request is sent, in the Commerce API; `asMember` puts it there. */
  readonly member?: Secret<Member> | undefined
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
   * Receives requests, answers, repeats, tokens and look-ups as plain data without secrets. It is not awaited, and what it throws
   * or rejects with is ignored.
   */
  readonly onEvent?: ((event: Event) => unknown) | undefined
}
