/**
 * Codes that are a refusal under every HTTP status, a failing gateway's too. Exact, for a new code may be anybody's: what is
 * not in the table is believed under a 4xx only. Sources: api-pg §5.3, and the additions of November 2026.
 */
export const REFUSALS: readonly string[] = [
  'APP_CLIENT_KEY_NOT_FOUND',
  'APP_KEY_NOT_FOUND',
  'APP_KEY_NOT_REST',
  'APP_SK_NOT_MATCHED',
  'APPLICATION_ID_INVALID',
  'AUTH_ALREADY_AUTHENTICATED',
  'AUTH_CONFIRM_READY_FAILED',
  'AUTH_EXPIRED',
  'AUTH_NEED_PG_METHOD',
  'AUTH_NOT_CONFIRMED',
  'AUTH_NOT_READY',
  'RC_ALREADY_CANCELLED',
  'RC_CANCEL_SERVER_ERROR',
  'RC_CASH_RECEIPT_FAILED',
  'RC_CONFIRM_FAILED',
  'RC_INVALID_EXP_MONTH',
  'RC_NOT_CONFIRM_READY',
  'RC_NOT_ESCROW',
  'RC_NOT_FOUND',
  'RC_NOT_SUBSCRIBE',
  'RC_REDIRECT_URL_INVALID',
  'RC_REQUEST_FAILED',
  'SUBSCRIBE_AT_LOOKUP_USER_FAILED',
  'SUBSCRIBE_BK_EXPIRED',
  'SUBSCRIBE_PUBLISH_FAILED',
  'SUBSCRIBE_PUBLISH_NOT_READY',
  'SUBSCRIBE_REQUEST_FAILED',
]
