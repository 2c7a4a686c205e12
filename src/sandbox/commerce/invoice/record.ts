import type { JsonObject } from '../../engine/json.js'
import type { LineRecord } from '../order/lines.js'

/** One time that the buyer was told of a link: when, and how (1 SMS, 2 KakaoTalk, 3 e-mail, 4 push). */
export type NoticeRecord = { readonly at: number; readonly send_types: readonly number[] }

/** A payment link as the store keeps it; times in epoch milliseconds. */
export type InvoiceRecord = {
  readonly invoice_id: string
  /** The order that is made of it; it is there once somebody pays, or at once. */
  readonly order_id: string
  readonly order_number: string
  readonly name: string
  readonly price: number
  readonly tax_free_price: number
  readonly delivery_price: number
  readonly products: readonly LineRecord[]
  readonly items: readonly LineRecord[]
  readonly user: JsonObject | undefined
  readonly user_group_id: string | undefined
  readonly metadata: unknown
  /** What else was sent, and is shown again. */
  readonly members: JsonObject
  readonly separately_confirmed: boolean
  readonly webhook_url: string | undefined
  readonly content_type: string | undefined
  /** 0 made, 1 sent, 2 paid, -1 expired. */
  readonly status: number
  readonly notices: readonly NoticeRecord[]
  /** Whether its end waits for a deposit or for the shop's confirm. */
  readonly held: boolean
  /** The payment that the buyer opened last. */
  readonly receipt_id: string | undefined
  readonly created_at: number
  readonly expires_at: number | undefined
  readonly paid_at: number | undefined
}

/** Whether a link waits to be paid. */
export const isOpen = ({ status }: InvoiceRecord): boolean => status === 0 || status === 1
