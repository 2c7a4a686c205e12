/** A JSON Schema, or a part of the description: an object of JSON. */
export type Json = { readonly [name: string]: unknown }

/** A value as an object: one without members where it is none. */
export const object = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}

/** Two texts as one; either may be missing. */
export const joined = (one: unknown, other: unknown): string | undefined =>
  [one, other].filter((text) => typeof text === 'string' && text !== '').join(' ') || undefined

/** A schema that `null` passes too. */
export const orNull = (schema: Json): Json => {
  const { type, ...rest } = schema
  if (typeof type === 'string' && !('enum' in schema)) return { type: [type, 'null'], ...rest }
  if (Array.isArray(type) && type.includes('null')) return schema
  return { anyOf: [...(Array.isArray(schema['anyOf']) ? schema['anyOf'] : [schema]), { type: 'null' }] }
}

/** The least value that a schema takes, to be put into a request; `refOf` finds what it refers to. */
export const sampleOf = (schema: Json, refOf: (name: string) => Json): unknown => {
  const { $ref, enum: values, anyOf, type, minimum, items, properties, required = [], minProperties } = schema
  if (typeof $ref === 'string') return sampleOf(refOf($ref.split('/').pop() ?? ''), refOf)
  if ('const' in schema) return schema['const']
  if (Array.isArray(values)) return values[0]
  if (Array.isArray(anyOf)) return sampleOf(object(anyOf[0]), refOf)
  const [kind] = [type].flat()
  if (kind === 'string') {
    const shape = new RegExp(typeof schema['pattern'] === 'string' ? schema['pattern'] : '', 'u')
    return ['the_value', '1234', '01', '004', '2026-01', '2100-12-01T09:00:00+09:00'].find((text) => shape.test(text))
  }
  if (kind === 'integer' || kind === 'number') return Number(minimum ?? 1) || 1
  if (kind === 'boolean') return true
  if (kind === 'null') return null
  if (kind === 'array') return [sampleOf(object(items), refOf)]
  const names = Object.keys(object(properties)).filter(
    (name, index) => (required as readonly string[]).includes(name) || index < Number(minProperties ?? 0),
  )
  if (names.length === 0 && minProperties) return { the: 'value' }
  return Object.fromEntries(names.map((name) => [name, sampleOf(object(object(properties)[name]), refOf)]))
}
