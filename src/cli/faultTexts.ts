import type { SandboxFault } from '../sandbox/index.js'

/** What can go wrong, in Korean: a name, and what the server of the shop sees. */
export const faultTexts: Readonly<Record<SandboxFault, readonly [name: string, does: string]>> = {
  connection_refused: ['연결 거부', '연결이 거부됩니다(ECONNREFUSED). 요청은 전송되지 않았습니다.'],
  reset_before: ['처리 전 연결 끊김', '처리되기 전에 연결이 끊깁니다(ECONNRESET).'],
  reset_after: ['처리 후 연결 끊김', '처리된 다음 응답 없이 연결이 끊깁니다(ECONNRESET).'],
  slow_before: ['처리 전 무응답', '처리되지 않고, 클라이언트가 포기할 때까지 응답이 없습니다.'],
  slow_after: ['처리 후 무응답', '처리된 다음, 클라이언트가 포기할 때까지 응답이 없습니다.'],
  bad_gateway_before: ['처리 전 502', '처리되지 않고 HTML로 된 502가 옵니다.'],
  bad_gateway_after: ['처리 후 502', '처리된 다음 HTML로 된 502가 옵니다.'],
  cut_reset: ['응답 도중 끊김', '처리된 다음, 응답이 절반만 오고 연결이 끊깁니다(ECONNRESET).'],
  cut_end: ['응답 잘림', '처리된 다음, 응답이 절반만 오고 오류 없이 끝납니다.'],
  undecodable: ['읽을 수 없는 응답', '처리된 다음, 200으로 HTML 페이지가 옵니다.'],
  too_many_requests: ['요청 과다 429', '처리되지 않고 429와 Retry-After: 1이 옵니다.'],
  unavailable: ['점검 중 503', '처리되지 않고 503과 Retry-After: 1이 옵니다.'],
  token_revoked: ['토큰 무효', '발급된 토큰이 모두 무효가 됩니다(401 TOKEN_KEY_INVALID).'],
  cancel_critical_before: ['취소 결과 불명, 미처리', '500 RC_CANCEL_CRITICAL_ERROR가 오고, 취소되지 않았습니다.'],
  cancel_critical_after: ['취소 결과 불명, 처리됨', '500 RC_CANCEL_CRITICAL_ERROR가 오지만, 취소되었습니다.'],
  confirm_critical_before: ['승인 결과 불명, 미처리', '500 RC_CONFIRM_CRITICAL_FAILED가 오고, 결제되지 않았습니다.'],
  confirm_critical_after: ['승인 결과 불명, 처리됨', '500 RC_CONFIRM_CRITICAL_FAILED가 오지만, 결제되었습니다.'],
  clock_forward: ['시계 1시간 앞으로', '부트페이의 시계가 1시간 빨라진 다음 정상 응답이 옵니다.'],
  clock_backward: ['시계 1시간 뒤로', '부트페이의 시계가 1시간 늦어진 다음 정상 응답이 옵니다.'],
  webhook_twice: ['웹훅 중복', '다음 웹훅이 두 번 옵니다.'],
}
