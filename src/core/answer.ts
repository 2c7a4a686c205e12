import * as v from 'valibot'

type RequiredName<A> = { [K in keyof A]-?: undefined extends A[K] ? never : K }[keyof A]

/**
 * Schema of an answer. It checks exactly the members that the type requires and passes everything else through as Bootpay
 * sent it: a charge that went through must not become a Left because a display field changed.
 */
export const answer = <A extends object>(entries: {
  [K in RequiredName<A>]: v.GenericSchema<unknown, A[K]>
}): v.GenericSchema<unknown, A> =>
  v.looseObject(entries as unknown as v.ObjectEntries) as unknown as v.GenericSchema<unknown, A>
