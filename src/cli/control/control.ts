import * as v from 'valibot'

import { messageOf } from '../complaint.js'
import type { SiteRequest } from '../http.js'
import { issuesOf, refuse } from './answers.js'
import type { controlErrors } from './answers.js'
import type { ControlledSandbox } from './controlled.js'
import { eventStream } from './events.js'
import { controlRoutes } from './routes.js'
import type { ControlContext, ControlRoute } from './routes.js'

/** Where the control API lives. */
export const controlPath = '/_sandbox'

const idIn = (pattern: string, path: string): string | undefined => {
  const [before = '', after] = pattern.split('{id}')
  if (after === undefined) return pattern === path ? '' : undefined
  const id = path.slice(before.length, path.length - after.length)
  return path.startsWith(before) && path.endsWith(after) && id !== '' && !id.includes('/') ? id : undefined
}

const readJson = (text: string): { readonly value: unknown } | undefined => {
  try {
    return { value: text.trim() === '' ? {} : (JSON.parse(text) as unknown) }
  } catch {
    return undefined
  }
}

/** What a mistake is called that the sandbox threw an Error about. */
const codeOf = (message: string): keyof typeof controlErrors => {
  if (/(^|: )no (receipt|webhook) /.test(message)) return 'NOT_FOUND'
  return / has status | asks for none$/.test(message) ? 'STEP_REFUSED' : 'REQUEST_INVALID'
}

const carryOut = (route: ControlRoute, context: ControlContext, body: unknown): Response => {
  try {
    return Response.json(route.run(context, body) ?? null)
  } catch (error) {
    if (v.isValiError(error)) return refuse('REQUEST_INVALID', issuesOf(error.issues))
    const message = messageOf(error)
    return refuse(codeOf(message), message)
  }
}

/** Answers a request of the control API. */
export const control = (
  controlled: ControlledSandbox,
  { method, target, headers, body, signal }: SiteRequest,
): Response => {
  const { pathname, searchParams: query } = new URL(target, 'http://sandbox')
  const path = pathname.slice(controlPath.length).replace(/\/$/, '')
  const here = controlRoutes().flatMap((route) => {
    const id = idIn(route.path, path)
    return id === undefined ? [] : { route, id }
  })
  const found = here.find(({ route }) => route.method === method)
  if (found === undefined)
    return here.length === 0
      ? refuse('ROUTE_NOT_FOUND', `there is no control ${pathname}; GET ${controlPath} lists them`)
      : refuse('METHOD_NOT_ALLOWED', `${pathname} takes ${here.map(({ route }) => route.method).join(', ')}`, {
          allow: here.map(({ route }) => route.method).join(', '),
        })
  if (found.route.path === '/events') return eventStream(controlled, String(headers['last-event-id'] ?? ''), signal)
  const json = readJson(body)
  if (json === undefined) return refuse('REQUEST_INVALID', 'the body is not JSON')
  return carryOut(found.route, { ...controlled, id: found.id, query }, json.value)
}
