import { failure, type Failure } from '../engine/errors.js'
import type { Settings } from '../engine/settings.js'

const refusals = {
  ACCESS_TOKEN_INVALID: [401, '인증 정보가 올바르지 않습니다.'],
  USER_SESSION_INVALID: [401, '로그인 정보가 유효하지 않습니다.'],
  USER_NOT_FOUND: [404, '회원 정보를 찾지 못했습니다.'],
  PROCESS_DUPLICATED: [409, '이미 처리된 요청입니다.'],
  SERVER_ERROR: [500, '서버 오류가 발생하였습니다.'],
  // Assumed from here on: the situation is known or likely, the code is not recorded.
  ORDER_NOT_FOUND: [404, '주문 정보를 찾지 못했습니다.'],
  ORDER_CANCEL_NOT_FOUND: [404, '주문취소 요청을 찾지 못했습니다.'],
  ORDER_CANCEL_UNABLE: [400, '취소할 수 없는 주문입니다.'],
  ORDER_CANCEL_PRICE_INVALID: [400, '취소 가능 금액을 초과하였습니다.'],
  INVOICE_NOT_FOUND: [404, '청구서 정보를 찾지 못했습니다.'],
  PRODUCT_NOT_FOUND: [404, '상품 정보를 찾지 못했습니다.'],
  CATEGORY_NOT_FOUND: [404, '카테고리 정보를 찾지 못했습니다.'],
  AUTHENTICATION_NOT_FOUND: [404, '본인인증 정보를 찾지 못했습니다.'],
  USER_LOGIN_ID_EXIST: [400, '이미 사용 중인 아이디입니다.'],
  USER_EXTERNAL_UID_EXIST: [400, '이미 사용 중인 외부 ID 입니다.'],
  USER_EMAIL_EXIST: [400, '이미 사용 중인 이메일입니다.'],
  USER_PHONE_EXIST: [400, '이미 사용 중인 전화번호입니다.'],
  USER_PASSWORD_INVALID: [400, '아이디 또는 비밀번호가 올바르지 않습니다.'],
  PARAMETER_INVALID: [400, '요청 값이 올바르지 않습니다.'],
} as const

/** A code that the Commerce API refuses with. */
export type CommerceCode = keyof typeof refusals

/** A refusal; `member` names (never quotes) the request member at fault. */
export const refused = (code: CommerceCode, member?: string): Failure => {
  const [status, message] = refusals[code]
  return failure(code, status, member === undefined ? message : `${message} (${member})`)
}

/** The refusal of a role that a route is not for, by the text that was seen or by the number of the documentation. */
export const wrongRole = ({ roleCode }: Settings): Failure =>
  failure(roleCode, 403, roleCode === -47 ? 'API_SCOPE_INVALID' : '허용되지 않은 권한입니다.')
