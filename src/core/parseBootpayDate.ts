/**
 * Makes a `Date` of a date in an answer, such as `2026-01-31T09:00:00+09:00`; `undefined` for what is absent or is not
 * such a date. Answers keep their dates as text, so that nothing is lost that was not asked for.
 *
 * @example
 * const paidAt = parseBootpayDate(receipt.purchased_at)
 */
export const parseBootpayDate = (text: string | null | undefined): Date | undefined => {
  const date = new Date(typeof text === 'string' && /^\d{4}-\d\d-\d\dT.+(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : NaN)
  return Number.isNaN(date.getTime()) ? undefined : date
}
