import type { BootpayError } from '../core/errors.js'

/** Codes by which Bootpay rejects the token itself, and so has not looked at the request. Sources: api-pg §5.3. */
export const TOKEN_REJECTIONS: readonly string[] = ['TOKEN_KEY_INVALID', 'TOKEN_EXPIRED', '-200']

/** Whether Bootpay refused the token itself, so that the request surely had no effect; a failing gateway proves nothing. */
export const isTokenRejection = (error: BootpayError): boolean => {
  if (error._tag !== 'ApiError') return false
  const { status, code } = error
  return TOKEN_REJECTIONS.includes(code) ? status < 500 : status === 401 && /^(TOKEN_|HTTP_401$)/.test(code)
}
