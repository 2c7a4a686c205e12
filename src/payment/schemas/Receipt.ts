import type { ReceiptStatus } from '../../codes/receiptStatuses.js'
import { answer, answerAs } from '../../core/answer.js'
import { AnswerId, AnswerNumber, AnswerOrderId } from '../../core/fields.js'
import type { Schema } from '../../core/schema.js'

/** Card data of a payment. Which members are there depends on the payment gateway; KCP sends the fewest. */
export type CardData = {
  /** Transaction id at the payment gateway; absent in some answers. */
  readonly tid?: string | null | undefined
  /** Approval number of the card company. */
  readonly card_approve_no?: string | null | undefined
  /** Card number, masked in a way that differs by payment gateway. */
  readonly card_no?: string | null | undefined
  /** Months of instalments, `'00'` for a lump sum. */
  readonly card_quota?: string | null | undefined
  /** Card company in the payment gateway's own numbering: the same company has another code at another gateway. */
  readonly card_company_code?: string | null | undefined
  /** Card company by name, as in `비씨`. */
  readonly card_company?: string | null | undefined
  /** `'0'` or `'1'`: whether instalments are free of interest; absent at KCP. */
  readonly card_interest?: string | null | undefined
  /** `신용` or `체크`; absent at KCP. */
  readonly card_type?: string | null | undefined
  /** `개인` and the like; absent at KCP. */
  readonly card_owner_type?: string | null | undefined
  /** Points used, in KRW. */
  readonly point?: number | null | undefined
  /** Coupon used, in KRW. */
  readonly coupon?: number | null | undefined
  /** Points given back by cancels, in KRW. */
  readonly cancelled_point?: number | null | undefined
  /** Coupon given back by cancels, in KRW. */
  readonly cancelled_coupon?: number | null | undefined
  /** Transaction id of the cancel; absent until cancelled. */
  readonly cancel_tid?: string | null | undefined
  /** The payment gateway's own receipt page. */
  readonly receipt_url?: string | null | undefined
}

/** Mobile-phone data of a payment. */
export type PhoneData = {
  /** Transaction id at the payment gateway. */
  readonly tid?: string | null | undefined
  /** Approval number. */
  readonly auth_no?: string | null | undefined
  /** Phone number of the buyer. */
  readonly phone?: string | null | undefined
  /** The payment gateway's own receipt page. */
  readonly receipt_url?: string | null | undefined
}

/** Account data of a payment by transfer. */
export type BankData = {
  /** Transaction id at the payment gateway. */
  readonly tid?: string | null | undefined
  /** Three-digit bank code, as in `004`. */
  readonly bank_code?: string | null | undefined
  /** Bank by name, as in `국민`. */
  readonly bank_name?: string | null | undefined
  /** Account number, masked. */
  readonly bank_account?: string | null | undefined
  /** Account holder, masked. */
  readonly bank_username?: string | null | undefined
  /** Transaction id of the cash receipt; absent without one. */
  readonly cash_receipt_tid?: string | null | undefined
  /** Kind of cash receipt; text in some sources, 0 or 1 in others. */
  readonly cash_receipt_type?: string | number | null | undefined
  /** Number of the cash receipt; absent without one. */
  readonly cash_receipt_no?: string | null | undefined
  /** The payment gateway's own receipt page. */
  readonly receipt_url?: string | null | undefined
  /** Page of the cash receipt; absent without one. */
  readonly cash_receipt_url?: string | null | undefined
}

/** Virtual-account data of a payment. */
export type VirtualAccountData = BankData & {
  /** Until when the buyer can pay in, ISO 8601 with offset. */
  readonly expired_at?: string | null | undefined
  /** Who paid in; absent until the deposit. */
  readonly sender_name?: string | null | undefined
}

/** Escrow state of a payment. The sources disagree on the names; all of them are here. */
export type EscrowData = {
  /** 0 before shipping, 1 purchase confirmed, 2 preparing, 3 shipping started, -1 settlement held, -2 purchase cancelled. */
  readonly status?: number | null | undefined
  /** `status` in Korean. */
  readonly status_locale?: string | null | undefined
  /** `status` under the name that Bootpay's own documentation uses. */
  readonly escrow_status?: number | null | undefined
  /** `status_locale` under the name that Bootpay's own documentation uses. */
  readonly escrow_status_locale?: string | null | undefined
  /** When shipping started, ISO 8601 with offset; absent before. */
  readonly shipping_started_at?: string | null | undefined
  /** When the buyer confirmed the purchase, ISO 8601 with offset; `null` or absent before. */
  readonly receipt_confirmed_at?: string | null | undefined
}

/** Cash receipt of a payment. */
export type CashReceiptData = {
  /** Transaction id of the cash receipt. */
  readonly tid?: string | null | undefined
  /** Kind: 0 for 소득공제, 1 for 지출증빙; text in some sources. */
  readonly cash_receipt_type?: number | string | null | undefined
  /** Approval number of the cash receipt. */
  readonly cash_receipt_no?: string | null | undefined
  /** Page of the cash receipt. */
  readonly receipt_url?: string | null | undefined
}

/** Stored value that was paid with. */
export type PointData = {
  /** Transaction id at the provider. */
  readonly tid?: string | null | undefined
}

/**
 * A payment, as Bootpay answers it. Four members are always there and checked; everything else is passed on as it came,
 * members that are not listed here included.
 */
export type Receipt = {
  /** Bootpay's id of the payment, 24 hex digits. */
  readonly receipt_id: string
  /** The merchant's id of the order; for a billing key its `subscription_id`. Absent where the old API (v1) took none. */
  readonly order_id?: string | undefined
  /** Amount in `currency`, cancelled parts included. */
  readonly price: number
  /** Amount cancelled so far. Judge a cancel by it: the status after a partial cancel differs by source. */
  readonly cancelled_price: number
  /** 1 paid, 2 waiting for the server's confirm, 5 virtual account issued, 20 cancelled, 41 consent pending, …; an open list. */
  readonly status: ReceiptStatus
  /** `status` in Korean, as in `결제완료`. */
  readonly status_locale?: string | null | undefined
  /** Tax-free part of `price`. */
  readonly tax_free?: number | null | undefined
  /** Tax-free part cancelled so far. */
  readonly cancelled_tax_free?: number | null | undefined
  /** What was sold. */
  readonly order_name?: string | null | undefined
  /** Name of the merchant. */
  readonly company_name?: string | null | undefined
  /** Address of Bootpay's gateway. */
  readonly gateway_url?: string | null | undefined
  /** What the merchant attached, `{}` when nothing; an object in every observed answer although the official types say text. */
  readonly metadata?: Readonly<Record<string, unknown>> | string | null | undefined
  /** Whether this was a sandbox payment. */
  readonly sandbox?: boolean | null | undefined
  /** Payment gateway by its display name, as in `나이스페이먼츠`. */
  readonly pg?: string | null | undefined
  /** Method by its display name, as in `카드`. */
  readonly method?: string | null | undefined
  /** Method as a code, as in `card`. */
  readonly method_symbol?: string | null | undefined
  /** What the buyer chose by its display name, as in `네이버페이`. */
  readonly method_origin?: string | null | undefined
  /** What the buyer chose as a code, as in `naverpay`. */
  readonly method_origin_symbol?: string | null | undefined
  /** `KRW` or `USD`; absent in older answers, where it is KRW. */
  readonly currency?: string | null | undefined
  /** When the payment was begun, ISO 8601 with offset. */
  readonly requested_at?: string | null | undefined
  /** When it was paid, ISO 8601 with offset; absent until then. */
  readonly purchased_at?: string | null | undefined
  /** When it was cancelled, ISO 8601 with offset; `null` or absent until then. */
  readonly cancelled_at?: string | null | undefined
  /** Bootpay's receipt page. Holds percent-encoded line ends: use it as it is. */
  readonly receipt_url?: string | null | undefined
  /** Absent when it was not paid by card. */
  readonly card_data?: CardData | null | undefined
  /** Absent when it was not paid by phone. */
  readonly phone_data?: PhoneData | null | undefined
  /** Absent when it was not paid by transfer. */
  readonly bank_data?: BankData | null | undefined
  /** Absent when there is no virtual account. */
  readonly vbank_data?: VirtualAccountData | null | undefined
  /** Absent when no Naver points were used. */
  readonly naver_point_data?: PointData | null | undefined
  /** Absent when no Kakao money was used; read from the misspelt `kakao_moneny_data` too. */
  readonly kakao_money_data?: PointData | null | undefined
  /** Absent when no Payco points were used. */
  readonly payco_point_data?: PointData | null | undefined
  /** Absent when no Toss points were used. */
  readonly toss_point_data?: PointData | null | undefined
  /** Absent without a cash receipt. */
  readonly cash_receipt_data?: CashReceiptData | null | undefined
  /** Absent when it is not an escrow payment. */
  readonly escrow_data?: EscrowData | null | undefined
  /** Escrow state at the top level, as one documented answer has it. */
  readonly escrow_status?: number | null | undefined
  /** `escrow_status` in Korean. */
  readonly escrow_status_locale?: string | null | undefined
  /** Answer to `lookup_user_data`; no source shows its shape. */
  readonly user_data?: unknown
}

const CheckedReceipt = answer<Receipt>({
  receipt_id: AnswerId,
  order_id: AnswerOrderId,
  price: AnswerNumber,
  cancelled_price: AnswerNumber,
  status: AnswerNumber,
})

type Spelt = Receipt & { readonly kakao_moneny_data?: PointData }

/** Schema of {@link Receipt}. */
export const Receipt: Schema<Receipt> = answerAs(CheckedReceipt, (receipt: Spelt) => {
  const { order_id, ...rest } = receipt
  const known = order_id === undefined ? rest : receipt
  const { kakao_moneny_data } = receipt
  const value =
    kakao_moneny_data && !receipt.kakao_money_data ? { ...known, kakao_money_data: kakao_moneny_data } : known
  return { value }
})
