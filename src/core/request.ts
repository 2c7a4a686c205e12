import type { Either } from 'fp-ts/lib/Either.js'
import type { Api, Asker } from './api.js'
import type { Context } from './context.js'
import type { About, BootpayError, InputError, OperationName, ReadError, Reconcile } from './errors.js'
import { readWith, type Issue, type Schema } from './schema.js'

/**
 * What repeating a request would do; what is retried follows from this alone.
 *
 * - `token`: asks for an access token; Bootpay gives the same one again.
 * - `read`: changes nothing.
 * - `keyed`: changes something once per key that the caller chose.
 * - `set`: writes values that a repeat leaves the same.
 * - `state`: changes a state that can only change once; a repeat is refused.
 * - `money`: a repeat may do it twice.
 * - `message`: a repeat sends a person another message.
 */
export type Effect = 'token' | 'read' | 'keyed' | 'set' | 'state' | 'money' | 'message'

/** What a request with such an effect can fail with: only a write can have an outcome that is unknown. */
export type Failure<E extends Effect> = E extends 'read' | 'token' ? ReadError : BootpayError

/**
 * How a request is authorised: not at all, by either pair of keys, by the token where the merchant has that pair, or by the client
 * key alone.
 */
export type Auth = 'none' | 'any' | 'token' | 'basic'

/** What became of one attempt: a whole answer (`text`), or none and the reason (`why`). */
export type Outcome = {
  /** HTTP status; absent when no status line was seen. */
  readonly status?: number | undefined
  /** Milliseconds that `Retry-After` asks for. */
  readonly retryAfterMs?: number | undefined
  readonly text?: string
  readonly why?: 'TimeoutError' | 'AbortError' | 'NetworkError' | undefined
  /** The runtime's code of a `NetworkError`. */
  readonly code?: string | undefined
}

/** What an outcome means for a request. */
export type Verdict<A> = {
  readonly result: Either<BootpayError, A>
  /** Base of the back-off in milliseconds, where another attempt is allowed. */
  readonly retry?: number | undefined
  /** Whether the answer says yes and no at once, or nothing. */
  readonly contradicts?: boolean
  /** The code of a refusal as it came; it may be an echo, so it is never shown. */
  readonly said?: string
}

/** Turns what an outcome would mean for a read into what it means for a write. */
export type Judge = <A>(
  ctx: Context,
  request: ApiRequest<A>,
  outcome: Outcome,
  verdict: Verdict<A>,
  startedAt: number,
) => Verdict<A>

/** One request as plain data: it can be printed, compared, stored, or sent with another HTTP client. */
export type ApiRequest<A, E extends Effect = Effect> = Asker & {
  /** Name of the operation, as in errors and events. */
  readonly operation: OperationName
  /** The API that it is sent to. */
  readonly api: Api
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Path below the base URL, ids already percent-encoded. */
  readonly path: string
  /** Query members; absent when there are none. */
  readonly query?: Readonly<Record<string, string>>
  /** JSON body; absent when there is none. */
  readonly body?: Readonly<Record<string, unknown>>
  readonly auth: Auth
  /** How many bytes of an answer are read. Default: 1 MiB. */
  readonly maxBytes?: number
  readonly effect: E
  /** For a write, which is not sent without it: what its answers prove. */
  readonly judge?: Judge
  /** For a write: codes by which this operation is refused even under a status that proves nothing. Default: none. */
  readonly refusals?: readonly string[]
  /** For a write: how to find out whether it happened. */
  readonly reconcile?: Reconcile
  /** The caller's own ids and amounts in the input, safe to log. */
  readonly about: About
  /** Schema of the answer, by Standard Schema. */
  readonly output: Schema<A>
}

/** What a request builder gives: the request, or what is wrong with the input. */
export type Built<A, E extends Effect = Effect> = Either<InputError, ApiRequest<A, E>>

/** What a builder of an operation says of its request; the rest is the same for all. */
export type Draft<A, E extends Effect> = Omit<ApiRequest<A, E>, 'operation' | 'auth' | 'about' | 'query'> & {
  readonly auth?: Auth
  /** What the request is about. Default: those members of the input that its API lists. */
  readonly about?: About
  readonly query?: Readonly<Record<string, string | undefined>>
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

/** Checks an input against its schema, and reads it once for that; what its getters throw becomes a Left too. */
export const check = <O>(operation: OperationName, schema: Schema<O>, input: unknown): Either<InputError, O> => {
  try {
    const read = readWith(schema, input)
    return read.issues ? inputError(operation, read.issues) : { _tag: 'Right', right: read.value }
  } catch {
    return inputError(operation, [{ path: '', message: 'cannot be read' }])
  }
}

/** Checks an input against its schema and makes the request of it. */
export const build = <I, O extends object, A, E extends Effect>(
  operation: OperationName,
  schema: Schema<O, I>,
  input: I,
  make: (checked: O) => Draft<A, E>,
): Built<A, E> => {
  const checked = check(operation, schema, input)
  if (checked._tag === 'Left') return checked
  const given = { ...checked.right } as Record<string, unknown>
  for (const name in given) if (given[name] === undefined) Reflect.deleteProperty(given, name)
  const { query, ...draft } = make(given as O)
  const about: Record<string, unknown> = {}
  for (const name of draft.api.ids) if (name in given) about[name] = given[name]
  const asked = query && Object.keys(query).length > 0 && { query }
  return { _tag: 'Right', right: { operation, auth: 'any', about, ...draft, ...asked } as ApiRequest<A, E> }
}
