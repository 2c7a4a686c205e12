import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { call } from '../../core/call.js'
import type { Context } from '../../core/context.js'
import type { BootpayError } from '../../core/errors.js'
import { Amount, AmountOrZero, Flag, leftOut, OwnId, Text, within } from '../../core/fields.js'
import type { Built } from '../../core/request.js'
import type { InputSchema } from '../../core/schema.js'
import { buildWrite } from '../shared/buildWrite.js'
import { AnyRole, each, IdempotencyKey, Positive, Whole } from '../shared/fields.js'
import type { Role } from '../shared/Role.js'
import { OrderCancel } from './schemas/OrderCancel.js'

/** What {@link requestOrderCancel} takes. */
export type RequestOrderCancelInput = {
  /** The number of the order. */
  readonly order_number: string | number
  /** What is cancelled. Without an amount, products or bills, which may not be there as `undefined`, it is the whole order. */
  readonly request_cancel_parameters: {
    /** Your own id of this cancel; needed with an amount. Derive it from your order, never from the time of the call. */
    readonly cancel_id?: string | number | undefined
    /** Amount to give back, in KRW; delivery fees are not worked out anew. */
    readonly cancel_price?: number
    /** Tax-free part of `cancel_price`, in KRW. */
    readonly cancel_tax_free_price?: number | undefined
    /** Who asks for it. Bootpay's default: `시스템`. */
    readonly cancel_requester?: string | undefined
    /** Why. Bootpay's default: `요청취소`. */
    readonly cancel_message?: string | undefined
    /** Whether the money goes back at once, without anybody's approval. Default: not. */
    readonly cancel_immediately?: boolean | 0 | 1 | undefined
    /** Whether the order counts as cancelled even where the payment could not be; for a supervisor alone. */
    readonly force?: boolean | 0 | 1 | undefined
    /** What is taken back; delivery fees are worked out anew. */
    readonly cancel_products?: readonly {
      /** Bootpay's id of the product. */
      readonly product_id?: string | undefined
      /** Bootpay's id of its option. */
      readonly product_option_id?: string | undefined
      /** How many are taken back. */
      readonly cancel_quantity?: number | undefined
      /** The product in the order, as the SDK for Node calls it. */
      readonly order_product_id?: string | undefined
      /** How many, as the SDK for Node calls it. */
      readonly qty?: number | undefined
      /** Amount to give back for it, in KRW. */
      readonly cancel_price?: number | undefined
    }[]
    /** Bills of a subscription that are taken back. */
    readonly cancel_order_subscription_bills?: readonly {
      /** Bootpay's id of the bill. */
      readonly order_subscription_bill_id: string
      /** How many are taken back. */
      readonly cancel_quantity?: number | undefined
      /** Amount to give back for it, in KRW. */
      readonly cancel_price?: number | undefined
    }[]
    /** As the official SDK for Node calls them; the others are closer to what the server reads. */
    readonly cancel_reason?: string | undefined
    /** Kind of cancel; the values are not documented. */
    readonly cancel_type?: number | undefined
    /** Amount to give back, in KRW. */
    readonly refund_price?: number | undefined
  }
  /** A key of yours: with it, a repeat within 24 hours asks for nothing again. Best one that says why, as `order-1024-return-1`. */
  readonly idempotency_key?: string | undefined
  /** The rights that it is sent with. Default: `user`. As `supervisor` the money goes back at once. */
  readonly role?: Role | undefined
}

const filled = <T extends v.GenericSchema>(item: T) =>
  v.pipe(
    v.array(item),
    v.check(({ length }) => length > 0, 'must not be empty: leave it out to cancel all'),
  )

/** Schema of {@link RequestOrderCancelInput}. */
export const RequestOrderCancelInput: InputSchema<RequestOrderCancelInput> = v.pipe(
  v.strictObject({
    order_number: OwnId,
    request_cancel_parameters: v.pipe(
      v.strictObject({
        cancel_id: v.optional(OwnId),
        cancel_price: leftOut(Amount, 'leave it out to cancel all'),
        ...each('cancel_tax_free_price refund_price', AmountOrZero),
        ...each('cancel_requester cancel_message cancel_reason', Text),
        ...each('cancel_immediately force', Flag),
        cancel_type: v.optional(Whole),
        cancel_products: leftOut(
          filled(
            v.strictObject({
              ...each('product_id product_option_id order_product_id', Text),
              ...each('cancel_quantity qty', Positive),
              cancel_price: v.optional(AmountOrZero),
            }),
          ),
          'leave it out to cancel all',
        ),
        cancel_order_subscription_bills: leftOut(
          filled(
            v.strictObject({
              order_subscription_bill_id: Text,
              cancel_quantity: v.optional(Positive),
              cancel_price: v.optional(AmountOrZero),
            }),
          ),
          'leave it out to cancel all',
        ),
      }),
      v.check(
        ({ cancel_id, cancel_price }) => cancel_price === undefined || cancel_id !== undefined,
        'needs a cancel_id with cancel_price',
      ),
      within('cancel_tax_free_price', 'cancel_price'),
    ),
    idempotency_key: v.optional(IdempotencyKey),
    role: v.optional(AnyRole),
  }),
  v.check(
    ({ role, request_cancel_parameters: { force } }) => !force || role === 'supervisor',
    'may force a cancel only with the role supervisor',
  ),
)

/** Builds the request of {@link requestOrderCancel} without sending it. */
export const requestOrderCancelRequest = (input: RequestOrderCancelInput): Built<OrderCancel> =>
  buildWrite('requestOrderCancel', RequestOrderCancelInput, input, (body) => {
    const { cancel_id, cancel_price } = body.request_cancel_parameters
    return {
      method: 'POST',
      path: '/order/cancel',
      body,
      about: {
        order_number: body.order_number,
        ...(cancel_id && { cancel_id }),
        ...(cancel_price && { cancel_price }),
      },
      effect: 'money',
      reconcile: 'listOrderCancels',
      output: OrderCancel,
    }
  })

/**
 * Asks for an order to be cancelled, whole or in part.
 *
 * Sent as `user` it waits for {@link approveOrderCancel}; with `cancel_immediately`, or as `supervisor`, the money goes back at once.
 * Without an amount, products and bills the whole order is cancelled. An amount is a plain refund and needs a `cancel_id`, by which
 * it is found again: without one, two refunds of one amount cannot be told apart. Give an `idempotency_key` too. Sources:
 * api-commerce 3.6.
 *
 * @example
 * const result = await requestOrderCancel(ctx, {
 *   order_number: '26013109000001',
 *   request_cancel_parameters: { cancel_id: 'return-1', cancel_price: 10_000, cancel_message: '단순 변심' },
 *   idempotency_key: 'order-1024-return-1',
 * })()
 */
export const requestOrderCancel = (
  ctx: Context,
  input: RequestOrderCancelInput,
): TaskEither<BootpayError, OrderCancel> => call(ctx, requestOrderCancelRequest(input))
