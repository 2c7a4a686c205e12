import { leave, write, type Written } from '../engine/answer.js'
import { addTime, minute } from '../engine/clock.js'
import type { Store } from '../engine/store.js'
import { refused, type ErrorCode } from '../pg/codes.js'
import { forgetTokens } from '../pg/token/record.js'
import { connectionRefused, connectionReset, connectionTerminated, type ConnectionFault } from './connection.js'
import { sandboxFaults, type RequestFault } from './kinds.js'

/** How a request ends: with an answer, with a broken connection, or not before the caller gives up. */
export type Ending = Response | ConnectionFault | 'held'

const page = (status: number, title: string, more: Readonly<Record<string, string>> = {}): Response =>
  new Response(
    `<html>\r\n<head><title>${title}</title></head>\r\n<body><center><h1>${title}</h1></center></body>\r\n</html>\r\n`,
    { status, headers: { 'content-type': 'text/html; charset=utf-8', ...more } },
  )

const firstHalf = ({ text }: Written): Uint8Array => {
  const bytes = new TextEncoder().encode(text)
  return bytes.slice(0, bytes.length >> 1)
}

/** A body that fails after its bytes were read. */
const failing = (bytes: Uint8Array): ReadableStream => {
  let sent = false
  return new ReadableStream({
    pull: (controller) => {
      if (sent) controller.error(connectionTerminated())
      else controller.enqueue(bytes)
      sent = true
    },
  })
}

const codes = {
  token_revoked: 'TOKEN_KEY_INVALID',
  cancel_critical_before: 'RC_CANCEL_CRITICAL_ERROR',
  cancel_critical_after: 'RC_CANCEL_CRITICAL_ERROR',
  confirm_critical_before: 'RC_CONFIRM_CRITICAL_FAILED',
  confirm_critical_after: 'RC_CONFIRM_CRITICAL_FAILED',
} as const satisfies Partial<Record<RequestFault, ErrorCode>>

/** The code that a fault answers with; `undefined` for one that answers with none of its own. */
export const codeOfFault = (fault: string | undefined): ErrorCode | undefined =>
  fault !== undefined && Object.hasOwn(codes, fault) ? codes[fault as keyof typeof codes] : undefined

const refusal = (fault: keyof typeof codes) => (): Ending => leave(write(refused(codes[fault])))

const badGateway = (): Ending => page(502, '502 Bad Gateway')
const tooMany = (): Ending => page(429, '429 Too Many Requests', { 'retry-after': '1' })
const unavailable = (): Ending => page(503, '503 Service Temporarily Unavailable', { 'retry-after': '1' })
const held = (): Ending => 'held'

const endings: Readonly<Record<RequestFault, (written: Written) => Ending>> = {
  connection_refused: connectionRefused,
  reset_before: connectionReset,
  reset_after: connectionReset,
  slow_before: held,
  slow_after: held,
  bad_gateway_before: badGateway,
  bad_gateway_after: badGateway,
  cut_reset: (written) => leave(written, failing(firstHalf(written))),
  cut_end: (written) => leave(written, firstHalf(written)),
  undecodable: () => page(200, '부트페이'),
  too_many_requests: tooMany,
  unavailable,
  token_revoked: refusal('token_revoked'),
  cancel_critical_before: refusal('cancel_critical_before'),
  cancel_critical_after: refusal('cancel_critical_after'),
  confirm_critical_before: refusal('confirm_critical_before'),
  confirm_critical_after: refusal('confirm_critical_after'),
  clock_forward: leave,
  clock_backward: leave,
}

const nothing: Written = { status: 0, text: '' }

const hour = 60 * minute

/** Carries a request out, or not, as the table of faults says, and ends it as the fault does. */
export const perform = (store: Store, fault: RequestFault, carryOut: () => Written): Ending => {
  if (fault === 'clock_forward') addTime(store, hour)
  if (fault === 'clock_backward') addTime(store, -hour)
  if (fault === 'token_revoked') forgetTokens(store)
  return endings[fault](sandboxFaults[fault].effect ? carryOut() : nothing)
}
