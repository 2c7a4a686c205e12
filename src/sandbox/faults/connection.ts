/** What `fetch` rejects with, or a body fails with, when a sandbox breaks a connection: the shape that Node gives it. */
export type ConnectionFault = TypeError & {
  readonly cause: Error & { readonly code: string; readonly errno: number; readonly syscall: string }
}

const mark = Symbol.for('bootpay-fp.sandbox.connection-fault')

const connectionFault = (message: string, code: string, errno: number, syscall: string): ConnectionFault => {
  const cause = Object.assign(new Error(`${syscall} ${code}`), { errno, code, syscall })
  return Object.defineProperty(new TypeError(message, { cause }), mark, { value: true }) as ConnectionFault
}

/** A connection that was never made: the only code here that proves nothing was sent. */
export const connectionRefused = (): ConnectionFault => connectionFault('fetch failed', 'ECONNREFUSED', -111, 'connect')

/** A connection that broke before an answer came. */
export const connectionReset = (): ConnectionFault => connectionFault('fetch failed', 'ECONNRESET', -104, 'read')

/** A connection that broke within the body of an answer. */
export const connectionTerminated = (): ConnectionFault => connectionFault('terminated', 'ECONNRESET', -104, 'read')

/**
 * Whether `sandbox.fetch`, or the body of its answer, failed because a fault was asked for. A server in front of a sandbox
 * then destroys the client's socket; anything else that is thrown there is a bug, or an abort.
 */
export const isConnectionFault = (error: unknown): error is ConnectionFault =>
  typeof error === 'object' && error !== null && mark in error
