import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import type { DeliveryCompany } from '../codes/deliveryCompanies.js'
import { call } from '../core/call.js'
import type { Context } from '../core/context.js'
import type { BootpayError } from '../core/errors.js'
import { Count, Digits, Id, OwnId, Text } from '../core/fields.js'
import type { Built } from '../core/request.js'
import { buildWrite } from '../pg/buildWrite.js'
import { MaybeReceipt } from '../payment/schemas/MaybeReceipt.js'

/** What {@link startShipping} takes. */
export const StartShippingInput = v.strictObject({
  /** Bootpay's id of the payment. */
  receipt_id: Id,
  /** Tracking number. */
  tracking_number: OwnId,
  /** Delivery company by its Korean name, as in `CJ대한통운`. */
  delivery_corp: Text as v.GenericSchema<DeliveryCompany>,
  /** Whether the sender pays the shipping. */
  shipping_prepayment: v.optional(v.boolean()),
  /** Days that the shipping takes. */
  shipping_day: v.optional(Count),
  /** Who gets it. */
  user: v.optional(
    v.strictObject({
      /** Name. */
      username: v.optional(Text),
      /** Phone number; hyphens and spaces are taken out. */
      phone: v.optional(Digits),
      /** Address. */
      address: v.optional(Text),
      /** Postcode. */
      zipcode: v.optional(Text),
    }),
  ),
  /** Who sends it. */
  company: v.optional(
    v.strictObject({
      /** Name. */
      name: v.optional(Text),
      /** Phone number; hyphens and spaces are taken out. */
      phone: v.optional(Digits),
      /** Postcode. */
      zipcode: v.optional(Text),
      /** Address, first line. */
      addr1: v.optional(Text),
      /** Address, second line. */
      addr2: v.optional(Text),
    }),
  ),
  /** In the official Node SDK; what it does is not documented. */
  receipt_url: v.optional(Text),
  /** Called with the receipt id when the buyer confirms or cancels the purchase; Inicis only. */
  redirect_url: v.optional(Text),
})
/** What {@link startShipping} takes. */
export type StartShippingInput = v.InferInput<typeof StartShippingInput>

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
