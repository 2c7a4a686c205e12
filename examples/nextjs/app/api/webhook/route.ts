import { handleWebhook, type VerifiedWebhook } from 'bootpay-fp/webhook'

import { ctx } from '#lib/bootpay'
import { markOrder, setHandled, wasHandled } from '#lib/orders'

const mark = ({ receipt, key }: VerifiedWebhook) => {
  markOrder(receipt)
  setHandled(key)
}

/** Bootpay says that something became of a payment. The address of this route goes into Bootpay's admin console. */
export const POST = (request: Request): Promise<Response> =>
  handleWebhook(ctx, request, {
    isKnown: wasHandled,
    on: { PAYMENT_COMPLETED: mark, PAYMENT_CANCELLED: mark },
    onRefused: (error) => {
      console.error(`webhook: ${error._tag} ${error.message}`)
    },
  })
