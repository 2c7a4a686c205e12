import type { Either } from 'fp-ts/lib/Either.js'

import { classify } from './classify.js'
import type { Context } from './context.js'
import type { BootpayError } from './errors.js'
import { emit, quietly } from './events.js'
import { countOr, membersOf } from './fields.js'
import { flawOf } from './flaw.js'
import { broken, isWrite, lost } from './lefts.js'
import { inputError, type ApiRequest, type Effect, type Failure, type Outcome } from './request.js'
import { initOf, sendOnce } from './send.js'
import { LEAST_MS, limitOf, pause, restOf } from './time.js'

const MAX_WAIT_MS = 20_000

/** How far a request has come, and what becomes of a write that breaks off from there. */
type Progress<A> = { sent: boolean; doubt?: Either<BootpayError, A> | undefined }

/** Sends until there is a result. It says in `progress` how far it has come, for when it rejects. */
const sendUntilDone = async <A>(
  ctx: Context,
  request: ApiRequest<A>,
  authorization: string | undefined,
  progress: Progress<A>,
): Promise<Either<BootpayError, A>> => {
  const { operation, api, method, path, query, effect, about } = request
  const { now, random, signal } = ctx
  const { attempts, budget } = membersOf(ctx.retry)
  const url = api.baseUrl(ctx) + path
  const search = query ? `?${new URLSearchParams(query)}` : ''
  const flaw = flawOf(ctx, request, url)
  if (flaw) return inputError(operation, [flaw])
  progress.doubt = request.judge?.(ctx, request, {}, { result: lost(request, 'NetworkError') }, now()).result
  const init = initOf(request, { ...api.headers(ctx, request), ...(authorization && { authorization }) })
  const kind = isWrite(request) ? 'write' : effect === 'read' ? 'read' : 'token'
  const limit = limitOf(ctx, kind)
  const told = { operation, method, about }
  let doubt: Either<BootpayError, A> | undefined
  for (let attempt = 1; ; attempt++) {
    let at = now()
    const obstacle = (): Outcome['why'] =>
      signal?.aborted ? 'AbortError' : restOf(ctx, at) < LEAST_MS[kind] ? 'TimeoutError' : undefined
    let why = obstacle()
    if (!why && ctx.onEvent) {
      emit(ctx, { type: 'request', ...told, attempt, at })
      // The hook may have fired the signal, or taken the time that was left.
      at = now()
      why = obstacle()
    }
    if (why) return doubt ?? lost(request, why)
    // It rejects only before it calls `fetch`.
    const outcome = await sendOnce(ctx, url + search, init, Math.min(limit, restOf(ctx, at)), request.maxBytes)
    progress.sent = true
    const { status, retryAfterMs = 0 } = outcome
    const ended = now()
    if (ctx.onEvent) emit(ctx, { type: 'answer', ...told, attempt, at: ended, status, elapsedMs: ended - at })
    const { result, retry = 0 } = classify(ctx, request, outcome, at, authorization)
    if (result._tag === 'Right') {
      void quietly(() => budget?.(-1))
      return result
    }
    // The later one counts: it may be running for longer.
    if (result.left._tag === 'OutcomeUnknown') doubt = result
    const most = Math.min(5_000, retry * 2 ** (attempt - 1))
    const waitMs = Math.max(retryAfterMs, most && Math.min(most, random() * most || 0))
    let affordable: boolean | undefined = false
    if (
      retry &&
      attempt < countOr(attempts, 3) &&
      retryAfterMs <= MAX_WAIT_MS &&
      waitMs + LEAST_MS[kind] <= restOf(ctx, ended)
    )
      void quietly(() => (affordable = budget?.(status === 429 ? 2 : 5)))
    if (affordable === false) return doubt ?? result
    emit(ctx, { type: 'retry', ...told, attempt, at: ended, waitMs })
    await pause(ctx, waitMs)
  }
}

/** Sends a request that nobody else can change; what breaks on the way becomes a Left. */
export const sendCopy = async <A, E extends Effect>(
  ctx: Context,
  request: ApiRequest<A, E>,
  authorization?: string,
): Promise<Either<Failure<E>, A>> => {
  const progress: Progress<A> = { sent: false }
  try {
    // Only a write has a judge, and only that makes an unknown outcome.
    return (await sendUntilDone(ctx, request, authorization, progress)) as Either<Failure<E>, A>
  } catch {
    return ((progress.sent && progress.doubt) || broken(request, progress.sent)) as Either<Failure<E>, A>
  }
}
