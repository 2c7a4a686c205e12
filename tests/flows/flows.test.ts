import * as sdk from 'bootpay-fp'
import type { Context, Event } from 'bootpay-fp'
import { createSandbox } from 'bootpay-fp/sandbox'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { describe, expect, test } from 'vitest'

import { accountKey, transferReceipt } from '../fixtures/billing.js'
import { account, card } from '../fixtures/requests.js'

const start = () => {
  const sandbox = createSandbox({ now: () => Date.parse('2026-01-31T00:00:00Z') })
  const ctx = sdk.createContext({
    credentials: sandbox.credentials,
    fetch: sandbox.fetch,
    now: sandbox.now,
    sleep: (ms) => {
      sandbox.advance(ms)
      return Promise.resolve()
    },
  })
  const pay = (separately_confirmed = false) => {
    const receipt_id = sandbox.browser.requestPayment({
      order_id: 'order-1',
      order_name: 'n',
      price: 1000,
      separately_confirmed,
    })
    sandbox.browser.pay(receipt_id)
    return receipt_id
  }
  return { sandbox, ctx, pay }
}
const key = (ctx: Context) => sdk.toPromise(sdk.issueBillingKey(ctx, card))

describe('verifyPayment', () => {
  test('gives the receipt of a payment that is what the order says', async () => {
    const { ctx, pay } = start()
    const receipt_id = pay()
    expect(await sdk.verifyPayment(ctx, { receipt_id, order_id: 'order-1', price: 1000 })()).toMatchObject(
      E.right({ receipt_id }),
    )
  })
  test('names each member that differs', async () => {
    const { ctx, pay } = start()
    const receipt_id = pay(true)
    expect(
      await sdk.verifyPayment(ctx, { receipt_id, order_id: 'order-2', price: 900, currency: 'USD' })(),
    ).toMatchObject(
      E.left({
        _tag: 'Mismatch',
        message:
          'order_id is order-1 and not order-2; price is 1000 and not 900; currency is KRW and not USD; status is 2 and not 1',
        differences: [
          { member: 'order_id', expected: 'order-2', actual: 'order-1' },
          { member: 'price', expected: 900, actual: 1000 },
          { member: 'currency', expected: 'USD', actual: 'KRW' },
          { member: 'status', expected: 1, actual: 2 },
        ],
      }),
    )
  })
})

describe('confirmAndVerify', () => {
  const expected = { order_id: 'order-1', price: 1000 }

  test('confirms a payment that is what the order says, also when it is run again', async () => {
    const { ctx, pay } = start()
    const receipt_id = pay(true)
    for (let i = 0; i < 2; i++)
      expect(await sdk.confirmAndVerify(ctx, { receipt_id, ...expected })()).toMatchObject(
        E.right({ _tag: 'Paid', receipt: { status: 1 } }),
      )
  })
  test('does not confirm one that is not: no money moves', async () => {
    const { ctx, pay, sandbox } = start()
    const receipt_id = pay(true)
    const result = await sdk.confirmAndVerify(ctx, { receipt_id, ...expected, price: 900 })()
    expect(result).toMatchObject(E.left({ _tag: 'Mismatch', differences: [{ member: 'price' }] }))
    expect(result).not.toHaveProperty('left.cancelled')
    expect(sandbox.state().receipts).toMatchObject([{ status: 2, cancelled_price: 0 }])
  })
  test('gives the money back when it differs only once it is confirmed', async () => {
    const { ctx, pay, sandbox } = start()
    const receipt_id = pay(true)
    // Between look and confirm the answer changes, as a bug on either side might have it.
    const fetch: sdk.Fetch = async (url, init) => {
      const response = await sandbox.fetch(url, init)
      return url.endsWith('/confirm') ? Response.json({ ...(await response.json()), price: 1 }) : response
    }
    expect(await sdk.confirmAndVerify({ ...ctx, fetch }, { receipt_id, ...expected })()).toMatchObject(
      E.left({ _tag: 'Mismatch', cancelled: { cancelled_price: 1000 } }),
    )
    expect(sandbox.state().receipts).toMatchObject([{ status: 20, cancelled_price: 1000 }])
  })
  test('passes the failure of the confirm on', async () => {
    const { ctx, pay, sandbox } = start()
    const receipt_id = pay(true)
    sandbox.failNext('confirm_critical_before')
    expect(await sdk.confirmAndVerify(ctx, { receipt_id, ...expected })()).toMatchObject(
      E.left({ _tag: 'OutcomeUnknown' }),
    )
  })
})

describe('issueTransferBillingKey', () => {
  test('asks until the payer has consented', async () => {
    const { ctx, sandbox } = start()
    let asked = 0
    const patient = {
      ...ctx,
      sleep: () => {
        asked += 1
        if (asked === 3) sandbox.browser.consent(sandbox.state().receipts[0]?.receipt_id ?? '')
        return Promise.resolve()
      },
    }
    expect(await sdk.issueTransferBillingKey(patient, account)()).toMatchObject(E.right({ status: 11 }))
    expect(asked).toBe(3)
  })
  test('ends with "not yet" when the payer does not', async () => {
    const { ctx, sandbox } = start()
    const begin = sandbox.now()
    expect(await sdk.issueTransferBillingKey(ctx, account, { everyMs: 1_000, forMs: 10_000 })()).toMatchObject(
      E.left({
        _tag: 'ApiError',
        code: 'SUBSCRIBE_PUBLISH_NOT_READY',
        about: { receipt_id: sandbox.state().receipts[0]?.receipt_id },
      }),
    )
    expect(sandbox.now() - begin).toBe(10_000)
  })
})

describe('revokeBillingKey', () => {
  test('cancels what still waits, passes over what was charged, and destroys the key', async () => {
    const { ctx, sandbox } = start()
    const { billing_key } = await key(ctx)
    const reserve = async (seconds: number) => {
      const reserve_execute_at = new Date(sandbox.now() + seconds * 1_000)
      const charge = { billing_key, order_name: 'n', price: 100, order_id: `order-${seconds}`, reserve_execute_at }
      return (await sdk.toPromise(sdk.reservePayment(ctx, charge))).reserve_id
    }
    const reserve_ids = [await reserve(10), await reserve(1_000), await reserve(2_000)]
    sandbox.advance(20_000)
    expect(await sdk.revokeBillingKey(ctx, { billing_key, reserve_ids })()).toEqual(
      E.right({ billing_key, cancelled: reserve_ids.slice(1) }),
    )
    sandbox.advance(5_000_000)
    expect(sandbox.state().receipts.filter(({ status }) => status === 1)).toHaveLength(1)
  })
  test('does not destroy the key while a reservation cannot be cancelled', async () => {
    const { ctx, sandbox } = start()
    const { billing_key } = await key(ctx)
    const result = await sdk.revokeBillingKey(ctx, { billing_key, reserve_ids: ['000000000000000000000000'] })()
    expect(result).toMatchObject(E.left({ _tag: 'ApiError' }))
    expect(await sdk.toPromise(sdk.getBillingKey(ctx, { billing_key }))).toMatchObject({ status: 1 })
    expect(sandbox.state().billing_keys).toHaveLength(1)
  })
})

test('chargeSubscriptionCycle charges a cycle once for each attempt, however often it is run', async () => {
  const { ctx, sandbox } = start()
  const { billing_key } = await key(ctx)
  const cycle = {
    billing_key,
    order_name: 'n',
    price: 9900,
    subscription_id: 'subscription-7',
    cycle: '2026-01',
    attempt: 1,
  }
  const results = [await sdk.chargeSubscriptionCycle(ctx, cycle)(), await sdk.chargeSubscriptionCycle(ctx, cycle)()]
  expect(results).toMatchObject([
    E.right({ order_id: 'subscription-7_2026-01_1' }),
    E.right({ order_id: 'subscription-7_2026-01_1' }),
  ])
  expect(sandbox.state().receipts.filter(({ status }) => status === 1)).toHaveLength(1)
})

describe('traverseWithLimit', () => {
  test('gives every result in order, runs few at a time, and not too fast', async () => {
    const { ctx, sandbox } = start()
    let running = 0
    let most = 0
    const begin = sandbox.now()
    const task = (item: number) => async () => {
      running += 1
      most = Math.max(most, running)
      await new Promise((resolve) => setTimeout(resolve, 1))
      running -= 1
      return item % 10 === 3 ? E.left(`no ${item}`) : E.right(item * 2)
    }
    const items = Array.from({ length: 60 }, (_, i) => i)
    const results = await sdk.traverseWithLimit(ctx, items, task, { concurrency: 4, perSecond: 20 })()
    expect(results).toEqual(items.map((i) => (i % 10 === 3 ? E.left(`no ${i}`) : E.right(i * 2))))
    expect(most).toBeLessThanOrEqual(4)
    expect(sandbox.now() - begin).toBeGreaterThanOrEqual(59 * 50)
  })
  test('tells of its progress', async () => {
    const { ctx } = start()
    const events: Event[] = []
    await sdk.traverseWithLimit({ ...ctx, onEvent: (event) => events.push(event) }, [1, 2], () => TE.right(0))()
    expect(events).toMatchObject([
      { type: 'progress', done: 1, total: 2 },
      { type: 'progress', done: 2, total: 2 },
    ])
  })
  test('of nothing is nothing', async () => {
    expect(await sdk.traverseWithLimit(start().ctx, [], () => TE.right(0))()).toEqual([])
  })
})

describe('issueTransferBillingKey, when a key seems not to be ready', () => {
  const input = { ...account, subscription_id: transferReceipt.order_id }
  const run = (issued: () => Promise<Response>) => {
    const fetch: sdk.Fetch = (url, init) =>
      init?.method === 'GET'
        ? issued()
        : url.endsWith('/publish')
          ? Promise.resolve(Response.json({ error_code: 'SUBSCRIBE_PUBLISH_NOT_READY' }, { status: 400 }))
          : Promise.resolve(Response.json(transferReceipt))
    const { sandbox, ctx } = start()
    return sdk.issueTransferBillingKey({ ...ctx, fetch, now: sandbox.now }, input, { everyMs: 1_000, forMs: 3_000 })()
  }
  test('gives the key that another run has published, since Bootpay says the same of it', async () => {
    expect(await run(() => Promise.resolve(Response.json(accountKey)))).toEqual(E.right(accountKey))
  })
  test('says "not yet" when there is none', async () => {
    expect(
      await run(() => Promise.resolve(Response.json({ error_code: 'RC_NOT_SUBSCRIBE' }, { status: 400 }))),
    ).toMatchObject(E.left({ _tag: 'ApiError', code: 'SUBSCRIBE_PUBLISH_NOT_READY' }))
  })
  test.each<[string, () => Promise<Response>]>([
    ['the connection is cut', () => Promise.reject(new TypeError('fetch failed'))],
    ['the gateway fails', () => Promise.resolve(Response.json({}, { status: 502 }))],
    ['the address is not on the list', () => Promise.resolve(Response.json({}, { status: 401 }))],
    ['a code is new', () => Promise.resolve(Response.json({ error_code: 'SOMETHING_NEW' }, { status: 400 }))],
  ])('does not know when the look-up fails: %s', async (_, issued) => {
    expect(await run(issued)).toMatchObject(
      E.left({ _tag: 'OutcomeUnknown', operation: 'publishTransferBillingKey', phase: 'looking' }),
    )
  })
  test.each([0, -1, NaN, Infinity, 1.5, '3', null])('takes a patience of %j for the default', async (bad) => {
    const { ctx, sandbox } = start()
    const begin = sandbox.now()
    const patience = { everyMs: bad, forMs: bad } as never
    expect(await sdk.issueTransferBillingKey(ctx, input, patience)()).toMatchObject(E.left({ _tag: 'ApiError' }))
    expect(sandbox.now() - begin).toBe(180_000)
  })
})
