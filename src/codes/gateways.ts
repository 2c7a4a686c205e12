/**
 * Payment gateways that `pg` takes, with their Korean names; the names themselves are taken too. Answers hold display
 * names such as `나이스페이먼츠` instead.
 *
 * @example
 * const name = gateways.nicepay // 나이스페이
 */
export const gateways = {
  kcp: 'NHN KCP',
  danal: '다날',
  inicis: 'KG이니시스',
  mobilians: 'KG모빌리언스',
  nicepay: '나이스페이',
  toss: '토스페이먼츠',
  tosspayments: '토스페이먼츠',
  payapp: '페이앱',
  udpay: '유디페이',
  kicc: '이지페이',
  tpay: '티페이',
  payletter: '페이레터',
  welcome: '웰컴페이먼츠',
  settlebank: '세틀뱅크',
  npay: '네이버페이',
  naverpay: '네이버페이',
  kakao: '카카오페이',
  payco: '페이코',
  lightpay: '라이트페이',
  kiwoom: '키움페이',
} as const

/** Payment gateway: one of the table, or any other (Korean names are taken too). */
export type Gateway = keyof typeof gateways | (string & {})
