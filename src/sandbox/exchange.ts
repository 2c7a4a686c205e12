import { leave, refused, write } from './answers.js'
import type { Written } from './answers.js'
import { bearerOf, isAuthorized } from './authorization.js'
import { drawForRequest } from './faults/draw.js'
import type { RequestFault } from './faults/kinds.js'
import { perform } from './faults/perform.js'
import { enter, parametersOf } from './request.js'
import type { SandboxRequest } from './request.js'
import { indexRoutes, routes } from './routes.js'
import type { FoundRoute } from './routes.js'
import { isTokenAlive, saveRequest } from './store.js'
import type { Store } from './store.js'
import type { SandboxFetch, Settings } from './types.js'

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

/** Makes the fetch of a sandbox over a store; `now` is its clock, `present` brings the store up to it first. */
export const createFetch = (
  store: Store,
  settings: Settings,
  now: () => number,
  present: () => number,
): SandboxFetch => {
  const find = indexRoutes(routes())

  const carryOut = (request: SandboxRequest, found: FoundRoute | undefined): Written => {
    try {
      const at = present()
      if (found === undefined) return write(refused('ROUTE_NOT_FOUND'))
      if (!isAuthorized(store, settings, found.route.access, request, at)) return write(refused('TOKEN_KEY_INVALID'))
      if (request.body === undefined) return write(refused('BODY_INVALID'))
      return write(found.route.handle({ store, settings, at, id: found.id, parameters: parametersOf(request) }))
    } catch {
      return write(refused('SANDBOX_FAILED'))
    }
  }

  const drawFault = (request: SandboxRequest, { route }: FoundRoute): RequestFault | undefined => {
    const at = now()
    const token = bearerOf(request)
    return drawForRequest(store, {
      operation: route.operation,
      accepted: request.body !== undefined && isAuthorized(store, settings, route.access, request, at),
      token: token !== undefined && isTokenAlive(store, token, at),
    })
  }

  return async (input, init) => {
    const signal = init?.signal ?? (typeof input === 'object' && 'signal' in input ? input.signal : undefined)
    if (isAborted(signal)) throw reasonOf(signal)
    let request: SandboxRequest
    try {
      request = await enter(input, init)
    } catch {
      return leave(write(refused('SANDBOX_FAILED')))
    }
    if (isAborted(signal)) throw reasonOf(signal)
    const found = find(request.method, request.path)
    const fault = store.faults === undefined || found === undefined ? undefined : drawFault(request, found)
    const seen = {
      at: now(),
      method: found?.route.method ?? request.method.slice(0, 10),
      operation: found?.route.operation,
      fault,
    }
    if (fault === undefined) {
      const written = carryOut(request, found)
      saveRequest(store, { ...seen, status: written.status })
      return leave(written)
    }
    const ending = perform(store, fault, () => carryOut(request, found))
    saveRequest(store, { ...seen, status: ending instanceof Response ? ending.status : undefined })
    if (ending instanceof Response) return ending
    if (ending === 'held') return hold(signal)
    throw ending
  }
}
