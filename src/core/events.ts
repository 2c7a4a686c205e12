import type { Keys } from './errors.js'

/** What `onEvent` is told, as plain data: never a header, a body, a path, a key or a token. */
export type Event = {
  /** `request` before an attempt, `answer` when it ended, `retry` when another one follows. */
  readonly type: 'request' | 'answer' | 'retry'
  readonly operation: string
  readonly method: string
  readonly keys: Keys
  /** Number of the attempt, from 1. */
  readonly attempt: number
  /** `ctx.now` of the event, in epoch milliseconds. */
  readonly at: number
  /** HTTP status of an `answer`; absent when no status line was seen. */
  readonly status?: number | undefined
  /** Milliseconds until a `retry`. */
  readonly waitMs?: number | undefined
}
