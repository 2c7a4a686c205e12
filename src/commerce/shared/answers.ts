import { listOf } from '../../core/answer.js'
import { isText } from '../../core/fields.js'
import { checkWith, schemaOf, type Schema } from '../../core/schema.js'

const isId = (value: unknown): value is string | number => isText(value) || Number.isSafeInteger(value)

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether an answer says in so many words that nothing was done, as no answer was seen to do. */
const isDenied = (value: unknown): boolean => isObject(value) && value['success'] === false
const DENIED = { issues: [{ path: ['success'], message: 'must not be false' }] }

/**
 * Schema of a thing with an id, which answers give under several names: one of them must be there, and it is given as text under
 * the first. Everything else passes through as it came.
 */
export const identified = <A extends object>(...names: readonly [keyof A & string, ...string[]]): Schema<A> =>
  schemaOf((value) => {
    if (!isObject(value)) return { issues: [{ message: 'must be an object' }] }
    const id = names.map((name) => value[name]).find(isId)
    return id === undefined
      ? { issues: [{ path: [names[0]], message: 'must be an id' }] }
      : { value: { ...value, [names[0]]: String(id) } as unknown as A }
  })

/**
 * Schema of the answer to a change of what the request names: where it has less than the thing, the names of the request fill it up,
 * for a change that was made must not become an unknown outcome because its answer is short.
 */
export const changed = <A extends object>(schema: Schema<A>, named: Partial<A>): Schema<A> =>
  schemaOf((value) =>
    isDenied(value) ? DENIED : checkWith(schema, value === null || isObject(value) ? { ...named, ...value } : value),
  )

/** Schema of an answer that holds nothing of interest: any JSON, and no body at all. */
export const Nothing: Schema<null> = schemaOf((value) =>
  isDenied(value)
    ? DENIED
    : value === undefined
      ? { issues: [{ message: 'must be JSON, or nothing' }] }
      : { value: null },
)

/** An object of which no more is known. */
export type Open = Readonly<Record<string, unknown>>

/** Schema of {@link Open}. */
export const Open: Schema<Open> = schemaOf((value) =>
  isObject(value) ? { value } : { issues: [{ message: 'must be an object' }] },
)

/** One page of a list, with whatever else came beside it. */
export type Page<X> = {
  readonly list: readonly X[]
  /** How many there are on all pages. */
  readonly count: number
}

/** Names of a list and of its count, in the order in which they are looked for. */
const ENVELOPES = [
  ['list', 'count'],
  ['items', 'total'],
  ['transactions', 'total_count'],
] as const

/** Schema of a page, whichever of the envelopes it comes in. */
export const page = <X>(item: Schema<X>): Schema<Page<X>> => {
  const Items = listOf(item)
  return schemaOf((value) => {
    const given = Array.isArray(value) ? { list: value, count: value.length } : value
    const [list, count] =
      (isObject(given) &&
        ENVELOPES.find(([list, count]) => Array.isArray(given[list]) && Number.isSafeInteger(given[count]))) ||
      []
    if (!list || !isObject(given)) return { issues: [{ message: 'must be a page: a list and its count' }] }
    const items = checkWith(Items, given[list])
    if (items.issues)
      return { issues: items.issues.map((issue) => ({ ...issue, path: ['list', ...(issue.path ?? [])] })) }
    const { [list]: _, [count]: total, ...others } = given
    return { value: { ...others, list: items.value, count: total as number } }
  })
}
