import { build, type Built, type Draft } from '../core/request.js'
import type { Schema } from '../core/schema.js'
import { pg } from './pg.js'

/** Builds a request of the payment API that changes nothing. */
export const buildRead = <I, O extends object, A>(
  operation: string,
  schema: Schema<O, I>,
  input: I,
  make: (checked: O) => Omit<Draft<A, 'read'>, 'api' | 'effect' | 'judge'>,
): Built<A, 'read'> => build(operation, schema, input, (checked) => ({ api: pg, effect: 'read', ...make(checked) }))
