import { cell } from './cell.js'
import type { Store } from './store.js'

const koreaOffset = 9 * 60 * 60 * 1000

/** Milliseconds in a minute. */
export const minute = 60_000

/** The last moment a clock can be set to; dates of four-digit years can be written for a year after it. */
export const lastMoment = Date.parse('9998-12-31T23:59:59Z')

/** A moment in epoch milliseconds as Bootpay writes it: Korean time to the second, with `+09:00`. */
export const koreanTime = (at: number): string => `${new Date(at + koreaOffset).toISOString().slice(0, 19)}+09:00`

/** The same for a moment that may not have come. */
export const koreanTimeOf = (at: number | undefined): string | undefined =>
  at === undefined ? undefined : koreanTime(at)

const pattern =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(\.\d{1,3})?\d*\s*(?:(Z|UTC|GMT)|([+-]\d{2}):?(\d{2}))?$/i

/**
 * Reads a date in the forms the official SDKs send (`…+09:00`, `….000Z`, `…+0900`, `… UTC`, `… +0900`) into epoch
 * milliseconds; `undefined` when it is none of them. Without a zone it is taken as Korean time (assumed).
 */
export const parseTime = (text: string): number | undefined => {
  const found = pattern.exec(text.trim())
  if (found === null) return undefined
  const [, day, time, fraction = '', universal, hours = '+09', minutes = '00'] = found
  const at = Date.parse(`${day}T${time}${fraction}${universal === undefined ? `${hours}:${minutes}` : 'Z'}`)
  return at <= lastMoment ? at : undefined
}

/** What was added to the clock underneath, in milliseconds. */
export const addedTime = cell('added_time', 0, (value) => typeof value === 'number' && Math.abs(value) <= lastMoment)

/** Adds milliseconds to the clock; a fault takes some away. */
export const addTime = (store: Store, ms: number): void => {
  addedTime.set(store, addedTime.get(store) + ms)
}
