const pgNames: Readonly<Record<string, string>> = {
  nicepay: '나이스페이먼츠',
  kcp: 'KCP',
  inicis: '이니시스',
  danal: '다날',
  tosspayments: '토스페이먼츠',
  kakao: '카카오페이',
  naverpay: '네이버페이',
  payco: '페이코',
  lightpay: '라이트페이',
  mobilians: 'KG모빌리언스',
  payapp: '페이앱',
  udpay: '유디페이',
  kicc: '이지페이',
  payletter: '페이레터',
  welcome: '웰컴페이먼츠',
  settlebank: '세틀뱅크',
}

const pgAliases: Readonly<Record<string, string>> = {
  나이스페이: 'nicepay',
  'nhn kcp': 'kcp',
  kg이니시스: 'inicis',
  toss: 'tosspayments',
  토스: 'tosspayments',
  kakaopay: 'kakao',
  npay: 'naverpay',
}

const methodNames: Readonly<Record<string, string>> = {
  card: '카드',
  bank: '계좌이체',
  vbank: '가상계좌',
  phone: '휴대폰',
  card_rebill: '카드자동',
  card_rebill_rest: '카드자동',
  automatic_transfer_rest: '계좌자동이체',
  naverpay: '네이버페이',
  kakaopay: '카카오페이',
  payco: '페이코',
  tosspay: '토스페이',
  cash_receipt: '현금영수증',
  auth: '본인인증',
}

const methodAliases: Readonly<Record<string, string>> = { npay: 'naverpay', kakao: 'kakaopay', 토스: 'tosspay' }

const easyMethods: readonly string[] = ['naverpay', 'kakaopay', 'payco', 'tosspay']

const browserMethods: readonly string[] = ['card', 'bank', 'vbank', 'phone', ...easyMethods]

const statusNames: Readonly<Record<string, string>> = {
  '0': '결제대기',
  '1': '결제완료',
  '2': '입금/승인대기',
  '5': '가상계좌 입금 대기',
  '11': '빌링키발급완료',
  '12': '본인인증완료',
  '20': '결제취소',
  '40': '자동결제빌링키발급준비',
  '41': '자동결제빌링키발급이전',
  '50': '본인인증준비',
  '60': '현금영수증발행완료',
  '61': '현금영수증발행취소',
  '-2': '결제승인실패',
  '-4': '결제요청실패',
  '-10': '입금기한만료',
  '-11': '빌링키해지',
  '-20': '결제취소실패',
  '-40': '빌링키발급실패',
}

const bankCodes: Readonly<Record<string, string>> = {
  한국은행: '001',
  산업: '002',
  기업: '003',
  국민: '004',
  외환: '005',
  수협: '007',
  농협: '011',
  우리: '020',
  SC제일: '023',
  씨티: '027',
  대구: '031',
  부산: '032',
  광주: '034',
  제주: '035',
  전북: '037',
  강원: '038',
  경남: '039',
  새마을금고: '045',
  우체국: '071',
  하나: '081',
  신한: '088',
  케이뱅크: '089',
  카카오뱅크: '090',
  토스뱅크: '092',
}

const bankAliases: Readonly<Record<string, string>> = {
  kb국민: '국민',
  nh농협: '농협',
  keb하나: '하나',
  sc: 'SC제일',
  sc제일: 'SC제일',
  한국씨티: '씨티',
  시티: '씨티',
}

const lookUp = (table: Readonly<Record<string, string>>, name: string): string | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined

const codeOfName = (table: Readonly<Record<string, string>>, name: string): string | undefined =>
  Object.keys(table).find((code) => table[code] === name)

/** The code of a payment gateway given as code, alias or Korean name; an unknown one stays as it is. */
export const pgCode = (given: string): string => {
  const name = given.toLowerCase()
  return Object.hasOwn(pgNames, name) ? name : (lookUp(pgAliases, name) ?? codeOfName(pgNames, given) ?? given)
}

/** The name of a payment gateway as receipts show it: 나이스페이먼츠, KCP and 이니시스 observed, others assumed. */
export const pgName = (code: string): string => lookUp(pgNames, code) ?? code

/** The methods a buyer can pay with in the browser, by code, alias or Korean name; `undefined` for any other. */
export const browserMethod = (given: string): { method: string; method_origin: string } | undefined => {
  const origin = lookUp(methodAliases, given) ?? codeOfName(methodNames, given) ?? given
  if (!browserMethods.includes(origin)) return undefined
  return { method: easyMethods.includes(origin) ? 'card' : origin, method_origin: origin }
}

/** The name of a method as receipts show it: 카드, 계좌이체, 계좌자동이체, 네이버페이 observed, others assumed. */
export const methodName = (symbol: string): string => lookUp(methodNames, symbol) ?? symbol

/** The text beside a receipt status: those of 1, 2, 11, 20 and 41 observed, others assumed. */
export const statusName = (status: number): string => lookUp(statusNames, String(status)) ?? ''

/**
 * A Korean bank by its name, with or without 은행 at its end: the name that answers have, and the three-digit code. The codes of
 * 산업, 제주, 전북 and 강원 are assumed; `undefined` for an unknown name.
 */
export const bankOf = (given: string): { readonly bank_name: string; readonly bank_code: string } | undefined => {
  for (const name of [given.trim(), given.trim().replace(/\s*은행$/, '')]) {
    const bank_name = lookUp(bankAliases, name.toLowerCase()) ?? name
    const bank_code = lookUp(bankCodes, bank_name)
    if (bank_code !== undefined) return { bank_name, bank_code }
  }
  return undefined
}
