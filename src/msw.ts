import { http, HttpResponse, type RequestHandler } from 'msw'

import { isConnectionFault, type Sandbox } from './sandbox/index.js'

/** Where the handlers listen. */
export type BootpayHandlersOptions = {
  /** What the code under test takes for Bootpay; the sandbox's own `baseUrl` unless told. */
  readonly baseUrl?: string | undefined
}

/** The path of the API in a sandbox, whose host does not matter. */
const SANDBOX_URL = 'https://api.bootpay.co.kr/v2'

/**
 * Makes handlers for msw that answer with a sandbox, in Node (`setupServer`) and in the browser's worker (`setupWorker`).
 *
 * Use it where msw (2.6 or newer, 3 included) stands in for the network already. A fault of the sandbox that breaks the connection becomes a network
 * error.
 *
 * @example
 * const sandbox = createSandbox()
 * const handlers = bootpayHandlers(sandbox)
 * // const server = setupServer(...handlers)
 */
export const bootpayHandlers = (
  sandbox: Sandbox,
  { baseUrl = sandbox.baseUrl }: BootpayHandlersOptions = {},
): RequestHandler[] => {
  const root = baseUrl.replace(/\/$/, '')
  return [
    http.all(`${root}/*`, async ({ request }) => {
      const rest = request.url.slice(new URL(root).href.replace(/\/$/, '').length)
      const { method, headers, signal } = request
      const body = method === 'GET' || method === 'HEAD' ? '' : await request.text()
      try {
        return await sandbox.fetch(SANDBOX_URL + rest, { method, headers, signal, ...(body === '' ? {} : { body }) })
      } catch (error) {
        if (isConnectionFault(error) || signal.aborted) return HttpResponse.error()
        throw error
      }
    }),
  ]
}
