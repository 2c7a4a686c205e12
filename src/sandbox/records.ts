import type { JsonObject } from './types.js'

/** A card as the store keeps it: the number is masked before it gets here. */
export type CardRecord = { readonly card_no: string; readonly card_quota: string }

/** A bank account as the store keeps it: zeroed and with a masked owner, as Bootpay shows it. */
export type BankRecord = {
  readonly bank_name: string
  readonly bank_code: string
  readonly username: string
  readonly expired_at: number | undefined
}

/** One cancel that took effect. Money in the receipt's currency, time in epoch milliseconds. */
export type CancellationRecord = {
  readonly cancel_id: string | undefined
  readonly cancel_price: number
  readonly cancel_tax_free: number
  readonly cancelled_at: number
}

/** A cash receipt issued for a payment, or the stand-alone one a receipt consists of. */
export type CashReceiptRecord = { readonly type: string; readonly cancelled_at: number | undefined }

/** The escrow side of a payment: 0 before shipping, 3 shipping started. */
export type EscrowRecord = { readonly status: number; readonly shipping_started_at: number | undefined }

/** What an account billing key still needs until it is published. */
export type ConsentRecord = { readonly price: number; readonly tax_free: number; readonly consented: boolean }

/** A receipt as the store keeps it: times in epoch milliseconds, no display names. */
export type ReceiptRecord = {
  readonly receipt_id: string
  readonly order_id: string
  readonly order_name: string
  readonly price: number
  readonly tax_free: number
  readonly cancelled_price: number
  readonly cancelled_tax_free: number
  readonly pg: string
  readonly method: string
  readonly method_origin: string
  readonly currency: string
  readonly status: number
  readonly requested_at: number
  readonly purchased_at: number | undefined
  readonly cancelled_at: number | undefined
  /** Started by the server (charge, reservation, first payment, wallet): its order_id cannot be charged again. */
  readonly by_server: boolean
  readonly separately_confirmed: boolean
  readonly metadata: unknown
  readonly user: JsonObject | undefined
  readonly card: CardRecord | undefined
  readonly bank: BankRecord | undefined
  readonly escrow: EscrowRecord | undefined
  readonly cash_receipt: CashReceiptRecord | undefined
  readonly cancellations: readonly CancellationRecord[]
  readonly consent: ConsentRecord | undefined
  readonly billing_key: string | undefined
  /** Where a webhook about this payment goes, when the request named an address. */
  readonly feedback_url: string | undefined
  readonly content_type: string | undefined
}

/** A billing key as the store keeps it; times in epoch milliseconds. */
export type BillingKeyRecord = {
  readonly billing_key: string
  readonly receipt_id: string
  readonly payment_receipt_id: string | undefined
  readonly pg: string
  readonly method: string
  readonly card: CardRecord | undefined
  readonly bank: BankRecord | undefined
  readonly user_id: string | undefined
  readonly published_at: number
  readonly destroyed_at: number | undefined
}

/** A reserved charge as the store keeps it; times in epoch milliseconds. */
export type ReservationRecord = {
  readonly reserve_id: string
  readonly billing_key: string
  readonly receipt_id: string | undefined
  readonly order_id: string
  readonly order_name: string
  readonly price: number
  readonly tax_free: number
  readonly card_quota: string | undefined
  readonly user: JsonObject | undefined
  readonly items: unknown
  readonly metadata: unknown
  readonly extra: unknown
  readonly feedback_url: string | undefined
  readonly content_type: string | undefined
  readonly requested_at: number
  readonly execute_at: number
  readonly started_at: number | undefined
  readonly finished_at: number | undefined
  readonly revoked_at: number | undefined
  readonly status: number
}

/** An identity verification as the store keeps it; times in epoch milliseconds. */
export type AuthenticationRecord = {
  readonly receipt_id: string
  readonly authenticate_id: string
  readonly pg: string
  readonly pass: boolean
  readonly requested_at: number
  readonly authenticated_at: number | undefined
  readonly number_of_realarms: number
  readonly username: string | undefined
  readonly phone: string | undefined
  readonly birth: string | undefined
  readonly gender: number | undefined
  readonly foreigner: number | undefined
  readonly carrier: string | undefined
  readonly status: number
}

/** A wallet (a registered card of a user) as the store keeps it; times in epoch milliseconds. */
export type WalletRecord = {
  readonly wallet_id: string
  readonly user_id: string
  readonly sandbox: boolean
  readonly order: number
  readonly card_no: string
  readonly latest_purchased_at: number | undefined
}

/** A user that asked for a token; the token itself is not kept. */
export type UserRecord = {
  readonly user_id: string
  readonly username: string | undefined
  readonly email: string | undefined
  readonly phone: string | undefined
  readonly birth: string | undefined
  readonly gender: number | undefined
}
