import { errorCodes } from '../codes/index.js'
import { explain } from '../explain.js'
import type { SandboxExchange } from '../sandbox/index.js'

/** Why a request was refused, in Korean, by the code: those of Bootpay, and those that are assumed or the sandbox's own. */
export const causes: Readonly<Record<string, string>> = {
  ...errorCodes,
  RC_CANCEL_ID_DUPLICATED: '이미 처리된 cancel_id',
  RC_ORDER_ID_DUPLICATED: '이미 결제된 order_id',
  SUBSCRIBE_BK_NOT_FOUND: '없는 빌링키',
  SUBSCRIBE_RESERVE_LIMIT: '빌링키 하나에 예약은 10건까지',
  WALLET_NOT_FOUND: '결제할 수 있는 지갑이 없음',
  PARAMETER_INVALID: '빠졌거나 형식이 틀린 값',
  BODY_INVALID: '본문이 JSON 객체가 아님',
  ROUTE_NOT_FOUND: '없는 경로',
  SANDBOX_FAILED: '샌드박스 내부 오류',
}

const refusal = (code: string, status: number) => ({ _tag: 'ApiError', code, status, message: causes[code] ?? code })

/** What a refusal means, in a sentence of Korean. What has no status, or one of 500 or more, may have been done and is no refusal. */
export const explainedOf = ({ error_code, status = 500 }: SandboxExchange): string | undefined =>
  error_code === undefined || status >= 500 ? undefined : explain(refusal(error_code, status))
