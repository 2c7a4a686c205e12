import { deepest, isDeeper, type JsonObject } from './json.js'

/** A request as the routes see it. */
export type SandboxRequest = {
  readonly method: string
  /** The address without query and hash. */
  readonly url: string
  /** The query without its question mark. */
  readonly query: string
  readonly authorization: string | undefined
  /** Any other header, by its name in lower case. */
  readonly header: (name: string) => string | undefined
  /** The members of the JSON body; `undefined` when it is not a JSON object of at most 100 levels. */
  readonly body: JsonObject | undefined
}

const nothing: JsonObject = Object.freeze({})

const headerOf = (headers: HeadersInit | undefined, name: string): string | undefined => {
  if (headers === undefined) return undefined
  if ('get' in headers && typeof headers.get === 'function') return (headers as Headers).get(name) ?? undefined
  if (Symbol.iterator in headers) return new Headers(headers).get(name) ?? undefined
  for (const key in headers) if (key.length === name.length && key.toLowerCase() === name) return headers[key]
  return undefined
}

const textOf = (body: BodyInit): string | Promise<string> =>
  typeof body === 'string' ? body : body instanceof Blob ? body.text() : new Response(body).text()

const readJson = (text: string): JsonObject | undefined => {
  if (text.trim() === '') return nothing
  try {
    const value: unknown = JSON.parse(text)
    if (value === null) return nothing
    return typeof value === 'object' && !Array.isArray(value) && !isDeeper(value, deepest)
      ? (value as JsonObject)
      : undefined
  } catch {
    return undefined
  }
}

const requestOf = (input: string | URL | Request): Request | undefined =>
  typeof input === 'object' && 'url' in input ? input : undefined

/** A request without its body. */
export type Head = Omit<SandboxRequest, 'body'>

/** Reads whatever a fetch was given into plain data, all but the body. Every request of the sandbox enters through here. */
export const enter = (input: string | URL | Request, init: RequestInit | undefined): Head => {
  const request = requestOf(input)
  const url = request?.url ?? String(input)
  const hash = url.indexOf('#')
  const whole = hash < 0 ? url : url.slice(0, hash)
  const mark = whole.indexOf('?')
  const header = (name: string) => headerOf(init?.headers, name) ?? headerOf(request?.headers, name)
  return {
    method: (init?.method ?? request?.method ?? 'GET').toUpperCase(),
    url: mark < 0 ? whole : whole.slice(0, mark),
    query: mark < 0 ? '' : whole.slice(mark + 1),
    authorization: header('authorization'),
    header,
  }
}

/** Reads the body that goes with a method. */
export const bodyOf = async (
  method: string,
  input: string | URL | Request,
  init: RequestInit | undefined,
): Promise<JsonObject | undefined> => {
  if (method === 'GET' || method === 'HEAD') return nothing
  const given = init?.body ?? undefined
  const request = requestOf(input)
  try {
    if (given !== undefined) return readJson(await textOf(given))
    return request === undefined ? nothing : readJson(await request.text())
  } catch {
    return undefined
  }
}

/** The members of query and body together, as Rails sees them; those of the body win. */
export const parametersOf = (request: SandboxRequest): JsonObject => {
  const body = request.body ?? nothing
  return request.query === '' ? body : { ...Object.fromEntries(new URLSearchParams(request.query)), ...body }
}
