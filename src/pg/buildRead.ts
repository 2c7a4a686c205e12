import { build, type Built, type Draft } from '../core/request.js'
import type { Schema } from '../core/schema.js'
import { pg } from './pg.js'

/**
 * Builds a request of the payment API that changes nothing: an `InputError` where the input does not pass its schema.
 *
 * Every look-up is built by it; use it for an endpoint that this package does not know, and `call` what it gives.
 *
 * @example
 * const built = buildRead('lookUp', GetReceiptInput, { receipt_id }, ({ receipt_id }) => ({
 *   method: 'GET',
 *   path: `/receipt/${receipt_id}`,
 *   output: Receipt,
 * }))
 */
export const buildRead = <I, O extends object, A>(
  operation: string,
  schema: Schema<O, I>,
  input: I,
  make: (checked: O) => Omit<Draft<A, 'read'>, 'api' | 'effect' | 'judge'>,
): Built<A, 'read'> => build(operation, schema, input, (checked) => ({ api: pg, effect: 'read', ...make(checked) }))
