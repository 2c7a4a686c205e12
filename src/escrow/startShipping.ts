import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import type { DeliveryCompany } from '../codes/deliveryCompanies.js'
import { call } from '../core/call.js'
import type { Context } from '../core/context.js'
import type { BootpayError } from '../core/errors.js'
import { Count, Flag, Id, OwnId, Phone, Text, unlessEmpty } from '../core/fields.js'
import type { Built } from '../core/request.js'
import type { InputSchema } from '../core/schema.js'
import { buildWrite } from '../pg/buildWrite.js'
import { MaybeReceipt } from '../payment/schemas/MaybeReceipt.js'

/** What {@link startShipping} takes. */
export type StartShippingInput = {
  /** Bootpay's id of the payment. */
  readonly receipt_id: string
  /** Tracking number. */
  readonly tracking_number: string | number
  /** Delivery company by its Korean name, as in `CJ대한통운`. */
  readonly delivery_corp: DeliveryCompany
  /** Whether the sender pays the shipping. */
  readonly shipping_prepayment?: boolean | 0 | 1 | undefined
  /** Days that the shipping takes. */
  readonly shipping_day?: number | undefined
  /** Who gets it; empty text, as of a guest who gave none, is not sent. */
  readonly user?:
    | {
        /** The merchant's id of the buyer. */
        readonly id?: string | number | undefined
        /** Name. */
        readonly username?: string | undefined
        /** Phone number; hyphens and spaces are taken out, `+82` becomes 0. */
        readonly phone?: string | undefined
        /** E-mail address. */
        readonly email?: string | undefined
        /** Address. */
        readonly address?: string | undefined
        /** Postcode. */
        readonly zipcode?: string | undefined
      }
    | undefined
  /** Who sends it; empty text is not sent. */
  readonly company?:
    | {
        /** Name. */
        readonly name?: string | undefined
        /** Phone number; hyphens and spaces are taken out, `+82` becomes 0. */
        readonly phone?: string | undefined
        /** Postcode. */
        readonly zipcode?: string | undefined
        /** Address, first line. */
        readonly addr1?: string | undefined
        /** Address, second line. */
        readonly addr2?: string | undefined
      }
    | undefined
  /** In the official Node SDK; what it does is not documented. */
  readonly receipt_url?: string | undefined
  /** Called with the receipt id when the buyer confirms or cancels the purchase; Inicis only. */
  readonly redirect_url?: string | undefined
}
/** Schema of {@link StartShippingInput}. */
export const StartShippingInput: InputSchema<StartShippingInput> = v.strictObject({
  receipt_id: Id,
  tracking_number: OwnId,
  delivery_corp: Text as v.GenericSchema<DeliveryCompany>,
  shipping_prepayment: v.optional(Flag),
  shipping_day: v.optional(Count),
  user: v.optional(
    v.strictObject({
      id: unlessEmpty(OwnId),
      username: unlessEmpty(Text),
      phone: unlessEmpty(Phone),
      email: unlessEmpty(Text),
      address: unlessEmpty(Text),
      zipcode: unlessEmpty(Text),
    }),
  ),
  company: v.optional(
    v.strictObject({
      name: unlessEmpty(Text),
      phone: unlessEmpty(Phone),
      zipcode: unlessEmpty(Text),
      addr1: unlessEmpty(Text),
      addr2: unlessEmpty(Text),
    }),
  ),
  receipt_url: v.optional(Text),
  redirect_url: v.optional(Text),
})

/** Builds the request of {@link startShipping} without sending it. */
export const startShippingRequest = (input: StartShippingInput): Built<MaybeReceipt> =>
  buildWrite('startShipping', StartShippingInput, input, ({ receipt_id, ...body }) => ({
    method: 'PUT',
    path: `/escrow/shipping/start/${receipt_id}`,
    body,
    effect: 'money',
    reconcile: 'getReceipt',
    output: MaybeReceipt,
  }))

/**
 * Tells the payment gateway that an escrow order was shipped, so that its money can be paid out.
 *
 * Use it for escrow payments at Inicis and KCP. What Bootpay answers is not documented: take any member of the receipt as
 * possibly absent, and read the receipt for its state.
 *
 * Refused with `RC_NOT_ESCROW` when the payment is not an escrow payment.
 *
 * @example
 * const result = await startShipping(ctx, {
 *   receipt_id: '628ae7ffd01c7e001e9b6066',
 *   tracking_number: '123456',
 *   delivery_corp: 'CJ대한통운',
 * })()
 */
export const startShipping = (ctx: Context, input: StartShippingInput): TaskEither<BootpayError, MaybeReceipt> =>
  call(ctx, startShippingRequest(input))
