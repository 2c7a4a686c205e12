import * as v from 'valibot'

import { AmountOrZero, Count, OwnId, Text } from '../../core/fields.js'
import type { InputSchema } from '../../core/schema.js'

/** One thing that was sold. Required by Payco, for statistics otherwise. */
export type Item = {
  /** The merchant's id of the item. */
  readonly id?: string | number | undefined
  /** Name of the item. */
  readonly name?: string | undefined
  /** How many. */
  readonly qty?: number | undefined
  /** Price of one, in KRW. */
  readonly price?: number | undefined
  /** Category, first level. */
  readonly cat1?: string | undefined
  /** Category, second level. */
  readonly cat2?: string | undefined
  /** Category, third level. */
  readonly cat3?: string | undefined
  /** Naver Pay's category type. */
  readonly category_type?: string | undefined
  /** Naver Pay's category code. */
  readonly category_code?: string | undefined
  /** First day of use, `yyyyMMdd`, for Naver Pay. */
  readonly start_date?: string | undefined
  /** Last day of use, `yyyyMMdd`, for Naver Pay. */
  readonly end_date?: string | undefined
}
/** Schema of {@link Item}. */
export const Item: InputSchema<Item> = v.strictObject({
  id: v.optional(OwnId),
  name: v.optional(Text),
  qty: v.optional(Count),
  price: v.optional(AmountOrZero),
  cat1: v.optional(Text),
  cat2: v.optional(Text),
  cat3: v.optional(Text),
  category_type: v.optional(Text),
  category_code: v.optional(Text),
  start_date: v.optional(Text),
  end_date: v.optional(Text),
})
