import { parseTime } from '../../engine/clock.js'
import type { JsonObject } from '../../engine/json.js'
import { amount, flag, text } from '../../engine/parameters.js'

/** A product as the store keeps it: what was sent, and what only the sandbox knows; times in epoch milliseconds. */
export type ProductRecord = {
  readonly product_id: string
  readonly members: JsonObject
  readonly count_sale: number
  readonly created_at: number
  readonly updated_at: number
  readonly deleted_at: number | undefined
}

const isDuring = (members: JsonObject, what: string, at: number): boolean => {
  if (!flag(members[`use_${what}_period`])) return true
  const from = parseTime(text(members[`${what}_start_at`]) ?? '') ?? -Infinity
  const to = parseTime(text(members[`${what}_end_at`]) ?? '') ?? Infinity
  return at >= from && at <= to
}

/** Whether buyers can order a product at a moment. */
export const isOnSale = ({ members }: ProductRecord, at: number): boolean =>
  flag(members['status_sale']) && isDuring(members, 'sale', at)

/** How many of a product there are; any number where its stock is not counted. */
export const stockOf = ({ members }: ProductRecord): number =>
  flag(members['use_stock']) ? (amount(members['stock']) ?? 0) : Infinity

type Option = { readonly price?: unknown; readonly option_id?: unknown; readonly product_option_id?: unknown }

/** The choice of a product that an id means; `undefined` when there is none. */
export const optionOf = ({ members }: ProductRecord, option_id: string): Option | undefined =>
  Array.isArray(members['options'])
    ? (members['options'] as Option[]).find((each) => [each.product_option_id, each.option_id].includes(option_id))
    : undefined

/** What one of a product costs at a moment: its discount taken off, the price of a choice added. */
export const priceOf = ({ members }: ProductRecord, option: Option | undefined, at: number): number => {
  const price = amount(members['display_price']) ?? 0
  const discount = amount(members['discount_price']) ?? 0
  const off =
    !flag(members['use_discount']) || !isDuring(members, 'discount', at)
      ? 0
      : amount(members['discount_price_type']) === 1
        ? Math.round((price * discount) / 100)
        : discount
  return Math.max(0, price - off) + (amount(option?.price) ?? 0)
}
