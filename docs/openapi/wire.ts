import { toJsonSchema, type ConversionConfig } from '@valibot/to-json-schema'
import type * as v from 'valibot'

import { joined, object, orNull, type Json } from './json.js'

const TEXT = { type: 'string', minLength: 1 }
const WHOLE = { type: 'integer' }
const NATURAL = { type: 'integer', minimum: 0 }
const POSITIVE = { type: 'integer', minimum: 1 }
const DIGITS = { type: 'string', pattern: '^\\d+$' }

/** What is sent of a member that a function checks, by the words in which it refuses others: after a transformation, if it has one. */
const CUSTOM: Readonly<Record<string, Json>> = {
  'must be 1 to 64 letters, digits, "_" or "-"': { type: 'string', pattern: '^[\\w-]{1,64}$' },
  'must be text, and not empty': TEXT,
  'must be text': { type: 'string' },
  'must be text without white space': { type: 'string', pattern: '^[!-~]+$' },
  'must be 1 to 255 characters without white space': { type: 'string', pattern: '^[!-~]{1,255}$' },
  'must be text, and not empty, or a whole number': TEXT,
  'must be a whole number, or text without white space and without / \\ % ? #': {
    type: 'string',
    pattern: '^[^\\s/\\\\%?#]+$',
  },
  'must be a whole number of KRW above 0': POSITIVE,
  'must be a whole number of KRW, 0 or more': NATURAL,
  'must be a whole number, 0 or more': NATURAL,
  'must be a whole number above 0': POSITIVE,
  'must be a whole number': WHOLE,
  'must be a number, 0 or more': { type: 'number', minimum: 0 },
  'must be months as text, such as "00" or "3"': { type: 'string', pattern: '^\\d{1,2}$' },
  'must be digits; hyphens and spaces are taken out': { ...DIGITS, description: 'Sent as digits alone.' },
  'must be digits, or +82 and digits; hyphens and spaces are taken out': {
    ...DIGITS,
    description: 'Sent as digits alone, with a leading 0.',
  },
  'must be true or false, or 1 or 0': { type: 'boolean' },
  'must be true or false, or a whole number': { type: ['boolean', 'integer'] },
  'must be a Date or ISO 8601 text with an offset, such as 2026-01-31T09:00:00+09:00': {
    type: 'string',
    // The format date-time would want seconds.
    pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?(Z|[+-]\\d\\d:\\d\\d)$',
    examples: ['2026-01-31T09:00:00+09:00'],
    description: 'Sent as ISO 8601 text.',
  },
  'must be three digits, such as "004"': { type: 'string', pattern: '^\\d{3}$' },
  'must be a month, such as 2026-01': { type: 'string', pattern: '^\\d{4}-(0[1-9]|1[0-2])$' },
}

/** What a further check asks for, by its words; the words of any other stand in the description. */
const CHECKS: Readonly<Record<string, Json>> = {
  'must be the first two digits of the PIN': { pattern: '^\\d{2}$' },
  'must be the last two digits of the year': { pattern: '^\\d{2}$' },
  'must be two digits, from 01 to 12': { pattern: '^(0[1-9]|1[0-2])$' },
  'must be at most 50, for Bootpay gives no more': { maximum: 50 },
  'must not be empty: leave it out': { minProperties: 1 },
  'must not be empty: leave it out to cancel all': { minItems: 1 },
}

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`

const config: ConversionConfig = {
  // What comes out of a transformation is what is sent.
  typeMode: 'output',
  target: 'draft-2020-12',
  overrideSchema: ({ valibotSchema: schema, jsonSchema }) => {
    if (schema.type === 'nullable' || schema.type === 'nullish')
      return orNull(object((jsonSchema.anyOf as readonly unknown[] | undefined)?.[0]))
    if (schema.type === 'picklist') return jsonSchema.type === 'number' ? { ...jsonSchema, type: 'integer' } : undefined
    if (schema.type !== 'custom') return undefined
    const { message } = schema as { readonly message?: string }
    if (message === undefined) return {}
    const known = CUSTOM[message]
    if (!known) throw new Error(`docs/openapi/wire.ts does not know what is sent of a member that "${message}"`)
    return known
  },
  overrideAction: ({ valibotAction: action, jsonSchema }) => {
    if (action.type === 'raw_transform') return { ...jsonSchema, type: 'object' }
    const { message } = action as { readonly message?: string }
    if (action.type !== 'check' || message === undefined) return jsonSchema
    const known = CHECKS[message] ?? { description: joined(jsonSchema.description, sentence(message)) }
    return { ...jsonSchema, ...known } as typeof jsonSchema
  },
}

/** Puts the shared schemas where OpenAPI has them, and takes out what says nothing. */
const tidy = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(tidy)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]): [string, unknown][] =>
      name === '$schema' || name === '$defs' || (name === 'required' && (member as unknown[]).length === 0)
        ? []
        : name === '$ref'
          ? [[name, String(member).replace('#/$defs/', '#/components/schemas/')]]
          : [[name, tidy(member)]],
    ),
  )
}

/** What is sent of an input, and of the schemas that inputs share, by their names. */
export const wireOf = (schema: v.GenericSchema, shared: Readonly<Record<string, v.GenericSchema>>): Json =>
  object(tidy(toJsonSchema(schema, { ...config, definitions: shared })))

/** What is sent of a schema that inputs share. */
export const sharedWireOf = (name: string, shared: Readonly<Record<string, v.GenericSchema>>): Json => {
  const { [name]: schema, ...others } = shared
  if (!schema) throw new Error(`no shared schema is called ${name}`)
  return wireOf(schema, others)
}
