import type { Api } from '../../core/api.js'
import { build, type Built, type Draft } from '../../core/request.js'
import type { Schema } from '../../core/schema.js'
import { commerce } from './commerce.js'
import type { Role } from './Role.js'

/** Lists, and the HTML of products, are larger than answers of the payment API. */
const MAX_BYTES = 1 << 24

/** A query as text: lists joined by commas, and none of what is empty. */
const asText = (query: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(query)
      .map(([name, value]) => [name, String(value ?? '')] as const)
      .filter(([, text]) => text !== ''),
  )

/**
 * Builds a request of the Commerce API that changes nothing: an `InputError` where the input does not pass its schema.
 *
 * Every look-up and list is built by it; use it for an endpoint that this package does not know, and `call` what it gives. Numbers,
 * booleans and lists may stand in `query` as they are. The role is the input's `role`, or the one that `make` pins. Default: `user`.
 *
 * @example
 * const built = buildRead('lookUp', GetOrderInput, { order_id }, ({ order_id }) => ({
 *   method: 'GET',
 *   path: `/orders/${order_id}`,
 *   output: Order,
 * }))
 */
export const buildRead = <I, O extends object, A>(
  operation: string,
  schema: Schema<O, I>,
  input: I,
  make: (checked: Omit<O, 'role'>) => Omit<Draft<A, 'read'>, 'api' | 'auth' | 'effect' | 'judge' | 'query'> & {
    readonly api?: Api
    readonly query?: Readonly<Record<string, unknown>>
  },
): Built<A, 'read'> =>
  build(operation, schema, input, (checked) => {
    const { role = 'user', ...rest } = checked as O & { readonly role?: Role }
    const { query, ...draft } = make(rest)
    return {
      api: commerce,
      auth: 'basic',
      effect: 'read',
      role,
      maxBytes: MAX_BYTES,
      query: asText(query ?? {}),
      ...draft,
    }
  })
