import { leftOf } from './lefts.js'
import { merchantOf } from './merchant.js'
import type { Judge } from './request.js'

/** Codes that Node and Bun give only before a byte has left. Anything else may have been processed. */
const UNSENT = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT|EHOSTUNREACH|ENETUNREACH)$/

/**
 * Judges the outcomes of writes to an API: what does not surely say that nothing happened leaves the outcome unknown. `refusals`
 * are refusals under every status, a failing gateway's too; `unsure` matches the codes by which the API says that it does not know.
 */
export const judgeWrites =
  (refusals: readonly string[], unsure: RegExp): Judge =>
  (ctx, request, outcome, verdict, startedAt) => {
    const { effect, reconcile = 'webhook' } = request
    const { status = 0, retryAfterMs, why, code } = outcome
    const { result, contradicts, said = '' } = verdict
    if (result._tag === 'Right') return verdict
    const unknown = (phase: string, code?: string) =>
      leftOf(
        request,
        'OutcomeUnknown',
        `no certain answer, so it may have taken effect: find out with ${reconcile} before you send it again`,
        { phase, reconcile, startedAt, merchant: merchantOf(ctx, request.api), status: outcome.status, code },
      )
    if (contradicts) return { result: unknown('decoding') }
    if (result.left._tag !== 'ApiError')
      return why === 'NetworkError' && !status && UNSENT.test(code ?? '')
        ? verdict
        : { result: unknown(status ? 'reading' : 'awaiting') }
    const isRefused =
      status >= 200 && status < 300
        ? /^-?\w{1,64}$/.test(said)
        : (status >= 400 && status < 500 && status !== 408 && status !== 499) || refusals.includes(said)
    const isCertain = isRefused && !unsure.test(said)
    const again =
      (status === 429 && isCertain && (effect === 'keyed' || effect === 'state')) ||
      (status === 503 && effect === 'keyed' && retryAfterMs !== undefined)
    const shown = result.left.code
    return {
      result: isCertain ? result : unknown('answered', shown.startsWith('HTTP_') ? undefined : shown),
      retry: again ? (status === 429 ? 1_000 : 200) : 0,
    }
  }
