import { misuse, type Failure } from '../engine/errors.js'
import { deepest, plain } from '../engine/json.js'

/** What a control was given, as it can be kept: plain JSON that nobody else holds. */
export const keep = <Value>(by: string, value: Value): Value | Failure =>
  plain(value) ?? misuse('REQUEST_INVALID', `${by} takes plain JSON of at most ${String(deepest)} levels`)
