import { minute } from '../../engine/clock.js'

/** An answer that a key gets again; times in epoch milliseconds. */
export type KeyRecord = {
  readonly idempotency_key: string
  readonly status: number
  readonly text: string
  /** When it is forgotten; `undefined` once it is. */
  readonly expires_at: number | undefined
}

/** For so long a key gets the same answer. */
export const keyLife = 24 * 60 * minute
