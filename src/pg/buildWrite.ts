import { build, type Built, type Draft, type Effect } from '../core/request.js'
import type { Schema } from '../core/schema.js'
import { judgeWrites } from '../core/write.js'
import { pg } from './pg.js'
import { REFUSALS } from './refusals.js'

const judge = judgeWrites(REFUSALS, /CRITICAL/i)

/**
 * Builds a request of the payment API that changes something: an `InputError` where the input does not pass its schema.
 *
 * Every write is built by it, since it knows what Bootpay's answers to a write prove. Use it for an endpoint that this package does
 * not know, and `call` what it gives. `effect` says what a repeat would do, so say it honestly; `reconcile` is named in an
 * `OutcomeUnknown`. Default: `webhook`.
 *
 * @example
 * const built = buildWrite('confirm', ConfirmPaymentInput, { receipt_id }, (body) => ({
 *   method: 'POST',
 *   path: '/confirm',
 *   body,
 *   effect: 'state',
 *   output: Receipt,
 * }))
 */
export const buildWrite = <I, O extends object, A, E extends Exclude<Effect, 'read' | 'token'>>(
  operation: string,
  schema: Schema<O, I>,
  input: I,
  make: (checked: O) => Omit<Draft<A, E>, 'api' | 'judge'>,
): Built<A, E> => build(operation, schema, input, (checked) => ({ api: pg, judge, ...make(checked) }) as Draft<A, E>)
