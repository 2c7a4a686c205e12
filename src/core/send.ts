import type { Either } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import type { Context, Fetch } from './context.js'
import { merchantOf } from './credentials.js'
import type { BootpayError } from './errors.js'
import type { Event } from './events.js'
import { countOr, membersOf } from './fields.js'
import { follow } from './follow.js'
import { broken, isWrite, judge, lost } from './judge.js'
import type { Outcome } from './judge.js'
import { inputError } from './request.js'
import type { ApiRequest, Effect, Failure } from './request.js'
import { textOf } from './text.js'

declare const __VERSION__: string

const MAX_BYTES = 1 << 20
const MAX_WAIT_MS = 20_000
const LEAST_WRITE_MS = 5_000

/** An https address (http on loopback only) without user, query or empty segments. */
const PLAIN = /^(https:\/\/|http:\/\/(localhost|127(\.\d+){3}|\[::1\])(?=[:/]))[^/?#@]+(\/[^/?#@]+)+$/

/** Whether an address is plain and is still the same once parsed: `..` in a path changes it. */
const isPlain = (url: string): boolean => {
  try {
    return PLAIN.test(url) && new URL(url).href === url
  } catch {
    return false
  }
}

/** The runtime's own `fetch`, looked up at each call, so that a test server which replaces it later is seen. */
export const globalFetch: Fetch = (url, init) => fetch(url, init)

/** Node sends a request once, whatever its body is. Deno and Bun, which call themselves Node too, may not. */
const isNode = (): boolean => {
  const { node, deno, bun }: Partial<Record<string, string>> = globalThis.process?.versions ?? {}
  return Boolean(node && !deno && !bun)
}

/** What is read of an answer. The body of node-fetch has no reader, and a test's own answer may have nothing but `json`. */
type Answer = Pick<Response, 'status'> & Partial<Response>

const readText = async (response: Answer): Promise<string> => {
  if (response.bodyUsed) throw new TypeError()
  const reader = response.body?.getReader?.()
  if (!reader) {
    const text = response.text ? await response.text() : JSON.stringify(await response.json?.())
    if (text.length > MAX_BYTES) throw new RangeError()
    return text
  }
  const parts: Uint8Array[] = []
  for (let size = 0; size <= MAX_BYTES;) {
    const { done, value } = await reader.read()
    if (done) return textOf(parts)
    size += value.length
    parts.push(value)
  }
  throw new RangeError()
}

/** The runtime's code. Two codes of a failing connect also end established connections, so those need its system call. */
const codeOf = (error?: { code?: unknown; cause?: { code?: unknown; syscall?: unknown } }): string | undefined => {
  try {
    const { code, syscall } = error?.cause ?? (error as { code?: unknown; syscall?: unknown })
    const known = typeof code === 'string' && /^[A-Z_\d]{1,40}$/.test(code)
    return known && (syscall === 'connect' || !code.endsWith('UNREACH')) ? code : undefined
  } catch {
    return undefined
  }
}

/** The runtime's controller costs as much as checking an answer, so a `fetch` may bring a lighter one. */
const controllerFor = (fetch: Fetch & { readonly createController?: () => AbortController }): AbortController =>
  fetch.createController?.() ?? new AbortController()

/** Sends once, with one time limit over headers and body. Always resolves, whatever `fetch` does. */
const exchange = (ctx: Context, url: string, init: RequestInit, ms: number): Promise<Outcome> =>
  new Promise((resolve) => {
    const { fetch, signal, now } = ctx
    const controller = controllerFor(fetch)
    let status: number | undefined
    const end = (outcome: Outcome) => {
      clearTimeout(timer)
      unfollow?.()
      resolve(outcome)
    }
    const fail = (why: Outcome['why'], code?: string) => {
      end({ status, why, code })
      controller.abort()
    }
    const abort = () => fail('AbortError')
    // Before the timer, which must not fire after a strange signal has thrown.
    const unfollow = follow(signal, abort)
    const timer = setTimeout(fail, Math.min(ms, 0x7fffffff), 'TimeoutError')
    const run = async () => {
      try {
        // Detached: workerd refuses ctx.fetch(…).
        const response: Answer = await fetch(url, { ...init, signal: controller.signal })
        status = response.status
        const after = response.headers?.get?.('retry-after')
        const hint = after ? (/^\d+$/.test(after) ? Number(after) * 1_000 : Date.parse(after) - now()) : NaN
        end({ status, hint: hint >= 0 ? hint : undefined, text: await readText(response) })
      } catch (error) {
        fail('NetworkError', codeOf(error as Parameters<typeof codeOf>[0]))
      }
    }
    void run()
  })

/** Waits, also where the Context's own sleep fails. */
export const pause = async (ctx: Context, ms: number): Promise<void> => {
  try {
    await ctx.sleep(ms, ctx.signal)
  } catch {
    // Too early is better than never.
  }
}

/**
 * Calls what a Context brings, without waiting for it. What it throws, now or in a promise, ends here: a hook must neither
 * change what becomes of a payment nor end the process.
 */
const quietly = async (call: () => unknown): Promise<void> => {
  try {
    await call()
  } catch {
    // See above.
  }
}

/** Tells the Context's hook, in a copy that it may change. */
export const emit = (ctx: Context, event: Event): void => {
  void quietly(() => ctx.onEvent?.('keys' in event ? { ...event, keys: { ...event.keys } } : event))
}

/** Milliseconds until the deadline; Infinity where there is none, and where the clock gives no number. */
export const restOf = ({ deadline }: Context, at: number): number => {
  const rest = typeof deadline === 'number' ? deadline - at : NaN
  return Number.isFinite(rest) ? rest : Infinity
}

const LIMITS = { token: 10_000, read: 15_000, write: 60_000 }

/** Milliseconds that one attempt may take, headers and body together. */
export const limitOf = ({ timeoutMs }: Context, kind: keyof typeof LIMITS): number =>
  countOr((Object(timeoutMs) as Partial<typeof LIMITS>)[kind] ?? timeoutMs, LIMITS[kind])

/** How far a request has come, and whose it is. */
type Progress = { sent: boolean; merchant: string }

/**
 * How a Context sends a request and makes a result of what comes back. It says in `progress` whether anything was sent, and
 * for whom, for when it rejects.
 */
export type Transport = <A>(
  ctx: Context,
  request: ApiRequest<A>,
  authorization?: string,
  progress?: Progress,
) => Promise<Either<BootpayError, A>>

/** The transport of every Context: it repeats a request only where its `effect` says that a repeat is harmless. */
export const transmit: Transport = async <A>(
  ctx: Context,
  request: ApiRequest<A>,
  authorization?: string,
  progress: Progress = { sent: false, merchant: '' },
) => {
  progress.sent = false
  const { operation, method, path, query, body, effect, keys } = request
  const { now, random, signal } = ctx
  const { attempts, budget } = membersOf(ctx.retry)
  const url = ctx.baseUrl + path
  const search = query ? `?${new URLSearchParams(query)}` : ''
  const write = isWrite(request)
  if (write) progress.merchant = merchantOf(ctx)
  const text = body && JSON.stringify(body)
  if (!path.startsWith('/') || !isPlain(url))
    return inputError(operation, [{ path: 'baseUrl', message: 'and path must be a plain https address' }])
  const init: RequestInit & { readonly next: unknown } = {
    method,
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      'bootpay-sdk-version': __VERSION__,
      'bootpay-api-version': '5.0.0',
      'bootpay-sdk-type': '301',
      ...(authorization && { authorization }),
    },
    redirect: 'manual',
    // Next.js answers even writes from its cache. `cache: 'no-store'` would make each attempt of a prerender fail, and workerd throw.
    next: { revalidate: 0 },
    // Deno and Bun send a write again by themselves when a pooled connection dies: Deno unless its body is a Blob, Bun unless
    // it may not keep the connection. A Blob makes a write a fifth dearer, so Node, which never does that, gets text.
    ...(method !== 'GET' && { keepalive: false, body: isNode() ? text : new Blob(text ? [text] : []) }),
  }
  const limit = limitOf(ctx, write ? 'write' : effect === 'read' ? 'read' : 'token')
  const least = write ? LEAST_WRITE_MS : 1
  const about = { operation, method, keys }
  let doubt: Either<BootpayError, A> | undefined
  for (let attempt = 1; ; attempt++) {
    let at = now()
    const obstacle = (): Outcome['why'] =>
      signal?.aborted ? 'AbortError' : restOf(ctx, at) < least ? 'TimeoutError' : undefined
    let why = obstacle()
    if (!why && ctx.onEvent) {
      emit(ctx, { type: 'request', ...about, attempt, at })
      // The hook may have fired the signal, or taken the time that was left.
      at = now()
      why = obstacle()
    }
    if (why) return doubt ?? lost(request, why)
    // It rejects only before it calls `fetch`.
    const outcome = await exchange(ctx, url + search, init, Math.min(limit, restOf(ctx, at)))
    progress.sent = true
    const ended = now()
    if (ctx.onEvent)
      emit(ctx, { type: 'answer', ...about, attempt, at: ended, status: outcome.status, elapsedMs: ended - at })
    const [result, base] = judge(request, outcome, at, authorization)
    if (result._tag === 'Right') {
      void quietly(() => budget?.(-1))
      return result
    }
    // The later one counts: it may be running for longer.
    if (result.left._tag === 'OutcomeUnknown')
      doubt = { _tag: 'Left', left: { ...result.left, merchant: progress.merchant } }
    const { hint = 0 } = outcome
    const most = Math.min(5_000, (base ?? 0) * 2 ** (attempt - 1))
    const waitMs = Math.max(hint, most && Math.min(most, random() * most || 0))
    let affordable: boolean | undefined = false
    if (base && attempt < countOr(attempts, 3) && hint <= MAX_WAIT_MS && waitMs <= restOf(ctx, ended))
      void quietly(() => (affordable = budget?.(outcome.status === 429 ? 2 : 5)))
    if (affordable === false) return doubt ?? result
    emit(ctx, { type: 'retry', ...about, attempt, at: ended, waitMs })
    await pause(ctx, waitMs)
  }
}

/**
 * Sends a request and reads its answer, repeating it only where its `effect` says that a repeat is harmless.
 *
 * Operations call it for you. Use it with {@link withToken} to send a request that you built or changed yourself. A request
 * whose path would leave the base URL is an `InputError`, and nothing is sent.
 *
 * @example
 * const result = await withToken(ctx, (authorization) => send(ctx, request, authorization))()
 */
export const send = <A, E extends Effect>(
  ctx: Context,
  request: ApiRequest<A, E>,
  authorization?: string,
): TaskEither<Failure<E>, A> => {
  const copy = membersOf(request) as ApiRequest<A, E>
  return async () => {
    const progress = { sent: true, merchant: '' }
    try {
      const result = await ctx.transport(ctx, copy, authorization, progress)
      // A transport gives an unknown outcome to writes only.
      if (result._tag) return result as Either<Failure<E>, A>
    } catch {
      // As what is no result.
    }
    return broken(copy, progress.sent, progress.merchant)
  }
}
