import { failure, type Failure } from '../engine/errors.js'

const messages = {
  TOKEN_KEY_INVALID: '인증 정보가 올바르지 않습니다.',
  APP_KEY_NOT_FOUND: '존재하지 않는 Application ID 입니다.',
  APP_SK_NOT_MATCHED: 'Private Key가 일치하지 않습니다.',
  RC_NOT_FOUND: '영수증 정보를 찾지 못했습니다.',
  RC_ALREADY_CANCELLED: '이미 취소된 결제입니다.',
  RC_CANCEL_SERVER_ERROR: '결제 취소 요청이 거절되었습니다.',
  RC_CANCEL_CRITICAL_ERROR: '결제 취소 결과를 확인할 수 없습니다.',
  RC_CONFIRM_CRITICAL_FAILED: '결제 승인 결과를 확인할 수 없습니다.',
  RC_CONFIRM_FAILED: '결제 승인이 거절되었습니다.',
  RC_NOT_CONFIRM_READY: '승인 대기 상태가 아닙니다.',
  RC_NOT_SUBSCRIBE: '자동결제 영수증이 아닙니다.',
  RC_NOT_ESCROW: '에스크로 결제가 아닙니다.',
  RC_INVALID_EXP_MONTH: '카드 유효기간(월)이 올바르지 않습니다.',
  RC_CASH_RECEIPT_FAILED: '현금영수증 처리에 실패하였습니다.',
  SUBSCRIBE_BK_EXPIRED: '이미 해지되었거나 만료된 자동결제 정보입니다.',
  SUBSCRIBE_PUBLISH_NOT_READY: '빌링키 발급 대기 상태가 아닙니다.',
  SUBSCRIBE_REQUEST_FAILED: '빌링키 발급 요청이 거절되었습니다.',
  SUBSCRIBE_AT_LOOKUP_USER_FAILED: '예금주 조회에 실패하였습니다.',
  AUTH_EXPIRED: '본인인증 정보 조회 기간이 만료되었습니다.',
  AUTH_CONFIRM_READY_FAILED: '통신사 정보와 일치하지 않습니다.',
  AUTH_NOT_READY: '진행 중인 본인인증이 없습니다.',
  AUTH_NEED_PG_METHOD: '본인인증 PG와 method를 입력해주세요.',
  AUTH_ALREADY_AUTHENTICATED: '이미 완료된 본인인증입니다.',
  AUTH_NOT_CONFIRMED: '본인인증이 완료되지 않았습니다.',
  // Assumed from here on: the situation is known, the code Bootpay answers with is not recorded.
  RC_CANCEL_ID_DUPLICATED: '이미 처리된 cancel_id 입니다.',
  RC_ORDER_ID_DUPLICATED: '이미 사용된 order_id 입니다.',
  SUBSCRIBE_BK_NOT_FOUND: '빌링키 정보를 찾지 못했습니다.',
  SUBSCRIBE_RESERVE_LIMIT: '빌링키 하나에 예약은 10건까지 가능합니다.',
  WALLET_NOT_FOUND: '결제할 수 있는 지갑이 없습니다.',
  PARAMETER_INVALID: '요청 값이 올바르지 않습니다.',
} as const

/** Every `error_code` of Bootpay's that the sandbox answers with. */
export type ErrorCode = keyof typeof messages

/** The HTTP status of a code, as a third party recorded it: 401 keys and tokens, 404 unknown receipt, 500 critical. */
export const httpStatusOf = (code: string): number => {
  if (code.startsWith('TOKEN_') || code.startsWith('APP_')) return 401
  if (code === 'RC_NOT_FOUND') return 404
  return code.includes('_CRITICAL_') ? 500 : 400
}

/** A refusal; `member` names (never quotes) the request member at fault. */
export const refused = (code: ErrorCode, member?: string): Failure =>
  failure(code, httpStatusOf(code), member === undefined ? messages[code] : `${messages[code]} (${member})`)
