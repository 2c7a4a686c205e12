import * as v from 'valibot'

type RequiredName<A> = { [K in keyof A]-?: undefined extends A[K] ? never : K }[keyof A]

/**
 * Schema of an answer. It checks the members that the type requires and passes everything else through as Bootpay
 * sent it: a charge that went through must not become a Left because a display field changed.
 */
export const answer = <A extends object>(
  entries: { [K in RequiredName<A>]: v.GenericSchema<unknown, A[K]> } & {
    [K in keyof A]?: v.GenericSchema<unknown, A[K]>
  },
): v.GenericSchema<unknown, A> => {
  const known = v.object(entries as unknown as v.ObjectEntries)
  const check = known['~run'].bind(known)
  return Object.assign(known, {
    // As v.looseObject, which copies member by member and takes as long for that as JSON.parse for the whole answer.
    '~run': (...[dataset, config]: Parameters<typeof check>) => {
      const all = dataset.value as object
      const checked = check(dataset, config)
      if (checked.typed) checked.value = { ...all, ...checked.value }
      return checked
    },
  }) as unknown as v.GenericSchema<unknown, A>
}

/** Schema of an answer that must bear out what was asked: one that does not is no answer to it. */
export const answerThat = <A>(
  schema: v.GenericSchema<unknown, A>,
  holds: (answer: A) => boolean,
  message: string,
): v.GenericSchema<unknown, A> => v.pipe(schema, v.check(holds, message))
