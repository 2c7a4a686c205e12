// What stands in the place of `src/core/call.ts` on the site: `call` itself, which lets one request be broken and the page hear
// what came of it.
import { asReader, call as real, send } from '../../../src/core/call.js'
import type { ApiRequest, Built, Context } from '../../../src/core/index.js'
import { breakRequest } from './breakage.js'
import { program, tell } from './program.js'
import { shownOf } from './shown.js'

export { asReader, send }

/** Tells the page of the result of the request that was struck, and of every unknown outcome after it. */
const tellResult = (ctx: Context, built: Built<unknown>, request: ApiRequest<unknown>, result: unknown): void => {
  if (program.breakage === undefined || program.armed !== 'over' || !program.isHere) return
  const { _tag, left } = result as { readonly _tag: string; readonly left?: { readonly _tag: string } }
  const isUnknown = _tag === 'Left' && left?._tag === 'OutcomeUnknown'
  if (!isUnknown && (request.operation !== program.operation || program.isTold)) return
  program.isTold = true
  const value = shownOf(result, program.language)
  const told = { type: 'result', operation: request.operation, value } as const
  tell(isUnknown ? { ...told, unknown: program.open.push({ ctx, built, unknown: left as never }) - 1 } : told)
}

/** Sends a built request as `call` of `bootpay-fp/core` does. */
export const call: typeof real = (ctx, built) => {
  if (built._tag === 'Left') return real(ctx, built)
  return async () => {
    const result = await real(breakRequest(ctx, built.right), built)()
    tellResult(ctx, built, built.right, result)
    return result
  }
}
