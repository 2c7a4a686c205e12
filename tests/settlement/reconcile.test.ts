import * as sdk from 'bootpay-fp'
import type { Context, OutcomeUnknown, Receipt } from 'bootpay-fp'
import type { Sandbox } from 'bootpay-fp/sandbox'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

import { account, card } from '../fixtures/requests.js'
import { lossySandbox, type Loss } from '../support/lossy.js'

const paid = (sandbox: Sandbox, extra: object = {}) => {
  const receipt_id = sandbox.browser.requestPayment({ order_id: 'order-1', order_name: 'n', price: 1000, ...extra })
  sandbox.browser.pay(receipt_id)
  return receipt_id
}
const right = <A>(result: E.Either<unknown, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}
const key = async (ctx: Context) =>
  right(await sdk.issueBillingKey(ctx, { ...card, subscription_id: 's-0' })()).billing_key
const charge = async (ctx: Context) => ({
  billing_key: await key(ctx),
  order_name: 'n',
  price: 1000,
  order_id: 'order-1',
})

type Case = {
  /** Makes ready what the write needs, and gives the write. */
  write: (ctx: Context, sandbox: Sandbox) => Promise<() => Promise<E.Either<sdk.BootpayError, unknown>>>
  /** What Bootpay's own receipt says when it was done; absent where there is none. */
  receipt?: Partial<Receipt>
  options?: (sandbox: Sandbox) => sdk.ReconcileOptions
}

const cases: Record<string, Case> = {
  confirmPayment: {
    write: (ctx, sandbox) => {
      const receipt_id = paid(sandbox, { separately_confirmed: true })
      return Promise.resolve(sdk.confirmPayment(ctx, { receipt_id }))
    },
    receipt: { status: 1, price: 1000 },
  },
  'cancelPayment (whole)': {
    write: (ctx, sandbox) => Promise.resolve(sdk.cancelPayment(ctx, { receipt_id: paid(sandbox) })),
    receipt: { status: 20, cancelled_price: 1000 },
  },
  chargeBillingKey: {
    write: async (ctx) => sdk.chargeBillingKey(ctx, await charge(ctx)),
    receipt: { status: 1, order_id: 'order-1', price: 1000 },
  },
  reservePayment: {
    write: async (ctx, sandbox) =>
      sdk.reservePayment(ctx, { ...(await charge(ctx)), reserve_execute_at: new Date(sandbox.now() + 5_000) }),
    receipt: { status: 1, order_id: 'order-1' },
  },
  cancelReservation: {
    write: async (ctx, sandbox) => {
      const reserve_execute_at = new Date(sandbox.now() + 86_400_000)
      const { reserve_id } = right(await sdk.reservePayment(ctx, { ...(await charge(ctx)), reserve_execute_at })())
      return sdk.cancelReservation(ctx, { reserve_id })
    },
  },
  issueBillingKey: {
    write: (ctx) => Promise.resolve(sdk.issueBillingKey(ctx, { ...card, subscription_id: 's-1' })),
    receipt: { status: 11, order_id: 's-1' },
  },
  requestTransferBillingKey: {
    write: (ctx) => Promise.resolve(sdk.requestTransferBillingKey(ctx, { ...account, subscription_id: 's-2' })),
    receipt: { status: 41, order_id: 's-2' },
  },
  publishTransferBillingKey: {
    write: async (ctx, sandbox) => {
      const { receipt_id } = right(await sdk.requestTransferBillingKey(ctx, { ...account, subscription_id: 's-3' })())
      sandbox.browser.consent(receipt_id)
      return sdk.publishTransferBillingKey(ctx, { receipt_id })
    },
    receipt: { status: 11, order_id: 's-3' },
  },
  destroyBillingKey: {
    write: async (ctx) => sdk.destroyBillingKey(ctx, { billing_key: await key(ctx) }),
    options: (sandbox) => ({ billing_key: sandbox.state().billing_keys[0]?.billing_key }),
  },
  issueCashReceipt: {
    write: (ctx) =>
      Promise.resolve(
        sdk.issueCashReceipt(ctx, {
          order_name: 'n',
          order_id: 'counter-1',
          price: 500,
          cash_receipt_type: '소득공제',
          identity_no: '01000000000',
        }),
      ),
    receipt: { status: 60, order_id: 'counter-1' },
  },
  cancelCashReceipt: {
    write: async (ctx) => {
      const issued = await sdk.issueCashReceipt(ctx, {
        order_name: 'n',
        order_id: 'counter-2',
        price: 500,
        cash_receipt_type: '소득공제',
        identity_no: '01000000000',
      })()
      return sdk.cancelCashReceipt(ctx, { receipt_id: right(issued).receipt_id })
    },
    receipt: { status: 61, order_id: 'counter-2' },
  },
  issueCashReceiptForPayment: {
    write: (ctx, sandbox) =>
      Promise.resolve(
        sdk.issueCashReceiptForPayment(ctx, {
          receipt_id: paid(sandbox, { method: 'bank' }),
          identity_no: '01000000000',
          cash_receipt_type: '소득공제',
        }),
      ),
    receipt: { status: 1 },
  },
  startShipping: {
    write: (ctx, sandbox) =>
      Promise.resolve(
        sdk.startShipping(ctx, {
          receipt_id: paid(sandbox, { escrow: true }),
          tracking_number: '1',
          delivery_corp: '한진',
        }),
      ),
    receipt: { status: 1 },
  },
}

/** Loses a write, and hands its OutcomeUnknown on as a queue would. */
const lost = async ({ write, options }: Case, loss: Loss) => {
  const line = lossySandbox()
  const run = await write(line.ctx, line.sandbox)
  line.lose(loss)
  const result = await run()
  expect(result).toMatchObject(E.left({ _tag: 'OutcomeUnknown' }))
  const unknown = JSON.parse(JSON.stringify((result as E.Left<OutcomeUnknown>).left)) as OutcomeUnknown
  return { ...line, unknown, settle: (ctx = line.ctx) => sdk.reconcile(ctx, unknown, options?.(line.sandbox))() }
}

describe.each(Object.entries(cases))('reconcile of %s', (_, each) => {
  test('is Done, with Bootpay’s own receipt, when it took effect', async () => {
    const { settle, unknown } = await lost(each, 'after')
    expect(await settle()).toMatchObject(
      E.right({ _tag: 'Done', operation: unknown.operation, ...(each.receipt && { receipt: each.receipt }) }),
    )
  })

  test('is StillUnknown while the first request may still be running, and NotDone once it cannot', async () => {
    const { settle, unknown, sandbox } = await lost(each, 'before')
    const early = await settle()
    expect(early).toMatchObject(E.right({ _tag: 'StillUnknown', operation: unknown.operation }))
    const { retryAt } = right(early) as sdk.StillUnknown
    expect(retryAt).toBeGreaterThanOrEqual(unknown.startedAt + 90_000)
    sandbox.advance((retryAt ?? 0) - sandbox.now() - 1_000)
    expect(await settle({ ...lossyFree(sandbox), sleep: () => Promise.resolve() })).toMatchObject(
      E.right({ _tag: 'StillUnknown' }),
    )
    sandbox.advance(1_000)
    expect(await settle()).toEqual(E.right({ _tag: 'NotDone', operation: unknown.operation }))
  })
})

const lossyFree = (sandbox: Sandbox): Context =>
  sdk.createContext({ credentials: sandbox.credentials, fetch: sandbox.fetch, now: sandbox.now })

describe('reconcile', () => {
  test('looks after 1, 3, 7 and 15 seconds, and at once where waiting changes nothing', async () => {
    const { settle, waits, sandbox } = await lost(cases['confirmPayment'] as Case, 'before')
    await settle()
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000])
    sandbox.advance(100_000)
    await settle()
    expect(waits).toHaveLength(4)
  })

  test('does not sleep past the deadline', async () => {
    const { settle, waits, ctx } = await lost(cases['confirmPayment'] as Case, 'before')
    expect(await settle({ ...ctx, deadline: ctx.now() + 3_500 })).toMatchObject(E.right({ _tag: 'StillUnknown' }))
    expect(waits).toEqual([1_000, 2_000])
  })

  test('settles a partial cancel only with what was cancelled before', async () => {
    const partial = (about: object) => ({
      write: (ctx: Context, sandbox: Sandbox) =>
        Promise.resolve(async () => {
          const result = await sdk.cancelPayment(ctx, {
            receipt_id: paid(sandbox),
            cancel_price: 400,
            cancel_id: 'c-1',
          })()
          return E.isLeft(result)
            ? E.left({ ...result.left, about: { ...(result.left as OutcomeUnknown).about, ...about } })
            : result
        }),
    })
    const without = await lost(partial({}) as Case, 'after')
    expect(await without.settle()).toMatchObject(
      E.right({ _tag: 'StillUnknown', message: expect.stringContaining('cancelPaymentOnce') as string }),
    )
    const done = await lost(partial({ cancelled_price: 0 }) as Case, 'after')
    expect(await done.settle()).toMatchObject(E.right({ _tag: 'Done', receipt: { cancelled_price: 400 } }))
    const not = await lost(partial({ cancelled_price: 0 }) as Case, 'before')
    not.sandbox.advance(90_000)
    expect(await not.settle()).toEqual(E.right({ _tag: 'NotDone', operation: 'cancelPayment' }))
  })

  test('says what it needs to settle the end of a billing key', async () => {
    const { unknown, ctx } = await lost(cases['destroyBillingKey'] as Case, 'after')
    expect(JSON.stringify(unknown)).not.toMatch(/billing_key":/)
    expect(await sdk.reconcile(ctx, unknown)()).toMatchObject(
      E.right({
        _tag: 'StillUnknown',
        message: 'a billing key is a secret and so not in the error: give it as { billing_key }',
      }),
    )
  })

  test('does not take another amount under the same order id for the charge', async () => {
    const { ctx, sandbox, unknown } = await lost(cases['chargeBillingKey'] as Case, 'before')
    right(await sdk.chargeBillingKey(ctx, { ...(await charge(ctx)), price: 2000 })())
    expect(await sdk.reconcile(ctx, unknown)()).toMatchObject(E.right({ _tag: 'StillUnknown' }))
    expect(sandbox.state().receipts).toHaveLength(3)
  })

  test('gives the failure of the look-ups as a Left', async () => {
    const { unknown, ctx } = await lost(cases['confirmPayment'] as Case, 'after')
    const down = { ...ctx, fetch: () => Promise.reject(new TypeError('fetch failed')) }
    expect(await sdk.reconcile(down, unknown)()).toMatchObject(
      E.left({ _tag: 'NetworkError', operation: 'getReceipt' }),
    )
  })

  test.each([
    null,
    {},
    { _tag: 'ApiError' },
    { _tag: 'OutcomeUnknown', operation: 'confirmPayment', about: {}, startedAt: 'now' },
  ])('refuses %j', async (unknown) => {
    const { ctx } = lossySandbox()
    expect(await sdk.reconcile(ctx, unknown as unknown as OutcomeUnknown)()).toMatchObject(
      E.left({ _tag: 'InputError', operation: 'reconcile' }),
    )
  })
})
