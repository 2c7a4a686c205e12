/**
 * Payment methods, of requests (`method`) and of answers (`method_symbol`), with their Korean names.
 *
 * @example
 * const name = methods.vbank // 가상계좌
 */
export const methods = {
  card: '카드',
  card_rebill: '카드자동',
  card_rebill_rest: '카드자동',
  phone: '휴대폰',
  bank: '계좌이체',
  vbank: '가상계좌',
  automatic_transfer_rest: '계좌자동이체',
  auth: '본인인증',
  easy: '간편결제',
  npay: '네이버페이',
  naverpay: '네이버페이',
  kakao: '카카오페이',
  kakaopay: '카카오페이',
  payco: '페이코',
} as const

/** Payment method: one of the table, or any other. */
export type Method = keyof typeof methods | (string & {})
