import { call } from '../../../src/core/call.js'
import { reconcileCommerce, repeatUntilKnown } from '../../../src/commerce/settlement/index.js'
import type { Context } from '../../../src/core/index.js'
import { reconcile } from '../../../src/settlement/index.js'
import { program, tell, tellSeen, type Open } from './program.js'
import { shownOf } from './shown.js'

/**
 * A Context of the same keys and the same sandbox whose waiting takes no time: the clocks of the shop and of the sandbox are moved
 * on instead.
 */
const hurried = (given: Context) => {
  const begun = given.now()
  let ahead = 0
  const wait = (ms: number): void => {
    ahead += ms
    for (const { sandbox } of program.sandboxes) sandbox.advance(ms)
  }
  const sleep = (ms: number): Promise<void> => Promise.resolve(wait(ms))
  // The program's own clock may be that of the sandbox, which moves too.
  const ctx: Context = { ...given, deadline: undefined, signal: undefined, now: () => begun + ahead, sleep }
  return { ctx, wait, aheadMs: () => ahead }
}

/** How far the clock is moved to look again: what is clear only after its day, as a reservation, stays open. */
const SOON_MS = 600_000

const lookUp = ({ built, unknown }: Open, ctx: Context) => {
  if (built._tag === 'Right' && built.right.api.name === 'commerce')
    return unknown.reconcile === 'repeat'
      ? repeatUntilKnown(ctx, unknown, call(ctx, built))
      : reconcileCommerce(ctx, unknown)
  return reconcile(ctx, unknown)
}

/** Finds out what became of an unknown outcome and tells the page: where it is not clear yet, a second time when it can be. */
export const settle = async (number: number): Promise<void> => {
  const open = program.open[number]
  if (!open) return
  const { ctx, wait, aheadMs } = hurried(open.ctx)
  const tellOf = (result: unknown): void => {
    const ahead = Math.round(aheadMs() / 1_000)
    tell({ type: 'settled', unknown: number, value: shownOf(result, program.language), ahead })
    tellSeen()
  }
  const first = await lookUp(open, ctx)()
  tellOf(first)
  if (first._tag !== 'Right' || first.right._tag !== 'StillUnknown' || first.right.retryAt === undefined) return
  const rest = first.right.retryAt - ctx.now()
  if (rest > SOON_MS) return
  wait(Math.max(0, rest))
  tellOf(await lookUp(open, ctx)())
}
