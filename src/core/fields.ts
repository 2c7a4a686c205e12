import * as v from 'valibot'

import type { Sent } from './sent.js'

/** A schema of an input as valibot takes it within another one, which its declared type hides: `User as Field<User>`. */
export type Field<I> = v.GenericSchema<I, Sent<I>>

/** Whether a value is text with something in it. */
export const isText = (value: unknown): value is string => typeof value === 'string' && /\S/.test(value)

/** An id that goes into a path. Encoding alone does not stop `..`, so its characters are checked. */
export const Id = v.custom<string>(
  (value) => typeof value === 'string' && /^[\w-]{1,64}$/.test(value),
  'must be 1 to 64 letters, digits, "_" or "-"',
)

/** Text with something in it. */
export const Text = v.custom<string>(isText, 'must be text, and not empty')

/** Whether a value is text that a header can carry, as a key and a token are. */
export const isPrintable = (value: unknown): value is string => typeof value === 'string' && /^[!-~]+$/.test(value)

/** A key or a token. */
export const Printable = v.custom<string>(isPrintable, 'must be text without white space')

/** An id of the merchant's own making, given as text or a whole number and always sent as text. */
export const OwnId = v.pipe(
  v.custom<string | number>(
    (value) => isText(value) || Number.isSafeInteger(value),
    'must be text, and not empty, or a whole number',
  ),
  v.transform(String),
)

/** An amount above zero, in whole KRW. */
export const Amount = v.custom<number>(
  (value) => Number.isSafeInteger(value) && (value as number) > 0,
  'must be a whole number of KRW above 0',
)

/** An amount of zero or more, in whole KRW. */
export const AmountOrZero = v.custom<number>(
  (value) => Number.isSafeInteger(value) && (value as number) >= 0,
  'must be a whole number of KRW, 0 or more',
)

/** A whole number of zero or more. */
export const Count = v.custom<number>(
  (value) => Number.isSafeInteger(value) && (value as number) >= 0,
  'must be a whole number, 0 or more',
)

/** Months of instalments as text of one or two digits: `'0'` and `'00'` are both in use for a lump sum. */
export const Quota = v.custom<string>(
  (value) => typeof value === 'string' && /^\d{1,2}$/.test(value),
  'must be months as text, such as "00" or "3"',
)

/** An order id of the merchant's own making. It goes into the path of the look-up that finds a lost payment again. */
export const OrderId = v.pipe(
  v.custom<string | number>(
    (value) => Number.isSafeInteger(value) || (isText(value) && !/^\.\.?$|[/\\%?#\s\p{C}]/u.test(value)),
    'must be a whole number, or text without white space and without / \\ % ? #',
  ),
  v.transform(String),
)

/**
 * How a write under such an id is found again. Rails takes what follows a dot in a path for a format, so the look-up may be one
 * for another id, and never proves that there is none.
 */
export const lookUpOf = (order_id: string): 'getReceiptsByOrder' | 'webhook' =>
  order_id.includes('.') ? 'webhook' : 'getReceiptsByOrder'

/** Digits of a card, account or identity number; hyphens and spaces are taken out. */
export const Digits = v.pipe(
  v.custom<string>(
    (value) => typeof value === 'string' && /^[ -]*\d[\d -]*$/.test(value),
    'must be digits; hyphens and spaces are taken out',
  ),
  v.transform((digits) => digits.replace(/\D/g, '')),
)

const isPhone = (value: unknown): boolean =>
  typeof value === 'string' && /^[ -]*(\+82[ -]*(\(0\)[ -]*)?)?\d[\d -]*$/.test(value)

/**
 * A Korean phone number as digits: `+82` becomes the leading 0. Also a number that is a phone's for some and a business's for
 * others.
 */
export const Phone = v.pipe(
  v.custom<string>(isPhone, 'must be digits, or +82 and digits; hyphens and spaces are taken out'),
  v.transform((phone) => phone.replace(/^[ -]*\+82[ -]*(\(0\)|0)?/, '0').replace(/\D/g, '')),
)

/** What is known of a person: empty text, as of a guest who gave none, counts as absent. */
export const unlessEmpty = <I extends string | number>(schema: v.GenericSchema<I, string>) =>
  v.optional(
    v.pipe(
      v.custom<I>(() => true),
      v.transform((value) => (value === '' ? undefined : value)),
      v.optional(schema),
    ),
  )

/** A yes or no. Some of the official SDKs say it as 1 or 0; it is sent as true or false, as that for Node does. */
export const Flag = v.pipe(
  v.custom<boolean | 0 | 1>(
    (value) => typeof value === 'boolean' || value === 0 || value === 1,
    'must be true or false, or 1 or 0',
  ),
  v.transform((flag): boolean => Boolean(flag)),
)

const MOMENT = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(?:Z|UTC|([+-]\d\d)(?::?(\d\d))?)$/

/** A moment as ISO 8601 text, however its offset was written; nothing for what is none. */
const momentOf = (value: unknown): string | undefined => {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString()
  const [, day, time, hours, minutes = '00'] = (typeof value === 'string' && MOMENT.exec(value)) || []
  const text = `${day}T${time}${hours ? `${hours}:${minutes}` : 'Z'}`
  // Date.parse rolls 31 February over to March; asking for the day back does not.
  const midnight = new Date(`${day}T00:00:00Z`)
  const isDay = day && !Number.isNaN(Date.parse(text)) && midnight.toISOString().startsWith(day)
  return isDay ? text : undefined
}

/**
 * A moment: a `Date` (sent in UTC), or text with an offset: ISO 8601, and the forms of the official SDKs (`+0900`, a space for
 * the `T`, `UTC`), which are sent as ISO 8601. Without a zone it is refused.
 */
export const Moment = v.pipe(
  v.custom<string | Date>(
    (value) => momentOf(value) !== undefined,
    'must be a Date or ISO 8601 text with an offset, such as 2026-01-31T09:00:00+09:00',
  ),
  v.transform((moment) => momentOf(moment) as string),
)

const asJson = (value: unknown): Record<string, unknown> | undefined => {
  try {
    const copy: unknown = JSON.parse(JSON.stringify(value))
    return typeof copy === 'object' && copy !== null && !Array.isArray(copy)
      ? (copy as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}

/** An object of the merchant's own, copied as JSON when the request is built. */
export const Metadata = v.pipe(
  v.custom<Readonly<Record<string, unknown>>>((value) => value !== undefined),
  v.rawTransform(({ dataset: { value }, addIssue, NEVER }) => {
    const copy = asJson(value)
    if (copy) return copy
    addIssue({ message: 'must be an object that JSON can hold' })
    return NEVER
  }),
)

/** An id in an answer: text, or a number that is read as text. */
export const AnswerId = v.pipe(
  v.custom<string | number>((value) => isText(value) || Number.isSafeInteger(value), 'must be an id'),
  v.transform(String),
)

/** An order id in an answer. The old API (v1) took a blank one, which says as much as none. */
export const AnswerOrderId = v.pipe(
  v.custom<string | number | null>(
    (value) => value === null || value === '' || isText(value) || Number.isSafeInteger(value),
    'must be an id',
  ),
  v.transform((value) => (value === null || value === '' ? undefined : String(value))),
)

/** A number in an answer that JSON holds without loss. */
export const AnswerNumber = v.custom<number>(
  (value) => typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER,
  'must be a number',
)

/** A bank by its three-digit code. */
export const BankCode = v.custom<string>(
  (value) => typeof value === 'string' && /^\d{3}$/.test(value),
  'must be three digits, such as "004"',
)

/** Kind of cash receipt: for the buyer's income tax, or as a business's proof of expense. */
export const CashReceiptType = v.picklist(['소득공제', '지출증빙'])

/** Form in which a webhook is sent. */
export const ContentType = v.picklist(['application/json', 'application/x-www-form-urlencoded'])

/**
 * A member whose absence widens what happens: it may be left out, but not be there as `undefined`, as what a misspelt or
 * missing member of a body makes of it.
 */
export const leftOut = <T>(schema: v.GenericSchema<T>, advice: string) =>
  v.exactOptional(
    v.pipe(
      v.custom<T>(() => true),
      v.check((value) => value !== undefined, `is undefined: ${advice}`),
      schema,
    ),
  )

/** Refuses a part that is more than its whole; without a whole there is nothing to compare. */
export const within = <T extends object>(part: keyof T & string, whole: keyof T & string) =>
  v.rawCheck<T>(({ dataset: { typed, value }, addIssue }) => {
    if (typed && Number(value[part] ?? 0) > Number(value[whole] ?? Infinity))
      addIssue({
        message: `must not be more than ${whole}`,
        path: [{ type: 'object', origin: 'value', input: {}, key: part, value: undefined }],
      })
  })

/** The number where it is a positive whole one, the fallback for anything else, NaN and Infinity included. */
export const countOr = <A>(value: unknown, fallback: A): number | A =>
  Number.isSafeInteger(value) && (value as number) > 0 ? (value as number) : fallback

/** The members of a value, each read once; none of what cannot be read. */
export const membersOf = <A extends object>(value: A | null | undefined): Partial<A> => {
  try {
    return { ...value }
  } catch {
    return {}
  }
}
