import { nameOf } from './nameOf.js'

/**
 * Three-digit bank codes with the Korean names that `bank_name` takes.
 *
 * @example
 * const refund = { bank_code: '004', bank_account: account.number, bank_username: '홍길동' } // banks['004'] is 국민
 */
export const banks = {
  '001': '한국은행',
  '003': '기업',
  '004': '국민',
  '005': '외환',
  '007': '수협',
  '011': '농협',
  '020': '우리',
  '023': 'SC제일',
  '027': '씨티',
  '031': '대구',
  '032': '부산',
  '034': '광주',
  '039': '경남',
  '045': '새마을금고',
  '071': '우체국',
  '081': '하나',
  '088': '신한',
  '089': '케이뱅크',
  '090': '카카오뱅크',
  '092': '토스뱅크',
} as const

/** Bank code: one of the table, or any other. */
export type BankCode = keyof typeof banks | (string & {})

/**
 * The Korean name of a bank by its three-digit code; `undefined` for a code that is not in the table.
 *
 * @example
 * console.log(bankName('004')) // 국민
 */
export const bankName = (code: BankCode | null | undefined): string | undefined => nameOf(banks, code)
