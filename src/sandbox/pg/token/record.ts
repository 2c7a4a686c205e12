import { cell, type Cell } from '../../engine/cell.js'
import { minute } from '../../engine/clock.js'
import { newSecret } from '../../engine/ids.js'
import type { Store } from '../../engine/store.js'

type Issued = readonly [token: string, issuedAt: number]

const isIssued = (value: unknown): boolean =>
  Array.isArray(value) && typeof value[0] === 'string' && typeof value[1] === 'number'

/** When each access token was issued, the newest last. */
export const tokens: Cell<readonly Issued[]> = cell<readonly Issued[]>(
  'tokens',
  [],
  (value) => Array.isArray(value) && value.every(isIssued),
)

/** The token that the next request for one gets again. */
export const currentToken: Cell<string | undefined> = cell<string | undefined>(
  'current_token',
  undefined,
  (value) => value === undefined || typeof value === 'string',
)

const life = 30 * minute
const repeats = 25 * minute

const issuedAtOf = (store: Store, token: string | undefined): number | undefined =>
  tokens.get(store).find(([known]) => known === token)?.[1]

/** The access token for a request at a moment: the same one for 25 minutes, then a new one. */
export const takeToken = (store: Store, at: number): { token: string; issuedAt: number } => {
  const current = currentToken.get(store)
  const issuedAt = issuedAtOf(store, current)
  if (current !== undefined && issuedAt !== undefined && at - issuedAt < repeats) return { token: current, issuedAt }
  const token = newSecret(store)
  tokens.set(store, [...tokens.get(store).filter(([, issued]) => at - issued < life), [token, at]])
  currentToken.set(store, token)
  return { token, issuedAt: at }
}

/** Whether an access token lives at a moment: 30 minutes from when it was issued. */
export const isTokenAlive = (store: Store, token: string, at: number): boolean => {
  const issuedAt = issuedAtOf(store, token)
  return issuedAt !== undefined && at - issuedAt < life
}

/** Forgets every access token. */
export const forgetTokens = (store: Store): void => {
  tokens.set(store, [])
  currentToken.set(store, undefined)
}
