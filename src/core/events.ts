import type { About, OperationName } from './errors.js'

/** What every event of one request has. */
type OfRequest = {
  readonly operation: OperationName
  readonly method: string
  readonly about: About
  /** Number of the attempt, from 1. */
  readonly attempt: number
  /** `ctx.now` of the event, in epoch milliseconds. */
  readonly at: number
}

/** An attempt is about to be sent. */
export type RequestEvent = OfRequest & { readonly type: 'request' }

/** An attempt has ended; `status` is absent when no status line was seen. */
export type AnswerEvent = OfRequest & {
  readonly type: 'answer'
  readonly status?: number | undefined
  /** Milliseconds since the request. */
  readonly elapsedMs: number
}

/** Another attempt follows. */
export type RetryEvent = OfRequest & {
  readonly type: 'retry'
  /** Milliseconds until the next attempt. */
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
  readonly about: About
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

/** What `onEvent` receives, as plain data: never a header, a body, a path, a key or a token. */
export type Event = RequestEvent | AnswerEvent | RetryEvent | TokenEvent | ReconcileEvent | ProgressEvent

/**
 * Calls a function of the Context without waiting for it. What it throws or rejects with is dropped: a hook must neither change
 * what becomes of a payment nor end the process.
 */
export const quietly = async (call: () => unknown): Promise<void> => {
  try {
    await call()
  } catch {
    // See above.
  }
}

/** Passes an event to the hook of a Context, as a copy that the hook may change. */
export const emit = (ctx: { readonly onEvent?: ((event: Event) => unknown) | undefined }, event: Event): void => {
  void quietly(() => ctx.onEvent?.('about' in event ? { ...event, about: { ...event.about } } : event))
}
