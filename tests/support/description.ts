import { existsSync, readFileSync } from 'node:fs'

import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'

type Parameter = {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required?: boolean
  readonly schema: { readonly type?: string; readonly items?: { readonly type?: string } }
}

/** An operation, as far as the tests look into it. */
export type DescribedOperation = {
  readonly operationId: string
  readonly 'x-functions'?: readonly string[]
  readonly summary: string
  readonly description?: string
  readonly deprecated?: boolean
  readonly tags: readonly string[]
  readonly security: readonly object[]
  readonly parameters: readonly (Parameter | { readonly $ref: string })[]
  readonly requestBody?: object
  readonly responses: { readonly 200: { readonly content?: object } }
}

type PathItem = { readonly servers?: readonly { readonly url: string }[] } & { readonly [method: string]: unknown }

/** What the build wrote. */
export type Description = {
  readonly servers: readonly { readonly url: string }[]
  readonly paths: Readonly<Record<string, PathItem>>
  readonly components: { readonly schemas: Readonly<Record<string, object>> }
}

/** The text of the description that the build wrote; one of nothing before the first build. */
export const descriptionText = (): string => {
  const file = new URL('../../dist/openapi.json', import.meta.url)
  return existsSync(file) ? readFileSync(file, 'utf8') : '{ "servers": [], "paths": {} }'
}

/** One operation of the description, and where it is. */
export type Place = {
  readonly method: string
  readonly path: string
  readonly url: string
  readonly operation: DescribedOperation
}

/** The operations of a description, each with its method, its path and the address of its API. */
export const placesOf = ({ servers, paths }: Description): readonly Place[] =>
  Object.entries(paths).flatMap(([path, { servers: own = servers, ...operations }]) =>
    Object.entries(operations).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      url: own[0]?.url ?? '',
      operation: operation as DescribedOperation,
    })),
  )

/** A request, and what was answered to it where that is of interest. */
export type Exchange = {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string | null>>
  readonly status?: number
  readonly answer?: unknown
}

/** A text of a path, a query or a header as the value that its schema speaks of. */
const valueOf = (text: string, { type, items }: Parameter['schema']): unknown =>
  type === 'array'
    ? text.split(',').map((each) => valueOf(each, items ?? {}))
    : type === 'integer' || type === 'number'
      ? Number(text)
      : type === 'boolean'
        ? JSON.parse(text)
        : text

/** Reads the description, and says of an exchange what in it is not as described; of one that has no place in it, that. */
const readDescription = () => {
  const description = JSON.parse(descriptionText()) as Description
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  formats.default(ajv)
  ajv.addSchema(description, 'openapi.json')
  const places = placesOf(description)
    .map((place) => ({
      ...place,
      shape: new RegExp(`^${place.path.replace(/\{\w+\}/g, '([^/]+)')}$`),
      holes: [...place.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
    }))
    .sort((one, other) => one.holes.length - other.holes.length)

  const errorsAt = (pointer: readonly string[], value: unknown, where: string): readonly string[] => {
    const steps = pointer.map((step) => step.replaceAll('~', '~0').replaceAll('/', '~1'))
    const uri = ['openapi.json#', ...steps.map(encodeURIComponent)].join('/')
    const validate = ajv.getSchema(uri)
    if (!validate) throw new Error(`the description has no ${uri}`)
    if (validate(value)) return []
    return (validate.errors ?? []).map(({ instancePath, message }) => `${where}${instancePath} ${message}`)
  }

  const problemsOf = ({
    method,
    path,
    query,
    body,
    headers = {},
    status = 200,
    answer,
  }: Exchange): readonly string[] => {
    const place = places.find((place) => place.method === method && place.shape.test(path))
    if (!place) return [`no operation is ${method} ${path}`]
    const { operation } = place
    const at = ['paths', place.path, method.toLowerCase()]
    const [, ...holes] = place.shape.exec(path) ?? []
    const given: Readonly<Record<Parameter['in'], Readonly<Record<string, string | null | undefined>>>> = {
      path: Object.fromEntries(place.holes.map((name, index) => [name, decodeURIComponent(holes[index] ?? '')])),
      query,
      header: headers,
    }
    const known = operation.parameters.flatMap((parameter, index) =>
      '$ref' in parameter ? [] : [{ ...parameter, index }],
    )
    const parameters = known.flatMap(({ name, in: place, required, schema, index }) => {
      const text = given[place][name] ?? undefined
      if (text === undefined)
        return required && (place !== 'header' || name in headers) ? [`${place} has no ${name}`] : []
      return errorsAt([...at, 'parameters', String(index), 'schema'], valueOf(text, schema), `${place} ${name}`)
    })
    const strangers = Object.keys(query).flatMap((name) =>
      known.some((it) => it.in === 'query' && it.name === name) ? [] : [`query has ${name}, which is not described`],
    )
    const json = ['content', 'application/json', 'schema']
    const sent =
      body === undefined
        ? operation.requestBody
          ? ['body is missing']
          : []
        : operation.requestBody
          ? errorsAt([...at, 'requestBody', ...json], body, 'body')
          : ['body is not described']
    return [...parameters, ...strangers, ...sent, ...answerProblems(method, path, status, answer)]
  }

  /** What in an answer is not as described; of a refusal, its error. */
  const answerProblems = (method: string, path: string, status: number, answer: unknown): readonly string[] => {
    const place = places.find((place) => place.method === method && place.shape.test(path))
    if (!place) return [`no operation is ${method} ${path}`]
    if (status >= 200 && status < 300)
      return place.operation.responses[200].content
        ? errorsAt(
            ['paths', place.path, method.toLowerCase(), 'responses', '200', 'content', 'application/json', 'schema'],
            answer,
            'answer',
          )
        : []
    const name = place.url.includes('bootapi') ? 'CommerceError' : 'PgError'
    return errorsAt(['components', 'schemas', name], answer, 'error')
  }

  return {
    problemsOf,
    answerProblems,
    isDescribed: (method: string, path: string) =>
      places.some((place) => place.method === method && place.shape.test(path)),
  }
}

export const { problemsOf, answerProblems, isDescribed } = readDescription()

/** As {@link problemsOf}, and none of an operation that is newer than the last build: `tests/openapi` says what is missing. */
export const differencesOf = (exchange: Exchange): readonly string[] =>
  isDescribed(exchange.method, exchange.path) ? problemsOf(exchange) : []
