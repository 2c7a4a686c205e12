import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'

import type * as v from 'valibot'

import type { ApiRequest, Built } from '../../src/core/request.js'
import type { Schema } from '../../src/core/schema.js'
import { object, sampleOf, type Json } from './json.js'

type Exports = Readonly<Record<string, unknown>>

/** An operation as its entry point exports it. */
export type Exported = {
  readonly name: string
  readonly build: (input: Json) => Built<unknown>
  readonly input: v.GenericSchema
}

const isSchema = (value: unknown): value is v.GenericSchema => object(value)['kind'] === 'schema'

/** Modules one after the other: what loads the build's own files gives half a module to who asks meanwhile. */
const modulesOf = async (paths: readonly string[]): Promise<readonly (readonly [string, Exports])[]> => {
  const modules: (readonly [string, Exports])[] = []
  for (const path of paths) modules.push([path, (await import(path)) as Exports])
  return modules
}

/** What the entry points that are folders export, by name. */
export const exportsOf = async (entries: readonly string[]): Promise<Exports> =>
  Object.fromEntries(
    (await modulesOf(entries.map((path) => resolve(path)))).flatMap(([, exports]) => Object.entries(exports)),
  )

/** The operations: each function that is exported with its builder and its input's schema, named alike. */
export const operationsOf = (exports: Exports): readonly Exported[] =>
  Object.keys(exports).flatMap((name) => {
    const build = exports[`${name}Request`]
    const input = exports[`${name.charAt(0).toUpperCase()}${name.slice(1)}Input`]
    if (typeof build !== 'function') return []
    if (!isSchema(input)) throw new Error(`${name} has no schema of its input`)
    return [{ name, build: build as Exported['build'], input }]
  })

/** The schemas that inputs share, by name. */
export const sharedOf = (exports: Exports): Readonly<Record<string, v.GenericSchema>> =>
  Object.fromEntries(
    Object.entries(exports).flatMap(([name, value]) =>
      isSchema(value) && value.type === 'strict_object' && !name.endsWith('Input') ? [[name, value]] : [],
    ),
  )

/** The schemas of the sources by file and name, those that no entry point exports included. */
export const schemasIn = async (folder: string): Promise<ReadonlyMap<string, Schema<unknown>>> => {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.includes('/') && path.endsWith('.ts') && !/^(cli|sandbox)\//.test(path))
  const modules = await modulesOf(paths.map((path) => resolve(folder, path)))
  return new Map(
    modules.flatMap(([path, exports]) =>
      Object.entries(exports).flatMap(([name, value]) =>
        '~standard' in object(value) ? [[`${path}:${name}`, value as Schema<unknown>] as const] : [],
      ),
    ),
  )
}

/** Where the members of an input go, found by giving one after the other. */
export type Placed = {
  readonly request: ApiRequest<unknown>
  readonly path: string
  readonly inPath: readonly string[]
  readonly inQuery: readonly string[]
  readonly inBody: readonly string[]
  readonly role: boolean
  readonly key: boolean
  /** What a request has beside the least input: values that are sent unless the caller says otherwise. */
  readonly defaults: Json
  readonly member: readonly (string | undefined)[]
}

/** Finds where the members of an input go. */
export const placesOf = (
  { name, build }: Exported,
  least: Json,
  schema: Json,
  refOf: (name: string) => Json,
): Placed => {
  const requestOf = (input: Json): ApiRequest<unknown> => {
    const built = build(input)
    if (built._tag === 'Left') throw new Error(built.left.message)
    return built.right
  }
  const request = requestOf(least)
  const segments = request.path.split('/').map((segment) => {
    const [member] = Object.entries(least).find(([, value]) => encodeURIComponent(String(value)) === segment) ?? []
    return member === undefined ? segment : `{${member}}`
  })
  const path = segments.join('/')
  const inPath = segments.flatMap((segment) => /^\{(.+)\}$/.exec(segment)?.[1] ?? [])

  const given = Object.entries(object(schema['properties'])).map(([member, described]) => {
    const samples = (object(described)['enum'] as readonly unknown[] | undefined) ?? [
      least[member] ?? sampleOf(object(described), refOf),
    ]
    return { member, requests: samples.map((value) => requestOf({ ...least, [member]: value })) }
  })
  const which = (isThere: (request: ApiRequest<unknown>, member: string) => boolean): readonly string[] =>
    given.flatMap(({ member, requests }) => (requests.some((it) => isThere(it, member)) ? [member] : []))
  const inQuery = which(({ query = {} }, member) => member in query)
  const inBody = which(({ body = {} }, member) => member in body)
  const lost = given.flatMap(({ member }) =>
    [...inPath, ...inQuery, ...inBody, 'role', 'idempotency_key'].includes(member) ? [] : [member],
  )
  if (lost.length > 0) throw new Error(`${name} takes ${lost.join()}, and it cannot be seen where that goes`)
  const members = Object.keys(object(schema['properties']))
  return {
    request,
    path,
    inPath,
    inQuery,
    inBody,
    role: members.includes('role'),
    key: members.includes('idempotency_key'),
    defaults: Object.fromEntries(
      Object.entries({ ...request.query, ...request.body }).filter(([member]) => !(member in least)),
    ),
    member: [...new Set(given.flatMap(({ requests }) => requests.map(({ member }) => member)).concat(request.member))],
  }
}
