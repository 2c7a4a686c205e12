import { describe, expect, it } from 'vitest'

import { createSandbox, type BrowserPayment, type Sandbox, type SandboxExport } from 'bootpay-fp/sandbox'

import { account, card, issueCardKey, noon, order, paid, send, start, succeed } from './support.js'

const nested = (levels: number): object => {
  let value: object = {}
  for (let level = 1; level < levels; level += 1) value = { a: value }
  return value
}

const circular: { self?: object } = {}
circular.self = circular

/** All that a sandbox can be asked for without changing it. */
const everything = (sandbox: Sandbox) => [
  sandbox.export(),
  sandbox.state(),
  sandbox.webhooks(),
  sandbox.faults(),
  sandbox.now(),
]

describe('what a control refuses changes nothing', () => {
  it.each<[string, (sandbox: Sandbox) => unknown]>([
    [
      'metadata of too many levels',
      ({ browser }) => browser.requestPayment({ ...order, metadata: { a: nested(6_000) } }),
    ],
    ['metadata with a circle', ({ browser }) => browser.requestPayment({ ...order, metadata: { circular } })],
    ['metadata that is no JSON', ({ browser }) => browser.requestPayment({ ...order, metadata: { a: 1n } })],
    ['a user that is no JSON', ({ browser }) => browser.requestPayment({ ...order, user: { circular } })],
    ['a name that is no text', ({ browser }) => browser.requestPayment({ ...order, order_name: 1n } as never)],
    ['a price that cannot be counted', ({ browser }) => browser.requestPayment({ ...order, price: 1e300 })],
    ['a price that is no number', ({ browser }) => browser.requestPayment({ ...order, price: NaN })],
    ['a tax-free part that is no number', ({ browser }) => browser.requestPayment({ ...order, tax_free: NaN })],
    ['an identity that is no JSON', ({ browser }) => browser.verifyIdentity({ username: 1n } as never)],
    ['a wallet that is no JSON', ({ browser }) => browser.registerWallet({ user_id: 1n } as never)],
    ['a time beyond all dates', (sandbox) => sandbox.advance(8.64e16)],
    ['a time beyond the year 9998', (sandbox) => sandbox.advance(253_402_300_800_000 - noon)],
    ['a share beyond 1', (sandbox) => sandbox.setFaults({ rate: 2 })],
  ])('%s', (_, use) => {
    const sandbox = start({ webhook: { url: 'https://shop.test' } })
    paid(sandbox)
    const before = everything(sandbox)
    expect(() => use(sandbox)).toThrow(expect.objectContaining({ code: 'REQUEST_INVALID' }))
    expect(everything(sandbox)).toEqual(before)
  })

  it('keeps its own copy of what it was given', () => {
    const sandbox = start()
    const metadata = { list: [1] }
    paid(sandbox, { metadata } satisfies Partial<BrowserPayment>)
    metadata.list.push(2)
    expect(sandbox.state().receipts).toMatchObject([{ metadata: { list: [1] } }])
  })
})

describe('what the API refuses with a status from 400 to 499 changes nothing but the log of requests', () => {
  const reserve = { ...order, reserve_execute_at: '2026-03-03T12:00:00+09:00' }

  it.each<[string, (billing_key: string, receipt_id: string) => object]>([
    ['POST /subscribe/payment', (billing_key) => ({ ...order, billing_key, price: 1e300 })],
    ['POST /subscribe/payment', (billing_key) => ({ ...order, billing_key, price: '1e400' })],
    ['POST /subscribe/payment', (billing_key) => ({ ...order, billing_key, metadata: nested(101) })],
    ['POST /subscribe/payment/reserve', (billing_key) => ({ ...reserve, billing_key, price: 1e300 })],
    [
      'POST /subscribe/payment/reserve',
      (billing_key) => ({ ...reserve, billing_key, reserve_execute_at: '9999-12-31T23:59:59Z' }),
    ],
    [
      'POST /subscribe/payment/reserve',
      (billing_key) => ({ ...reserve, billing_key, reserve_execute_at: '2026-13-45T99:99:99Z' }),
    ],
    ['POST /request/subscribe', () => ({ ...card, price: 1e300 })],
    ['POST /request/subscribe/automatic-transfer', () => ({ ...account, price: 1e300 })],
    [
      'POST /request/cash/receipt',
      () => ({ ...order, price: 1e300, cash_receipt_type: '소득공제', identity_no: '01000000000' }),
    ],
    ['POST /cancel', (_, receipt_id) => ({ receipt_id, cancel_price: 1e300 })],
    ['POST /cancel', (_, receipt_id) => ({ receipt_id, cancel_price: -1 })],
    ['POST /cancel', (_, receipt_id) => ({ receipt_id, cancel_tax_free: 1e300, cancel_price: 1 })],
  ])('%s %#', async (line, bodyOf) => {
    const sandbox = start({ webhook: { url: 'https://shop.test' } })
    const receipt_id = paid(sandbox, { order_id: 'paid' })
    const body = bodyOf(await issueCardKey(sandbox), receipt_id)
    const before = everything(sandbox).map((each) => ({ ...(each as object), requests: [] }))
    const { status } = await send(sandbox, line, body)
    expect([status >= 400 && status < 500, status]).toEqual([true, status])
    expect(everything(sandbox).map((each) => ({ ...(each as object), requests: [] }))).toEqual(before)
  })
})

describe('a state with a damaged record', () => {
  const whole = async (): Promise<SandboxExport> => {
    const sandbox = start({ webhook: { url: 'https://shop.test' } })
    paid(sandbox)
    const { billing_key } = { billing_key: await issueCardKey(sandbox) }
    await succeed(sandbox, 'POST /subscribe/payment/reserve', {
      ...order,
      billing_key,
      reserve_execute_at: '2026-03-03T12:00:00+09:00',
    })
    sandbox.browser.verifyIdentity()
    sandbox.browser.registerWallet({ user_id: 'user-1' })
    await succeed(sandbox, 'POST /request/token', sandbox.credentials, '')
    return sandbox.export()
  }

  it('is refused in every list', async () => {
    const state = await whole()
    const lists = Object.entries(state).filter(
      ([name, list]) => Array.isArray(list) && list.length > 0 && name !== 'requests',
    )
    expect(lists.length).toBeGreaterThan(5)
    for (const [name, list] of lists)
      for (const damage of [
        [null],
        [1],
        [{}],
        [[]],
        ...(name === 'tokens' ? [] : [[...(list as []), ...(list as [])]]),
      ])
        expect(
          () => createSandbox({ state: { ...state, [name]: damage } }),
          `${name} ${JSON.stringify(damage)}`,
        ).toThrow(expect.objectContaining({ code: 'STATE_INVALID' }))
  })

  it.each([
    ['added_time', 1e300],
    ['added_time', 'x'],
    ['serial', 1e300],
    ['serial', 0.5],
    ['seed', 'x'],
    ['faults', {}],
    ['current_token', 5],
  ])('is refused with %s %j', async (name, value) => {
    const state = { ...(await whole()), [name]: value }
    expect(() => createSandbox({ state })).toThrow(`state is damaged: ${name}`)
  })
})
