import { cell } from './cell.js'
import type { Store } from './store.js'

const koreaOffset = 9 * 60 * 60 * 1000

/** Milliseconds in a minute. */
export const minute = 60_000

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
  return Number.isNaN(at) ? undefined : at
}

/** What was added to the clock underneath, in milliseconds. */
export const addedTime = cell('added_time', 0, Number.isFinite)

/** Adds milliseconds to the clock; a fault takes some away. */
export const addTime = (store: Store, ms: number): void => {
  addedTime.set(store, addedTime.get(store) + ms)
}
