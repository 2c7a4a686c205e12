import type { JsonObject } from './json.js'

/** A text member; absent, null and empty are the same, a number is taken as its text, anything else as absent. */
export const text = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value === '' ? undefined : value
  return typeof value === 'number' ? String(value) : undefined
}

/** A number member; absent, null and empty are the same, what is no number becomes NaN so that no check lets it by. */
export const amount = (value: unknown): number | undefined => {
  if (value === undefined || value === null || value === '') return undefined
  const number = typeof value === 'number' ? value : typeof value === 'string' ? Number(value) : NaN
  return Number.isFinite(number) ? number : NaN
}

/** An object member; anything else, and an object without a single value, counts as absent. */
export const object = (value: unknown): JsonObject | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).some((v) => v !== '')
    ? (value as JsonObject)
    : undefined

/** A switch: true, 1 and their texts are on. */
export const flag = (value: unknown): boolean => value === true || value === 1 || value === 'true' || value === '1'

/** The first of the named members that has no text; `undefined` when all have. */
export const missing = (parameters: JsonObject, names: readonly string[]): string | undefined =>
  names.find((name) => text(parameters[name]) === undefined)

/** The highest price: cents of it can still be counted. */
export const highestPrice = Number.MAX_SAFE_INTEGER / 100

/** Whether a price and the tax-free part of it make sense: above 0, and a part of 0 up to the price. */
export const isPayable = (price: number | undefined, taxFree: number): price is number =>
  price !== undefined && price > 0 && price <= highestPrice && taxFree >= 0 && taxFree <= price

/** Metadata to keep: any JSON but null. */
export const keptMetadata = (metadata: unknown): unknown => (metadata === null ? undefined : metadata)
