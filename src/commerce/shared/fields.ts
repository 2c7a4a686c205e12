import * as v from 'valibot'

import { isPrintable, OrderId } from '../../core/fields.js'

/** The rights that a request is sent with. */
export const AnyRole = v.picklist(['user', 'manager', 'partner', 'vendor', 'supervisor'])

/** A key by which Bootpay knows a request again for 24 hours. */
export const IdempotencyKey = v.custom<string>(
  (value) => isPrintable(value) && value.length <= 255,
  'must be 1 to 255 characters without white space',
)

/** An id of Bootpay's or of the merchant's own, as it may stand in a path. */
export const PathText = OrderId

/** A whole number above 0. */
export const Positive = v.custom<number>(
  (value) => Number.isSafeInteger(value) && (value as number) > 0,
  'must be a whole number above 0',
)

/** A whole number, as of a kind or a status whose values are not all known. */
export const Whole = v.custom<number>((value) => Number.isSafeInteger(value), 'must be a whole number')

/** The same schema under several names, which a text lists; each may be left out. */
export const each = <const Names extends string, T extends v.GenericSchema>(
  names: Names,
  schema: T,
): { readonly [Name in Split<Names>]: v.OptionalSchema<T, undefined> } =>
  Object.fromEntries(names.split(' ').map((name) => [name, v.optional(schema)])) as never

type Split<Text extends string> = Text extends `${infer Name} ${infer Rest}` ? Name | Split<Rest> : Text

/** How a buyer is told: 1 SMS, 2 KakaoTalk, 3 e-mail, 4 push. */
export const SendTypes = v.array(v.picklist([1, 2, 3, 4]))

/** In which form a webhook is sent; sources differ in whether it is a number or a text. */
export const HeaderContentType = v.picklist([1, 2, 'application/json', 'application/x-www-form-urlencoded'])
