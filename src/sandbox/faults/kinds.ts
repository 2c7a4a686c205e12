/** Where a fault can strike: any known request, one with a living token, an accepted one of an operation, a webhook. */
export type FaultTarget = 'request' | 'token' | 'cancelPayment' | 'confirmPayment' | 'webhook'

/** What a fault does, in words and in facts. */
export type FaultKind = {
  /** What the client sees. */
  readonly does: string
  /** Whether the request is carried out: with `false` the store stays as it was. */
  readonly effect: boolean
  /** Where it can strike; it is never drawn elsewhere. */
  readonly on: FaultTarget
}

/** Every fault the sandbox knows: what it does, and whether the request takes effect all the same. */
export const sandboxFaults = {
  connection_refused: {
    does: 'connection refused: ECONNREFUSED of connect, surely not sent',
    effect: false,
    on: 'request',
  },
  reset_before: { does: 'connection reset before the effect: ECONNRESET', effect: false, on: 'request' },
  reset_after: { does: 'connection reset after the effect: ECONNRESET', effect: true, on: 'request' },
  slow_before: { does: 'no answer until the caller gives up, and no effect', effect: false, on: 'request' },
  slow_after: { does: 'no answer until the caller gives up, after the effect', effect: true, on: 'request' },
  bad_gateway_before: { does: '502 with an HTML page, before the effect', effect: false, on: 'request' },
  bad_gateway_after: { does: '502 with an HTML page, after the effect', effect: true, on: 'request' },
  cut_reset: { does: 'the first half of the answer, then ECONNRESET in its body', effect: true, on: 'request' },
  cut_end: { does: 'the first half of the answer, ending without any error', effect: true, on: 'request' },
  undecodable: { does: '200 with an HTML page, after the effect', effect: true, on: 'request' },
  too_many_requests: { does: '429 with Retry-After: 1 and an HTML page', effect: false, on: 'request' },
  unavailable: { does: '503 with Retry-After: 1 and an HTML page', effect: false, on: 'request' },
  token_revoked: { does: 'every token is revoked: 401 TOKEN_KEY_INVALID', effect: false, on: 'token' },
  cancel_critical_before: { does: '500 RC_CANCEL_CRITICAL_ERROR, not cancelled', effect: false, on: 'cancelPayment' },
  cancel_critical_after: { does: '500 RC_CANCEL_CRITICAL_ERROR, cancelled', effect: true, on: 'cancelPayment' },
  confirm_critical_before: { does: '500 RC_CONFIRM_CRITICAL_FAILED, not paid', effect: false, on: 'confirmPayment' },
  confirm_critical_after: { does: '500 RC_CONFIRM_CRITICAL_FAILED, paid', effect: true, on: 'confirmPayment' },
  clock_forward: { does: 'the clock jumps an hour ahead, then the ordinary answer', effect: true, on: 'request' },
  clock_backward: { does: 'the clock jumps an hour back, then the ordinary answer', effect: true, on: 'request' },
  webhook_twice: { does: 'the webhook is delivered twice', effect: true, on: 'webhook' },
} as const satisfies Readonly<Record<string, FaultKind>>

/** The name of a fault. */
export type SandboxFault = keyof typeof sandboxFaults

/** The name of a fault that strikes a request. */
export type RequestFault = Exclude<SandboxFault, 'webhook_twice'>

/** Every name, in the order of the table. */
export const faultNames = Object.keys(sandboxFaults) as readonly SandboxFault[]
