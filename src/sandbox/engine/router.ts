import type { Answer, Written } from './answer.js'
import type { Failure } from './errors.js'
import type { JsonObject } from './json.js'
import type { Head, SandboxRequest } from './request.js'
import type { Store } from './store.js'

/** What a handler is given: the moment of the call in epoch milliseconds, what stood in the holes of the path, query and body, and the headers. */
export type Call = {
  readonly store: Store
  readonly at: number
  readonly holes: Readonly<Record<string, string>>
  readonly parameters: JsonObject
  readonly header: SandboxRequest['header']
}

/** Answers one operation. */
export type Handler = (call: Call) => Answer

/** Says why a request may not call a route at a moment; nothing when it may. */
export type Access = (store: Store, request: SandboxRequest, at: number) => Failure | undefined

/** One operation. A hole in its path, written `{name}`, takes whatever stands between two slashes. */
export type Route<Operation extends string = string> = {
  readonly operation: Operation
  readonly method: string
  readonly path: string
  readonly access: Access
  readonly handle: Handler
  /** The operations that share a route, and which of them a request is. */
  readonly shared?: { readonly operations: readonly Operation[]; readonly tell: (request: SandboxRequest) => Operation }
}

/** Makes a route from its operation, `METHOD /path`, who may call it, and what answers. */
export const route = <const Operation extends string>(
  operation: Operation,
  line: string,
  access: Access,
  handle: Handler,
): Route<Operation> => {
  const [method = '', path = ''] = line.split(' ')
  return { operation, method, path, access, handle }
}

/** Makes a route that several operations share from them, and from what tells which of them a request is. */
export const sharedRoute = <const Operation extends string>(
  operations: readonly [Operation, ...Operation[]],
  line: string,
  access: Access,
  handle: Handler,
  tell: (request: SandboxRequest) => NoInfer<Operation>,
): Route<Operation> => ({ ...route<Operation>(operations[0], line, access, handle), shared: { operations, tell } })

/** What an API remembers of its answers, to give them again. */
export type Memory = {
  /** The answer that a request gets again, by what was remembered when it came in. */
  readonly recall: (store: Store, request: Head, at: number) => Written | undefined
  /** Remembers an answer as it leaves. */
  readonly keep: (store: Store, request: Head, at: number, written: Written) => void
}

/** Routes that lie under one path, on any host or on some. */
export type Api = {
  /** What comes before the paths of the routes, such as `/v2`; more may stand before it. */
  readonly root: string
  /** The hosts that it answers for, with their ports; all of them when absent. */
  readonly hosts?: readonly string[]
  readonly routes: readonly Route[]
  readonly memory?: Memory
}

/** The route of a request, and what stands in the holes of its path. */
export type FoundRoute = {
  readonly route: Route
  readonly holes: Readonly<Record<string, string>>
  readonly memory?: Memory | undefined
}

/** Finds the route of a request. */
export type FindRoute = (method: string, url: string) => FoundRoute | undefined

type Branch = {
  readonly fixed: Map<string, Branch>
  hole: Branch | undefined
  /** By method, what ends here, with the names of the holes on the way. */
  readonly ends: Map<string, { readonly route: Route; readonly names: readonly string[] }>
}

const branch = (): Branch => ({ fixed: new Map(), hole: undefined, ends: new Map() })

const holeName = (part: string): string | undefined => /^\{(.+)\}$/.exec(part)?.[1]

const partsOf = (path: string): readonly string[] => path.split('/').slice(1)

const grow = (routes: readonly Route[]): Branch => {
  const root = branch()
  for (const each of routes) {
    const parts = partsOf(each.path)
    const end = parts.reduce((at, part) => {
      if (holeName(part) !== undefined) return (at.hole ??= branch())
      const next = at.fixed.get(part) ?? branch()
      at.fixed.set(part, next)
      return next
    }, root)
    end.ends.set(each.method, { route: each, names: parts.flatMap((part) => holeName(part) ?? []) })
  }
  return root
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** What is written out comes before a hole, at every place in turn. */
const follow = (
  { fixed, hole, ends }: Branch,
  method: string,
  parts: readonly string[],
  place: number,
  filled: readonly string[],
): FoundRoute | undefined => {
  const part = parts[place]
  if (part === undefined) {
    const end = ends.get(method)
    if (end === undefined) return undefined
    return {
      route: end.route,
      holes: Object.fromEntries(end.names.map((name, index) => [name, decoded(filled[index] ?? '')])),
    }
  }
  const next = fixed.get(part)
  const found = next === undefined ? undefined : follow(next, method, parts, place + 1, filled)
  if (found !== undefined || hole === undefined || part === '') return found
  return follow(hole, method, parts, place + 1, [...filled, part])
}

/** Where the host of an address begins and where its path does; both 0 without a host. */
const placesIn = (url: string): readonly [host: number, path: number] => {
  const scheme = url.startsWith('/') ? -1 : url.indexOf('://')
  if (scheme < 0) return [0, 0]
  const path = url.indexOf('/', scheme + 3)
  return [scheme + 3, path < 0 ? url.length : path]
}

/** Indexes the routes of all APIs. Of those of the request's host the API counts whose root comes first in the path. */
export const createRouter = (apis: readonly Api[]): FindRoute => {
  const grown = apis.map(({ root, routes, ...api }) => ({ ...api, mark: `${root}/`, branch: grow(routes) }))
  return (method, url) => {
    const [hostAt, pathAt] = placesIn(url)
    let start = -1
    let api: (typeof grown)[number] | undefined
    for (const each of grown) {
      const at = url.indexOf(each.mark, pathAt)
      if (at < 0 || (api !== undefined && at >= start)) continue
      if (each.hosts !== undefined && !each.hosts.includes(url.slice(hostAt, pathAt).toLowerCase())) continue
      start = at
      api = each
    }
    if (api === undefined) return undefined
    const end = url.endsWith('/') ? url.length - 1 : url.length
    const path = url.slice(start + api.mark.length - 1, url.endsWith('.json') ? end - 5 : end)
    const found = follow(api.branch, method, partsOf(path), 0, [])
    return found === undefined || api.memory === undefined ? found : { ...found, memory: api.memory }
  }
}
