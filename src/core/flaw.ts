import type { Context } from './context.js'
import { isWrite } from './lefts.js'
import type { ApiRequest } from './request.js'
import { isAsync, type Issue } from './schema.js'

/** An https address (http on loopback, and to hosts that the Context allows) without user, query or empty segments. */
const PLAIN = /^(https:\/\/|http:\/\/(localhost|127(\.\d+){3}|\[::1\])(?=[:/]))[^/?#@]+(\/[^/?#@]+)+$/

/** Whether an address is plain and is still the same once parsed: `..` in a path changes it. */
const isPlain = (url: string, { insecureHosts }: Context): boolean => {
  try {
    const { href, hostname } = new URL(url)
    const isAllowed = insecureHosts?.some((host) => host === hostname)
    return href === url && PLAIN.test(isAllowed ? url.replace(/^http:/, 'https:') : url)
  } catch {
    return false
  }
}

/** What keeps a request from being sent to an address. */
export const flawOf = (
  ctx: Context,
  { api, effect, judge, output, path }: ApiRequest<unknown>,
  url: string,
): Issue | undefined => {
  if (!path.startsWith('/') || !isPlain(url, ctx))
    return {
      path: api.address,
      message: 'and path must be a plain https address (http on loopback and to insecureHosts)',
    }
  if (!isWrite({ effect })) return undefined
  if (!judge) return { path: 'judge', message: 'is required of a write' }
  return isAsync(output) ? { path: 'output', message: 'must answer at once' } : undefined
}
