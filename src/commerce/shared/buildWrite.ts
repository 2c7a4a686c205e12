import type { Api } from '../../core/api.js'
import { build, type Built, type Draft, type Effect, type Judge } from '../../core/request.js'
import type { Schema } from '../../core/schema.js'
import { finalOf } from '../../core/time.js'
import { judgeWrites } from '../../core/write.js'
import { commerce } from './commerce.js'
import type { Role } from './Role.js'

/** For so long Bootpay answers a key with what it answered first: 24 hours, less a margin for attempts before the last and for clocks. */
const REPLAYED_MS = 86_400_000 - 600_000

const SET_AGAIN = 'no certain answer, so it may have taken effect: send it again, which leaves the same'
const REPEAT =
  'no certain answer, so it may have taken effect: send the same with the same idempotency_key from repeatFrom on, as repeatUntilKnown does'

/** Judges writes to the Commerce API, and says when one of which the outcome is unknown may be repeated. */
const judge: Judge = (ctx, request, outcome, verdict, startedAt) => {
  const judged = judgeWrites(request.refusals ?? [], /CRITICAL/i)
  const judgement = judged(ctx, request, outcome, verdict, startedAt)
  const { result } = judgement
  const isSet = request.effect === 'set'
  const retry = isSet && !verdict.contradicts ? verdict.retry : judgement.retry
  if (result._tag === 'Right' || result.left._tag !== 'OutcomeUnknown') return { ...judgement, retry }
  const window = isSet
    ? { repeatFrom: startedAt }
    : request.key && { repeatFrom: finalOf(ctx, startedAt), repeatUntil: startedAt + REPLAYED_MS }
  const words = request.reconcile === 'repeat' && { message: isSet ? SET_AGAIN : REPEAT }
  return { ...judgement, retry, result: { _tag: 'Left', left: { ...result.left, ...words, ...window } } }
}

/**
 * Builds a request of the Commerce API that changes something: an `InputError` where the input does not pass its schema.
 *
 * Every write is built by it. Use it for an endpoint that this package does not know, and `call` what it gives. `idempotency_key` and
 * `role` of the input become headers. With a key, what would be done again by a repeat (`money`, `message`) is `keyed`. Default of
 * `reconcile`: `repeat` with a key and for what is `set`, else `webhook`.
 *
 * @example
 * const built = buildWrite('hide', SetProductStatusInput, { product_id, status_display: false }, ({ product_id, ...body }) => ({
 *   method: 'PUT',
 *   path: `/products/${product_id}/status`,
 *   body,
 *   role: 'manager',
 *   effect: 'set',
 *   output: Product,
 * }))
 */
export const buildWrite = <I, O extends object, A>(
  operation: string,
  schema: Schema<O, I>,
  input: I,
  make: (
    checked: Omit<O, 'role' | 'idempotency_key'>,
  ) => Omit<Draft<A, Exclude<Effect, 'read' | 'token' | 'keyed'>>, 'api' | 'auth' | 'judge'> & { readonly api?: Api },
): Built<A> =>
  build(operation, schema, input, (checked) => {
    const {
      role = 'user',
      idempotency_key: key,
      ...rest
    } = checked as O & {
      readonly role?: Role
      readonly idempotency_key?: string
    }
    const draft = make(rest)
    const effect = key && draft.effect !== 'state' && draft.effect !== 'set' ? 'keyed' : draft.effect
    const reconcile = key || effect === 'set' ? 'repeat' : 'webhook'
    const about = draft.about && { about: { ...draft.about, ...(key && { idempotency_key: key }) } }
    return { api: commerce, auth: 'basic', judge, role, ...(key && { key }), reconcile, ...draft, ...about, effect }
  })
