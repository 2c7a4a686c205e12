import { checkWith, schemaOf, type Checked, type Schema } from './schema.js'

type RequiredName<A> = { [K in keyof A]-?: undefined extends A[K] ? never : K }[keyof A]

/**
 * Schema of an answer. It checks the members that the type requires and passes everything else through as Bootpay
 * sent it: a charge that went through must not become a Left because a display field changed.
 */
export const answer = <A extends object>(
  members: { [K in RequiredName<A>]: Schema<A[K]> } & { [K in keyof A]?: Schema<A[K]> },
): Schema<A> =>
  schemaOf((value) => {
    if (typeof value !== 'object' || value === null) return { issues: [{ message: 'must be an object' }] }
    const known: Record<string, unknown> = { ...value }
    const issues = Object.entries<Schema<unknown>>(members).flatMap(([name, schema]) => {
      const checked = checkWith(schema, known[name])
      if (checked.issues) return checked.issues.map((issue) => ({ ...issue, path: [name, ...(issue.path ?? [])] }))
      known[name] = checked.value
      return []
    })
    return issues.length > 0 ? { issues } : { value: known as A }
  })

/** Schema of an answer that is a list. */
export const listOf = <A>(schema: Schema<A>): Schema<readonly A[]> =>
  schemaOf((value) => {
    if (!Array.isArray(value)) return { issues: [{ message: 'must be a list' }] }
    const checked = value.map((item) => checkWith(schema, item))
    const issues = checked.flatMap((each, index) =>
      (each.issues ?? []).map((issue) => ({ ...issue, path: [index, ...(issue.path ?? [])] })),
    )
    return issues.length > 0 ? { issues } : { value: checked.flatMap((each) => (each.issues ? [] : [each.value])) }
  })

/** Schema that turns a checked answer into something else. */
export const answerAs = <A, B>(schema: Schema<A>, make: (answer: A) => Checked<B>): Schema<B> =>
  schemaOf((value) => {
    const checked = checkWith(schema, value)
    return checked.issues ? checked : make(checked.value)
  })

/** Schema of an answer that must confirm the request: it is refused unless `holds` says so. */
export const answerThat = <A>(schema: Schema<A>, holds: (answer: A) => boolean, message: string): Schema<A> =>
  answerAs(schema, (value) => (holds(value) ? { value } : { issues: [{ message }] }))
