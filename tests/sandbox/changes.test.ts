import { describe, expect, it } from 'vitest'

import { createSandbox, type Sandbox, type SandboxChanges, type SandboxExport } from 'bootpay-fp/sandbox'

import { card, issueCardKey, minutes, noon, order, paid, send, start, succeed } from './support.js'

/** The ids and numbers of what changed, by kind; kinds without a change are left out. */
const told = (changes: SandboxChanges) => ({
  ...(changes.receipts.length > 0 && { receipts: changes.receipts.map(({ status }) => status) }),
  ...(changes.billing_keys.length > 0 && { billing_keys: changes.billing_keys.length }),
  ...(changes.reservations.length > 0 && { reservations: changes.reservations.map(({ status }) => status) }),
  ...(changes.requests.length > 0 && { requests: changes.requests.map(({ number }) => number) }),
  ...(changes.webhooks.length > 0 && { webhooks: changes.webhooks.map(({ status }) => status) }),
})

/** What a step changes. */
const changedBy = async (sandbox: Sandbox, step: () => unknown) => {
  const { revision } = sandbox.changes()
  await step()
  return told(sandbox.changes(revision))
}

describe('sandbox.changes', () => {
  it('tells what each step changed, and nothing else', async () => {
    const webhook = { url: 'https://shop.test', fetch: () => Promise.resolve(Response.json({ success: true })) }
    const sandbox = start({ webhook })
    const receipt_id = paid(sandbox)
    const billing_key = await issueCardKey(sandbox)
    const reserve_execute_at = new Date(noon + minutes(30)).toISOString()
    const reserve = { ...order, order_id: 'order-2', billing_key, reserve_execute_at }
    expect(await changedBy(sandbox, () => undefined)).toEqual({})
    expect(await changedBy(sandbox, () => send(sandbox, `GET /receipt/${receipt_id}`))).toEqual({ requests: [2] })
    expect(await changedBy(sandbox, () => sandbox.deliver())).toEqual({
      webhooks: ['delivered', 'delivered'],
    })
    expect(await changedBy(sandbox, () => send(sandbox, 'POST /cancel', { receipt_id }))).toEqual({
      receipts: [20],
      requests: [3],
      webhooks: ['waiting'],
    })
    expect(await changedBy(sandbox, () => send(sandbox, 'POST /subscribe/payment/reserve', reserve))).toEqual({
      reservations: [0],
      requests: [4],
    })
    expect(
      await changedBy(sandbox, () => {
        sandbox.advance(minutes(30))
      }),
    ).toEqual({ receipts: [1], reservations: [1], webhooks: ['waiting'] })
    expect(await changedBy(sandbox, () => send(sandbox, `DELETE /subscribe/billing_key/${billing_key}`))).toEqual({
      billing_keys: 1,
      receipts: expect.any(Array),
      requests: [5],
    })
  })

  it('shows records as the state does, and counts them', async () => {
    const sandbox = start()
    paid(sandbox)
    await succeed(sandbox, 'POST /request/subscribe', card)
    sandbox.browser.registerWallet({ user_id: 'user-1' })
    sandbox.browser.verifyIdentity()
    const { cancellations, ...state } = sandbox.state()
    expect(cancellations).toEqual([])
    expect(sandbox.changes()).toMatchObject({
      ...state,
      complete: true,
      counts: { receipts: 2, billing_keys: 1, reservations: 0, requests: 1, webhooks: 0 },
    })
  })

  it('counts up for what is no record too: the clock, tokens, faults', () => {
    const sandbox = start()
    const steps = [
      () => {
        sandbox.advance(1)
      },
      () => {
        sandbox.revokeTokens()
      },
      () => {
        sandbox.failNext('unavailable')
      },
      () => {
        sandbox.clearFaults()
      },
    ]
    for (const step of steps) {
      const { revision } = sandbox.changes()
      step()
      expect(sandbox.changes(revision).revision).toBeGreaterThan(revision)
    }
  })

  it('remembers the last 250 of each kind, and says when that is not all', async () => {
    const sandbox = start()
    const { revision } = sandbox.changes()
    const ids = Array.from({ length: 260 }, () => sandbox.browser.requestPayment(order))
    const changes = sandbox.changes(revision)
    expect(changes.receipts.map(({ receipt_id }) => receipt_id)).toEqual(ids.slice(10))
    expect(changes).toMatchObject({ complete: false, counts: { receipts: 260 } })
    const later = changes.revision
    for (let index = 0; index < 249; index += 1) await send(sandbox, 'GET /receipt/none')
    expect(sandbox.changes(later)).toMatchObject({ complete: true })
    await send(sandbox, 'GET /receipt/none')
    expect(sandbox.changes(later)).toMatchObject({ complete: false })
  })

  it('goes on after a reset, and says that what was known is gone', () => {
    const sandbox = start()
    paid(sandbox)
    const { revision } = sandbox.changes()
    sandbox.reset()
    expect(sandbox.changes(revision)).toMatchObject({ complete: false, receipts: [], counts: { receipts: 0 } })
    expect(sandbox.changes(revision).revision).toBeGreaterThan(revision)
  })

  it('tells of what an export held', () => {
    const sandbox = start()
    paid(sandbox)
    const state = JSON.parse(JSON.stringify(sandbox.export())) as SandboxExport
    expect(createSandbox({ state }).changes().receipts).toEqual(sandbox.changes().receipts)
  })

  it('takes no longer with many receipts', () => {
    const sandbox = start()
    for (let index = 0; index < 20_000; index += 1) sandbox.browser.requestPayment(order)
    const { revision } = sandbox.changes()
    const begin = performance.now()
    for (let index = 0; index < 100; index += 1) sandbox.changes(revision)
    expect((performance.now() - begin) / 100).toBeLessThan(5)
  })
})

describe('sandbox.redeliver', () => {
  const shop = (answers: readonly boolean[]) => {
    let count = 0
    const fetch = () => Promise.resolve(Response.json({ success: answers[count++] ?? true }))
    return start({ webhook: { url: 'https://shop.test', fetch } })
  }

  it('sends a delivered webhook once more', async () => {
    const sandbox = shop([true, true])
    paid(sandbox)
    await sandbox.deliver()
    sandbox.redeliver('webhook-1')
    expect(sandbox.webhooks()).toMatchObject([{ status: 'waiting', attempts: [{ status: 200 }] }])
    await sandbox.deliver()
    expect(sandbox.webhooks()).toMatchObject([{ status: 'delivered', attempts: [{ status: 200 }, { status: 200 }] }])
  })

  it('does not wait for the next retry', async () => {
    const sandbox = shop([false, true])
    paid(sandbox)
    await sandbox.deliver()
    sandbox.redeliver('webhook-1')
    await sandbox.deliver()
    expect(sandbox.webhooks()).toMatchObject([
      { status: 'delivered', attempts: [{ error: 'answer' }, { status: 200 }] },
    ])
  })

  it('throws for an unknown id', () => {
    expect(() => {
      start().redeliver('webhook-1')
    }).toThrow('bootpay-fp sandbox: no webhook webhook-1')
  })
})
