import { isWrite } from './lefts.js'
import type { ApiRequest } from './request.js'
import { isAsync, type Issue } from './schema.js'

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

/** What keeps a request from being sent to an address. */
export const flawOf = ({ effect, judge, output, path }: ApiRequest<unknown>, url: string): Issue | undefined => {
  if (!path.startsWith('/') || !isPlain(url))
    return { path: 'baseUrl', message: 'and path must be a plain https address' }
  if (!isWrite({ effect })) return undefined
  if (!judge) return { path: 'judge', message: 'is required of a write' }
  return isAsync(output) ? { path: 'output', message: 'must answer at once' } : undefined
}
