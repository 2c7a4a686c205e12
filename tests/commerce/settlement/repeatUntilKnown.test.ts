import type { BootpayError, Context, OutcomeUnknown } from 'bootpay-fp'
import { createInvoice } from 'bootpay-fp/commerce'
import { repeatUntilKnown } from 'bootpay-fp/commerce/settlement'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

import { invoice } from '../../fixtures/commerce.js'
import { commerceReplies, testContext, type Reply } from '../../support/bootpay.js'

const HOUR_MS = 3_600_000
const cut: Reply = { error: true }
const link = { name: '스웨터', price: 39_000, idempotency_key: 'order-1024-link' }

/** A Context whose time passes only when somebody waits. */
const patient = (options: Partial<Context> = {}) => {
  let time = Date.parse('2026-01-31T00:00:00Z')
  const waits: number[] = []
  const ctx = testContext({
    now: () => time,
    sleep: (ms) => {
      waits.push(ms)
      time += ms
      return Promise.resolve()
    },
    ...options,
  })
  return { ctx, waits, pass: (ms: number) => (time += ms) }
}

const lostLink = async (ctx: Context): Promise<OutcomeUnknown> => {
  commerceReplies(cut)
  const result = await createInvoice(ctx, link)()
  if (E.isRight(result) || result.left._tag !== 'OutcomeUnknown') throw new Error('it was not lost')
  return result.left
}

const still = (unknown: OutcomeUnknown, message: string, retryAt?: number) =>
  E.right({ _tag: 'StillUnknown', operation: unknown.operation, message, ...(retryAt !== undefined && { retryAt }) })

describe('repeatUntilKnown', () => {
  test('waits until the first request can no longer be running, and sends the same request again', async () => {
    const { ctx, waits } = patient()
    const unknown = await lostLink(ctx)
    const seen = commerceReplies({ json: invoice })
    expect(await repeatUntilKnown(ctx, unknown, createInvoice(ctx, link))()).toEqual(
      E.right({ _tag: 'Done', operation: 'createInvoice', answer: invoice }),
    )
    expect(waits).toEqual([90_000])
    expect(seen).toMatchObject([{ method: 'POST', path: '/invoices', key: link.idempotency_key }])
  })

  test('settles what went through JSON and a queue, hours later and without waiting', async () => {
    const { ctx, waits, pass } = patient()
    const queued = JSON.stringify(await lostLink(ctx))
    pass(5 * HOUR_MS)
    commerceReplies({ json: invoice })
    const unknown = JSON.parse(queued) as OutcomeUnknown
    expect(await repeatUntilKnown(ctx, unknown, createInvoice(ctx, link))()).toMatchObject(E.right({ _tag: 'Done' }))
    expect(waits).toEqual([])
  })

  test('gives a refusal as it is', async () => {
    const { ctx } = patient()
    const unknown = await lostLink(ctx)
    commerceReplies({ status: 400, json: { error_code: 'INVOICE_INVALID' } })
    expect(await repeatUntilKnown(ctx, unknown, createInvoice(ctx, link))()).toMatchObject(
      E.left({ _tag: 'ApiError', code: 'INVOICE_INVALID' }),
    )
  })

  test('repeats again where the repeat is lost too, and gives up after three', async () => {
    const { ctx, waits } = patient()
    const unknown = await lostLink(ctx)
    const seen = commerceReplies(cut, cut, { json: invoice })
    expect(await repeatUntilKnown(ctx, unknown, createInvoice(ctx, link))()).toMatchObject(E.right({ _tag: 'Done' }))
    expect(waits).toEqual([90_000, 90_000, 90_000])
    expect(seen).toHaveLength(3)
    commerceReplies(cut)
    expect(await repeatUntilKnown(ctx, unknown, createInvoice(ctx, link))()).toEqual(
      still(unknown, 'no repeat had a certain answer', ctx.now() + 90_000),
    )
  })

  test('sends nothing once Bootpay has forgotten the key', async () => {
    const { ctx, pass } = patient()
    const unknown = await lostLink(ctx)
    pass(24 * HOUR_MS)
    const seen = commerceReplies({ json: invoice })
    expect(await repeatUntilKnown(ctx, unknown, createInvoice(ctx, link))()).toEqual(
      still(unknown, 'Bootpay has forgotten the key: a repeat might do it again'),
    )
    expect(seen).toEqual([])
  })

  test.each<[what: string, options: (now: number) => Partial<Context>]>([
    ['the deadline comes first', (now) => ({ deadline: now + 30_000 })],
    ['the signal has fired', () => ({ signal: AbortSignal.abort() })],
    ['the clock stands still', () => ({ sleep: () => Promise.resolve() })],
  ])('sends nothing before the first request must have ended, where %s', async (_, options) => {
    const { ctx } = patient()
    const unknown = await lostLink(ctx)
    const seen = commerceReplies({ json: invoice })
    const hurried = { ...ctx, ...options(ctx.now()) }
    expect(await repeatUntilKnown(hurried, unknown, createInvoice(ctx, link))()).toEqual(
      still(unknown, 'the first request may still be running', unknown.repeatFrom),
    )
    expect(seen).toEqual([])
  })

  test('sends nothing where the write had no key', async () => {
    const { ctx } = patient()
    commerceReplies(cut)
    const { idempotency_key: _, ...keyless } = link
    const result = await createInvoice(ctx, keyless)()
    const unknown = E.isLeft(result) ? (result.left as OutcomeUnknown) : undefined
    const seen = commerceReplies({ json: invoice })
    expect(await repeatUntilKnown(ctx, unknown as OutcomeUnknown, createInvoice(ctx, keyless))()).toEqual(
      still(unknown as OutcomeUnknown, 'it cannot be repeated: it was sent without an idempotency_key'),
    )
    expect(seen).toEqual([])
  })

  test.each([
    ['another merchant', { merchant: 'another' }, 'merchant'],
    ['no merchant', { merchant: '' }, 'merchant'],
    ['no moment', { repeatFrom: 'soon' }, 'repeatFrom'],
    ['another error', { _tag: 'ApiError' }, '_tag'],
  ])('refuses what is of %s, and sends nothing', async (_, change, path) => {
    const { ctx } = patient()
    const unknown = { ...(await lostLink(ctx)), ...change } as OutcomeUnknown
    const seen = commerceReplies({ json: invoice })
    expect(await repeatUntilKnown(ctx, unknown, createInvoice(ctx, link))()).toMatchObject(
      E.left({ _tag: 'InputError', operation: 'repeatUntilKnown', issues: [{ path }] }),
    )
    expect(seen).toEqual([])
  })

  test('knows nothing of what a task that throws has done', async () => {
    const { ctx } = patient()
    const unknown = await lostLink(ctx)
    const task = () => Promise.reject<E.Either<BootpayError, never>>(new Error('boom'))
    expect(await repeatUntilKnown(ctx, unknown, task)()).toMatchObject(E.left({ _tag: 'OutcomeUnknown' }))
    expect(
      await repeatUntilKnown(
        {
          ...ctx,
          now: () => {
            throw new Error('boom')
          },
        },
        unknown,
        task,
      )(),
    ).toMatchObject(E.left({ _tag: 'NetworkError' }))
  })
})
