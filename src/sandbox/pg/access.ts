import type { SandboxRequest } from '../engine/request.js'
import type { Access } from '../engine/router.js'
import type { Store } from '../engine/store.js'
import { refused } from './codes.js'
import { isTokenAlive } from './token/record.js'

const scheme = (authorization: string, name: string): boolean =>
  authorization.length > name.length && authorization.slice(0, name.length).toLowerCase() === name

const bearerOf = ({ authorization }: SandboxRequest): string | undefined =>
  authorization !== undefined && scheme(authorization, 'bearer ') ? authorization.slice(7).trim() : undefined

/** Whether a request carries an access token that lives at a moment. */
export const hasToken = (store: Store, request: SandboxRequest, at: number): boolean => {
  const token = bearerOf(request)
  return token !== undefined && isTokenAlive(store, token, at)
}

/** Whether a request carries the client key and its secret. */
export const hasBasic = ({ settings }: Store, { authorization }: SandboxRequest): boolean =>
  authorization !== undefined && scheme(authorization, 'basic ') && authorization.slice(6).trim() === settings.basic

/** Anybody may call the route. */
export const anybody: Access = () => undefined

/** Either credential opens the route. */
export const anyKey: Access = (store, request, at) =>
  hasBasic(store, request) || hasToken(store, request, at) ? undefined : refused('TOKEN_KEY_INVALID')

/** A token alone opens the route, Basic only where `basicEverywhere` says so. */
export const tokenOnly: Access = (store, request, at) =>
  hasToken(store, request, at) || (store.settings.basicEverywhere && hasBasic(store, request))
    ? undefined
    : refused('TOKEN_KEY_INVALID')
