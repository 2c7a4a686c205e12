import type { Either } from 'fp-ts/lib/Either.js'

import type { Context } from './context.js'
import { readCredentials, credentialsError } from './credentials.js'
import type { ReadError } from './errors.js'
import { follow } from './follow.js'
import { getAccessTokenRequest } from './getAccessToken.js'
import type { GetAccessTokenInput } from './getAccessToken.js'
import { membersOf } from './fields.js'
import { broken, lost } from './judge.js'
import type { Auth } from './request.js'
import { emit, pause, restOf, send } from './send.js'
import { keyOf, readStore, writeStore } from './store.js'
import type { StoredToken } from './store.js'

type Flight = Promise<Either<ReadError, string>>

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

/**
 * The token state of a Context: a function that gives the `Authorization` value for a Context's credentials. With
 * `rejected` it gives another value than that one, if Bootpay has another.
 */
export type TokenState = (ctx: Context, auth: Auth, rejected?: string) => Promise<Either<ReadError, string>>

/** Pays for a repeat out of a budget and says whether there was enough; a negative cost pays in. */
export type RetryBudget = (cost: number) => boolean

/** Makes a full budget of 100: a repeat costs 5, after a 429 only 2, and each success pays 1 back in. */
export const createRetryBudget = (): RetryBudget => {
  let left = 100
  return (cost) => {
    if (typeof cost !== 'number' || !(cost <= left)) return false
    left = Math.min(100, left - cost)
    return true
  }
}

// Of a token's 30 minutes Bootpay hands out a new one only in the last 5: asking earlier gives the same one.
const RENEW_MS = 300_000
const LAST_MS = 30_000
const HERD_MS = 1_000
const RENEW_AGAIN_MS = 3_000
const REPEATED_MS = 30_000
// A Worker may drop the request of a call that has ended; nobody waits longer for one than this.
const FLIGHT_MS = 60_000
const REJECTED = 16

const remember = (entry: Entry, { token, expiresAt }: StoredToken, now: number): string => {
  const repeated = token === entry.token
  // Whether a repeated answer counts down or says 1800 again is not documented, so it never prolongs a token.
  entry.expiresAt = repeated ? Math.min(entry.expiresAt, expiresAt) : expiresAt
  entry.repeatedUntil = repeated ? now + REPEATED_MS : 0
  entry.token = token
  return `Bearer ${token}`
}

/** What says that no token was had, since the Context threw on the way; so nothing else was sent. */
const unsent = () => broken({ operation: 'withToken', keys: {}, effect: 'token' }, false)

const request = async (ctx: Context, pair: GetAccessTokenInput, entry: Entry): Flight => {
  const key = ctx.store && (await keyOf(ctx.baseUrl, pair))
  const stored = await readStore(ctx, key)
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
  const built = getAccessTokenRequest(pair)
  const answer = built._tag === 'Left' ? built : await send(ctx, built.right)()
  entry.failedAt = answer._tag === 'Left' ? ctx.now() : -Infinity
  emit(ctx, { type: 'token', change: answer._tag === 'Left' ? 'failed' : 'requested', at: ctx.now() })
  if (answer._tag === 'Left') return answer
  const seconds = Number(answer.right.expire_in)
  const expiresAt = sentAt + (seconds > 0 && seconds <= 86_400 ? seconds : 60) * 1_000
  const right = remember(entry, { token: answer.right.access_token, expiresAt }, sentAt)
  await writeStore(ctx, key, { token: answer.right.access_token, expiresAt: entry.expiresAt })
  return { _tag: 'Right', right }
}

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
      end(lost({ operation: 'withToken', keys: {}, effect: 'token' }, why))
    }
    const abort = () => leave('AbortError')
    const unfollow = follow(signal, abort)
    const timer = setTimeout(leave, Math.min(FLIGHT_MS, restOf(ctx, ctx.now())), 'TimeoutError')
    if (signal?.aborted) abort()
    void flight.then(end)
  })

/**
 * Makes an empty token state. Contexts may share one, since a token is only used with the keys and the base URL it came
 * from.
 */
export const createTokenState = (): TokenState => {
  const entries = new Map<string, Entry>()
  const state: TokenState = async (ctx, auth, rejected) => {
    const credentials = readCredentials(ctx.credentials)
    if (credentials._tag === 'Left') return credentials
    const { basic = '', pair } = credentials.right
    if (!pair || (basic && auth !== 'token')) return { _tag: 'Right', right: basic }
    const { problem } = membersOf(ctx.store)
    if (problem) return credentialsError(problem)

    const name = JSON.stringify([ctx.baseUrl, pair.application_id, pair.private_key])
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
      entry.rejected = [rejected, ...entry.rejected.filter((one) => one !== rejected)].slice(0, REJECTED)
      emit(ctx, { type: 'token', change: 'rejected', at: now })
    }
    const start = () => {
      if (entry.flight && now - entry.startedAt < FLIGHT_MS) return entry.flight
      entry.startedAt = now
      const flight = request({ ...ctx, signal: undefined, deadline: undefined }, pair, entry)
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
  return (...call) => state(...call).catch(unsent)
}
