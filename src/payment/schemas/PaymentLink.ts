import { schemaOf, type Schema } from '../../core/schema.js'

/** What Bootpay answers to a request for a payment; its members are not documented, so look before you use one. */
export type PaymentLink = Readonly<Record<string, unknown>>

/** Schema of {@link PaymentLink}: any object, unless it is one whose `status` says that the payment failed. */
export const PaymentLink: Schema<PaymentLink> = schemaOf((value) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { issues: [{ message: 'must be an object' }] }
  const link = { ...value } as PaymentLink
  return Number(link['status']) < 0 ? { issues: [{ message: 'status must not say that it failed' }] } : { value: link }
})
