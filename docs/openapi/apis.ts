import { errorCodes } from '../../src/codes/errorCodes.js'
import * as environments from '../../src/commerce/shared/environments.js'
import type { Api } from '../../src/core/api.js'
import type { Context } from '../../src/core/context.js'
import type { Json } from './json.js'

/** A Context of a caller who has said nothing. */
export const CONTEXT = {} as Context

/** The headers by which an API knows a member of the shop: the first is a log-in. */
export const memberHeaders = (api: Api): readonly (string | undefined)[] => {
  const ctx = { member: () => ({ user_jwt: 'user_jwt', device_uuid: 'device_uuid' }) } as unknown as Context
  const headers = Object.entries(api.headers(ctx, { member: 'optional' }))
  return ['user_jwt', 'device_uuid'].map((value) => headers.find((header) => header[1] === value)?.[0])
}

/** How a request may be authorised. */
export const schemesOf = (apis: readonly Api[]): Json => ({
  basic: { type: 'http', scheme: 'basic', description: '`client_key` as the user, `secret_key` as the password.' },
  token: { type: 'http', scheme: 'bearer', description: 'The `access_token` that `getAccessToken` gives.' },
  member: {
    type: 'apiKey',
    in: 'header',
    name: apis.flatMap((api) => memberHeaders(api)[0] ?? [])[0],
    description: 'The `access_token` of a member of the shop, which `loginUser` and `issueLoginToken` give.',
  },
})

/** The header that an API has for something a request may say. */
export const headerOf = (api: Api, said: Readonly<Record<string, string>>): string | undefined => {
  const plain = api.headers(CONTEXT, {})
  return Object.keys(api.headers(CONTEXT, said)).find((name) => !(name in plain))
}

/** What an API's error is read from: the members that its reader looks at, which it is given as a body that has none. */
const errorSchemaOf = (api: Api): Json => {
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
export const serversOf = (api: Api): readonly Json[] => [
  { url: api.baseUrl(CONTEXT), description: `${titleOf(api)}.` },
  ...Object.entries(environments).flatMap(([name, addresses]) => {
    const url = api.baseUrl(addresses as Context)
    return url === api.baseUrl(CONTEXT) ? [] : [{ url, description: `\`${name}\`.` }]
  }),
]

const titleOf = (api: Api): string => (api.name === 'pg' ? 'Payment API' : `${nameOf(api)} API`)
const nameOf = (api: Api): string => api.name.charAt(0).toUpperCase() + api.name.slice(1)
const errorName = (api: Api): string => `${nameOf(api)}Error`

/** The errors of each API, by the names that components have. */
export const errorSchemasOf = (apis: readonly Api[]): Readonly<Record<string, Json>> =>
  Object.fromEntries(apis.map((api) => [errorName(api), errorSchemaOf(api)]))

/** The answer of an API that refuses, or that failed on the way. */
export const refusalsOf = (apis: readonly Api[]): Json =>
  Object.fromEntries(
    apis.map((api) => [
      errorName(api),
      {
        description: 'Refused, or failed on the way. Which status goes with which code is not to be relied on.',
        content: { 'application/json': { schema: { $ref: `#/components/schemas/${errorName(api)}` } } },
      },
    ]),
  )

/** Where an operation has what an API answers as it refuses. */
export const refusalOf = (api: Api): Json => ({ $ref: `#/components/responses/${errorName(api)}` })

/** The headers that every request of an API has. */
export const commonHeadersOf = (apis: readonly Api[]): Json =>
  Object.fromEntries(
    apis.flatMap((api) =>
      Object.entries(api.headers(CONTEXT, {})).map(([name, value]) => [
        `${api.name}-${name}`,
        { name, in: 'header', description: 'Not required by Bootpay.', schema: { type: 'string', default: value } },
      ]),
    ),
  )
