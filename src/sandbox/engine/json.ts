/** A JSON object as it came in. */
export type JsonObject = { readonly [name: string]: unknown }

/** A copy as plain JSON: what is changed in it changes nothing else. */
export const copied = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value

/** Whether a value has more levels than these. */
export const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((member) => isDeeper(member, levels - 1)))

/** How many levels anything has that a sandbox keeps: what is deeper could not be written out again. */
export const deepest = 100

/** A copy of what was given, as plain JSON; `undefined` when it is none, or too deep. */
export const plain = <Value>(value: Value): Value | undefined => {
  try {
    return isDeeper(value, deepest) ? undefined : copied(value)
  } catch {
    return undefined
  }
}
