import type { SandboxRequest } from './request.js'
import { isTokenAlive } from './store.js'
import type { Store } from './store.js'
import type { Settings } from './types.js'

/** Who may call a route: anybody, either credential, or a token alone. */
export type Access = 'open' | 'any' | 'token'

const scheme = (authorization: string, name: string): boolean =>
  authorization.length > name.length && authorization.slice(0, name.length).toLowerCase() === name

/** The access token a request carries. */
export const bearerOf = ({ authorization }: SandboxRequest): string | undefined =>
  authorization !== undefined && scheme(authorization, 'bearer ') ? authorization.slice(7).trim() : undefined

/** Whether the request may call a route at a moment. */
export const isAuthorized = (
  store: Store,
  settings: Settings,
  access: Access,
  request: SandboxRequest,
  at: number,
): boolean => {
  const { authorization } = request
  if (access === 'open') return true
  if (authorization === undefined) return false
  const token = bearerOf(request)
  if (token !== undefined) return isTokenAlive(store, token, at)
  return (
    (access === 'any' || settings.basicEverywhere) &&
    scheme(authorization, 'basic ') &&
    authorization.slice(6).trim() === settings.basic
  )
}
