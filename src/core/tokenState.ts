import type { Either } from 'fp-ts/lib/Either.js'

import type { Api } from './api.js'
import type { Context, TokenState } from './context.js'
import { credentialsError, type KeyPair } from './credentials.js'
import type { BootpayError, ReadError } from './errors.js'
import { emit } from './events.js'
import { follow } from './follow.js'
import { broken, lost } from './lefts.js'
import type { Built } from './request.js'
import { sendCopy } from './retry.js'
import { pause, restOf } from './time.js'

type Flight = Promise<Either<ReadError, string>>

/** A token as it is kept: `expiresAt` in epoch milliseconds. */
export type StoredToken = { readonly token: string; readonly expiresAt: number }

/** What is known about the token of one pair of keys at one base URL; times in milliseconds of `ctx.now`. */
type Entry = {
  token?: string
  expiresAt: number
  /** Bootpay has just repeated this token, so asking again before this moment is of no use. */
  repeatedUntil: number
  failedAt: number
  /** Values that Bootpay rejected of late: the store is not believed about them again. */
  rejected: readonly string[]
  /** The one request that all callers wait for, and since when. */
  flight?: Flight | undefined
  startedAt: number
}

/** How an API gives tokens. */
export type TokenSource = {
  readonly api: Api
  /** The request of one; its answer has `access_token` and, in seconds, `expire_in`. */
  readonly ask: (
    pair: KeyPair,
  ) => Built<{ readonly access_token: string; readonly expire_in?: number | null | undefined }, 'token'>
  /** Whether an error says that the token was refused, so that the request surely had no effect. */
  readonly isRejection: (error: BootpayError) => boolean
}

/** Where processes share tokens: a place that was found for one merchant, or none. */
export type TokenShelf = {
  readonly read: () => Promise<StoredToken | undefined>
  readonly write: (token: StoredToken) => Promise<void>
}

// Of a token's 30 minutes Bootpay hands out a new one only in the last 5: asking earlier gives the same one.
const RENEW_MS = 300_000
const LAST_MS = 30_000
const HERD_MS = 1_000
const RENEW_AGAIN_MS = 3_000
const REPEATED_MS = 30_000
// A Worker may drop the request of a call that has ended; nobody waits longer for one than this.
const FLIGHT_MS = 60_000
const MAX_REJECTED = 16

const remember = (entry: Entry, { token, expiresAt }: StoredToken, now: number): string => {
  const repeated = token === entry.token
  // Whether a repeated answer counts down or says 1800 again is not documented, so it never prolongs a token.
  entry.expiresAt = repeated ? Math.min(entry.expiresAt, expiresAt) : expiresAt
  entry.repeatedUntil = repeated ? now + REPEATED_MS : 0
  entry.token = token
  return `Bearer ${token}`
}

const SUBJECT = { operation: 'withToken', about: {}, effect: 'token' } as const

/** What says that no token was had, since the Context threw on the way; so nothing else was sent. */
const unsent = () => broken(SUBJECT, false)

/** Waits for the shared request; a caller who gives up leaves it to the others. */
const join = (ctx: Context, flight: Flight): Flight =>
  new Promise((resolve) => {
    const { signal } = ctx
    const end = (result: Awaited<Flight>) => {
      clearTimeout(timer)
      unfollow?.()
      resolve(result)
    }
    const leave = (why: 'AbortError' | 'TimeoutError') => {
      end(lost(SUBJECT, why))
    }
    const abort = () => leave('AbortError')
    const unfollow = follow(signal, abort)
    const timer = setTimeout(leave, Math.min(FLIGHT_MS, restOf(ctx, ctx.now())), 'TimeoutError')
    if (signal?.aborted) abort()
    void flight.then(end)
  })

/**
 * Makes an empty token state for the tokens of an API. `shelfOf` finds where processes share them; absent means that each has its
 * own.
 */
export const tokenState = (
  { api, ask, isRejection }: TokenSource,
  shelfOf?: (ctx: Context, baseUrl: string, pair: KeyPair) => Promise<TokenShelf | undefined>,
  problem?: string,
): TokenState => {
  const entries = new Map<string, Entry>()

  const renew = async (ctx: Context, pair: KeyPair, entry: Entry): Flight => {
    const shelf = await shelfOf?.(ctx, api.baseUrl(ctx), pair)
    const stored = await shelf?.read()
    // A token that was rejected, or that ends soon, is no better for coming from the store, whoever put it there.
    if (
      stored &&
      !entry.rejected.includes(`Bearer ${stored.token}`) &&
      stored.token !== entry.token &&
      stored.expiresAt - LAST_MS > ctx.now()
    ) {
      emit(ctx, { type: 'token', change: 'store', at: ctx.now() })
      return { _tag: 'Right', right: remember(entry, stored, ctx.now()) }
    }
    const wait = entry.failedAt + HERD_MS - ctx.now()
    if (wait > 0) await pause(ctx, wait)
    const sentAt = ctx.now()
    const built = ask(pair)
    const asked = built._tag === 'Left' ? built : await sendCopy(ctx, built.right)
    entry.failedAt = asked._tag === 'Left' ? ctx.now() : -Infinity
    emit(ctx, { type: 'token', change: asked._tag === 'Left' ? 'failed' : 'requested', at: ctx.now() })
    if (asked._tag === 'Left') return asked
    const { access_token: token, expire_in } = asked.right
    const seconds = Number(expire_in)
    const expiresAt = sentAt + (seconds > 0 && seconds <= 86_400 ? seconds : 60) * 1_000
    const right = remember(entry, { token, expiresAt }, sentAt)
    await shelf?.write({ token, expiresAt: entry.expiresAt })
    return { _tag: 'Right', right }
  }

  const valueFor = async (ctx: Context, pair: KeyPair, rejected?: string): Flight => {
    const name = JSON.stringify([api.baseUrl(ctx), pair.application_id, pair.private_key])
    const entry = entries.get(name) ?? {
      expiresAt: 0,
      repeatedUntil: 0,
      failedAt: -Infinity,
      rejected: [],
      startedAt: 0,
    }
    entries.set(name, entry)
    const { token, expiresAt, repeatedUntil, failedAt } = entry
    const now = ctx.now()
    const known = `Bearer ${token}`
    if (rejected) {
      entry.rejected = [rejected, ...entry.rejected.filter((one) => one !== rejected)].slice(0, MAX_REJECTED)
      emit(ctx, { type: 'token', change: 'rejected', at: now })
    }
    const start = () => {
      if (entry.flight && now - entry.startedAt < FLIGHT_MS) return entry.flight
      entry.startedAt = now
      const flight = renew({ ...ctx, signal: undefined, deadline: undefined }, pair, entry)
        .catch(unsent)
        .finally(() => {
          if (entry.flight === flight) entry.flight = undefined
        })
      return (entry.flight = flight)
    }
    if (!token || (now >= repeatedUntil && (known === rejected || now >= expiresAt - LAST_MS)))
      return join(ctx, start())
    if (now >= Math.max(repeatedUntil, expiresAt - RENEW_MS, failedAt + RENEW_AGAIN_MS)) void start()
    return { _tag: 'Right', right: known }
  }

  const state: TokenState = async (ctx, pair, use) => {
    if (problem) return credentialsError(problem)
    const first = await valueFor(ctx, pair).catch(unsent)
    if (first._tag === 'Left') return first
    const result = await use(first.right)
    if (result._tag === 'Right' || !isRejection(result.left as BootpayError)) return result
    const second = await valueFor(ctx, pair, first.right).catch(unsent)
    return second._tag === 'Left' ? second : second.right === first.right ? result : use(second.right)
  }
  return Object.assign(state, { problem })
}
