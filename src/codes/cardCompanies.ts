/**
 * Card companies by the Korean names that Bootpay uses. There are no codes to go with them: `card_company_code` of a
 * receipt is the payment gateway's own, so the same company has another code at another gateway.
 *
 * @example
 * const known = cardCompanies.some((name) => name === receipt.card_data?.card_company)
 */
export const cardCompanies = [
  'BC',
  '국민',
  '하나',
  '삼성',
  '신한',
  '현대',
  '롯데',
  '신세계한미',
  '시티',
  '농협',
  '수협',
  '신협',
  '우리',
  '광주',
  '제주',
  '전북',
  '기업',
  'VISA',
  '마스터',
  '다이너스',
  'AMX',
  'JCB',
  'DISCOVER',
  '우체국',
  '새마을금고',
  '은련',
  '카카오뱅크',
  '케이뱅크',
  '페이코',
  '저축은행',
] as const

/** Card company by its Korean name: one of the list, or any other. */
export type CardCompany = (typeof cardCompanies)[number] | (string & {})
