import { listOf } from '../../core/answer.js'
import { schemaOf, type Schema } from '../../core/schema.js'

/** Every payment method of a merchant. What Bootpay says of one is not documented, so nothing is promised of it. */
export type PaymentMethods = readonly unknown[]

/** Schema of {@link PaymentMethods}. */
export const PaymentMethods: Schema<PaymentMethods> = listOf(schemaOf<unknown>((value) => ({ value })))
