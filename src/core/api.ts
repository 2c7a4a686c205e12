import type { Either } from 'fp-ts/lib/Either.js'

import type { Context } from './context.js'
import type { About, CredentialsError } from './errors.js'

/** What an answer says beside what was asked for: why it was refused. */
export type Said = {
  /** The API's code, as it came; empty where the answer names none. */
  readonly code: unknown
  readonly message?: unknown
  /** The code of the payment gateway behind it. */
  readonly pg_error_code?: unknown
  /** Whether it also says how the thing stands that was asked for. */
  readonly hasState: boolean
}

/** What a request says of who asks, for an API that wants to know. */
export type Asker = {
  /** The rights that it is sent with; absent where the API has no such thing. */
  readonly role?: string | undefined
  /** The caller's idempotency key. */
  readonly key?: string | undefined
  /** Whether it is sent on behalf of the member that the Context may hold. */
  readonly member?: 'optional' | 'required' | undefined
}

/** One HTTP API as a value: all that `send` has to know of it. */
export type Api = {
  readonly name: string
  /** Where it is: https (http only on loopback), without user, query or trailing slash. */
  readonly baseUrl: (ctx: Context) => string
  /** The member of a Context that says where it is, for the error that refuses it. */
  readonly address: string
  /** The headers that a request has beside its authorisation. */
  readonly headers: (ctx: Context, request: Asker) => Readonly<Record<string, string>>
  /** The Left of a request for which a Context lacks more than keys of any kind; `basic` is what a client key is sent as. */
  readonly lacks?: (
    ctx: Context,
    request: Asker,
    basic: string | undefined,
  ) => Either<CredentialsError, never> | undefined
  /** Secrets that a request carries beside the keys, its body and its query; `id` is what its path ends with. */
  readonly secrets?: (ctx: Context, id: string) => readonly string[]
  /** Members of a request that may stand in logs and errors: the caller's own ids and amounts. */
  readonly ids: readonly string[]
  /** Members whose texts may be repeated in an error, since they say nothing of anybody, and words that are in paths. */
  readonly open: readonly string[]
  /** Reads what an answer with such a status says of an error. */
  readonly readError: (json: unknown, status: number) => Said
  /** Names the id by which an answer is about something else than what was asked for. */
  readonly otherId: (
    request: { readonly path: string; readonly body?: object | undefined; readonly about: About },
    json: unknown,
  ) => string | undefined
}
