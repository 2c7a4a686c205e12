import type { Keys, OperationName } from './errors.js'

/** What every event of one request has. */
type About = {
  readonly operation: OperationName
  readonly method: string
  readonly keys: Keys
  /** Number of the attempt, from 1. */
  readonly attempt: number
  /** `ctx.now` of the event, in epoch milliseconds. */
  readonly at: number
}

/** An attempt is about to be sent. */
export type RequestEvent = About & { readonly type: 'request' }

/** An attempt has ended; `status` is absent when no status line was seen. */
export type AnswerEvent = About & {
  readonly type: 'answer'
  readonly status?: number | undefined
  /** Milliseconds since the request. */
  readonly elapsedMs: number
}

/** Another attempt follows. */
export type RetryEvent = About & {
  readonly type: 'retry'
  /** Milliseconds until then. */
  readonly waitMs: number
}

/** Something became of the access token. */
export type TokenEvent = {
  readonly type: 'token'
  /** `requested` from Bootpay, taken from the `store`, `rejected` by Bootpay, or `failed` to be had. */
  readonly change: 'requested' | 'store' | 'rejected' | 'failed'
  readonly at: number
}

/** A look at what became of a write. */
export type ReconcileEvent = {
  readonly type: 'reconcile'
  readonly operation: OperationName
  readonly keys: Keys
  /** What this look says; `NotYet` and `Running` prove nothing so far. */
  readonly found: 'Done' | 'NotDone' | 'NotYet' | 'Running' | 'Unclear' | 'failed'
  readonly at: number
}

/** Bulk work goes on. */
export type ProgressEvent = {
  readonly type: 'progress'
  readonly done: number
  readonly total: number
  readonly at: number
}

/** What `onEvent` is told, as plain data: never a header, a body, a path, a key or a token. */
export type Event = RequestEvent | AnswerEvent | RetryEvent | TokenEvent | ReconcileEvent | ProgressEvent
