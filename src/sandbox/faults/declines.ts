import { cell } from '../engine/cell.js'
import { failure, misuse, type Failure } from '../engine/errors.js'
import type { Store } from '../engine/store.js'
import { httpStatusOf } from '../pg/codes.js'
import type { EndedRecord } from '../pg/receipt/record.js'

/** A refusal that waits for its request, whatever the operations are called. */
export type Decline = {
  readonly operation: string
  readonly code?: string | undefined
  readonly message?: string | undefined
  readonly pg_error_code?: string | undefined
}

/** The refusals that wait, in line. */
export const declines = cell<readonly Decline[]>('declines', [], Array.isArray)

const standardCodes: Readonly<Record<string, string>> = {
  confirmPayment: 'RC_CONFIRM_FAILED',
  chargeBillingKey: 'RC_CONFIRM_FAILED',
  reservePayment: 'RC_CONFIRM_FAILED',
  payWithWallet: 'RC_CONFIRM_FAILED',
  cancelPayment: 'RC_CANCEL_SERVER_ERROR',
  issueBillingKey: 'SUBSCRIBE_REQUEST_FAILED',
  requestTransferBillingKey: 'SUBSCRIBE_REQUEST_FAILED',
  publishTransferBillingKey: 'SUBSCRIBE_PUBLISH_FAILED',
  requestAuthentication: 'AUTH_CONFIRM_READY_FAILED',
  issueCashReceipt: 'RC_CASH_RECEIPT_FAILED',
  issueCashReceiptForPayment: 'RC_CASH_RECEIPT_FAILED',
}

/** Operations that ask the gateway themselves, once everything else about the request is in order. */
const askTheGateway = ['confirmPayment', 'cancelPayment', 'chargeBillingKey', 'payWithWallet', 'reservePayment']

/** Checks what `declineNext` was given, and copies it. */
export const readDecline = (known: readonly string[], given: Decline): Decline | Failure => {
  const { operation, code, message, pg_error_code } = given
  if (!known.includes(operation)) return misuse('REQUEST_INVALID', `declineNext: unknown operation ${operation}`)
  const texts = Object.entries({ code, message, pg_error_code })
  const wrong = texts.find(([, text]) => text !== undefined && (typeof (text as unknown) !== 'string' || text === ''))
  if (wrong !== undefined) return misuse('REQUEST_INVALID', `declineNext: ${wrong[0]} must be a text`)
  return { operation, code, message, pg_error_code }
}

/** Puts a refusal at the end of the line. */
export const addDecline = (store: Store, decline: Decline): void => {
  declines.set(store, [...declines.get(store), decline])
}

/** Takes the next refusal of an operation out of the line, as it ends a payment. */
export const takeDecline = (store: Store, operation: string): EndedRecord | undefined => {
  const waiting = declines.get(store)
  const taken = waiting.find((decline) => decline.operation === operation)
  if (taken === undefined) return undefined
  declines.set(
    store,
    waiting.filter((decline) => decline !== taken),
  )
  return {
    event: 'error',
    error_code: taken.code ?? standardCodes[operation] ?? 'RC_REQUEST_FAILED',
    message: taken.message ?? '요청이 거절되었습니다.',
    pg_error_code: taken.pg_error_code,
  }
}

/** Writes a refusal as Bootpay answers it. */
export const declined = ({ error_code, message, pg_error_code }: EndedRecord): Failure =>
  failure(error_code, httpStatusOf(error_code), message, pg_error_code)

/** The refusal of a request that changes nothing else, if one waits for its operation. */
export const declineRequest = (store: Store, operation: string): Failure | undefined => {
  if (askTheGateway.includes(operation)) return undefined
  const taken = takeDecline(store, operation)
  return taken === undefined ? undefined : declined(taken)
}
