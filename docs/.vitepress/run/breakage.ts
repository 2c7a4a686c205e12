import type { ApiRequest, Context } from '../../../src/core/index.js'
import { sandboxFaults, type SandboxFault } from '../../../src/sandbox/faults/kinds.js'
import { sandboxOperations } from '../../../src/sandbox/apis.js'
import { sandboxCards } from '../../../src/sandbox/pg/cards.js'
import type { Sandbox, SandboxExchange, SandboxOperation } from '../../../src/sandbox/index.js'
import { program, tell } from './program.js'

/** The operations that charge a card at once, which a card can be refused for. */
const CHARGES = ['confirmPayment', 'chargeBillingKey', 'payWithWallet']

/** How long an attempt waits for an answer that does not come, so that the reader need not wait a minute. */
const SHORT_MS = 2_000

const faultOf = (): SandboxFault | undefined =>
  program.breakage?.startsWith('fault:') ? (program.breakage.slice('fault:'.length) as SandboxFault) : undefined

const declineOf = (): string | undefined =>
  program.breakage?.startsWith('decline:') ? program.breakage.slice('decline:'.length) : undefined

/** Arms a sandbox with a fault that strikes one operation, or webhooks, alone: it finds its request by itself. */
export const armSandbox = (sandbox: Sandbox): void => {
  const fault = faultOf()
  if (fault && !['request', 'token'].includes(sandboxFaults[fault].on)) sandbox.failNext(fault)
}

const isWrite = ({ effect }: ApiRequest<unknown>): boolean => effect !== 'read' && effect !== 'token'

const isOperation = (name: string): name is SandboxOperation => (sandboxOperations as readonly string[]).includes(name)

/** Arms the sandboxes for a request that is about to be sent, if the breakage waits for such a one. */
const armRequest = (request: ApiRequest<unknown>): void => {
  const { operation } = request
  const fault = faultOf()
  const decline = declineOf()
  if (!program.isHere || program.armed !== 'waiting' || !isOperation(operation)) return
  if (!isWrite(request) && (decline !== undefined || program.aim === 'write')) return
  if (fault && !['request', 'token'].includes(sandboxFaults[fault].on)) return
  if (fault && sandboxFaults[fault].on === 'token' && request.api.name === 'commerce') return
  const card = Object.entries(sandboxCards).find(([name]) => name === decline)?.[1]
  if (card && !CHARGES.includes(operation)) return
  program.armed = 'armed'
  program.operation = operation
  for (const { sandbox } of program.sandboxes) {
    if (fault) sandbox.failNext(fault, { operation })
    else if (card)
      sandbox.declineNext({
        operation,
        code: card.error_code,
        message: card.message,
        pg_error_code: card.pg_error_code,
      })
    else sandbox.declineNext({ operation })
  }
}

/** The Context of a request that is about to be broken: it waits less, or takes a token, where the fault is about that. */
const brokenContext = (ctx: Context, { auth }: ApiRequest<unknown>): Context => {
  const fault = faultOf()
  const keys = program.sandboxes[0]?.sandbox.credentials
  if (!fault || !program.isHere) return ctx
  if (fault.startsWith('slow')) return { ...ctx, timeoutMs: SHORT_MS }
  if (fault !== 'token_revoked' || !keys || auth === 'none' || auth === 'basic') return ctx
  // Without the client key, which would need no token.
  const { application_id, private_key } = keys
  const tokens = ctx.tokens ?? program.tokens
  return tokens ? { ...ctx, credentials: { application_id, private_key }, tokens } : ctx
}

/** Gets ready what is to go wrong with a request, and gives the Context to send it with. */
export const breakRequest = (ctx: Context, request: ApiRequest<unknown>): Context => {
  if (program.breakage === undefined) return ctx
  armRequest(request)
  return brokenContext(ctx, request)
}

/** Tells the page of the request that was struck. */
export const noticeStrike = ({ operation, fault, error_code }: SandboxExchange): void => {
  if (program.breakage === undefined || program.armed === 'over' || !program.isHere) return
  const struck =
    faultOf() === undefined
      ? program.armed === 'armed' && operation === program.operation && error_code !== undefined
      : fault === faultOf()
  if (!struck) return
  program.armed = 'over'
  program.operation = operation
  tell({ type: 'struck', operation })
}

/** Tells the page of a webhook that was doubled. */
export const noticeTwice = (): void => {
  if (faultOf() !== 'webhook_twice' || program.armed === 'over') return
  if (!program.sandboxes.some(({ sandbox }) => sandbox.webhooks().some(({ duplicate }) => duplicate))) return
  program.armed = 'over'
  tell({ type: 'struck', operation: undefined })
}
