import type { Context } from './context.js'
import type { About } from './errors.js'

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

/** One HTTP API as a value: all that `send` has to know of it. */
export type Api = {
  readonly name: string
  /** Where it is: https (http only on loopback), without user, query or trailing slash. */
  readonly baseUrl: (ctx: Context) => string
  /** The headers that each of its requests has. */
  readonly headers: Readonly<Record<string, string>>
  /** Members of a request that may stand in logs and errors: the caller's own ids and amounts. */
  readonly ids: readonly string[]
  /** Members whose texts may be repeated in an error, since they say nothing of anybody. */
  readonly open: readonly string[]
  /** Reads what an answer says of an error. */
  readonly readError: (json: unknown) => Said
  /** Names the id by which an answer is about something else than what was asked for. */
  readonly otherId: (
    request: { readonly path: string; readonly body?: object | undefined; readonly about: About },
    json: unknown,
  ) => string | undefined
}
