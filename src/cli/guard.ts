import { isIP } from 'node:net'

import type { SiteRequest } from './http.js'

/** The name in a `Host` header, without its port. */
const hostNameIn = (host: string): string => {
  const url = `http://${host}`
  return URL.canParse(url) ? new URL(url).hostname.replace(/^\[|\]$/g, '') : ''
}

/** A name that nobody but this machine can answer to: an address, or `localhost` and what is under it. */
const isOwn = (name: string): boolean => isIP(name) !== 0 || name === 'localhost' || name.endsWith('.localhost')

/**
 * Why a request is refused, or nothing. Other sites that are open in the developer's browser may neither read the sandbox nor
 * drive it: not by a cross-site POST, and not by a name that they point at this machine.
 */
export const refusalOf = ({ method, headers }: SiteRequest, allowed: readonly string[]): string | undefined => {
  const host = headers.host ?? ''
  const name = hostNameIn(host)
  if (!isOwn(name) && !allowed.includes(name))
    return `requests for the host "${host}" are refused; --allow-host ${name || 'NAME'} lets them in`
  if (method === 'GET' || method === 'HEAD') return undefined
  const { origin } = headers
  if (origin !== undefined && origin !== `http://${host}`) return `requests from the origin "${origin}" are refused`
  const site = headers['sec-fetch-site']
  return site === undefined || site === 'same-origin' || site === 'none'
    ? undefined
    : 'requests from other sites are refused'
}
