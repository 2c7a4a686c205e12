import { declineRequest } from '../faults/declines.js'
import { drawForRequest } from '../faults/draw.js'
import type { RequestFault } from '../faults/kinds.js'
import { hasFaults } from '../faults/plan.js'
import { codeOfFault, perform } from '../faults/perform.js'
import { leave, write, type Written } from './answer.js'
import { bodyInvalid, routeNotFound, sandboxFailed } from './errors.js'
import { bodyOf, enter, parametersOf, type SandboxRequest } from './request.js'
import { exchangedOf, type Exchanged } from './exchanged.js'
import { saveRequest } from './requests.js'
import type { FindRoute, FoundRoute } from './router.js'
import type { LoggedRequest, Store } from './store.js'

const isAborted = (signal: AbortSignal | null | undefined): boolean => signal?.aborted === true

const reasonOf = (signal: AbortSignal | null | undefined): unknown =>
  signal?.reason ?? new DOMException('This operation was aborted', 'AbortError')

/** Waits until the caller gives up; for ever when it cannot. */
const hold = (signal: AbortSignal | null | undefined): Promise<never> =>
  new Promise((_, reject) => {
    const giveUp = () => {
      reject(reasonOf(signal))
    }
    if (isAborted(signal)) giveUp()
    signal?.addEventListener('abort', giveUp, { once: true })
  })

/** A request as it is logged, what was sent and what came of it. */
export type HeardRequest = LoggedRequest & Exchanged & { readonly number: number }

/** What a fetch is made of besides a store. */
export type ExchangeParts = {
  readonly find: FindRoute
  /** The clock. */
  readonly now: () => number
  /** Brings the store up to the present, which it gives. */
  readonly present: () => number
  /** Whether a request carries a token that lives. */
  readonly hasToken: (store: Store, request: SandboxRequest, at: number) => boolean
  /** Hears of each request once it is clear how it ends; what it throws is lost. */
  readonly onRequest: ((heard: HeardRequest) => void) | undefined
}

/** The fetch of a sandbox: takes what the global one takes, so it can be given to an SDK or to a server. */
export type SandboxFetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>

/** A route that was found when a request came in, and what was known then. */
type Arrived = FoundRoute & { readonly operation: string; readonly recalled: Written | undefined }

/** Makes the fetch of a sandbox over a store. */
export const createFetch = (store: Store, { find, now, present, hasToken, onRequest }: ExchangeParts): SandboxFetch => {
  const answerTo = (request: SandboxRequest, found: Arrived, at: number): Written => {
    const { route, operation, holes, memory, recalled } = found
    const refusal = route.access(store, request, at)
    if (refusal !== undefined) return write(refusal)
    if (recalled !== undefined) return recalled
    if (request.body === undefined) return write(bodyInvalid())
    const { header } = request
    const answer =
      declineRequest(store, operation) ?? route.handle({ store, at, holes, parameters: parametersOf(request), header })
    const written = write(answer)
    memory?.keep(store, request, at, written)
    return written
  }

  const carryOut = (request: SandboxRequest, found: Arrived | undefined): Written => {
    try {
      const at = present()
      return found === undefined ? write(routeNotFound()) : answerTo(request, found, at)
    } catch {
      return write(sandboxFailed())
    }
  }

  const drawFault = (request: SandboxRequest, { route, operation }: Arrived): RequestFault | undefined => {
    const at = now()
    return drawForRequest(store, {
      operation,
      accepted: request.body !== undefined && route.access(store, request, at) === undefined,
      token: hasToken(store, request, at),
    })
  }

  const log = (
    request: SandboxRequest,
    found: FoundRoute | undefined,
    logged: LoggedRequest,
    written: Written | undefined,
  ): void => {
    saveRequest(store, logged)
    if (onRequest === undefined) return
    try {
      const code = codeOfFault(logged.fault)
      onRequest({ number: store.requestCount, ...logged, ...exchangedOf(request, found, written, code) })
    } catch {
      // A log that fails changes no answer.
    }
  }

  return async (input, init) => {
    const signal = init?.signal ?? (typeof input === 'object' && 'signal' in input ? input.signal : undefined)
    if (isAborted(signal)) throw reasonOf(signal)
    let request: SandboxRequest
    let found: Arrived | undefined
    try {
      const head = enter(input, init)
      const { method, url, query, authorization, header } = head
      const place = find(method, url)
      // Before the body is waited for: of two that are on their way at once, neither gets the answer of the other.
      const recalled = place?.memory?.recall(store, head, now())
      // Written out, for this is on the way of every request.
      request = { method, url, query, authorization, header, body: await bodyOf(method, input, init) }
      if (place !== undefined) {
        const { route, holes, memory } = place
        found = { route, holes, memory, recalled, operation: route.shared?.tell(request) ?? route.operation }
      }
    } catch {
      return leave(write(sandboxFailed()))
    }
    if (isAborted(signal)) throw reasonOf(signal)
    const fault = hasFaults(store) && found !== undefined ? drawFault(request, found) : undefined
    const seen = {
      at: now(),
      method: found?.route.method ?? request.method.slice(0, 10),
      operation: found?.operation,
      fault,
    }
    if (fault === undefined) {
      const written = carryOut(request, found)
      log(request, found, { ...seen, status: written.status }, written)
      return leave(written)
    }
    let written: Written | undefined
    const ending = perform(store, fault, () => (written = carryOut(request, found)))
    log(request, found, { ...seen, status: ending instanceof Response ? ending.status : undefined }, written)
    if (ending instanceof Response) return ending
    if (ending === 'held') return hold(signal)
    throw ending
  }
}
