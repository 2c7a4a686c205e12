import * as sdk from 'bootpay-fp'
import type { Context, Fetch } from 'bootpay-fp'
import { createSandbox, type Sandbox } from 'bootpay-fp/sandbox'
import * as E from 'fp-ts/lib/Either.js'
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'

import { basic, serve, useRealNetwork } from '../cli/support.js'
import { card } from '../fixtures/requests.js'
import { installTarball } from '../support/tarball.js'

useRealNetwork()

const cycle = { order_name: 'n', price: 9900, subscription_id: 'subscription-7', cycle: '2026-11' }

const start = async () => {
  const sandbox = createSandbox({ now: () => Date.parse('2026-01-31T00:00:00Z') })
  const { client_key, secret_key } = sandbox.credentials
  const ctx = sdk.createContext({
    credentials: { client_key, secret_key },
    fetch: sandbox.fetch,
    now: sandbox.now,
    sleep: (ms) => {
      sandbox.advance(ms)
      return Promise.resolve()
    },
  })
  const { billing_key } = await sdk.toPromise(sdk.issueBillingKey(ctx, card))
  return { sandbox, ctx, billing_key }
}
const charges = (sandbox: Sandbox) => sandbox.state().receipts.filter(({ price }) => price === 9900)

/** Lets what is sent at once arrive at once: each request waits until all others of its turn have come. */
const together =
  (fetch: Fetch, count: number): Fetch =>
  async (url, init) => {
    waiting.push(undefined)
    const turn = Math.ceil(waiting.length / count) * count
    for (let i = 0; i < 50 && waiting.length < turn; i++) await new Promise((resolve) => setTimeout(resolve, 0))
    return fetch(url, init)
  }
const waiting: undefined[] = []

/** The loop of the cookbook: the next attempt only after a refusal. */
const loop = async (ctx: Context, billing_key: string) => {
  for (let attempt = 1; attempt <= 4; attempt++) {
    const result = await sdk.chargeSubscriptionCycle(ctx, { ...cycle, billing_key, attempt })()
    if (result._tag === 'Right' || result.left._tag !== 'ApiError') return result
  }
  throw new Error('four refusals')
}

describe('a cron job that runs more than once at the same moment', () => {
  test.each([2, 3, 8])('charges a cycle once with %d runs, and tells each of them', async (runs) => {
    waiting.length = 0
    const { sandbox, ctx, billing_key } = await start()
    const fetch = together(sandbox.fetch, runs)
    const results = await Promise.all(Array.from({ length: runs }, () => loop({ ...ctx, fetch }, billing_key)))
    expect(charges(sandbox)).toHaveLength(1)
    for (const result of results) expect(result).toMatchObject(E.right({ order_id: 'subscription-7_2026-11_1' }))
  })

  test('charges a cycle once when the loser cannot look again, and goes on later', async () => {
    const { sandbox, ctx, billing_key } = await start()
    let looks = 0
    // It has looked before the other run has charged, and its second look fails.
    const blind: Fetch = async (url, init) => {
      if (!url.includes('/lookup/order/')) return sandbox.fetch(url, init)
      looks += 1
      if (looks > 1) throw new TypeError('fetch failed')
      const nothing = await sandbox.fetch(url, init)
      await loop(ctx, billing_key)
      return nothing
    }
    expect(await loop({ ...ctx, fetch: blind }, billing_key)).toMatchObject(
      E.left({
        _tag: 'OutcomeUnknown',
        operation: 'chargeBillingKey',
        phase: 'looking',
        reconcile: 'getReceiptsByOrder',
        about: { order_id: 'subscription-7_2026-11_1', price: 9900 },
      }),
    )
    expect(await loop(ctx, billing_key)).toMatchObject(E.right({ order_id: 'subscription-7_2026-11_1' }))
    expect(charges(sandbox)).toHaveLength(1)
  })

  test('does not charge a second attempt when the first was paid after all', async () => {
    const { sandbox, ctx, billing_key } = await start()
    await loop(ctx, billing_key)
    expect(await sdk.chargeSubscriptionCycle(ctx, { ...cycle, billing_key, attempt: 3 })()).toMatchObject(
      E.right({ order_id: 'subscription-7_2026-11_1' }),
    )
    expect(charges(sandbox)).toHaveLength(1)
  })

  test('charges again after a cycle that was given back', async () => {
    const { sandbox, ctx, billing_key } = await start()
    const first = await loop(ctx, billing_key)
    await sdk.toPromise(sdk.cancelPayment(ctx, { receipt_id: E.isRight(first) ? first.right.receipt_id : '' }))
    expect(await sdk.chargeSubscriptionCycle(ctx, { ...cycle, billing_key, attempt: 2 })()).toMatchObject(
      E.right({ order_id: 'subscription-7_2026-11_2' }),
    )
    expect(charges(sandbox)).toHaveLength(2)
  })

  test('charges a cycle once from six processes', async () => {
    const server = await serve()
    const { project } = installTarball()
    const script = join(project, 'job.mjs')
    writeFileSync(
      script,
      `
      import { chargeSubscriptionCycle, createContext } from 'bootpay-fp'
      const { BASE_URL, KEY } = process.env
      const credentials = { client_key: 'sandbox_client_key', secret_key: 'sandbox_secret_key' }
      const ctx = createContext({ credentials, baseUrl: BASE_URL })
      for (let attempt = 1; attempt <= 4; attempt++) {
        const result = await chargeSubscriptionCycle(ctx, { ...${JSON.stringify(cycle)}, billing_key: KEY, attempt })()
        if (result._tag === 'Left' && result.left._tag === 'ApiError') continue
        console.log(result._tag === 'Right' ? result.right.receipt_id : result.left._tag)
        break
      }
    `,
    )
    const baseUrl = `${server.url}v2`
    const issued = await fetch(`${baseUrl}/request/subscribe`, {
      method: 'POST',
      headers: { authorization: basic, 'content-type': 'application/json' },
      body: JSON.stringify(card),
    })
    const { billing_key } = (await issued.json()) as { billing_key: string }
    const run = () =>
      promisify(execFile)(process.execPath, [script], { env: { ...process.env, BASE_URL: baseUrl, KEY: billing_key } })
    const told = (await Promise.all(Array.from({ length: 6 }, run))).map(({ stdout }) => stdout.trim())
    const order = await fetch(`${baseUrl}/lookup/order/subscription-7_2026-11_1`, { headers: { authorization: basic } })
    const receipts = (await order.json()) as { receipt_id: string }[]
    expect(receipts).toHaveLength(1)
    expect(new Set(told)).toEqual(new Set([receipts[0]?.receipt_id]))
    const second = await fetch(`${baseUrl}/lookup/order/subscription-7_2026-11_2`, {
      headers: { authorization: basic },
    })
    expect(await second.json()).toEqual([])
  }, 60_000)
})

describe('two confirms and two whole cancels at the same moment', () => {
  test('each end with the receipt, and happen once', async () => {
    waiting.length = 0
    const { sandbox, ctx } = await start()
    const receipt_id = sandbox.browser.requestPayment({
      order_id: 'order-1',
      order_name: 'n',
      price: 1000,
      separately_confirmed: true,
    })
    sandbox.browser.pay(receipt_id)
    const both = { ...ctx, fetch: together(sandbox.fetch, 2) }
    for (const write of [sdk.confirmPaymentOnce, sdk.cancelPaymentOnce])
      expect(await Promise.all([write(both, { receipt_id })(), write(both, { receipt_id })()])).toMatchObject([
        E.right({ receipt_id }),
        E.right({ receipt_id }),
      ])
    expect(sandbox.state().cancellations).toHaveLength(1)
  })
})
