import type { Context } from './context.js'
import { countOr } from './fields.js'

/** Waits; where the Context's own `sleep` fails, it goes on at once. */
export const pause = async (ctx: Context, ms: number): Promise<void> => {
  try {
    await ctx.sleep(ms, ctx.signal)
  } catch {
    // See above.
  }
}

/** Milliseconds until the deadline; Infinity where there is none, and where the clock gives no number. */
export const restOf = ({ deadline }: Context, at: number): number => {
  const rest = typeof deadline === 'number' ? deadline - at : NaN
  return Number.isFinite(rest) ? rest : Infinity
}

// How long the official SDKs give a write, and a margin for clocks that differ.
const RUNNING_MS = 60_000
const MARGIN_MS = 30_000

const LIMITS_MS = { token: 10_000, read: 15_000, write: 60_000 }

/** Milliseconds that must be left for an attempt to begin. */
export const LEAST_MS = { token: 1, read: 1, write: 5_000 }

/** Milliseconds that one attempt may take, headers and body together. */
export const limitOf = ({ timeoutMs }: Context, kind: keyof typeof LIMITS_MS): number =>
  countOr((Object(timeoutMs) as Partial<typeof LIMITS_MS>)[kind] ?? timeoutMs, LIMITS_MS[kind])

/** The moment from which on a write that was sent at such a moment can no longer be running. */
export const finalOf = (ctx: Context, startedAt: number): number =>
  startedAt + Math.max(RUNNING_MS, limitOf(ctx, 'write')) + MARGIN_MS
