import { resolve } from 'node:path'

import type ts from 'typescript'

import manifest from '../../package.json' with { type: 'json' }
import { errorCodes } from '../../src/codes/errorCodes.js'
import * as environments from '../../src/commerce/shared/environments.js'
import type { Api } from '../../src/core/api.js'
import type { Context } from '../../src/core/context.js'
import { commerceInputs } from '../../tests/fixtures/commerceInputs.js'
import { inputs } from '../../tests/fixtures/inputs.js'
import { joined, object, type Json } from './json.js'
import { exportsOf, operationsOf, placesOf, schemasIn, sharedOf, type Exported } from './operations.js'
import { askedBy, loosened, pageOf } from './reads.js'
import { exampleOf, typesOf } from './types.js'
import { sharedWireOf, wireOf } from './wire.js'

/** An operation of the description, with where it stands. */
type Described = { readonly path: string; readonly method: string; readonly api: Api; readonly operation: Json }

const SECURITY = { basic: { basic: [] }, token: { token: [] } }

const INFO = `What [bootpay-fp](https://www.npmjs.com/package/bootpay-fp) sends to Bootpay (부트페이) and reads of its answers, made from
its sources. It is not Bootpay's own description: it holds what Bootpay documents, what its SDKs do and what was seen.

Requests are described as they are sent, strictly. Answers are described as they are read, loosely: required is what is checked, and
there may be more members than are listed. Bootpay may refuse with any status, so an answer is an error where its status is not 2xx
and where it has an \`error_code\`. A body may also be HTML or empty, as that of a gateway on the way is.`

/** The headers by which an API knows a member of the shop: the first is a log-in. */
const memberHeaders = (api: Api): readonly (string | undefined)[] => {
  const ctx = { member: () => ({ user_jwt: 'user_jwt', device_uuid: 'device_uuid' }) } as unknown as Context
  const headers = Object.entries(api.headers(ctx, { member: 'optional' }))
  return ['user_jwt', 'device_uuid'].map((value) => headers.find((header) => header[1] === value)?.[0])
}

/** How a request may be authorised. */
const schemesOf = (apis: readonly Api[]): Json => ({
  basic: { type: 'http', scheme: 'basic', description: '`client_key` as the user, `secret_key` as the password.' },
  token: { type: 'http', scheme: 'bearer', description: 'The `access_token` that `getAccessToken` gives.' },
  member: {
    type: 'apiKey',
    in: 'header',
    name: apis.flatMap((api) => memberHeaders(api)[0] ?? [])[0],
    description: 'The `access_token` of a member of the shop, which `loginUser` and `issueLoginToken` give.',
  },
})

const CONTEXT = {} as Context

/** The header that an API has for something a request may say. */
const headerOf = (api: Api, said: Readonly<Record<string, string>>): string | undefined => {
  const plain = api.headers(CONTEXT, {})
  return Object.keys(api.headers(CONTEXT, said)).find((name) => !(name in plain))
}

/** What an API's error is read from: the members that its reader looks at, which it is given as a body that has none. */
const errorOf = (api: Api): Json => {
  const names: string[] = []
  const get = (_: object, name: string | symbol): undefined => {
    if (typeof name === 'string') names.push(name)
  }
  api.readError(new Proxy({}, { get }), 400)
  const members = [...new Set(names)].filter((name) => /code$|^message$|^error$/.test(name))
  const codes = api.name === 'pg' ? Object.entries(errorCodes) : []
  const list = codes.map(([code, meaning]) => `- \`${code}\`: ${meaning}`).join('\n')
  const schemaOf = (name: string): Json => ({
    type: name.endsWith('code') ? ['string', 'integer', 'null'] : ['string', 'null'],
    ...(name === 'error_code' &&
      list && { description: `An open list. Known are:\n\n${list}`, examples: codes.map(([code]) => code) }),
  })
  return { type: 'object', properties: Object.fromEntries(members.map((name) => [name, schemaOf(name)])) }
}

/** Where an API is. */
const serversOf = (api: Api): readonly Json[] => [
  { url: api.baseUrl(CONTEXT), description: `${titleOf(api)}.` },
  ...Object.entries(environments).flatMap(([name, addresses]) => {
    const url = api.baseUrl(addresses as Context)
    return url === api.baseUrl(CONTEXT) ? [] : [{ url, description: `\`${name}\`.` }]
  }),
]

const titleOf = (api: Api): string => (api.name === 'pg' ? 'Payment API' : `${nameOf(api)} API`)
const nameOf = (api: Api): string => api.name.charAt(0).toUpperCase() + api.name.slice(1)
const errorName = (api: Api): string => `${nameOf(api)}Error`

/** The first sentence of a text, and the rest. */
const halved = (text: string): readonly [string, string] => {
  const [, first = text, rest = ''] = /^([^]*?\.)\s+([^]*)$/.exec(text) ?? []
  return [first, rest]
}

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

/** The description of all operations, by OpenAPI 3.1. */
export const describe = async (program: ts.Program): Promise<Json> => {
  const entries = Object.values(manifest.exports).flatMap((target) => {
    const path = typeof target === 'string' ? '' : target.default.replace(/^\.\/dist\/(.+)\.js$/, 'src/$1.ts')
    return /\/index\.ts$/.test(path) ? [path] : []
  })
  const exports = await exportsOf(entries)
  const schemas = await schemasIn(resolve('src'))
  const shared = sharedOf(exports)
  const refOf = (name: string): Json => types.answers.get(name) ?? sharedWireOf(name, shared)
  const types = typesOf(
    program,
    entries.map((path) => resolve(path)).filter((path) => program.getSourceFile(path)),
    (name, file, schema) => {
      const known = schemas.get(`${file}:${name}`)
      return known ? askedBy(known, schema, refOf) : schema
    },
  )
  const apis = new Map<string, Api>()
  const least: Readonly<Record<string, Json | undefined>> = { ...inputs, ...commerceInputs }

  const parametersOf = (
    place: 'path' | 'query',
    names: readonly string[],
    wire: Json,
    defaults: Json,
  ): readonly Json[] =>
    names.map((name) => {
      const { description, ...schema } = object(object(wire['properties'])[name])
      const isRequired = place === 'path' || (wire['required'] as readonly string[] | undefined)?.includes(name)
      return {
        name,
        in: place,
        ...(isRequired && { required: true }),
        ...(description !== undefined && { description }),
        ...(schema['type'] === 'array' && { style: 'form', explode: false }),
        schema: name in defaults ? { ...schema, default: Number(defaults[name]) } : schema,
      }
    })

  const describeOne = (exported: Exported): Described => {
    const { name, build, input } = exported
    const symbol = types.symbolOf(name)
    const built = types.builtBy(types.symbolOf(`${name}Request`))
    const bare = wireOf(input, shared)
    const wire = types.commented(bare, built.input)
    const given = least[name]
    if (!given) throw new Error(`tests/fixtures has no input for ${name}`)
    const { request, path, inPath, inQuery, inBody, role, key, defaults, member } = placesOf(
      exported,
      given,
      bare,
      refOf,
    )
    const { api, output } = request
    apis.set(api.name, api)

    const example = exampleOf(symbol, name)
    const exampled = example && build(example as Json)
    const sent = exampled?._tag === 'Right' ? exampled.right : request

    const roleHeader = headerOf(api, { role: 'user' })
    const keyHeader = headerOf(api, { key: 'key' })
    const { role: roles, idempotency_key: keys } = object(wire['properties'])
    const headers = [
      ...Object.keys(api.headers(CONTEXT, {})).map((header) => ({
        $ref: `#/components/parameters/${api.name}-${header}`,
      })),
      ...(roleHeader && request.role
        ? [
            {
              name: roleHeader,
              in: 'header',
              ...(!role && request.role !== 'user' && { required: true }),
              description: role ? object(roles)['description'] : 'The rights that it is sent with: no others will do.',
              schema: role
                ? { type: 'string', enum: object(roles)['enum'], default: request.role }
                : { type: 'string', const: request.role },
            },
          ]
        : []),
      ...(keyHeader && key
        ? [
            {
              name: keyHeader,
              in: 'header',
              description: object(keys)['description'],
              schema: withoutWords(object(keys)),
            },
          ]
        : []),
    ]

    const device = member.some(Boolean) && memberHeaders(api)[1]
    const guests = device
      ? [{ name: device, in: 'header', description: "A guest's device.", schema: { type: 'string' } }]
      : []

    const always = Object.keys(request.body ?? {})
    const required = [...new Set([...((wire['required'] as readonly string[] | undefined) ?? []), ...always])]
    const bodyMembers = Object.fromEntries(
      [...new Set([...inBody, ...always])].map((each): [string, Json] => {
        const described = object(object(wire['properties'])[each])
        return [each, each in defaults ? { ...described, default: defaults[each] } : described]
      }),
    )
    const body = {
      type: 'object',
      ...(wire['description'] !== undefined && { description: wire['description'] }),
      properties: bodyMembers,
      ...(required.some((each) => each in bodyMembers) && { required: required.filter((each) => each in bodyMembers) }),
      additionalProperties: false,
    }

    const isPage = built.answer.aliasSymbol?.name === 'Page'
    const [item] = built.answer.aliasTypeArguments ?? []
    const answer = isPage && item ? pageOf(output, types.schemaOf(item)) : types.schemaOf(built.answer)
    const isAsking = !isPage && isAskingFor(answer, types.answers)
    const schema = loosened(output, answer, isAsking)
    const isNothing = Object.keys(schema).length === 0

    const comment = types.commentOf(symbol) ?? name
    const [summary, description] = halved(comment)
    const deprecation = types.deprecationOf(symbol)
    const security = {
      none: [],
      any: [SECURITY.basic, SECURITY.token],
      token: [SECURITY.token, SECURITY.basic],
      basic: [SECURITY.basic],
    }[request.auth]
    const withMember = { basic: [], member: [] }

    return {
      path,
      method: request.method.toLowerCase(),
      api,
      operation: {
        operationId: name,
        tags: [tagOf(types.fileOf(symbol))],
        summary,
        ...(joined(description, deprecation) && {
          description: [description, deprecation].filter(Boolean).join('\n\n'),
        }),
        ...(deprecation && { deprecated: true }),
        security: [
          ...(member.includes('required') && !member.includes('optional') ? [] : security),
          ...(member.some(Boolean) ? [withMember] : []),
        ],
        parameters: [
          ...parametersOf('path', inPath, wire, {}),
          ...parametersOf('query', inQuery, wire, defaults),
          ...headers,
          ...guests,
        ],
        ...(request.body && {
          requestBody: { required: true, content: { 'application/json': { schema: body, example: sent.body } } },
        }),
        responses: {
          200: isNothing
            ? { description: 'Done. Nothing is read of the answer, which may be empty.' }
            : {
                description: isAsking ? 'Done.' : 'The answer.',
                content: { 'application/json': { schema } },
              },
          '4XX': { $ref: `#/components/responses/${errorName(api)}` },
          '5XX': { $ref: `#/components/responses/${errorName(api)}` },
        },
      },
    }
  }

  const described = operationsOf(exports).map(describeOne)
  const paths: Record<string, Json> = {}
  for (const { path, method, api, operation } of described) {
    const [name, renamed] = underOneName(path, described)
    const item = paths[name] ?? (api.name === 'pg' ? {} : { servers: serversOf(api) })
    const one = { ...operation, parameters: renamed(operation['parameters'] as readonly Json[]) }
    const before = item[method]
    paths[name] = { ...item, [method]: before ? merged(object(before), one) : one }
  }
  const tags = new Set(described.flatMap(({ operation }) => operation['tags'] as readonly string[]))

  const pg = apis.get('pg')
  if (!pg) throw new Error('no operation of the payment API was found')
  const all = [...apis.values()]
  const components: Record<string, Json> = Object.fromEntries(types.answers)
  for (const name of Object.keys(shared)) {
    if (name in components) throw new Error(`${name} is the name of two schemas`)
    components[name] = types.commented(sharedWireOf(name, shared), types.declaredOf(name))
  }
  for (const api of all) components[errorName(api)] = errorOf(api)

  return {
    openapi: '3.1.1',
    info: {
      title: 'Bootpay, as bootpay-fp calls it',
      version: manifest.version,
      description: INFO,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    jsonSchemaDialect: 'https://spec.openapis.org/oas/3.1/dialect/base',
    servers: serversOf(pg),
    tags: [...tags].map((name) => ({ name, description: `Operations of \`bootpay-fp/${name}\`.` })),
    paths,
    components: {
      securitySchemes: schemesOf(all),
      parameters: Object.fromEntries(
        all.flatMap((api) =>
          Object.entries(api.headers(CONTEXT, {})).map(([name, value]) => [
            `${api.name}-${name}`,
            { name, in: 'header', description: 'Not required by Bootpay.', schema: { type: 'string', default: value } },
          ]),
        ),
      ),
      responses: Object.fromEntries(
        all.map((api) => [
          errorName(api),
          {
            description: 'Refused, or failed on the way. Which status goes with which code is not to be relied on.',
            content: { 'application/json': { schema: { $ref: `#/components/schemas/${errorName(api)}` } } },
          },
        ]),
      ),
      schemas: components,
    },
  }
}

const withoutWords = ({ description: _, ...schema }: Json): Json => schema

/** The folder of a source, below `src/`. */
const tagOf = (file: string): string => /\/src\/(.+)\/[^/]+$/.exec(file)?.[1] ?? ''

/** Whether a schema asks for anything: less than it may then be an answer of its own. */
const isAskingFor = ({ $ref, anyOf, required }: Json, answers: ReadonlyMap<string, Json>): boolean => {
  if (typeof $ref === 'string') return isAskingFor(object(answers.get($ref.split('/').pop() ?? '')), answers)
  return required !== undefined || (Array.isArray(anyOf) && anyOf.every((each) => isAskingFor(object(each), answers)))
}
