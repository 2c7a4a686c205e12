import * as v from 'valibot'

import { isMisuse, messageOf } from '../complaint.js'
import type { SiteRequest } from '../http.js'
import { controlErrors, issuesOf, refuse } from './answers.js'
import type { ControlledSandbox } from './controlled.js'
import { eventStream } from './events.js'
import { controlRoutes, type ControlContext, type ControlRoute } from './routes.js'

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

const isControlCode = (code: string): code is keyof typeof controlErrors => Object.hasOwn(controlErrors, code)

const carryOut = (route: ControlRoute, context: ControlContext, body: unknown): Response => {
  try {
    return Response.json(route.run(context, body) ?? null)
  } catch (error) {
    if (v.isValiError(error)) return refuse('REQUEST_INVALID', issuesOf(error.issues))
    if (isMisuse(error) && isControlCode(error.code)) return refuse(error.code, error.reason)
    return refuse('SANDBOX_FAILED', messageOf(error))
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
