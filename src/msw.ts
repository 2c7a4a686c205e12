import { http, HttpResponse, type RequestHandler } from 'msw'

import { isConnectionFault, type Sandbox } from './sandbox/index.js'

/** Where the handlers listen. */
export type BootpayHandlersOptions = {
  /** What the code under test takes for Bootpay. Default: the sandbox's own `baseUrl`. */
  readonly baseUrl?: string | undefined
  /** What it takes for the Commerce API. Default: `https://api.bootapi.com/v1`. */
  readonly commerceUrl?: string | undefined
}

/** The roots of the APIs in a sandbox, whose hosts do not matter. */
const PG_URL = 'https://api.bootpay.co.kr/v2'
const COMMERCE_URL = 'https://api.bootapi.com/v1'

/**
 * Makes handlers for msw that answer with a sandbox, in Node (`setupServer`) and in the browser's worker (`setupWorker`).
 *
 * Use it where msw (2.6 or newer, 3 included) stands in for the network already. A fault of the sandbox that breaks the
 * connection becomes a network error.
 *
 * @example
 * const sandbox = createSandbox()
 * const handlers = bootpayHandlers(sandbox)
 * // const server = setupServer(...handlers)
 */
export const bootpayHandlers = (
  sandbox: Sandbox,
  { baseUrl = sandbox.baseUrl, commerceUrl = COMMERCE_URL }: BootpayHandlersOptions = {},
): RequestHandler[] => {
  const handler = (address: string, url: string) => {
    const root = address.replace(/\/$/, '')
    return http.all(`${root}/*`, async ({ request }) => {
      const rest = request.url.slice(new URL(root).href.replace(/\/$/, '').length)
      const { method, headers, signal } = request
      const body = method === 'GET' || method === 'HEAD' ? '' : await request.text()
      try {
        return await sandbox.fetch(url + rest, { method, headers, signal, ...(body === '' ? {} : { body }) })
      } catch (error) {
        if (isConnectionFault(error) || signal.aborted) return HttpResponse.error()
        throw error
      }
    })
  }
  return [handler(baseUrl, PG_URL), handler(commerceUrl, COMMERCE_URL)]
}
