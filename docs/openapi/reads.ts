import type { Schema } from '../../src/core/schema.js'
import { object, sampleOf, type Json } from './json.js'

/** A value of each kind that JSON has. */
const KINDS = { string: 'x', integer: 1, boolean: true, object: {}, array: [], null: null } as const

/** Whether a schema takes a value. */
export const takes = (schema: Schema<unknown>, value: unknown): boolean => {
  const checked = schema['~standard'].validate(value)
  return !('then' in checked) && !checked.issues
}

/** The names of the members that a schema looks for in an object that seems to have each, and in which nothing is as it must be. */
export const readBy = (schema: Schema<unknown>, given?: unknown): readonly string[] => {
  const names: string[] = []
  const get = (_: object, name: string | symbol): unknown => {
    if (typeof name === 'string') names.push(name)
    return given
  }
  takes(schema, new Proxy({}, { get }))
  return [...new Set(names)]
}

/**
 * What a schema really asks of an answer: its type says what is there, and this which of it is checked, found by trying. A member
 * that goes by several names is asked for by any of them.
 */
export const askedBy = (schema: Schema<unknown>, described: Json, refOf: (name: string) => Json): Json => {
  const properties = object(described['properties'])
  if (Object.keys(properties).length === 0) return described
  const sample = object(sampleOf({ ...described, required: Object.keys(properties) }, refOf))
  if (!takes(schema, sample)) throw new Error(`a schema does not take ${JSON.stringify(sample)}`)
  const without = (name: string): Json => Object.fromEntries(Object.entries(sample).filter(([each]) => each !== name))
  const required = Object.keys(sample).filter((name) => !takes(schema, without(name)))

  /** The kinds that a member may be beside the rest of an answer; nothing where it may be any, and so is not checked. */
  const kindsOf = (name: string, rest: Json): readonly string[] | undefined => {
    const kinds = Object.entries(KINDS).flatMap(([kind, value]) =>
      takes(schema, { ...rest, [name]: value }) ? [kind] : [],
    )
    if (kinds.includes('object') || kinds.includes('array')) return undefined
    const isAnyNumber = takes(schema, { ...rest, [name]: 1.5 })
    return kinds.map((kind) => (kind === 'integer' && isAnyNumber ? 'number' : kind))
  }
  const typed = (kinds: readonly string[]): Json => ({ type: kinds.length === 1 ? kinds[0] : kinds })

  // By each of these names alone the thing is known, so none of them has to be there.
  const names = readBy(schema).filter((name) => kindsOf(name, {})?.length)
  const [first, ...others] = takes(schema, {}) ? [] : names
  const isAnyName = others.length > 0
  const unlisted: Json = Object.fromEntries(
    isAnyName
      ? others.flatMap((name) =>
          name in properties ? [] : [[name, { ...object(properties[first ?? '']), description: `As \`${first}\`.` }]],
        )
      : [],
  )

  const checked = Object.entries({ ...properties, ...unlisted }).map(([name, member]): readonly [string, Json] => {
    const described = object(member)
    if (isAnyName && names.includes(name)) {
      const kinds = new Set([...[described['type']].flat().map(String), ...(kindsOf(name, {}) ?? []), 'null'])
      return [name, { ...described, ...typed([...kinds]) }]
    }
    const kinds = kindsOf(name, without(name))
    return [name, kinds ? { ...described, ...typed(kinds) } : described]
  })

  const { required: _, ...rest } = described
  return {
    ...rest,
    properties: Object.fromEntries(checked),
    ...(isAnyName
      ? {
          anyOf: names.map((name) => ({
            properties: { [name]: typed(kindsOf(name, {}) ?? []) },
            required: [name],
          })),
        }
      : required.length > 0 && { required }),
  }
}

/** A page of a list in each of the envelopes in which it is read: a list of the items, or an object with such a list and a count. */
export const pageOf = (schema: Schema<unknown>, items: Json): Json => {
  const names = readBy(schema, [])
  const envelopes = names.flatMap((list, index) => {
    const count = names[index + 1]
    if (index % 2 > 0 || count === undefined) return []
    const counted = { type: 'integer', description: 'How many there are on all pages.' }
    return [
      { type: 'object', properties: { [list]: { type: 'array', items }, [count]: counted }, required: [list, count] },
    ]
  })
  return { anyOf: [...envelopes, ...(takes(schema, []) ? [{ type: 'array', items }] : [])] }
}

/** The schema of an answer, loosened by what is read all the same: less than the thing, or nothing. */
export const loosened = (schema: Schema<unknown>, described: Json, isAsking: boolean): Json => {
  const kinds = [...(takes(schema, {}) ? ['object'] : []), ...(takes(schema, null) ? ['null'] : [])]
  if (described['type'] === 'null') return {}
  if (kinds.length === 0 || !isAsking) return described
  return { anyOf: [described, { type: kinds.length === 1 ? kinds[0] : kinds, description: 'Less of it, or nothing.' }] }
}
