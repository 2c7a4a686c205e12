import { cancelPayment, createContext, getReceipt, createTokenState, type Event } from 'bootpay-fp'
import { prettyPrinter } from 'bootpay-fp/pretty'
import { createSandbox } from 'bootpay-fp/sandbox'
import { describe, expect, test } from 'vitest'

import { rejectionsOf } from '../support/rejections.js'

const told = async (colour: boolean) => {
  const lines: string[] = []
  const sandbox = createSandbox({ now: () => Date.parse('2026-01-31T00:00:00Z') })
  const { application_id, private_key } = sandbox.credentials
  const ctx = createContext({
    credentials: { application_id, private_key },
    tokens: createTokenState(),
    fetch: sandbox.fetch,
    now: sandbox.now,
    random: () => 0.5,
    sleep: () => Promise.resolve(),
    onEvent: prettyPrinter({ write: (line) => lines.push(line), colour }),
  })
  sandbox.failNext('unavailable', { operation: 'getReceipt' })
  await getReceipt(ctx, { receipt_id: 'a' })()
  await cancelPayment(ctx, { receipt_id: 'a', cancel_price: 100, cancel_id: 'c-1' })()
  return lines
}

test('prettyPrinter prints a line for each event', async () => {
  expect(await told(false)).toEqual([
    '00:00:00.000 → getAccessToken POST',
    '00:00:00.000 ← getAccessToken 200 0 ms',
    '00:00:00.000 ⚿ token requested',
    '00:00:00.000 → getReceipt GET  receipt_id=a',
    '00:00:00.000 ← getReceipt 503 0 ms',
    '00:00:00.000 ↻ getReceipt again in 1000 ms',
    '00:00:00.000 → getReceipt GET #2  receipt_id=a',
    '00:00:00.000 ← getReceipt 404 0 ms',
    '00:00:00.000 → cancelPayment POST  receipt_id=a  cancel_price=100  cancel_id=c-1',
    '00:00:00.000 ← cancelPayment 404 0 ms',
  ])
})

test('prettyPrinter colours the lines for a terminal when told to', async () => {
  expect((await told(true))[0]).toContain('\u001b[36mgetAccessToken\u001b[0m')
})

describe('a line that cannot be printed', () => {
  const fail = (): never => {
    throw new Error('no')
  }
  const event: Event = { type: 'progress', done: 1, total: 2, at: NaN }
  test.each([
    ['since write throws', { write: fail }, { ...event, at: 0 }],
    ['since write rejects', { write: () => Promise.reject(new Error('no')) }, { ...event, at: 0 }],
    ['since the clock gave no time', {}, event],
    ['since the event is none', {}, null],
  ])('%s, is lost, and nothing else', async (_, options, given) => {
    const rejections = await rejectionsOf(() => Promise.resolve(prettyPrinter(options)(given as Event)))
    expect(rejections).toEqual([])
  })
})
