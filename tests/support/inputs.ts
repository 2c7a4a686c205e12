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
