const mark: unique symbol = Symbol('failure')

/** What went wrong, as a value: the one way in which a step of the sandbox says that it did not happen. */
export type Failure = {
  /** What it is told by. */
  readonly code: string | number
  /** The HTTP status that goes with it. */
  readonly status: number
  /** In words, without what was sent. */
  readonly message: string
  /** The code of the payment gateway, where it was the gateway that refused. */
  readonly pg_error_code: string | undefined
  readonly [mark]: true
}

/** Makes a failure. */
export const failure = (code: string | number, status: number, message: string, pg_error_code?: string): Failure => ({
  code,
  status,
  message,
  pg_error_code,
  [mark]: true,
})

/** Tells a failure from a result. */
export const isFailure = (value: unknown): value is Failure =>
  typeof value === 'object' && value !== null && mark in value

/** A path that is none of the sandbox's. */
export const routeNotFound = (): Failure => failure('ROUTE_NOT_FOUND', 404, '존재하지 않는 API 입니다.')

/** A body that is no JSON object. */
export const bodyInvalid = (): Failure => failure('BODY_INVALID', 400, '요청 본문이 올바른 JSON이 아닙니다.')

/** A defect of the sandbox. */
export const sandboxFailed = (): Failure => failure('SANDBOX_FAILED', 500, '샌드박스 내부 오류입니다.')

const misuses = { REQUEST_INVALID: 400, NOT_FOUND: 404, STEP_REFUSED: 409, STATE_INVALID: 400 } as const

/** How a control was misused: a wrong value, an unknown id, a step out of order, a state that is none. */
export type MisuseCode = keyof typeof misuses

/** The failure of a control that was misused. */
export const misuse = (code: MisuseCode, message: string): Failure => failure(code, misuses[code], message)

/** What a control throws: its code and its words, which the message has behind the name of the sandbox. */
export type SandboxError = Error & { readonly code: string; readonly reason: string }

/** Gives a result, and throws a failure: only what the user of a sandbox calls does so. */
export const orThrow = <Value>(value: Value | Failure): Value => {
  if (!isFailure(value)) return value
  const { code, message } = value
  throw Object.assign(new Error(`bootpay-fp sandbox: ${message}`), { code: String(code), reason: message })
}
