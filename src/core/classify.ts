import { leftOf, lost } from './lefts.js'
import type { Context } from './context.js'
import { isEcho, mask, secretsOf } from './mask.js'
import type { ApiRequest, Outcome, Verdict } from './request.js'
import { readWith } from './schema.js'

/** Parses the body of a whole answer. One without a declared length that breaks off in mid-JSON arrives without an error. */
const wholeBodyOf = ({ text, why }: Outcome): { readonly json?: unknown } | undefined => {
  try {
    if (!why) return { json: text === '' ? null : JSON.parse(text ?? '') }
  } catch {
    if (!/^\s*[[{]/.test(text ?? '')) return {}
  }
  return undefined
}

/** Returns a code as text; `{}` for an object, which is no code and may not even convert to text. */
export const textOfCode = (value: unknown): string => (typeof value === 'object' && value ? '{}' : String(value || ''))

/** Returns the code if it looks like one of the API's and is no echo of the request. */
const shownCode = (value: unknown, secrets: readonly string[]): string | undefined => {
  const code = textOfCode(value)
  return !isEcho(code, secrets) && /^((?!.*\d{4})[A-Z][A-Z\d_]{0,63}|-?\w{1,8})$/.test(code) ? code : undefined
}

/**
 * Decides what an outcome means for a request, by closed tables and never by message texts. For a write, its `judge` has the last
 * word.
 */
export const classify = <A>(
  ctx: Context,
  request: ApiRequest<A>,
  outcome: Outcome,
  startedAt: number,
  authorization?: string,
): Verdict<A> => {
  const verdict = read(ctx, request, outcome, authorization)
  return request.judge?.(ctx, request, outcome, verdict, startedAt) ?? verdict
}

/** What an outcome means for a request that changes nothing. */
const read = <A>(ctx: Context, request: ApiRequest<A>, outcome: Outcome, authorization?: string): Verdict<A> => {
  const { api, about, output } = request
  const { status = 0, retryAfterMs, why = 'NetworkError', code } = outcome
  const body = wholeBodyOf(outcome)
  if (!body) return { result: lost(request, why, code), retry: why === 'AbortError' ? 0 : 200 }
  const said = api.readError(body.json, status)
  const name = textOfCode(said.code)
  const isSuccess = status >= 200 && status < 300
  const decoded = readWith(output, body.json, output['~standard'].vendor === 'bootpay-fp')
  const other = api.otherId(request, body.json)
  const isAnswer = !decoded.issues && !other
  if (isAnswer && isSuccess && !name) return { result: { _tag: 'Right', right: decoded.value } }

  // An answer by more than the requested ids, which an error may repeat.
  const isWhole = isAnswer && readWith(output, about).issues !== undefined
  const contradicts = isSuccess
    ? !name || isWhole || (isAnswer && said.hasState) || /^0+$/.test(name)
    : isWhole && (!name || said.hasState)
  if (isSuccess && contradicts) {
    const path = other ?? ''
    const issues = decoded.issues ?? [
      { path, message: other ? 'is not the one that was asked for' : 'is an error too' },
    ]
    const result = leftOf(request, 'DecodeError', 'the answer is not what Bootpay documents', { status, issues })
    return { result, contradicts }
  }
  const secrets = secretsOf(ctx, request, authorization)
  const result = leftOf(request, 'ApiError', mask(said.message, secrets) || 'Bootpay gave no reason', {
    status,
    code: shownCode(name, secrets) ?? `HTTP_${status}`,
    pg_error_code: shownCode(said.pg_error_code, secrets),
    retryAfterMs,
  })
  const again = /408|425|429|50[0234]/.test(String(status))
  return { result, retry: again ? (status === 429 ? 1_000 : 200) : 0, contradicts, said: name }
}
