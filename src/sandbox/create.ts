import { leave, refused } from './answers.js'
import type { Answer } from './answers.js'
import { isAuthorized } from './authorization.js'
import { createBrowser } from './browser.js'
import { enter, parametersOf } from './request.js'
import type { SandboxRequest } from './request.js'
import { executeDue } from './reservations.js'
import { indexRoutes, routes } from './routes.js'
import { snapshot } from './state.js'
import { addTime, createStore, forgetTokens, resetStore } from './store.js'
import type { Sandbox, SandboxCredentials, SandboxFetch, SandboxOptions, Settings } from './types.js'

const defaultCredentials: SandboxCredentials = {
  application_id: 'sandbox_application_id',
  private_key: 'sandbox_private_key',
  client_key: 'sandbox_client_key',
  secret_key: 'sandbox_secret_key',
}

/** Base64 of any text, by way of UTF-8: `btoa` alone throws beyond Latin-1. */
const base64 = (text: string): string =>
  btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''))

const isAborted = (signal: AbortSignal | null | undefined): boolean => signal?.aborted === true

const reasonOf = (signal: AbortSignal | null | undefined): unknown =>
  signal?.reason ?? new DOMException('This operation was aborted', 'AbortError')

/**
 * Makes an embedded Bootpay: the whole PG API over a store in memory, no network and no accounts. What is known and
 * what is assumed about the behaviour is listed in `docs/sandbox.md`.
 *
 * @example
 * const sandbox = createSandbox()
 * const ctx = createContext({ credentials: sandbox.credentials, fetch: sandbox.fetch })
 * const receipt_id = sandbox.browser.requestPayment({ price: 1000, order_id: 'order-1', order_name: '스웨터' })
 */
export const createSandbox = (options: SandboxOptions = {}): Sandbox => {
  const credentials = { ...defaultCredentials, ...options.credentials }
  const settings: Settings = {
    credentials,
    basic: base64(`${credentials.client_key}:${credentials.secret_key}`),
    basicEverywhere: options.basicEverywhere ?? false,
    partialCancelStatus: options.partialCancelStatus ?? 1,
    tokenExpireIn: options.tokenExpireIn ?? 'full',
  }
  const clock = options.now ?? Date.now
  const store = createStore(options.seed ?? 1)
  const find = indexRoutes(routes())

  const now = (): number => clock() + store.addedTime

  const present = (): number => {
    const at = now()
    executeDue(store, at)
    return at
  }

  const answer = (request: SandboxRequest): Answer => {
    const at = present()
    const found = find(request.method, request.path)
    if (found === undefined) return refused('ROUTE_NOT_FOUND')
    if (!isAuthorized(store, settings, found.route.access, request, at)) return refused('TOKEN_KEY_INVALID')
    if (request.body === undefined) return refused('BODY_INVALID')
    return found.route.handle({ store, settings, at, id: found.id, parameters: parametersOf(request) })
  }

  const fetch: SandboxFetch = async (input, init) => {
    const signal = init?.signal ?? (typeof input === 'object' && 'signal' in input ? input.signal : undefined)
    if (isAborted(signal)) throw reasonOf(signal)
    try {
      const request = await enter(input, init)
      if (!isAborted(signal)) return leave(answer(request))
    } catch {
      return leave(refused('SANDBOX_FAILED'))
    }
    throw reasonOf(signal)
  }

  return {
    fetch,
    credentials,
    baseUrl: options.baseUrl ?? 'https://api.bootpay.co.kr/v2',
    now,
    advance: (ms) => {
      if (!(ms >= 0 && Number.isFinite(ms))) throw new Error('bootpay-fp sandbox: advance takes milliseconds from 0 up')
      addTime(store, ms)
      present()
    },
    browser: createBrowser(store, present),
    state: () => snapshot(store, present()),
    revokeTokens: () => {
      forgetTokens(store)
    },
    reset: () => {
      resetStore(store)
    },
  }
}
