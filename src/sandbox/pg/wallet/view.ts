import { koreanTimeOf } from '../../engine/clock.js'
import { hashOf } from '../../engine/ids.js'
import { cardCompany, neverExpires } from '../means.js'
import type { WalletRecord } from './record.js'

/** A wallet as the list shows it. */
export type WalletAnswer = {
  readonly wallet_id: string
  readonly type: number
  readonly sandbox: number
  readonly order: number
  readonly payment_status: number
  readonly batch_data: object
  readonly card_code: string
  readonly expired_at: string
  readonly latest_purchased_at: string | null
}

/** Writes a wallet; what the numbers of `type` and `payment_status` mean is not known, both are 1. */
export const walletAnswer = (wallet: WalletRecord): WalletAnswer => {
  const company = cardCompany('nicepay')
  return {
    wallet_id: wallet.wallet_id,
    type: 1,
    sandbox: wallet.sandbox ? 1 : 0,
    order: wallet.order,
    payment_status: 1,
    batch_data: { card_no: wallet.card_no, ...company, card_type: 0, card_hash: hashOf(wallet.card_no) },
    card_code: company.card_company_code,
    expired_at: neverExpires,
    latest_purchased_at: koreanTimeOf(wallet.latest_purchased_at) ?? null,
  }
}
