import type { Sent } from './sent.js'

/** One member of an input or an answer that is not as it must be; never holds the value itself. */
export type Issue = {
  /** Where it is, as in `refund.bank_code`; empty for the whole value. */
  readonly path: string
  /** What is wrong with it, in words. */
  readonly message: string
}

/** One thing that is wrong with a value, as a schema says it; valibot's says what it expected too. */
export type SchemaIssue = {
  readonly message: string
  readonly path?: ReadonlyArray<PropertyKey | { readonly key: PropertyKey }> | undefined
  readonly kind?: string
  readonly input?: unknown
  readonly expected?: string | null
}

/** What a schema says of a value: what it reads in it, or what is wrong with it. */
export type Checked<A> =
  { readonly value: A; readonly issues?: undefined } | { readonly issues: readonly SchemaIssue[] }

/**
 * A schema by the [Standard Schema](https://standardschema.dev) that valibot, zod, arktype and others implement: any of them can
 * check an answer. It must answer at once; one that gives a promise is refused.
 */
export type Schema<A, Input = unknown> = {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    /** Says what it reads in a value, or what is wrong with it. */
    readonly validate: (value: unknown) => Checked<A> | Promise<Checked<A>>
    readonly types?: { readonly input: Input; readonly output: A } | undefined
  }
}

/** Schema of what an operation takes. It reads ids as text, takes hyphens out of digits, and refuses members that it does not know. */
export type InputSchema<I> = Schema<Sent<I>, I>

/** Makes a schema of a function. */
export const schemaOf = <A>(validate: (value: unknown) => Checked<A>): Schema<A> => ({
  '~standard': { version: 1, vendor: 'bootpay-fp', validate },
})

/**
 * Whether a schema of the user's answers with a promise. Checked before a write is sent, since its answer could not be read.
 */
export const isAsync = ({ '~standard': { vendor, validate } }: Schema<unknown>): boolean => {
  if (vendor === 'bootpay-fp') return false
  const checked = validate(undefined)
  if (!('then' in checked)) return false
  checked.catch(() => undefined)
  return true
}

/** What a schema says of a value. */
export const checkWith = <A>(schema: Schema<A>, value: unknown): Checked<A> => {
  const checked = schema['~standard'].validate(value)
  if (!('then' in checked)) return checked
  checked.catch(() => undefined)
  return { issues: [{ message: 'needs a schema that answers at once' }] }
}

/** Puts an issue in words that name the member and never quote its value, as the words of other libraries may. */
const inWords = ({ message, path = [], kind, input, expected }: SchemaIssue, isOwn: boolean): Issue => ({
  path: path.map((step) => String(typeof step === 'object' ? step.key : step)).join('.'),
  message: !isOwn
    ? 'is not as its schema wants it'
    : expected === 'never'
      ? 'is not a member of this input'
      : kind === 'schema' && input === undefined
        ? 'is required'
        : expected && expected !== 'unknown'
          ? `must be ${expected}`
          : // What valibot says by itself has the value in it.
            /^Invalid [^:]+: /.test(message)
            ? 'is not as its schema wants it'
            : message,
})

/** What a schema says of a value, in words; the words of a schema that is not of this package may quote the value. */
export const readWith = <A>(
  schema: Schema<A>,
  value: unknown,
  isOwn = /^(valibot|bootpay-fp)$/.test(schema['~standard'].vendor),
): { readonly value: A; readonly issues?: undefined } | { readonly issues: readonly Issue[] } => {
  const checked = checkWith(schema, value)
  return checked.issues ? { issues: checked.issues.map((issue) => inWords(issue, isOwn)) } : checked
}
