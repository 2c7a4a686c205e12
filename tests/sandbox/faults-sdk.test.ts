import { describe, expect, it } from 'vitest'

import {
  cancelPayment,
  chargeBillingKey,
  confirmPayment,
  getReceipt,
  type BootpayError,
  type Context,
} from 'bootpay-fp'
import { createSandbox, type RequestFault, type Sandbox } from 'bootpay-fp/sandbox'

import { testContext, type TestOptions } from '../support/bootpay.js'
import { issueCardKey, order, paid, start } from './support.js'

/** A Context that neither waits nor repeats, so that one fault gives one result. */
const contextOf = (sandbox: Sandbox, more: TestOptions = {}): Context =>
  testContext({
    credentials: sandbox.credentials,
    fetch: sandbox.fetch,
    timeoutMs: 50,
    retry: { attempts: 1 },
    sleep: () => Promise.resolve(),
    ...more,
  })

type Outcome = Partial<Record<string, unknown>> & { readonly _tag: BootpayError['_tag'] | 'Right' }

const right: Outcome = { _tag: 'Right' }
const unknown = (phase: string, more: object = {}): Outcome => ({ _tag: 'OutcomeUnknown', phase, ...more })
const api = (status: number, code: string, more: object = {}): Outcome => ({ _tag: 'ApiError', status, code, ...more })
const refused: Outcome = { _tag: 'NetworkError', code: 'ECONNREFUSED' }
const reset: Outcome = { _tag: 'NetworkError', code: 'ECONNRESET' }
const slow: Outcome = { _tag: 'TimeoutError' }

const tooMany = api(429, 'HTTP_429', { retryAfterMs: 1000 })
const badGateway = unknown('answered', { status: 502 })

/** What a write comes back as, and a read. */
const table: readonly [RequestFault, Outcome, Outcome][] = [
  ['connection_refused', refused, refused],
  ['reset_before', unknown('awaiting'), reset],
  ['reset_after', unknown('awaiting'), reset],
  ['slow_before', unknown('awaiting'), slow],
  ['slow_after', unknown('awaiting'), slow],
  ['bad_gateway_before', badGateway, api(502, 'HTTP_502')],
  ['bad_gateway_after', badGateway, api(502, 'HTTP_502')],
  ['cut_reset', unknown('reading', { status: 200 }), reset],
  ['cut_end', unknown('reading', { status: 200 }), { _tag: 'NetworkError' }],
  ['undecodable', unknown('decoding'), { _tag: 'DecodeError', status: 200 }],
  ['too_many_requests', tooMany, tooMany],
  ['unavailable', unknown('answered', { status: 503 }), api(503, 'HTTP_503', { retryAfterMs: 1000 })],
  ['clock_forward', right, right],
  ['clock_backward', right, right],
]

const outcomeOf = (result: { _tag: 'Right' } | { _tag: 'Left'; left: BootpayError }) =>
  result._tag === 'Left' ? result.left : right

describe('an operation of the SDK under a fault', () => {
  it.each(table)('%s', async (fault, write, read) => {
    const sandbox = start()
    const ctx = contextOf(sandbox)
    const receipt_id = paid(sandbox)
    const failing = <Result>(run: () => Promise<Result>): Promise<Result> => {
      sandbox.failNext(fault)
      return run()
    }
    expect(outcomeOf(await failing(getReceipt(ctx, { receipt_id })))).toMatchObject(read)
    const waiting = paid(sandbox, { separately_confirmed: true })
    expect(outcomeOf(await failing(confirmPayment(ctx, { receipt_id: waiting })))).toMatchObject(write)
    expect(outcomeOf(await failing(cancelPayment(ctx, { receipt_id })))).toMatchObject(write)
    const billing_key = await issueCardKey(sandbox)
    const charge = { ...order, billing_key, order_id: 'charge-1' }
    expect(outcomeOf(await failing(chargeBillingKey(ctx, charge)))).toMatchObject(write)
  })

  it.each(['cancel_critical_before', 'cancel_critical_after'] as const)('%s', async (fault) => {
    const sandbox = start()
    sandbox.failNext(fault)
    const result = await cancelPayment(contextOf(sandbox), { receipt_id: paid(sandbox) })()
    expect(outcomeOf(result)).toMatchObject(
      unknown('answered', { status: 500, code: 'RC_CANCEL_CRITICAL_ERROR', reconcile: 'getReceipt' }),
    )
  })

  it.each(['confirm_critical_before', 'confirm_critical_after'] as const)('%s', async (fault) => {
    const sandbox = start()
    sandbox.failNext(fault)
    const receipt_id = paid(sandbox, { separately_confirmed: true })
    expect(outcomeOf(await confirmPayment(contextOf(sandbox), { receipt_id })())).toMatchObject(
      unknown('answered', { status: 500, code: 'RC_CONFIRM_CRITICAL_FAILED', reconcile: 'getReceipt' }),
    )
  })

  it('token_revoked: gets another token and does it once', async () => {
    const sandbox = start()
    const { application_id, private_key } = sandbox.credentials
    const ctx = contextOf(sandbox, { credentials: { application_id, private_key } })
    const receipt_id = paid(sandbox)
    await getReceipt(ctx, { receipt_id })()
    sandbox.failNext('token_revoked')
    expect(await cancelPayment(ctx, { receipt_id })()).toMatchObject({ _tag: 'Right', right: { status: 20 } })
    expect(sandbox.requests().map(({ operation, status }) => [operation, status])).toEqual([
      ['getAccessToken', 200],
      ['getReceipt', 200],
      ['cancelPayment', 401],
      ['getAccessToken', 200],
      ['cancelPayment', 200],
    ])
  })

  it('is repeated where that is harmless, and then succeeds', async () => {
    const sandbox = start()
    const ctx = contextOf(sandbox, { retry: { attempts: 3 } })
    const receipt_id = paid(sandbox)
    for (const fault of ['reset_before', 'bad_gateway_after', 'cut_end', 'cut_reset', 'unavailable'] as const) {
      sandbox.failNext(fault, { times: 2 })
      expect(await getReceipt(ctx, { receipt_id })()).toMatchObject({ _tag: 'Right' })
    }
  })
})

describe('a write that is a Left other than OutcomeUnknown', () => {
  it('did not happen, whatever goes wrong', async () => {
    const outcomes = new Set<string>()
    for (let seed = 1; seed <= 400; seed += 1) {
      const sandbox = createSandbox({ seed })
      const { application_id, private_key } = sandbox.credentials
      const ctx = contextOf(sandbox, { credentials: { application_id, private_key }, timeoutMs: 5 })
      const receipt_id = paid(sandbox)
      sandbox.setFaults({ rate: 0.5 })
      const result = await cancelPayment(ctx, { receipt_id })()
      const tag = outcomeOf(result)._tag
      outcomes.add(tag)
      const done = sandbox.state().cancellations.length
      if (tag !== 'OutcomeUnknown') expect([seed, tag, done]).toEqual([seed, tag, tag === 'Right' ? 1 : 0])
    }
    expect([...outcomes]).toEqual(expect.arrayContaining(['Right', 'OutcomeUnknown', 'ApiError', 'NetworkError']))
  })
})
