import type { CardRecord } from './means.js'

/** A card that the sandbox declines at the charge. */
export type SandboxCard = {
  readonly card_no: string
  /** Bootpay's code of the refusal; that of `network_error` leaves open whether money moved. */
  readonly error_code: 'RC_CONFIRM_FAILED' | 'RC_CONFIRM_CRITICAL_FAILED'
  readonly message: string
  /** What stands for the code of the payment gateway, which is the gateway's own. */
  readonly pg_error_code: string
}

/** Cards that the sandbox declines, each time they are to be charged; every other number is accepted. */
export const sandboxCards = {
  insufficient_funds: {
    card_no: '4000000000009995',
    error_code: 'RC_CONFIRM_FAILED',
    message: '잔액이 부족합니다.',
    pg_error_code: 'INSUFFICIENT_FUNDS',
  },
  over_limit: {
    card_no: '4000000000009987',
    error_code: 'RC_CONFIRM_FAILED',
    message: '카드 한도를 초과하였습니다.',
    pg_error_code: 'OVER_LIMIT',
  },
  stolen: {
    card_no: '4000000000009979',
    error_code: 'RC_CONFIRM_FAILED',
    message: '도난 또는 분실 신고된 카드입니다.',
    pg_error_code: 'STOLEN',
  },
  expired: {
    card_no: '4000000000000069',
    error_code: 'RC_CONFIRM_FAILED',
    message: '유효기간이 지난 카드입니다.',
    pg_error_code: 'EXPIRED',
  },
  network_error: {
    card_no: '4000000000000119',
    error_code: 'RC_CONFIRM_CRITICAL_FAILED',
    message: 'PG사와 통신하지 못했습니다.',
    pg_error_code: 'NETWORK_ERROR',
  },
} as const satisfies Readonly<Record<string, SandboxCard>>

/** How a number looks once it is masked: its first eight digits and its last four tell the cards apart. */
const isMaskOf = (card_no: string, masked: string): boolean =>
  masked.startsWith(card_no.slice(0, 8)) && masked.endsWith(`****${card_no.slice(-4)}`)

/** The declining card that a stored card is; `undefined` for one that is accepted. */
export const decliningCard = (card: CardRecord | undefined, at: number): SandboxCard | undefined => {
  if (card === undefined) return undefined
  if (card.expires_at !== undefined && card.expires_at <= at) return sandboxCards.expired
  return Object.values(sandboxCards).find(({ card_no }) => isMaskOf(card_no, card.card_no))
}
