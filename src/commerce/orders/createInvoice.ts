import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as v from 'valibot'

import { call } from '../../core/call.js'
import type { Context } from '../../core/context.js'
import type { BootpayError } from '../../core/errors.js'
import { AmountOrZero, Flag, Metadata, Moment, Text, within } from '../../core/fields.js'
import type { Built } from '../../core/request.js'
import type { InputSchema } from '../../core/schema.js'
import { buildWrite } from '../shared/buildWrite.js'
import {
  AnyRole,
  each,
  HeaderContentType,
  IdempotencyKey,
  PathText,
  Positive,
  SendTypes,
  Whole,
} from '../shared/fields.js'
import type { Role } from '../shared/Role.js'
import { Invoice } from './schemas/Invoice.js'

/** A change of a product's price in some cycles of its subscription. */
export type PriceAdjustment = {
  /** Bootpay's id of the change. */
  readonly price_adjustment_id?: string | undefined
  /** What it is called, or who it is. */
  readonly name?: string | undefined
  /** From when: a `Date`, or ISO 8601 text with an offset. */
  readonly start_at?: string | Date | undefined
  /** Until when: a `Date`, or ISO 8601 text with an offset. */
  readonly end_at?: string | Date | undefined
  /** What changes in which cycle. */
  readonly cycles?:
    | readonly {
        /** Which cycle. */
        readonly duration: number
        /** A discount in percent or in KRW, or a fee at the beginning. */
        readonly adjustment_type: 'discount_percent' | 'discount_price' | 'setup_fee'
        /** What it is called, or who it is. */
        readonly name?: string | undefined
        /** How much, in percent or in KRW. */
        readonly value: number
        /** At the least, in KRW. */
        readonly min_value?: number | undefined
        /** At the most, in KRW. */
        readonly max_value?: number | undefined
      }[]
    | undefined
}

/** What {@link createInvoice} takes. */
export type CreateInvoiceInput = {
  /** What the buyer pays for. */
  readonly name: string
  /** What is to be paid, in KRW; may be left out, or 0, where `products` say it. */
  readonly price?: number | undefined
  /** Tax-free part of `price`, in KRW. */
  readonly tax_free_price?: number | undefined
  /** For delivery, in KRW. */
  readonly delivery_price?: number | undefined
  /** What the page says at its top. */
  readonly title?: string | undefined
  /** A note; who sees it is not documented. */
  readonly memo?: string | undefined
  /** More about what is paid for. */
  readonly description?: string | undefined
  /** Who pays: a member by `user_id` alone (Bootpay's id, yours or the log-in id), a guest by name and contact. */
  readonly user?:
    | {
        /** Bootpay's id of the user, yours or the log-in id. */
        readonly user_id?: string | number | undefined
        /** Whether the buyer is a member. */
        readonly membership_type?: 'guest' | 'member' | undefined
        /** What it is called, or who it is. */
        readonly name?: string | undefined
        /** Phone number. It is sent as given. */
        readonly phone?: string | undefined
        /** E-mail address. */
        readonly email?: string | undefined
      }
    | undefined
  /** Products of the catalogue. */
  readonly products?:
    | readonly {
        /** Bootpay's id of the product. */
        readonly product_id: string
        /** Bootpay's id of its option. */
        readonly product_option_id?: string | undefined
        /** Months of a subscription; -1 has no end. */
        readonly duration?: number | undefined
        /** How many. */
        readonly quantity?: number | undefined
        /** What its price changes by. */
        readonly price_adjustments?: readonly PriceAdjustment[] | undefined
      }[]
    | undefined
  /** What is typed in by hand: a name and an amount in KRW. */
  readonly invoice_items?:
    | readonly {
        /** What it is called, or who it is. */
        readonly name: string
        /** Price of one, in KRW. */
        readonly price: number
        /** How many, as the SDK for Node calls it. */
        readonly qty?: number | undefined
        /** How many. */
        readonly quantity?: number | undefined
        /** Tax-free part of it, in KRW. */
        readonly tax_free_price?: number | undefined
        /** 1 amount, 2 product. */
        readonly type?: number | undefined
        /** Bootpay's id of the product. */
        readonly product_id?: string | undefined
        /** Bootpay's id of its option. */
        readonly product_option_id?: string | undefined
        /** More about what is paid for. */
        readonly description?: string | undefined
      }[]
    | undefined
  /** Members whom the link is for. */
  readonly selected_users?: readonly string[] | undefined
  /** Bootpay's id of the user, yours or the log-in id. */
  readonly user_id?: string | number | undefined
  /** Bootpay's id of the group of users that it is for. */
  readonly user_group_id?: string | undefined
  /** Your own id of it, as Bootpay's pages call it. */
  readonly order_id?: string | undefined
  /** Your own id of it, as the SDKs call it. */
  readonly request_id?: string | undefined
  /** Where the buyer is led afterwards. */
  readonly redirect_url?: string | undefined
  /** Whether the buyer is led to `redirect_url`. */
  readonly use_redirect?: boolean | 0 | 1 | undefined
  /** Whether the buyer is told at once; a real message. Default: not. */
  readonly use_notification?: boolean | 0 | 1 | undefined
  /** How the buyer is told: 1 SMS, 2 KakaoTalk, 3 e-mail, 4 push. */
  readonly send_types?: readonly (1 | 2 | 3 | 4)[] | undefined
  /** Whether the link logs the member in. */
  readonly use_auto_login?: boolean | 0 | 1 | undefined
  /** Until when it can be paid: a `Date`, or ISO 8601 text with an offset. */
  readonly expired_at?: string | Date | undefined
  /** The same in seconds from now. */
  readonly expire_in?: number | undefined
  /** Anything of your own; an empty object is refused, since it was seen to break the server. */
  readonly metadata?: Readonly<Record<string, unknown>> | undefined
  /** How it is paid; an empty object is refused, since it was seen to break the server. */
  readonly extra?:
    | {
        /** Whether the payment waits for your confirm. */
        readonly separately_confirmed?: boolean | 0 | 1 | undefined
        /** Whether the order is there before it is paid. */
        readonly create_order_immediately?: boolean | 0 | 1 | undefined
      }
    | undefined
  /** Where the order's webhooks go. */
  readonly webhook_url?: string | undefined
  /** In which form: 1 `application/x-www-form-urlencoded`, 2 `application/json`, or such a text. Sources differ, and either is sent as given. */
  readonly header_content_type?: 1 | 2 | 'application/json' | 'application/x-www-form-urlencoded' | undefined
  /** Where Bootpay asks what was used, for billing by usage. */
  readonly usage_api_url?: string | undefined
  /** Whether an SDK opens it. Default: not. */
  readonly sdk?: boolean | 0 | 1 | undefined
  /** A key of yours: with it, a repeat within 24 hours makes no second link. Best one that says why, as `order-1024-link`. */
  readonly idempotency_key?: string | undefined
  /** The rights that it is sent with. Default: `user`. */
  readonly role?: Role | undefined
}

const filled = <T extends object>() =>
  v.check<T, string>((value) => Object.keys(value).length > 0, 'must not be empty: leave it out')

/** Schema of {@link CreateInvoiceInput}. */
export const CreateInvoiceInput: InputSchema<CreateInvoiceInput> = v.pipe(
  v.strictObject({
    name: Text,
    ...each('price tax_free_price delivery_price', AmountOrZero),
    ...each('title memo description user_group_id order_id request_id redirect_url webhook_url usage_api_url', Text),
    ...each('use_redirect use_notification use_auto_login sdk', Flag),
    user_id: v.optional(PathText),
    user: v.optional(
      v.strictObject({
        user_id: v.optional(PathText),
        membership_type: v.optional(v.picklist(['guest', 'member'])),
        ...each('name phone email', Text),
      }),
    ),
    products: v.optional(
      v.array(
        v.strictObject({
          product_id: Text,
          product_option_id: v.optional(Text),
          duration: v.optional(Whole),
          quantity: v.optional(Positive),
          price_adjustments: v.optional(
            v.array(
              v.strictObject({
                ...each('price_adjustment_id name', Text),
                ...each('start_at end_at', Moment),
                cycles: v.optional(
                  v.array(
                    v.strictObject({
                      duration: Whole,
                      adjustment_type: v.picklist(['discount_percent', 'discount_price', 'setup_fee']),
                      name: v.optional(Text),
                      value: AmountOrZero,
                      ...each('min_value max_value', AmountOrZero),
                    }),
                  ),
                ),
              }),
            ),
          ),
        }),
      ),
    ),
    invoice_items: v.optional(
      v.array(
        v.strictObject({
          name: Text,
          price: AmountOrZero,
          ...each('qty quantity', Positive),
          tax_free_price: v.optional(AmountOrZero),
          type: v.optional(Whole),
          ...each('product_id product_option_id description', Text),
        }),
      ),
    ),
    selected_users: v.optional(v.array(Text)),
    send_types: v.optional(SendTypes),
    expired_at: v.optional(Moment),
    expire_in: v.optional(Positive),
    metadata: v.optional(v.pipe(Metadata, filled())),
    extra: v.optional(v.pipe(v.strictObject(each('separately_confirmed create_order_immediately', Flag)), filled())),
    header_content_type: v.optional(HeaderContentType),
    idempotency_key: v.optional(IdempotencyKey),
    role: v.optional(AnyRole),
  }),
  v.check(
    ({ price, products, invoice_items }) => Boolean(price || products?.length || invoice_items?.length),
    'needs a price above 0, or products',
  ),
  within('tax_free_price', 'price'),
)

/** Builds the request of {@link createInvoice} without sending it. */
export const createInvoiceRequest = (input: CreateInvoiceInput): Built<Invoice> =>
  buildWrite('createInvoice', CreateInvoiceInput, input, (body) => ({
    method: 'POST',
    path: '/invoices',
    body,
    effect: 'money',
    output: Invoice,
  }))

/**
 * Makes a payment link: its `payment_url` is what the buyer opens.
 *
 * Give an `idempotency_key`, so that a repeat makes no second link, which a buyer might pay too; after an `OutcomeUnknown`,
 * {@link repeatUntilKnown} then finds out. Without one nothing that can be read shows it. The link is told to nobody unless
 * `use_notification` says so: {@link notifyInvoice} does it later. Sources: api-commerce 3.4.
 *
 * @example
 * const result = await createInvoice(ctx, {
 *   name: '스웨터 외 1건',
 *   price: 39_000,
 *   request_id: 'order-1024',
 *   expire_in: 86_400,
 *   idempotency_key: 'order-1024-link',
 * })()
 */
export const createInvoice = (ctx: Context, input: CreateInvoiceInput): TaskEither<BootpayError, Invoice> =>
  call(ctx, createInvoiceRequest(input))
