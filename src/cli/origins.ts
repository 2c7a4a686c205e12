/** Names of this machine: a page that it serves is the developer's own. */
const loopback = /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/** The same for a `frame-ancestors`, whose grammar has neither IPv6 nor a part of an IPv4 address. */
const loopbackSources = ['localhost', '*.localhost', '127.0.0.1'].flatMap((name) => [
  `http://${name}:*`,
  `https://${name}:*`,
])

/** Whether a page of this origin may use the stand-in for the client SDK: one of this machine, or one that was allowed. */
export const isPageOrigin = (origin: string, allowed: readonly string[]): boolean => {
  if (allowed.includes(origin)) return true
  if (!URL.canParse(origin)) return false
  const { protocol, hostname, origin: whole } = new URL(origin)
  return whole === origin && (protocol === 'http:' || protocol === 'https:') && loopback.test(hostname)
}

/** Who may show the payment window in a frame: those pages, and the sandbox's own of payment links, by whatever name it is reached. */
export const frameAncestors = (allowed: readonly string[]): string =>
  ["'self'", ...loopbackSources, ...allowed].join(' ')
