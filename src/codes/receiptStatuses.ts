import { nameOf } from './nameOf.js'

/**
 * Every status of a receipt that a source names, with its Korean name. The list is not complete by nature: an answer may
 * hold a number that is not here.
 *
 * @example
 * const name = receiptStatuses[1] // 결제완료
 */
export const receiptStatuses = {
  0: '결제대기',
  1: '결제완료',
  2: '입금/승인대기',
  3: '승인중',
  4: '승인요청',
  5: '가상계좌 입금 대기',
  11: '빌링키발급완료',
  12: '본인인증완료',
  20: '결제취소',
  40: '빌링키발급준비',
  41: '자동결제빌링키발급이전',
  42: '빌링키승인성공',
  50: '본인인증준비',
  60: '현금영수증발행완료',
  61: '현금영수증발행취소',
  [-1]: '승인전오류',
  [-2]: '승인실패',
  [-3]: '가상계좌발급취소',
  [-4]: '결제요청실패',
  [-11]: '빌링키해지',
  [-20]: '취소실패',
  [-30]: '취소중',
  [-40]: '빌링키발급실패',
  [-60]: '현금영수증발행실패',
  [-61]: '현금영수증취소실패',
} as const

/** Status of a receipt: one that a source names, or any other number. */
export type ReceiptStatus = keyof typeof receiptStatuses | (number & {})

/**
 * The Korean name of a receipt's status; `undefined` for a number that no source names.
 *
 * @example
 * console.log(statusText(1)) // 결제완료
 */
export const statusText = (status: ReceiptStatus | null | undefined): string | undefined =>
  nameOf(receiptStatuses, status)
