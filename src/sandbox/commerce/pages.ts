import { koreanTime } from '../engine/clock.js'
import type { JsonObject } from '../engine/json.js'
import { amount, text } from '../engine/parameters.js'

/** A page of a list on the wire. */
export type PageAnswer = { readonly list: readonly object[]; readonly count: number }

const whole = (value: unknown, otherwise: number): number => {
  const number = amount(value)
  return number !== undefined && Number.isInteger(number) && number > 0 ? number : otherwise
}

/** The page of a list that a query asks for; its items are written out only then. */
export const pageOf = <Item>(
  items: readonly Item[],
  parameters: JsonObject,
  view: (item: Item) => object,
  { limit = 20, most = Infinity }: { readonly limit?: number; readonly most?: number } = {},
): PageAnswer => {
  const size = Math.min(whole(parameters['limit'], limit), most)
  const start = (whole(parameters['page'], 1) - 1) * size
  return { list: items.slice(start, start + size).map(view), count: items.length }
}

/** Whether one of some texts has the keyword of a query in it; without a keyword all have. */
export const hasKeyword = ({ keyword }: JsonObject, texts: readonly unknown[]): boolean => {
  const wanted = text(keyword)?.toLowerCase()
  return wanted === undefined || texts.some((each) => text(each)?.toLowerCase().includes(wanted) === true)
}

/** Whether a moment is within days such as `2026-01-31`, in Korea; an absent one leaves that side open. */
export const isWithin = (at: number | undefined, from: string | undefined, to: string | undefined): boolean => {
  if (from === undefined && to === undefined) return true
  if (at === undefined) return false
  const day = koreanTime(at).slice(0, 10)
  return (from === undefined || day >= from.slice(0, 10)) && (to === undefined || day <= to.slice(0, 10))
}

/** Numbers that a query lists, joined by commas; `undefined` without any. */
export const numbersOf = (value: unknown): readonly number[] | undefined => text(value)?.split(',').map(Number)

/** The members of a request that a record keeps: all but those that are named. */
export const membersOf = (parameters: JsonObject, without: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(parameters).filter(([name]) => !without.includes(name)))
