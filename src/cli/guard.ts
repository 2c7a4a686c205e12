import { isIP } from 'node:net'

import type { SiteRequest } from './http.js'

const hostnameOf = (host: string): string => {
  const url = `http://${host}`
  return URL.canParse(url) ? new URL(url).hostname.replace(/^\[|\]$/g, '') : ''
}

/** A name that no stranger's DNS can point at this machine: an address, a name without a dot, or one of a private zone. */
const isPrivateName = (name: string): boolean =>
  name !== '' && (isIP(name) !== 0 || !name.includes('.') || /\.(localhost|internal|local|test)$/.test(name))

/**
 * Why the page and the control API refuse a request, or nothing. Other sites that are open in the developer's browser may
 * not drive the sandbox: neither by a cross-site POST nor by a name that they point at this machine.
 */
export const refusalOf = ({ method, headers }: SiteRequest, bound: string): string | undefined => {
  const host = headers.host ?? ''
  const name = hostnameOf(host)
  if (!isPrivateName(name) && name !== bound) return `requests for the host "${host}" are refused`
  if (method === 'GET' || method === 'HEAD') return undefined
  const { origin } = headers
  if (origin !== undefined && origin !== `http://${host}`) return `requests from the origin "${origin}" are refused`
  const site = headers['sec-fetch-site']
  return site === undefined || site === 'same-origin' || site === 'none'
    ? undefined
    : 'requests from other sites are refused'
}
