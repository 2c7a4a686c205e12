import { setTimeout } from 'node:timers/promises'

import { control, controlPath } from './control/control.js'
import type { ControlledSandbox } from './control/controlled.js'
import { clientPath, clientResponse, windowPath, windowResponse } from './client.js'
import { refuse } from './control/answers.js'
import { refusalOf } from './guard.js'
import type { Site, SiteRequest } from './http.js'
import { linkPath, linkResponse } from './link.js'
import { pageResponse } from './page.js'

const pathOf = (target: string): string => target.split(/[?#]/, 1)[0] ?? ''

const isControl = (path: string): boolean => path === controlPath || path.startsWith(`${controlPath}/`)

const strayed = ({ baseUrl, commerceUrl }: ControlledSandbox): Response =>
  Response.json(
    {
      error_code: 'ROUTE_NOT_FOUND',
      message: `nothing is here: the base URL of the API is ${baseUrl}, and of Commerce ${commerceUrl}`,
    },
    { status: 404 },
  )

/** The headers that the APIs read. */
const apiHeaders = ['authorization', 'bootpay-role', 'idempotency-key', 'bootpay-user-jwt']

const api = async ({ sandbox, options, log }: ControlledSandbox, request: SiteRequest): Promise<Response> => {
  const arrived = performance.now()
  const { method, target, headers, body, signal } = request
  if (options.latency > 0) await setTimeout(options.latency, undefined, { signal })
  const sent = apiHeaders.flatMap((name) => {
    const value = headers[name]
    return typeof value === 'string' ? [[name, value] as const] : []
  })
  return log.time(arrived, () =>
    sandbox.fetch(`http://sandbox${target}`, {
      method,
      signal,
      headers: Object.fromEntries(sent),
      ...(body === '' ? {} : { body }),
    }),
  )
}

/**
 * Everything that is served: the PG API under `/v2`, the Commerce API under `/v1`, the control API under `/_sandbox`, the page at
 * `/`, the pages of payment links, and the stand-in for the client SDK with its window.
 */
export const createSite = (controlled: ControlledSandbox): Site => {
  const page = pageResponse(controlled)
  const { host, allowedHosts = [], allowedOrigins = [] } = controlled.options
  const client = clientResponse(allowedOrigins)
  const window = windowResponse(allowedOrigins)
  const link = linkResponse(controlled)
  return async (request) => {
    const refusal = refusalOf(request, [host, ...allowedHosts])
    if (refusal !== undefined) return refuse('ORIGIN_REFUSED', refusal)
    const path = pathOf(request.target)
    if (path === '/') return page()
    if (path === clientPath) return client(request)
    if (path === windowPath) return window()
    if (path.startsWith(linkPath)) return link(path.slice(linkPath.length))
    if (isControl(path)) return control(controlled, request)
    if (/\/v[12]\//.test(path)) return api(controlled, request)
    return path === '/favicon.ico' ? new Response(null, { status: 204 }) : strayed(controlled)
  }
}
