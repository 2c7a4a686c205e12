import { answer, listOf } from '../../core/answer.js'
import { AnswerId } from '../../core/fields.js'
import type { BillingData } from '../../billing/schemas/BillingKey.js'
import type { Schema } from '../../core/schema.js'

/** A card that a buyer stored. */
export type Wallet = {
  /** Bootpay's id of the stored card. */
  readonly wallet_id: string
  /** Kind of wallet as a number; its meaning is not documented. */
  readonly type?: number | null | undefined
  /** 1 for a sandbox wallet. */
  readonly sandbox?: number | null | undefined
  /** Place in the order in which cards are tried. */
  readonly order?: number | null | undefined
  /** State of the latest payment as a number; its meaning is not documented. */
  readonly payment_status?: number | null | undefined
  /** The card. */
  readonly batch_data?: BillingData | null | undefined
  /** Card company as a code. */
  readonly card_code?: string | null | undefined
  /** Until when the card can be charged, ISO 8601 with offset. */
  readonly expired_at?: string | null | undefined
  /** When the card was last charged, ISO 8601 with offset. */
  readonly latest_purchased_at?: string | null | undefined
}

/** Every card that a buyer stored. */
export type Wallets = readonly Wallet[]

/** Schema of {@link Wallets}. */
export const Wallets: Schema<Wallets> = listOf(answer<Wallet>({ wallet_id: AnswerId }))
