import type { Either } from 'fp-ts/lib/Either.js'
import * as v from 'valibot'

import type { BootpayError, ReadError } from './errors.js'
import { isEcho, mask, secretsOf } from './mask.js'
import { REFUSALS } from './refusals.js'
import { inWords } from './request.js'
import type { ApiRequest, Effect, Failure } from './request.js'

/** What became of one attempt: a whole answer (`text`), or none and the reason (`why`). */
export type Outcome = {
  /** HTTP status; absent when no status line was seen. */
  readonly status?: number | undefined
  /** Milliseconds that `Retry-After` asks for. */
  readonly hint?: number | undefined
  readonly text?: string
  readonly why?: 'TimeoutError' | 'AbortError' | 'NetworkError' | undefined
  /** The runtime's code of a `NetworkError`. */
  readonly code?: string | undefined
}

/** The result of an attempt, and the base of the back-off in ms where another attempt is allowed. */
export type Verdict<A> = readonly [Either<BootpayError, A>, number?]

/** Whether a request changes something, so that a lost answer leaves its outcome unknown. */
export const isWrite = ({ effect }: { readonly effect: Effect }): boolean => effect !== 'read' && effect !== 'token'

/** Codes that Node and Bun give only before a byte has left. Anything else may have been processed. */
const UNSENT = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT|EHOSTUNREACH|ENETUNREACH)$/

/** Makes a Left of a request: its operation and keys, and what went wrong. */
export const leftOf = <Tag extends BootpayError['_tag']>(
  { operation, keys }: Pick<ApiRequest<unknown>, 'operation' | 'keys'>,
  _tag: Tag,
  message: string,
  facts?: object,
): Either<Extract<BootpayError, { _tag: Tag }>, never> => ({
  _tag: 'Left',
  left: { _tag, operation, message, keys, ...facts } as unknown as Extract<BootpayError, { _tag: Tag }>,
})

/** The Left of a call that a broken Context or callback ended: unless nothing was sent, how far it came cannot be told. */
export const broken = <E extends Effect>(
  request: Pick<ApiRequest<unknown, E>, 'operation' | 'keys' | 'effect' | 'reconcile'>,
  sent = true,
  merchant = '',
): Either<Failure<E>, never> =>
  (sent && isWrite(request)
    ? leftOf(request, 'OutcomeUnknown', 'a function of the Context threw', {
        phase: 'awaiting',
        reconcile: request.reconcile ?? 'webhook',
        startedAt: Date.now(),
        merchant,
      })
    : leftOf(request, 'NetworkError', `a function of the Context threw${sent ? '' : '; nothing was sent'}`)) as Either<
    Failure<E>,
    never
  >

/** What a code is as text; an object, which may not even be told as one, is none of Bootpay's. */
const textOfCode = (value: unknown): string => (typeof value === 'object' && value ? '{}' : String(value || ''))

/** A code as Bootpay's are, capitals or short; anything else, an echo above all, is none. */
const codeOf = (value: unknown, secrets: readonly string[]): string | undefined => {
  const code = textOfCode(value)
  return !isEcho(code, secrets) && /^((?!.*\d{4})[A-Z][A-Z\d_]{0,63}|-?\w{1,8})$/.test(code) ? code : undefined
}

/** The members by which an answer says what it is about. */
const IDS = ['receipt_id', 'order_id', 'reserve_id', 'billing_key', 'subscription_id']

/**
 * The id by which an answer is not to this request: over a connection that is out of step it may be to another one. Where a
 * request names nothing that may be told, the end of its path is a billing key.
 */
const otherId = ({ body, path, keys }: ApiRequest<unknown>, answer: unknown): string | undefined => {
  const secret = Object.keys(keys).length === 0 && { billing_key: path.slice(path.lastIndexOf('/') + 1) }
  // A key's receipt has its subscription_id for an order id.
  const asked: Record<string, unknown> = { ...secret, order_id: keys['subscription_id'], ...body, ...keys }
  const told: Readonly<Record<string, unknown>> = Object(answer)
  return IDS.find((name) => asked[name] && told[name] && textOfCode(told[name]) !== String(asked[name]))
}

/** Decides what an outcome means for a request, by its effect and closed tables, never by message texts. */
export const judge = <A>(
  request: ApiRequest<A>,
  outcome: Outcome,
  startedAt: number,
  authorization?: string,
): Verdict<A> => {
  const { effect, reconcile = 'webhook' } = request
  const { status = 0, hint, text, why, code } = outcome
  const write = isWrite(request)
  const unknown = (phase: string, code?: string) =>
    leftOf(
      request,
      'OutcomeUnknown',
      `no certain answer, so it may have taken effect: find out with ${reconcile} before you send it again`,
      { phase, reconcile, startedAt, status: outcome.status, code },
    )

  let json: unknown
  try {
    json = text === '' ? null : JSON.parse(text ?? '')
  } catch {
    // A body without a declared length that ends in mid-JSON arrives without any error.
    if (why || /^\s*[[{]/.test(text ?? '')) {
      if (write && !(why === 'NetworkError' && !status && UNSENT.test(code ?? '')))
        return [unknown(status ? 'reading' : 'awaiting')]
      return [lost(request, why ?? 'NetworkError', code), why === 'AbortError' ? 0 : 200]
    }
  }
  const body: { error_code?: unknown; message?: unknown; pg_error_code?: unknown; status?: unknown } = Object(json)
  const success = status >= 200 && status < 300
  const decoded = v.safeParse(request.output, json)
  const other = otherId(request, json)
  const isAnswer = decoded.success && !other
  if (isAnswer && success && !body.error_code) {
    const { output } = decoded
    // The path of a look-up by order may be cut at a dot, so its list may be another order's.
    const { order_id } = request.keys
    const isOfOrder = (each: { order_id?: unknown }) => each.order_id === order_id
    const right = Array.isArray(output) && order_id !== undefined ? (output.filter(isOfOrder) as A) : output
    return [{ _tag: 'Right', right }]
  }

  // Judged by what Bootpay said, shown only where it is no echo of a secret.
  const said = textOfCode(body.error_code)
  const hasStatus = body.status !== undefined
  // An answer by more than the ids that were asked for, which an error may name too.
  const isWhole = isAnswer && !v.safeParse(request.output, request.keys).success
  const contradicts = success
    ? !said || isWhole || (isAnswer && hasStatus) || /^0+$/.test(said)
    : isWhole && (!said || hasStatus)
  if (write && contradicts) return [unknown('decoding')]
  if (success && contradicts) {
    const issues = decoded.success
      ? [{ path: other ?? '', message: other ? 'is not the one that was asked for' : 'is an error too' }]
      : decoded.issues.map(inWords)
    return [leftOf(request, 'DecodeError', 'the answer is not what Bootpay documents', { status, issues })]
  }
  const refused = success
    ? /^-?\w{1,64}$/.test(said)
    : (status >= 400 && status < 500 && status !== 408 && status !== 499) || REFUSALS.includes(said)
  const certain = refused && !/CRITICAL/i.test(said)
  const again = write
    ? (status === 429 && certain && (effect === 'keyed' || effect === 'state')) ||
      (status === 503 && effect === 'keyed' && hint !== undefined)
    : /408|425|429|50[0234]/.test(String(status))
  const base = again ? (status === 429 ? 1_000 : 200) : 0
  const secrets = secretsOf(request, authorization)
  const shown = codeOf(said, secrets)
  if (write && !certain) return [unknown('answered', shown), base]
  const error = leftOf(request, 'ApiError', mask(body.message, secrets) || 'Bootpay gave no reason', {
    status,
    code: shown ?? `HTTP_${status}`,
    pg_error_code: codeOf(body.pg_error_code, secrets),
    retryAfterMs: hint,
  })
  return [error, base]
}

/** The Left of a read without a whole answer, or of a write that was surely not sent. */
export const lost = (
  request: Pick<ApiRequest<unknown>, 'operation' | 'keys' | 'effect'>,
  why: NonNullable<Outcome['why']>,
  code?: string,
): Either<ReadError, never> =>
  leftOf(
    request,
    why,
    (why === 'TimeoutError'
      ? 'out of time'
      : why === 'AbortError'
        ? 'aborted by the caller'
        : 'no connection, or no whole answer') + (isWrite(request) ? '; nothing was sent' : ''),
    { code },
  )
