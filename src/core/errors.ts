import type { ErrorCode } from '../codes/errorCodes.js'
import { membersOf } from './fields.js'
import type { Issue } from './schema.js'

/** The caller's own identifiers and amounts of a request: what a log may hold and what finds the payment again. */
export type About = Readonly<Record<string, string | number>>

/** Name of what was called: an operation or a flow of this package, or any other, such as that of a request of your own. */
export type OperationName =
  | 'asReader'
  | 'bindPromises'
  | 'cancelCashReceipt'
  | 'cancelCashReceiptForPayment'
  | 'cancelPayment'
  | 'cancelReservation'
  | 'chargeBillingKey'
  | 'chargeBillingKeyOnce'
  | 'chargeSubscriptionCycle'
  | 'confirmAndVerify'
  | 'confirmAuthentication'
  | 'confirmPayment'
  | 'destroyBillingKey'
  | 'getAccessToken'
  | 'getBillingKey'
  | 'getBillingKeyByReceipt'
  | 'getCertificate'
  | 'getPaymentMethods'
  | 'getReceipt'
  | 'getReceiptsByOrder'
  | 'getReservation'
  | 'getSequentialBillingKey'
  | 'getWallets'
  | 'issueBillingKey'
  | 'issueCashReceipt'
  | 'issueCashReceiptForPayment'
  | 'issueTransferBillingKey'
  | 'issueUserToken'
  | 'parseWebhook'
  | 'payWithWallet'
  | 'ping'
  | 'publishTransferBillingKey'
  | 'receiveWebhook'
  | 'reconcile'
  | 'requestAuthentication'
  | 'requestPaymentLink'
  | 'requestTransferBillingKey'
  | 'resendAuthentication'
  | 'reservePayment'
  | 'revokeBillingKey'
  | 'startShipping'
  | 'toPromise'
  | 'traverseWithLimit'
  | 'verifyPayment'
  | 'verifyWebhook'
  | 'withToken'
  | (string & {})

/** The input did not pass its schema; nothing was sent. */
export type InputError = {
  readonly _tag: 'InputError'
  readonly operation: OperationName
  readonly message: string
  readonly issues: readonly Issue[]
}

/** No credentials, half a pair, or a value that cannot be a key; nothing was sent. */
export type CredentialsError = {
  readonly _tag: 'CredentialsError'
  readonly message: string
}

/** A read that got no whole answer, or a write that was surely never sent. */
export type NetworkError = {
  readonly _tag: 'NetworkError'
  readonly operation: OperationName
  readonly message: string
  readonly about: About
  /** The runtime's code, such as `ECONNREFUSED`, or `NOT_DONE` of a write that was settled; absent where there is none. */
  readonly code?: string | undefined
}

/** A read without a whole answer in time, or a write whose time ran out before it was sent. */
export type TimeoutError = {
  readonly _tag: 'TimeoutError'
  readonly operation: OperationName
  readonly message: string
  readonly about: About
}

/** The caller's `signal` fired: a read at any moment, a write before it was sent. */
export type AbortError = {
  readonly _tag: 'AbortError'
  readonly operation: OperationName
  readonly message: string
  readonly about: About
}

/** Bootpay refused: the request is known not to have taken effect. */
export type ApiError = {
  readonly _tag: 'ApiError'
  readonly operation: OperationName
  /** HTTP status; Bootpay's mapping of codes to statuses is not documented, so decide by `code`. */
  readonly status: number
  /** Bootpay's `error_code`, such as `RC_NOT_FOUND`; `HTTP_<status>` when the answer names none. */
  readonly code: ErrorCode
  /** Bootpay's own text, usually Korean. Untrusted; long numbers and key-like words in it are masked. */
  readonly message: string
  readonly about: About
  /** The payment gateway's own code, when Bootpay passes one on. */
  readonly pg_error_code?: string | undefined
  /** Milliseconds that the `Retry-After` header asked for; absent without that header. */
  readonly retryAfterMs?: number | undefined
}

/** A read whose answer lacks what identifies the thing or what money is judged by. */
export type DecodeError = {
  readonly _tag: 'DecodeError'
  readonly operation: OperationName
  readonly status: number
  readonly message: string
  readonly about: About
  readonly issues: readonly Issue[]
}

/**
 * How to find out what became of a write: the operation that reads it, `issueUserToken` or `repeat` to send it again, or only a
 * webhook. `repeat` means the same input with the same idempotency key, between {@link OutcomeUnknown.repeatFrom} and
 * {@link OutcomeUnknown.repeatUntil}.
 */
export type Reconcile =
  | 'getReceipt'
  | 'getReceiptsByOrder'
  | 'getReservation'
  | 'getBillingKey'
  | 'getBillingKeyByReceipt'
  | 'getCertificate'
  | 'issueUserToken'
  | 'getInvoice'
  | 'getOrder'
  | 'listOrderCancels'
  | 'getProduct'
  | 'getCategory'
  | 'getUser'
  | 'getUserSession'
  | 'repeat'
  | 'webhook'

/**
 * A write that may have taken effect. It is plain JSON without secrets, so it can go into a queue and be settled by
 * another machine. Do not send the write again before it is settled.
 */
export type OutcomeUnknown = {
  readonly _tag: 'OutcomeUnknown'
  readonly operation: OperationName
  readonly message: string
  /**
   * How far it came: `awaiting` an answer, `reading` it, `decoding` an answer that could not be read, was about something else
   * or contradicted itself, or `answered` by a gateway or by Bootpay itself that the outcome is unknown (`*_CRITICAL_*`).
   * `looking`: it was refused, or not sent yet, but what an earlier call did could not be looked up.
   */
  readonly phase: 'awaiting' | 'reading' | 'decoding' | 'answered' | 'looking'
  /** What the request was about: `receipt_id`, `order_id`, `cancel_id`, … as the request had them. */
  readonly about: About
  /** What to read to find out. */
  readonly reconcile: Reconcile
  /** A fingerprint of the base URL and the public keys: only a Context with the same ones can settle it. */
  readonly merchant: string
  /** When it was sent, in epoch milliseconds of `ctx.now`. */
  readonly startedAt: number
  /** When the same request may be sent again at the earliest, in epoch milliseconds; absent where a repeat proves nothing. */
  readonly repeatFrom?: number | undefined
  /** Until when it may be, in epoch milliseconds; absent with {@link OutcomeUnknown.repeatFrom} means for ever. */
  readonly repeatUntil?: number | undefined
  /** HTTP status, once a status line was seen. */
  readonly status?: number | undefined
  /** Bootpay's `error_code`, when it named one. */
  readonly code?: string | undefined
}

/**
 * Everything that can come back as a Left. One rule: **a write that comes back as a Left other than `OutcomeUnknown` did
 * not happen.**
 */
export type BootpayError =
  InputError | CredentialsError | NetworkError | TimeoutError | AbortError | ApiError | DecodeError | OutcomeUnknown

/** Everything that a read can fail with: it changes nothing, so its outcome is never unknown. */
export type ReadError = Exclude<BootpayError, OutcomeUnknown>

/** What every error value has. */
export type Tagged = { readonly _tag: string; readonly message: string }

/**
 * Whether an error is Bootpay's refusal with one of these codes; without codes, whether it is a refusal at all.
 *
 * Use it in an `if`, or wherever fp-ts takes a refinement. Its type is narrowed to the `ApiError` with those codes.
 *
 * @example
 * const result = await getReceipt(ctx, { receipt_id })()
 * if (result._tag === 'Left' && isApiError('RC_NOT_FOUND')(result.left)) console.log(result.left.status) // 404
 */
export const isApiError =
  <Code extends ErrorCode = ErrorCode>(...codes: readonly Code[]) =>
  (error: { readonly _tag: string }): error is ApiError & { readonly code: Code } => {
    const { _tag, code }: Partial<ApiError> = membersOf(error as ApiError)
    return _tag === 'ApiError' && (codes.length === 0 || codes.includes(code as Code))
  }

/**
 * Makes a throwable `Error` of an error value, for code that leaves fp-ts; its `name` is the `_tag`, its `cause` the value.
 *
 * @example
 * const error = toError({ _tag: 'CredentialsError', message: 'give client_key and secret_key' })
 * console.log(error.name) // CredentialsError
 */
export const toError = (error: Tagged): Error => {
  const { _tag = 'Error', operation, code, message }: Readonly<Record<string, unknown>> = membersOf(error)
  const text = (value: unknown, after = '') => (typeof value === 'string' && value ? value + after : '')
  return Object.assign(new Error(text(operation, ': ') + text(code, ' ') + text(message), { cause: error }), {
    name: text(_tag),
  })
}

/**
 * Gives the error value back of what {@link toPromise} or {@link bindPromises} rejected with; `undefined` for all else that may
 * be thrown.
 *
 * The compiler cannot know what was thrown: name the errors of a flow, as in `errorOf<BootpayError | Mismatch>`. Default:
 * `BootpayError`.
 *
 * @example
 * const error = errorOf(toError({ _tag: 'CredentialsError', message: 'no key' }))
 * console.log(error?._tag) // CredentialsError
 */
export const errorOf = <E extends Tagged = BootpayError>(thrown: unknown): E | undefined => {
  try {
    const { name, cause } = thrown as { readonly name: unknown; readonly cause: Tagged }
    return name === cause._tag && typeof name === 'string' && typeof cause.message === 'string'
      ? (cause as E)
      : undefined
  } catch {
    return undefined
  }
}
