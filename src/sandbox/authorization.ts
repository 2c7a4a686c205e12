import type { SandboxRequest } from './request.js'
import { isTokenAlive } from './store.js'
import type { Store } from './store.js'
import type { Settings } from './types.js'

/** Who may call a route: anybody, either credential, or a token alone. */
export type Access = 'open' | 'any' | 'token'

const scheme = (authorization: string, name: string): boolean =>
  authorization.length > name.length && authorization.slice(0, name.length).toLowerCase() === name

/** Whether the request may call a route at a moment. */
export const isAuthorized = (
  store: Store,
  settings: Settings,
  access: Access,
  { authorization }: SandboxRequest,
  at: number,
): boolean => {
  if (access === 'open') return true
  if (authorization === undefined) return false
  if (scheme(authorization, 'bearer ')) return isTokenAlive(store, authorization.slice(7).trim(), at)
  return (
    (access === 'any' || settings.basicEverywhere) &&
    scheme(authorization, 'basic ') &&
    authorization.slice(6).trim() === settings.basic
  )
}
