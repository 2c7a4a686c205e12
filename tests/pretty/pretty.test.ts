import { cancelPayment, createContext, getReceipt, createTokenState, type Event } from 'bootpay-fp'
import { prettyError, prettyPrinter } from 'bootpay-fp/pretty'
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

describe('prettyError', () => {
  const unknown = async () => {
    const { fetch, failNext, credentials, browser } = createSandbox()
    const { client_key, secret_key } = credentials
    const ctx = createContext({ credentials: { client_key, secret_key }, fetch })
    const receipt_id = browser.requestPayment({ order_id: 'o-1', price: 1_000, order_name: '니트' })
    browser.pay(receipt_id)
    failNext('reset_after')
    const result = await cancelPayment(ctx, { receipt_id, cancel_price: 400, cancel_id: 'c-1' })()
    if (result._tag === 'Right') throw new Error('it went well')
    return { receipt_id, left: result.left }
  }

  test('says what it is, what it means in Korean, and what it is about', async () => {
    const { receipt_id, left } = await unknown()
    expect(prettyError(left)).toBe(
      [
        '✗ OutcomeUnknown cancelPayment: 처리되었는지 알 수 없습니다. 다시 보내지 말고 getReceipt(으)로 결과를 확인하세요. 구매자에게 실패했다고 하지 마세요.',
        `  receipt_id=${receipt_id}  cancel_price=400  cancel_id=c-1`,
      ].join('\n'),
    )
  })

  test('speaks English and colours it where it is asked to', async () => {
    const { left } = await unknown()
    const text = prettyError(left, { language: 'en', colour: true })
    expect(text).toContain(`\u001b[33m✗ OutcomeUnknown\u001b[0m cancelPayment: ${left.message}`)
    expect(text).toContain('\u001b[2mreceipt_id=\u001b[0m')
  })

  test('shows an error of a flow or of your own by its message', () => {
    expect(prettyError({ _tag: 'NotPaid', message: 'nothing was paid' })).toBe('✗ NotPaid nothing was paid')
  })

  test.each([
    undefined,
    null,
    7,
    'text',
    {},
    { about: 7 },
    {
      get about() {
        throw new Error('no')
      },
    },
  ])('never throws, whatever it is given (%#)', (strange) => {
    expect(typeof prettyError(strange as never, strange as never)).toBe('string')
  })
})
