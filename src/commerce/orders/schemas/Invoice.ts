import type { Schema } from '../../../core/schema.js'
import { identified, type Open } from '../../shared/answers.js'

/**
 * A payment link. Of an answer only the id is sure; all else that comes is passed through. Sources: api-commerce 3.4.
 */
export type Invoice = {
  /** Bootpay's id of the link. */
  readonly invoice_id: string
  /** Where the buyer pays. */
  readonly payment_url?: string | null | undefined
  readonly name?: string | null | undefined
  readonly title?: string | null | undefined
  readonly memo?: string | null | undefined
  /** What is to be paid, in KRW. */
  readonly price?: number | null | undefined
  /** Tax-free part of the price. */
  readonly tax_free_price?: number | null | undefined
  /** How it stands; the values are not documented. */
  readonly status?: number | string | null | undefined
  /** How its notice stands; the values are not documented. */
  readonly send_status?: number | string | null | undefined
  /** How it is announced: 1 SMS, 2 KakaoTalk, 3 e-mail, 4 push. */
  readonly send_types?: readonly number[] | null | undefined
  readonly sent_at?: string | null | undefined
  /** The order that was made of it, once it is paid. */
  readonly order_id?: string | null | undefined
  /** Your own id of it. */
  readonly request_id?: string | null | undefined
  readonly user_id?: string | null | undefined
  readonly invoice_items?: readonly Open[] | null | undefined
  readonly metadata?: Open | null | undefined
  readonly expired_at?: string | null | undefined
  readonly pay_at?: string | null | undefined
  readonly created_at?: string | null | undefined
}

/** Schema of {@link Invoice}. */
export const Invoice: Schema<Invoice> = identified('invoice_id', 'id', '_id')
