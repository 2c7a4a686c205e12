import * as v from 'valibot'

import { AmountOrZero, Count, OwnId, Text } from '../../core/fields.js'

/** One thing that was sold. Required by Payco, for statistics otherwise. */
export const Item = v.strictObject({
  /** The merchant's id of the item. */
  id: v.optional(OwnId),
  /** Name of the item. */
  name: v.optional(Text),
  /** How many. */
  qty: v.optional(Count),
  /** Price of one, in KRW. */
  price: v.optional(AmountOrZero),
  /** Category, first level. */
  cat1: v.optional(Text),
  /** Category, second level. */
  cat2: v.optional(Text),
  /** Category, third level. */
  cat3: v.optional(Text),
  /** Naver Pay's category type. */
  category_type: v.optional(Text),
  /** Naver Pay's category code. */
  category_code: v.optional(Text),
  /** First day of use, `yyyyMMdd`, for Naver Pay. */
  start_date: v.optional(Text),
  /** Last day of use, `yyyyMMdd`, for Naver Pay. */
  end_date: v.optional(Text),
})
/** One thing that was sold. */
export type Item = v.InferInput<typeof Item>
