const loopback = /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/** The host name in an address, without its port; `undefined` when it is no address of the web. */
export const hostNameOf = (url: string): string | undefined => {
  if (!URL.canParse(url)) return undefined
  const { protocol, hostname } = new URL(url)
  return protocol === 'http:' || protocol === 'https:' ? hostname : undefined
}

/** Whether a webhook may go to an address: to this machine, and to the hosts that are allowed. */
export const mayReach = (url: string, hosts: readonly string[]): boolean => {
  const name = hostNameOf(url)
  return name !== undefined && (loopback.test(name) || hosts.includes(name))
}
