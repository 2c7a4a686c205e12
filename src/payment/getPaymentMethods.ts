import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { call } from '../core/call.js'
import type { Context } from '../core/context.js'
import type { ReadError } from '../core/errors.js'
import type { Built } from '../core/request.js'
import type { InputSchema } from '../core/schema.js'
import { buildRead } from '../pg/buildRead.js'
import { PaymentMethods } from './schemas/PaymentMethods.js'

/** What {@link getPaymentMethods} takes: nothing. */
export type GetPaymentMethodsInput = Readonly<Record<never, never>>
/** Schema of {@link GetPaymentMethodsInput}. */
export const GetPaymentMethodsInput: InputSchema<GetPaymentMethodsInput> = v.strictObject({})

/** Builds the request of {@link getPaymentMethods} without sending it. */
export const getPaymentMethodsRequest = (input: GetPaymentMethodsInput = {}): Built<PaymentMethods, 'read'> =>
  buildRead('getPaymentMethods', GetPaymentMethodsInput, input, () => ({
    method: 'GET',
    path: '/seller/payment/method',
    output: PaymentMethods,
  }))

/**
 * Lists the payment methods that a merchant may offer.
 *
 * Undocumented: it is in two of Bootpay's SDKs (Java, Ruby) and in none of its manuals. That the answer is a list is sure, what is
 * in it is not, so check each member before you use it. Both SDKs send a token; whether a client key is taken is not known.
 *
 * @example
 * const result = await getPaymentMethods(ctx)()
 */
export const getPaymentMethods = (
  ctx: Context,
  input?: GetPaymentMethodsInput,
): TaskEither<ReadError, PaymentMethods> => call(ctx, getPaymentMethodsRequest(input))
