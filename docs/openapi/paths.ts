import type { Api } from '../../src/core/api.js'
import { object, type Json } from './json.js'

/** An operation of the description, with where it stands. */
export type Described = { readonly path: string; readonly method: string; readonly api: Api; readonly operation: Json }

/** Two operations under one path: what one request may be, or the other. */
const merged = (one: Json, other: Json): Json => {
  const textOf = (it: Json): string =>
    `\`${String(it['operationId'])}\`: ${String(it['summary'])} ${String(it['description'] ?? '')}`
  const bodyOf = (it: Json) => object(object(object(it['requestBody'])['content'])['application/json'])
  const { requestBody: _, ...rest } = one
  return {
    ...rest,
    summary: `${String(one['summary']).replace(/\.$/, '')}; or: ${String(other['summary'])}`,
    description: `${textOf(one)}\n\n${textOf(other)}`,
    parameters: mergedBy((it) => JSON.stringify(it), one['parameters'], other['parameters']),
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: { anyOf: [bodyOf(one)['schema'], bodyOf(other)['schema']] },
          examples: {
            [String(one['operationId'])]: { value: bodyOf(one)['example'] },
            [String(other['operationId'])]: { value: bodyOf(other)['example'] },
          },
        },
      },
    },
    'x-functions': [one['operationId'], other['operationId']],
  }
}

const mergedBy = (keyOf: (it: unknown) => string, ...lists: readonly unknown[]): readonly unknown[] => [
  ...new Map(lists.flatMap((list) => (Array.isArray(list) ? list : [])).map((it) => [keyOf(it), it])).values(),
]

/**
 * A path by one name for all operations under it, and what gives its parameters that name: OpenAPI knows no two paths that differ
 * only in how a parameter is called.
 */
const underOneName = (
  path: string,
  others: readonly Pick<Described, 'path'>[],
): readonly [string, (parameters: readonly Json[]) => readonly Json[]] => {
  const isLike = (other: string) => other.replace(/\{\w+\}/g, '{}') === path.replace(/\{\w+\}/g, '{}')
  const paths = [...new Set(others.map((other) => other.path).filter(isLike))].map((other) => other.split('/'))
  const names = new Map<unknown, string>()
  const segments = path.split('/').map((segment, index) => {
    const own = /^\{(\w+)\}$/.exec(segment)?.[1]
    if (!own) return segment
    const all = [...new Set(paths.map((other) => other[index]?.slice(1, -1)))].sort().join('_or_')
    names.set(own, all)
    return `{${all}}`
  })
  const rename = (parameter: Json): Json =>
    parameter['in'] === 'path' ? { ...parameter, name: names.get(parameter['name']) } : parameter
  return [segments.join('/'), (parameters) => parameters.map(rename)]
}

/** The operations by path and method; `itemOf` gives what a path of an API has besides. */
export const pathsOf = (
  described: readonly Described[],
  itemOf: (api: Api) => Json,
): Readonly<Record<string, Json>> => {
  const paths: Record<string, Json> = {}
  for (const { path, method, api, operation } of described) {
    const [name, renamed] = underOneName(path, described)
    const item = paths[name] ?? itemOf(api)
    const one = { ...operation, parameters: renamed(operation['parameters'] as readonly Json[]) }
    const before = item[method]
    paths[name] = { ...item, [method]: before ? merged(object(before), one) : one }
  }
  return paths
}
