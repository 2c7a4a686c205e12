import { build, type Built, type Draft, type Effect } from '../core/request.js'
import type { Schema } from '../core/schema.js'
import { judgeWrites } from '../core/write.js'
import { pg } from './pg.js'
import { REFUSALS } from './refusals.js'

const judge = judgeWrites(REFUSALS, /CRITICAL/i)

/** Builds a request of the payment API that changes something. */
export const buildWrite = <I, O extends object, A, E extends Exclude<Effect, 'read' | 'token'>>(
  operation: string,
  schema: Schema<O, I>,
  input: I,
  make: (checked: O) => Omit<Draft<A, E>, 'api' | 'judge'>,
): Built<A, E> => build(operation, schema, input, (checked) => ({ api: pg, judge, ...make(checked) }) as Draft<A, E>)
