import { describe, expect, it } from 'vitest'

import { errorCodes } from 'bootpay-fp/codes'

import { causes } from '../../src/cli/causes.js'
import type { ErrorCode } from '../../src/sandbox/pg/codes.js'

/** The compiler says where one is missing. */
const all: Readonly<Record<ErrorCode, true>> = {
  TOKEN_KEY_INVALID: true,
  APP_KEY_NOT_FOUND: true,
  APP_SK_NOT_MATCHED: true,
  RC_NOT_FOUND: true,
  RC_ALREADY_CANCELLED: true,
  RC_CANCEL_SERVER_ERROR: true,
  RC_CANCEL_CRITICAL_ERROR: true,
  RC_CONFIRM_CRITICAL_FAILED: true,
  RC_CONFIRM_FAILED: true,
  RC_NOT_CONFIRM_READY: true,
  RC_NOT_SUBSCRIBE: true,
  RC_NOT_ESCROW: true,
  RC_INVALID_EXP_MONTH: true,
  RC_CASH_RECEIPT_FAILED: true,
  SUBSCRIBE_BK_EXPIRED: true,
  SUBSCRIBE_PUBLISH_NOT_READY: true,
  SUBSCRIBE_REQUEST_FAILED: true,
  SUBSCRIBE_AT_LOOKUP_USER_FAILED: true,
  AUTH_EXPIRED: true,
  AUTH_CONFIRM_READY_FAILED: true,
  AUTH_NOT_READY: true,
  AUTH_NEED_PG_METHOD: true,
  AUTH_ALREADY_AUTHENTICATED: true,
  AUTH_NOT_CONFIRMED: true,
  RC_CANCEL_ID_DUPLICATED: true,
  RC_ORDER_ID_DUPLICATED: true,
  SUBSCRIBE_BK_NOT_FOUND: true,
  SUBSCRIBE_RESERVE_LIMIT: true,
  WALLET_NOT_FOUND: true,
  PARAMETER_INVALID: true,
}

describe('the causes that the page names', () => {
  it('are there for every code that the sandbox refuses with, and for all that Bootpay’s sources name', () => {
    const own = ['BODY_INVALID', 'ROUTE_NOT_FOUND', 'SANDBOX_FAILED']
    const codes = [...Object.keys(all), ...Object.keys(errorCodes), ...own]
    expect(codes.filter((code) => !/[가-힣]/.test(causes[code] ?? ''))).toEqual([])
  })
})
