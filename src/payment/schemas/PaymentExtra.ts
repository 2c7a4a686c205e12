import * as v from 'valibot'

import type { Carrier } from '../../codes/carriers.js'
import { AmountOrZero, Count, Flag, Quota, Text } from '../../core/fields.js'
import type { InputSchema } from '../../core/schema.js'

/** Options of a payment that a buyer makes on a page. Those of the official SDKs for Java and Go; most are for some gateways only. */
export type PaymentExtra = {
  /** Most months of instalments that may be chosen, as text, for 50,000 KRW and more. */
  readonly card_quota?: string | undefined
  /** Name of the seller, as the buyer will see it. */
  readonly seller_name?: string | undefined
  /** Days until delivery. */
  readonly delivery_day?: number | undefined
  /** Language of the page, as in `ko`. */
  readonly locale?: string | undefined
  /** Period for which something is offered, as the buyer will see it. */
  readonly offer_period?: string | undefined
  /** Whether a virtual account at KCP offers a cash receipt. */
  readonly display_cash_receipt?: boolean | 0 | 1 | undefined
  /** Last day to pay into a virtual account, `yyyy-MM-dd`. */
  readonly deposit_expiration?: string | undefined
  /** Scheme of your app, to come back to it on an iPhone. */
  readonly app_scheme?: string | undefined
  /** Whether card points may be used; Toss only. */
  readonly use_card_point?: boolean | 0 | 1 | undefined
  /** Card company whose page is opened at once; Toss only. */
  readonly direct_card?: string | undefined
  /** Whether the gateway gets your `order_id`. */
  readonly use_order_id?: boolean | 0 | 1 | undefined
  /** Whether only foreign cards are taken; Toss only. */
  readonly international_card_only?: boolean | 0 | 1 | undefined
  /** The one carrier that may be chosen: `SKT`, `KT` or `LGT`. */
  readonly phone_carrier?: Carrier | undefined
  /** Whether the card company's app is opened at once. */
  readonly direct_app_card?: boolean | 0 | 1 | undefined
  /** Whether Samsung Pay is opened at once. */
  readonly direct_samsungpay?: boolean | 0 | 1 | undefined
  /** Whether a virtual account is paid into as a test. */
  readonly test_deposit?: boolean | 0 | 1 | undefined
  /** Whether a payment that fails is told by a webhook. */
  readonly enable_error_webhook?: boolean | 0 | 1 | undefined
  /** Whether the payment waits for a confirm of yours: see {@link confirmPayment}. */
  readonly separately_confirmed?: boolean | 0 | 1 | undefined
  /** Whether only a server may confirm it. */
  readonly confirm_only_rest_api?: boolean | 0 | 1 | undefined
  /** How the page is opened. */
  readonly open_type?: 'iframe' | 'popup' | 'redirect' | undefined
  /** Whether apps of Bootpay's own SDKs take the redirect. */
  readonly use_bootpay_inapp_sdk?: boolean | 0 | 1 | undefined
  /** Where the buyer goes afterwards, with `open_type` `redirect`. */
  readonly redirect_url?: string | undefined
  /** Whether Bootpay shows a page of success. */
  readonly display_success_result?: boolean | 0 | 1 | undefined
  /** Whether Bootpay shows a page of failure. */
  readonly display_error_result?: boolean | 0 | 1 | undefined
  /** Deposit on disposable cups, in KRW. */
  readonly disposable_cup_deposit?: number | undefined
  /** The choice of simple payment by card. */
  readonly card_easy_option?:
    | {
        /** Its title, as the buyer will see it. */
        readonly title?: string | undefined
      }
    | undefined
  /** How the page is opened in some browsers. */
  readonly browser_open_type?:
    | readonly {
        /** Name of the browser. */
        readonly browser: string
        /** How the page is opened in it. */
        readonly open_type: 'iframe' | 'popup' | 'redirect'
      }[]
    | undefined
  /** Whether the judiciary's module of Welcome Payments is used. */
  readonly use_welcomepayment?: boolean | 0 | 1 | undefined
}

const OpenType = v.picklist(['iframe', 'popup', 'redirect'])
const flag = v.optional(Flag)
const text = v.optional(Text)

/** Schema of {@link PaymentExtra}. */
export const PaymentExtra: InputSchema<PaymentExtra> = v.strictObject({
  card_quota: v.optional(Quota),
  seller_name: text,
  delivery_day: v.optional(Count),
  locale: text,
  offer_period: text,
  display_cash_receipt: flag,
  deposit_expiration: text,
  app_scheme: text,
  use_card_point: flag,
  direct_card: text,
  use_order_id: flag,
  international_card_only: flag,
  phone_carrier: v.optional(Text as v.GenericSchema<Carrier>),
  direct_app_card: flag,
  direct_samsungpay: flag,
  test_deposit: flag,
  enable_error_webhook: flag,
  separately_confirmed: flag,
  confirm_only_rest_api: flag,
  open_type: v.optional(OpenType),
  use_bootpay_inapp_sdk: flag,
  redirect_url: text,
  display_success_result: flag,
  display_error_result: flag,
  disposable_cup_deposit: v.optional(AmountOrZero),
  card_easy_option: v.optional(v.strictObject({ title: text })),
  browser_open_type: v.optional(v.array(v.strictObject({ browser: Text, open_type: OpenType }))),
  use_welcomepayment: flag,
})
