import type { Either } from 'fp-ts/lib/Either.js'
import * as v from 'valibot'

import type { BootpayError, InputError, Issue, Keys, OperationName, ReadError, Reconcile } from './errors.js'

/**
 * What repeating a request would do; what is retried follows from this alone.
 *
 * - `token`: asks for an access token; Bootpay gives the same one again.
 * - `read`: changes nothing.
 * - `keyed`: changes something once per key that the caller chose.
 * - `state`: changes a state that can only change once; a repeat is refused.
 * - `money`: a repeat may do it twice.
 * - `message`: a repeat sends a person another message.
 */
export type Effect = 'token' | 'read' | 'keyed' | 'state' | 'money' | 'message'

/** What a request with such an effect can fail with: only a write can have an outcome that is unknown. */
export type Failure<E extends Effect> = E extends 'read' | 'token' ? ReadError : BootpayError

/** How a request is authorised: not at all, by either pair of keys, or by the token where the merchant has that pair. */
export type Auth = 'none' | 'any' | 'token'

/** One request as plain data: it can be printed, compared, stored, or sent with another HTTP client. */
export type ApiRequest<A, E extends Effect = Effect> = {
  /** Name of the operation, as in errors and events. */
  readonly operation: OperationName
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Path below the base URL, ids already percent-encoded. */
  readonly path: string
  /** Query members; absent when there are none. */
  readonly query?: Readonly<Record<string, string>>
  /** JSON body; absent when there is none. */
  readonly body?: Readonly<Record<string, unknown>>
  readonly auth: Auth
  readonly effect: E
  /** For a write: how to find out whether it happened. */
  readonly reconcile?: Reconcile
  /** The caller's own keys in the input, safe to log. */
  readonly keys: Keys
  /** Schema of the answer. */
  readonly output: v.GenericSchema<unknown, A>
}

/** What a request builder gives: the request, or what is wrong with the input. */
export type Built<A, E extends Effect = Effect> = Either<InputError, ApiRequest<A, E>>

type Draft<A, E extends Effect> = Omit<ApiRequest<A, E>, 'operation' | 'auth' | 'keys' | 'query'> & {
  readonly auth?: Auth
  readonly query?: Readonly<Record<string, string | undefined>>
}

/** Puts an issue of valibot in words that name the member and never quote its value. */
export const inWords = (issue: v.BaseIssue<unknown>): Issue => {
  const { expected, input, kind } = issue
  return {
    path: v.getDotPath(issue) ?? '',
    message:
      expected === 'never'
        ? 'is not a member of this input'
        : input === undefined && kind === 'schema'
          ? 'is required'
          : expected === 'unknown' || expected === null
            ? issue.message
            : `must be ${expected}`,
  }
}

/** A Left that names what is wrong with an input. */
export const inputError = (operation: OperationName, issues: readonly Issue[]): Either<InputError, never> => ({
  _tag: 'Left',
  left: {
    _tag: 'InputError',
    operation,
    message: issues.map(({ path, message }) => `${path || 'input'} ${message}`).join('; '),
    issues,
  },
})

const KEYS = [
  'receipt_id',
  'order_id',
  'cancel_id',
  'cancel_price',
  'price',
  'reserve_id',
  'reserve_execute_at',
  'subscription_id',
  'authentication_id',
]

/** Checks an input against its schema, and reads it once for that; what its getters throw becomes a Left too. */
export const check = <O>(
  operation: OperationName,
  schema: v.GenericSchema<unknown, O>,
  input: unknown,
): Either<InputError, O> => {
  try {
    const checked = v.safeParse(schema, input)
    return checked.success
      ? { _tag: 'Right', right: checked.output }
      : inputError(operation, checked.issues.map(inWords))
  } catch {
    return inputError(operation, [{ path: '', message: 'cannot be read' }])
  }
}

/** Checks an input against its schema and makes the request of it. */
export const build = <I, O extends object, A, E extends Effect>(
  operation: OperationName,
  schema: v.GenericSchema<I, O>,
  input: I,
  make: (checked: O) => Draft<A, E>,
): Built<A, E> => {
  const checked = check(operation, schema as v.GenericSchema<unknown, O>, input)
  if (checked._tag === 'Left') return checked
  const members: Record<string, unknown> = {}
  const keys: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(checked.right)) {
    if (value === undefined) continue
    members[name] = value
    if (KEYS.includes(name)) keys[name] = value
  }
  const { query, ...draft } = make(members as O)
  const asked = query && Object.keys(query).length > 0 && { query }
  return { _tag: 'Right', right: { operation, auth: 'any', keys, ...draft, ...asked } as ApiRequest<A, E> }
}
