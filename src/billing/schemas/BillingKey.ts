import { answer, answerThat } from '../../core/answer.js'
import { Printable } from '../../core/fields.js'
import type { Receipt } from '../../payment/schemas/Receipt.js'
import type { Schema } from '../../core/schema.js'

/** What a billing key stands for: a card, or an account. Absent members are those of the other kind. */
export type BillingData = {
  /** Card number, masked. */
  readonly card_no?: string | null | undefined
  /** Card company by name. */
  readonly card_company?: string | null | undefined
  /** Card company in the payment gateway's own numbering. */
  readonly card_company_code?: string | null | undefined
  /** Kind of card as a number; its meaning is not documented. */
  readonly card_type?: number | string | null | undefined
  /** Hash of the card number. */
  readonly card_hash?: string | null | undefined
  /** KCP's own data. */
  readonly rtn_key_info?: string | null | undefined
  /** Bank by name, as in `국민`. */
  readonly bank_name?: string | null | undefined
  /** Three-digit bank code. */
  readonly bank_code?: string | null | undefined
  /** Account number, masked. */
  readonly bank_account?: string | null | undefined
  /** Account holder, masked. */
  readonly username?: string | null | undefined
}

/** A billing key as it is issued, and as it is looked up by its receipt. */
export type BillingKey = {
  /** The key, a secret: who has it can charge the card. */
  readonly billing_key: string
  /** The card or account behind it. */
  readonly billing_data?: BillingData | null | undefined
  /** Bootpay's id of the issue, not of a payment. */
  readonly receipt_id?: string | null | undefined
  /** The merchant's own id of the key. */
  readonly subscription_id?: string | null | undefined
  /** Address of Bootpay's gateway. */
  readonly gateway_url?: string | null | undefined
  /** What the merchant attached, `{}` when nothing. */
  readonly metadata?: Readonly<Record<string, unknown>> | null | undefined
  /** Payment gateway by its display name. */
  readonly pg?: string | null | undefined
  /** Method by its display name, as in `계좌자동이체`. */
  readonly method?: string | null | undefined
  /** Method as a code. */
  readonly method_symbol?: string | null | undefined
  /** What the buyer chose by its display name. */
  readonly method_origin?: string | null | undefined
  /** What the buyer chose as a code. */
  readonly method_origin_symbol?: string | null | undefined
  /** When the key was issued, ISO 8601 with offset. */
  readonly published_at?: string | null | undefined
  /** When the key was asked for, ISO 8601 with offset. */
  readonly requested_at?: string | null | undefined
  /** Until when the key can be charged, ISO 8601 with offset; the year 2099 for accounts. */
  readonly billing_expire_at?: string | null | undefined
  /** The receipt's status: 11 is issued. */
  readonly status?: number | null | undefined
  /** `status` in Korean. */
  readonly status_locale?: string | null | undefined
  /** The first payment; absent when none was made. */
  readonly receipt_data?: Receipt | null | undefined
}

/** Schema of {@link BillingKey}. */
export const BillingKey: Schema<BillingKey> = answer<BillingKey>({
  billing_key: Printable,
})

/** Schema of the key of a write: it must not say that the key waits (40, 41) or failed. */
export const IssuedBillingKey: Schema<BillingKey> = answerThat(
  BillingKey,
  ({ status }) => !status || (status > 0 && status !== 40 && status !== 41),
  'status must say that the key was issued',
)
