import { badValues, type Kind } from '../fixtures/badValues.js'

/** An input that is refused: what is wrong with it, the input, and the words of the refusal. */
export type Refused = readonly [what: string, input: unknown, message: string]

/** A value with another one at a path. */
export const replace = (value: unknown, [name, ...rest]: readonly string[], by: unknown): unknown =>
  name === undefined
    ? by
    : Object.assign(Array.isArray(value) ? [] : {}, value, {
        [name]: replace((value as Record<string, unknown> | undefined)?.[name], rest, by),
      })

/** An input without one of its members. */
export const leaveOut = <I extends object>(input: I, name: string): I =>
  Object.fromEntries(Object.entries(input).filter(([key]) => key !== name)) as I

/** Takes all out of a value. */
export const wipe = (value: unknown): void => {
  if (typeof value !== 'object' || value === null) return
  if (value instanceof Date) value.setTime(0)
  for (const [name, member] of Object.entries(value)) {
    wipe(member)
    Reflect.deleteProperty(value, name)
  }
}

/** The same of each name that a text lists. */
export const each = <A>(names: string, value: A): Readonly<Record<string, A>> =>
  Object.fromEntries(names.split(' ').map((name) => [name, value]))

/** Inputs with each value that is none of a member's kind, by the dot path of the member. */
export const withBadValues = (input: object, kinds: Readonly<Record<string, Kind>>): readonly Refused[] =>
  Object.entries(kinds).flatMap(([member, kind]) =>
    Object.entries(badValues[kind].values).map(([what, bad]): Refused => [
      `${member} ${what}`,
      replace(input, member.split('.'), bad),
      `${member} ${badValues[kind].message}`,
    ]),
  )

/** Inputs that lack one of the members that are required, with the words where they are others. */
export const withoutEach = <I extends object>(
  input: I,
  required: readonly string[],
  words: Readonly<Record<string, string>> = {},
): readonly Refused[] =>
  required.map((member) => [`no ${member}`, leaveOut(input, member), words[member] ?? `${member} is required`])
