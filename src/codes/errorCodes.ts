import { nameOf } from './nameOf.js'

/**
 * Every `error_code` that a source names, with its meaning in Korean. The list is not complete by nature: an
 * `ApiError` may hold a code that is not here.
 *
 * @example
 * const meaning = errorCodes.RC_ALREADY_CANCELLED // 이미 취소된 결제
 */
export const errorCodes = {
  TOKEN_KEY_INVALID: '토큰이 올바르지 않거나 만료됨 (Basic 인증을 받지 않는 API일 수 있음)',
  TOKEN_EXPIRED: '토큰 만료',
  APP_KEY_NOT_FOUND: '없는 application_id',
  APP_KEY_NOT_REST: 'REST API용 application_id가 아님',
  APP_SK_NOT_MATCHED: 'private_key 불일치',
  APPLICATION_ID_INVALID: '올바르지 않은 application_id',
  APP_CLIENT_KEY_NOT_FOUND: '없는 client_key',
  RC_NOT_FOUND: '영수증이 없거나 다른 프로젝트의 영수증',
  RC_ALREADY_CANCELLED: '이미 취소된 결제',
  RC_CANCEL_SERVER_ERROR: 'PG사가 취소를 거절했거나 요청 값에 문제가 있음',
  RC_CANCEL_CRITICAL_ERROR: 'PG사와 통신하지 못해 취소 여부를 알 수 없음',
  RC_CONFIRM_FAILED: 'PG사가 승인을 거절함',
  RC_CONFIRM_CRITICAL_FAILED: '승인 여부를 알 수 없음',
  RC_NOT_CONFIRM_READY: '승인 대기 상태가 아님',
  RC_NOT_SUBSCRIBE: '빌링키 영수증이 아님',
  RC_NOT_ESCROW: '에스크로 결제가 아님',
  RC_INVALID_EXP_MONTH: '카드 유효기간(월)이 올바르지 않음',
  RC_REQUEST_FAILED: '결제 요청 실패',
  RC_REDIRECT_URL_INVALID: '올바르지 않은 redirect_url',
  RC_CASH_RECEIPT_FAILED: '현금영수증 발행 실패',
  SUBSCRIBE_BK_EXPIRED: '해지되었거나 만료된 빌링키 또는 예약',
  SUBSCRIBE_PUBLISH_NOT_READY: '출금 동의가 끝나지 않았거나 이미 발급된 빌링키',
  SUBSCRIBE_PUBLISH_FAILED: '빌링키 발급 실패',
  SUBSCRIBE_REQUEST_FAILED: '빌링키 발급 요청 실패 또는 아직 발급되지 않음',
  SUBSCRIBE_AT_LOOKUP_USER_FAILED: '계좌 예금주 조회 실패',
  AUTH_EXPIRED: '인증 결과 조회 기한(약 30분)이 지남',
  AUTH_CONFIRM_READY_FAILED: '통신사 정보와 일치하지 않음',
  AUTH_NOT_READY: '대기 중인 본인인증이 없음',
  AUTH_NEED_PG_METHOD: 'pg 또는 method가 없음',
  AUTH_ALREADY_AUTHENTICATED: '이미 완료된 본인인증',
  AUTH_NOT_CONFIRMED: '인증번호가 확인되지 않음',
  '3708': '이미 취소된 결제',
  '3710': '취소할 수 있는 금액을 넘음',
} as const

/** Bootpay's `error_code`: one that a source names, or any other. */
export type ErrorCode = keyof typeof errorCodes | (string & {})

/**
 * The meaning of an `error_code` in Korean; `undefined` for a code that no source names.
 *
 * Use it for your own logs and consoles. A buyer is better told what to do next.
 *
 * @example
 * console.log(errorText('RC_ALREADY_CANCELLED')) // 이미 취소된 결제
 */
export const errorText = (code: ErrorCode | null | undefined): string | undefined => nameOf(errorCodes, code)
