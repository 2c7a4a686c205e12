const isDay = (date: string): boolean => {
  const time = Date.parse(`${date}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date)
}

/**
 * The birth date in an identity number, as `YYYY-MM-DD`: six digits of a date, and perhaps the first one of the rest, which
 * tells the century. Without that it is the last such day that has come at a moment. `undefined` when there is no such day.
 */
export const birthOf = (identity: string, at: number): string | undefined => {
  const [, year = '', month = '', day = '', digit] = /^(\d\d)(\d\d)(\d\d)(\d)?$/.exec(identity) ?? []
  const centuries = digit === undefined ? ['20', '19'] : [/[3478]/.test(digit) ? '20' : '19']
  const dates = centuries.map((century) => `${century}${year}-${month}-${day}`).filter(isDay)
  return dates.find((date) => Date.parse(date) <= at) ?? dates.at(-1)
}

/** Whether a text is a date of birth: `YYYY-MM-DD`, or the same without hyphens. */
export const isBirth = (text: string): boolean =>
  /^\d{4}-?\d\d-?\d\d$/.test(text) && isDay(text.replace(/^(\d{4})-?(\d\d)-?(\d\d)$/, '$1-$2-$3'))
