import type * as v from 'valibot'

import type { Api } from '../../src/core/api.js'
import type { ApiRequest } from '../../src/core/request.js'
import { commerceInputs } from '../../tests/fixtures/commerceInputs.js'
import { inputs } from '../../tests/fixtures/inputs.js'
import { CONTEXT, headerOf, memberHeaders, refusalOf } from './apis.js'
import { object, type Json } from './json.js'
import { placesOf, type Exported, type Placed } from './operations.js'
import type { Described } from './paths.js'
import { loosened, pageOf } from './reads.js'
import { exampleOf, type Types } from './types.js'
import { wireOf } from './wire.js'

/** What all operations are described with. */
export type Sources = {
  readonly types: Types
  /** The schemas that inputs share, by name. */
  readonly shared: Readonly<Record<string, v.GenericSchema>>
  /** What a name of `components.schemas` stands for. */
  readonly refOf: (name: string) => Json
}

/** An input that has what its operation asks for and no more. */
const leastOf = (name: string): Json => {
  const least = ({ ...inputs, ...commerceInputs } as Readonly<Record<string, Json | undefined>>)[name]
  if (!least) throw new Error(`tests/fixtures has no input for ${name}`)
  return least
}

const requiredOf = (wire: Json): readonly string[] => (wire['required'] as readonly string[] | undefined) ?? []

const withDefault = (name: string, schema: Json, defaults: Json): Json =>
  name in defaults ? { ...schema, default: defaults[name] } : schema

/** The members of an input that stand in the path or in the query. */
const parametersOf = (place: 'path' | 'query', names: readonly string[], wire: Json, defaults: Json): readonly Json[] =>
  names.map((name) => {
    const { description, ...schema } = object(object(wire['properties'])[name])
    const isRequired = place === 'path' || requiredOf(wire).includes(name)
    return {
      name,
      in: place,
      ...(isRequired && { required: true }),
      ...(description !== undefined && { description }),
      ...(schema['type'] === 'array' && { style: 'form', explode: false }),
      // In a query a number is text.
      schema: name in defaults ? { ...schema, default: Number(defaults[name]) } : schema,
    }
  })

/** The header that says with whose rights a request is sent. */
const roleHeaderOf = (
  { api, role: standard }: ApiRequest<unknown>,
  { role }: Placed,
  described: Json,
): readonly Json[] => {
  const name = headerOf(api, { role: 'user' })
  if (!name || !standard) return []
  return [
    {
      name,
      in: 'header',
      ...(!role && standard !== 'user' && { required: true }),
      description: role ? described['description'] : 'The rights that it is sent with: no others will do.',
      schema: role
        ? { type: 'string', enum: described['enum'], default: standard }
        : { type: 'string', const: standard },
    },
  ]
}

/** The header by which a repeat of a request is known as one. */
const keyHeaderOf = (api: Api, { key }: Placed, { description, ...schema }: Json): readonly Json[] => {
  const name = headerOf(api, { key: 'key' })
  return name && key ? [{ name, in: 'header', description, schema }] : []
}

const headersOf = (placed: Placed, wire: Json): readonly Json[] => {
  const { request, member } = placed
  const { api } = request
  const { role, idempotency_key } = object(wire['properties'])
  const device = member.some(Boolean) && memberHeaders(api)[1]
  return [
    ...Object.keys(api.headers(CONTEXT, {})).map((name) => ({ $ref: `#/components/parameters/${api.name}-${name}` })),
    ...roleHeaderOf(request, placed, object(role)),
    ...keyHeaderOf(api, placed, object(idempotency_key)),
    ...(device ? [{ name: device, in: 'header', description: "A guest's device.", schema: { type: 'string' } }] : []),
  ]
}

const bodyOf = ({ request, inBody, defaults }: Placed, wire: Json): Json => {
  const always = Object.keys(request.body ?? {})
  const names = [...new Set([...inBody, ...always])]
  const required = [...new Set([...requiredOf(wire), ...always])].filter((name) => names.includes(name))
  return {
    type: 'object',
    ...(wire['description'] !== undefined && { description: wire['description'] }),
    properties: Object.fromEntries(
      names.map((name) => [name, withDefault(name, object(object(wire['properties'])[name]), defaults)]),
    ),
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  }
}

const BASIC = { basic: [] }
const TOKEN = { token: [] }

/** The ways in which a request may be authorised: by keys alone, and for a member of the shop by their log-in too. */
const securityOf = ({ request, member }: Placed): readonly Json[] => {
  const ways = { none: [], any: [BASIC, TOKEN], token: [TOKEN, BASIC], basic: [BASIC] }[request.auth]
  return [
    ...(member.includes('required') && !member.includes('optional') ? [] : ways),
    ...(member.some(Boolean) ? [{ ...BASIC, member: [] }] : []),
  ]
}

/** Whether a schema asks for anything: less than it may then be an answer of its own. */
const isAskingFor = ({ $ref, anyOf, required }: Json, answers: ReadonlyMap<string, Json>): boolean => {
  if (typeof $ref === 'string') return isAskingFor(object(answers.get($ref.split('/').pop() ?? '')), answers)
  return required !== undefined || (Array.isArray(anyOf) && anyOf.every((each) => isAskingFor(object(each), answers)))
}

const answerOf = (
  { output }: ApiRequest<unknown>,
  type: ReturnType<Types['builtBy']>['answer'],
  types: Types,
): Json => {
  const [item] = type.aliasTypeArguments ?? []
  const isPage = type.aliasSymbol?.name === 'Page' && item !== undefined
  const answer = isPage ? pageOf(output, types.schemaOf(item)) : types.schemaOf(type)
  const isAsking = !isPage && isAskingFor(answer, types.answers)
  const schema = loosened(output, answer, isAsking)
  return Object.keys(schema).length === 0
    ? { description: 'Done. Nothing is read of the answer, which may be empty.' }
    : { description: isAsking ? 'Done.' : 'The answer.', content: { 'application/json': { schema } } }
}

/** The first sentence of a text, and the rest. */
const halved = (text: string): readonly [string, string] => {
  const [, first = text, rest = ''] = /^([^]*?\.)\s+([^]*)$/.exec(text) ?? []
  return [first, rest]
}

/** The folder of a source, below `src/`. */
const tagOf = (file: string): string => /\/src\/(.+)\/[^/]+$/.exec(file)?.[1] ?? ''

/** Describes one operation. */
export const describeOperation = (exported: Exported, { types, shared, refOf }: Sources): Described => {
  const { name, build, input } = exported
  const symbol = types.symbolOf(name)
  const built = types.builtBy(types.symbolOf(`${name}Request`))
  const bare = wireOf(input, shared)
  const wire = types.commented(bare, built.input)
  const placed = placesOf(exported, leastOf(name), bare, refOf)
  const { request, path, inPath, inQuery, defaults } = placed
  const { api } = request

  const example = exampleOf(symbol, name)
  const exampled = example && build(example as Json)
  const { body } = exampled?._tag === 'Right' ? exampled.right : request
  const [summary, more] = halved(types.commentOf(symbol) ?? name)
  const deprecation = types.deprecationOf(symbol)
  const description = [more, deprecation].filter(Boolean).join('\n\n')

  return {
    path,
    method: request.method.toLowerCase(),
    api,
    operation: {
      operationId: name,
      tags: [tagOf(types.fileOf(symbol))],
      summary,
      ...(description && { description }),
      ...(deprecation && { deprecated: true }),
      security: securityOf(placed),
      parameters: [
        ...parametersOf('path', inPath, wire, {}),
        ...parametersOf('query', inQuery, wire, defaults),
        ...headersOf(placed, wire),
      ],
      ...(request.body && {
        requestBody: {
          required: true,
          content: { 'application/json': { schema: bodyOf(placed, wire), example: body } },
        },
      }),
      responses: { 200: answerOf(request, built.answer, types), '4XX': refusalOf(api), '5XX': refusalOf(api) },
    },
  }
}
