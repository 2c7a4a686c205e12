import { explain } from '../../../src/explain.js'
import type { Language } from './messages.js'

/** What an Either says of itself: its side, the tag of what is in it, and what a Left means. */
export type Side = {
  readonly side: 'Right' | 'Left'
  readonly tag?: string | undefined
  readonly meaning?: string | undefined
}

/** A value that was printed: as Node's console prints it, on one line, and its members where it has some. */
export type Shown = {
  readonly text: string
  readonly members?: readonly (readonly [name: string, value: Shown])[]
  /** How many members are left out. */
  readonly more?: number
  readonly either?: Side
}

const DEEPEST = 8
const MOST_MEMBERS = 100
const LONGEST = 2_000

const shortened = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text)

const nameOf = (value: object): string => {
  const name: unknown = (value as { readonly constructor?: { readonly name?: unknown } }).constructor?.name
  return typeof name === 'string' && name !== 'Object' && name !== 'Array' ? `${name} ` : ''
}

const keyText = (key: string): string => (/^[A-Za-z_$][\w$]*$/.test(key) ? key : `'${key}'`)

/** A value as Node's console prints it, on one line. */
const textOf = (value: unknown, depth = 0, above: readonly unknown[] = []): string => {
  if (typeof value === 'string') return depth ? `'${value}'` : value
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'function') return `[Function${value.name ? `: ${value.name}` : ' (anonymous)'}]`
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString()
  if (value instanceof Error) return `${value.name}: ${value.message}`
  if (typeof value !== 'object' || value === null) return String(value)
  if (above.includes(value)) return '[Circular]'
  if (depth > 2) return Array.isArray(value) ? '[Array]' : '[Object]'
  const inner = (each: unknown): string => textOf(each, depth + 1, [...above, value])
  if (Array.isArray(value)) return value.length ? `[ ${value.slice(0, MOST_MEMBERS).map(inner).join(', ')} ]` : '[]'
  if (value instanceof Map) {
    const list = [...value].slice(0, MOST_MEMBERS).map(([key, each]) => `${inner(key)} => ${inner(each)}`)
    return `Map(${value.size}) {${list.length ? ` ${list.join(', ')} ` : ''}}`
  }
  if (value instanceof Set) {
    const list = [...value].slice(0, MOST_MEMBERS).map(inner)
    return `Set(${value.size}) {${list.length ? ` ${list.join(', ')} ` : ''}}`
  }
  const list = Object.entries(value)
    .slice(0, MOST_MEMBERS)
    .map(([key, each]) => `${keyText(key)}: ${inner(each)}`)
  return nameOf(value) + (list.length ? `{ ${list.join(', ')} }` : '{}')
}

const membersOf = (value: unknown): readonly (readonly [string, unknown])[] => {
  if (typeof value !== 'object' || value === null || value instanceof Date) return []
  if (value instanceof Map)
    return [...value].map(([key, each]) => [typeof key === 'string' ? key : textOf(key, 1), each] as const)
  if (value instanceof Set) return [...value].map((each, index) => [String(index), each] as const)
  const own = Object.entries(value)
  return value instanceof Error && value.cause !== undefined ? [...own, ['cause', value.cause]] : own
}

type Tagged = { readonly _tag: string }

const isTagged = (value: unknown): value is Tagged =>
  typeof value === 'object' && value !== null && '_tag' in value && typeof value._tag === 'string'

/** What a tagged value means, where it says so. */
const meaningOf = (value: Tagged, language: Language): { readonly meaning?: string } =>
  'message' in value && typeof value.message === 'string'
    ? { meaning: explain({ ...value, message: value.message }, language) }
    : {}

const sideOf = (value: unknown, language: Language): Side | undefined => {
  if (typeof value !== 'object' || value === null || !('_tag' in value)) return undefined
  if (value._tag === 'Right' && 'right' in value) {
    const { right } = value
    if (!isTagged(right)) return { side: 'Right' }
    return { side: 'Right', tag: right._tag, ...(right._tag === 'StillUnknown' && meaningOf(right, language)) }
  }
  if (value._tag !== 'Left' || !('left' in value)) return undefined
  return isTagged(value.left)
    ? { side: 'Left', tag: value.left._tag, ...meaningOf(value.left, language) }
    : { side: 'Left' }
}

const shown = (value: unknown, language: Language, above: readonly unknown[]): Shown => {
  try {
    const text = shortened(textOf(value, above.length ? 1 : 0))
    if (above.includes(value)) return { text: '[Circular]' }
    const members = above.length < DEEPEST ? membersOf(value) : []
    const either = sideOf(value, language)
    return {
      text,
      ...(members.length > 0 && {
        members: members
          .slice(0, MOST_MEMBERS)
          .map(([name, each]) => [name, shown(each, language, [...above, value])] as const),
      }),
      ...(members.length > MOST_MEMBERS && { more: members.length - MOST_MEMBERS }),
      ...(either && { either }),
    }
  } catch {
    return { text: '[unreadable]' }
  }
}

/** A copy of a value that can be sent to the page and shown there, whatever the value is. */
export const shownOf = (value: unknown, language: Language): Shown => shown(value, language, [])
