import { createRetryBudget, getReceipt } from 'bootpay-fp'
import { expect, test } from 'vitest'

import { receipt } from '../fixtures/receipt.js'
import { testContext } from '../support/bootpay.js'

const { receipt_id } = receipt

test('a Context repeats twenty times for free, then no more until something succeeds', async () => {
  let sent = 0
  let status = 503
  const ctx = testContext({
    fetch: () => {
      sent += 1
      return Promise.resolve(status === 200 ? Response.json(receipt) : new Response('', { status }))
    },
  })
  const look = async () => {
    const before = sent
    await getReceipt(ctx, { receipt_id })()
    return sent - before
  }
  const counts = []
  for (let i = 0; i < 12; i++) counts.push(await look())
  expect(counts).toEqual([3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 1, 1])
  status = 200
  for (let i = 0; i < 5; i++) await look()
  status = 503
  expect([await look(), await look()]).toEqual([2, 1])
})

test('a budget of 100 pays 5 for a repeat, gets 1 for a success, and never holds more', () => {
  const pay = createRetryBudget()
  pay(-1)
  expect(Array.from({ length: 21 }, () => pay(5))).toEqual([...Array.from({ length: 20 }, () => true), false])
  for (let i = 0; i < 5; i++) pay(-1)
  expect([pay(5), pay(5)]).toEqual([true, false])
})

test('a budget gives nothing for what is no number', () => {
  const pay = createRetryBudget()
  expect(['5', null, undefined, true, NaN, []].map((cost) => pay(cost as number))).toEqual(Array(6).fill(false))
  expect(pay(100)).toBe(true)
})

test('a budget of one’s own is asked for 2 after a 429 and for 5 after anything else, and gets 1 back', async () => {
  const costsOf = async (...statuses: readonly number[]) => {
    const costs: number[] = []
    let sent = 0
    const ctx = testContext({
      retry: { attempts: 3, budget: (cost) => costs.push(cost) > 0 },
      fetch: () => Promise.resolve(Response.json(receipt, { status: statuses[sent++] ?? 200 })),
    })
    await getReceipt(ctx, { receipt_id })()
    return costs
  }
  expect(await costsOf(429, 503)).toEqual([2, 5, -1])
  expect(await costsOf(429, 429, 429)).toEqual([2, 2])
  expect(await costsOf()).toEqual([-1])
})
