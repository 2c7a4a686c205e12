import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { createSandbox, type Sandbox, type SandboxExport } from 'bootpay-fp/sandbox'

import { account, bearer, card, minutes, noon, order, paid, send, start } from './support.js'

/** The same sandbox again, by way of a file. */
const restored = (sandbox: Sandbox): Sandbox =>
  start({ state: JSON.parse(JSON.stringify(sandbox.export())) as SandboxExport, webhook: webhookOf() })

const webhookOf = () => ({
  url: 'https://shop.test',
  fetch: (url: string, init: RequestInit) =>
    Promise.resolve(Response.json({ success: `${url}${String(init.body)}`.length % 3 > 0 })),
})

/** What a sandbox holds of a kind: the id at a number, counted round. */
const idAt = (ids: readonly string[], number: number): string => ids[number % (ids.length || 1)] ?? 'none'

/** One step of anybody's, driven by two numbers; says what came of it. */
type Step = readonly [name: keyof typeof steps, a: number, b: number]

const steps = {
  pay: (sandbox: Sandbox, a: number, b: number) => {
    const method = ['card', 'bank', 'vbank', 'phone', 'naverpay'][a % 5] ?? 'card'
    const separately_confirmed = b % 3 === 0
    const metadata = { a, none: null, list: [b] }
    const escrow = b % 5 === 0
    return paid(sandbox, { order_id: `order-${String(b % 4)}`, method, separately_confirmed, escrow, metadata })
  },
  deposit: (sandbox: Sandbox, a: number) => {
    const waiting = sandbox.state().receipts.filter(({ status }) => status === 5)
    const id = waiting[a % (waiting.length || 1)]?.receipt_id
    if (id !== undefined) sandbox.browser.deposit(id)
    return id
  },
  ship: (sandbox: Sandbox, a: number) =>
    send(sandbox, `PUT /escrow/shipping/start/${receiptAt(sandbox, a)}`, { tracking_number: 1, delivery_corp: 'CJ' }),
  decide: (sandbox: Sandbox, a: number, b: number) => {
    const shipped = sandbox.state().receipts.filter(({ escrow_data = {} }) => 'status' in escrow_data)
    const id = idAt(
      shipped.map(({ receipt_id }) => receipt_id),
      a,
    )
    sandbox.browser[b % 2 ? 'confirmPurchase' : 'refusePurchase'](id)
    return id
  },
  confirm: (sandbox: Sandbox, a: number) => send(sandbox, 'POST /confirm', { receipt_id: receiptAt(sandbox, a) }),
  cancel: (sandbox: Sandbox, a: number, b: number) => {
    const part = b % 2 ? { cancel_price: 1 + (b % 500), cancel_id: `cancel-${String(b % 5)}` } : {}
    return send(sandbox, 'POST /cancel', { receipt_id: receiptAt(sandbox, a), ...part })
  },
  issue: (sandbox: Sandbox, a: number, b: number) =>
    send(sandbox, 'POST /request/subscribe', {
      ...card,
      subscription_id: `key-${String(a)}`,
      price: b % 2,
      user: { id: `user-${String(b % 2)}` },
    }),
  transfer: async (sandbox: Sandbox, a: number) => {
    const subscription_id = `transfer-${String(a)}`
    const asked = await send(sandbox, 'POST /request/subscribe/automatic-transfer', { ...account, subscription_id })
    if (a % 2) sandbox.browser.consent(String(asked.body['receipt_id']))
    return asked
  },
  publish: (sandbox: Sandbox, a: number) =>
    send(sandbox, 'POST /request/subscribe/automatic-transfer/publish', { receipt_id: receiptAt(sandbox, a) }),
  charge: (sandbox: Sandbox, a: number, b: number) =>
    send(sandbox, 'POST /subscribe/payment', {
      ...order,
      order_id: `order-${String(b)}`,
      billing_key: keyAt(sandbox, a),
    }),
  reserve: (sandbox: Sandbox, a: number, b: number) =>
    send(sandbox, 'POST /subscribe/payment/reserve', {
      ...order,
      order_id: `order-${String(b)}`,
      billing_key: keyAt(sandbox, a),
      reserve_execute_at: new Date(noon + minutes(b % 100)).toISOString(),
    }),
  unreserve: (sandbox: Sandbox, a: number) =>
    send(
      sandbox,
      `DELETE /subscribe/payment/reserve/${idAt(
        sandbox.state().reservations.map(({ reserve_id }) => reserve_id),
        a,
      )}`,
    ),
  destroy: (sandbox: Sandbox, a: number) => send(sandbox, `DELETE /subscribe/billing_key/${keyAt(sandbox, a)}`),
  cash: (sandbox: Sandbox, a: number) =>
    send(sandbox, 'POST /request/receipt/cash/publish', {
      receipt_id: receiptAt(sandbox, a),
      cash_receipt_type: '소득공제',
      identity_no: '01000000000',
    }),
  identity: (sandbox: Sandbox, a: number) =>
    send(sandbox, `GET /certificate/${sandbox.browser.verifyIdentity({ gender: a % 2 })}`),
  wallet: (sandbox: Sandbox, a: number, b: number) => {
    const user_id = `user-${String(a % 2)}`
    if (b % 2) sandbox.browser.registerWallet({ user_id })
    return send(sandbox, 'POST /wallet/payment', { ...order, order_id: `order-${String(b)}`, user_id, sandbox: true })
  },
  user: async (sandbox: Sandbox, a: number) =>
    send(
      sandbox,
      'POST /request/user/token',
      { user_id: `user-${String(a)}`, gender: ['x', 1][a % 2] },
      await bearer(sandbox),
    ),
  token: (sandbox: Sandbox) => bearer(sandbox),
  advance: (sandbox: Sandbox, a: number) => {
    sandbox.advance(minutes(a % 4 ? a : a * 24 * 60))
  },
  deliver: (sandbox: Sandbox) => sandbox.deliver(),
  fail: (sandbox: Sandbox, a: number) => {
    const faults = ['webhook_twice', 'bad_gateway_after', 'cancel_critical_after', 'clock_backward'] as const
    sandbox.failNext(faults[a % 4] ?? 'unavailable', { times: 1 + (a % 2) })
    if (a % 3 === 0) sandbox.declineNext({ operation: 'cancelPayment' })
  },
  faults: (sandbox: Sandbox, a: number) => {
    sandbox.setFaults({
      rate: (a % 3) / 4,
      only: ['webhook_twice', 'unavailable', 'clock_forward', 'bad_gateway_after'],
    })
  },
} as const satisfies Record<string, (sandbox: Sandbox, a: number, b: number) => unknown>

const receiptAt = (sandbox: Sandbox, number: number): string =>
  idAt(
    sandbox.state().receipts.map(({ receipt_id }) => receipt_id),
    number,
  )

const keyAt = (sandbox: Sandbox, number: number): string =>
  idAt(
    sandbox.state().billing_keys.map(({ billing_key }) => billing_key),
    number,
  )

const run = async (sandbox: Sandbox, program: readonly Step[]): Promise<readonly unknown[]> => {
  const results: unknown[] = []
  for (const [name, a, b] of program)
    try {
      results.push(await steps[name](sandbox, a, b))
    } catch (error) {
      results.push(String(error))
    }
  return results
}

const program = (maxLength: number) =>
  fc.array(
    fc.tuple(
      fc.constantFrom(...(Object.keys(steps) as (keyof typeof steps)[])),
      fc.nat({ max: 60 }),
      fc.nat({ max: 60 }),
    ),
    { maxLength, size: 'max' },
  )

/** Keys, a reservation and a wallet, so that the steps after it find what they need. */
const opening: readonly Step[] = [
  ['issue', 0, 0],
  ['transfer', 1, 0],
  ['publish', 1, 0],
  ['reserve', 0, 30],
  ['wallet', 0, 1],
]

describe('a sandbox from an export', () => {
  it('gives the same answers as the first one', async () => {
    await fc.assert(
      fc.asyncProperty(program(40), program(20), fc.integer(), async (before, after, seed) => {
        const first = start({ seed, webhook: webhookOf() })
        await run(first, [...opening, ...before])
        const second = restored(first)
        expect(second.state()).toEqual(first.state())
        expect(await run(second, after)).toEqual(await run(first, after))
        expect(second.state()).toEqual(first.state())
        expect(second.requests()).toEqual(first.requests())
        expect(second.webhooks()).toEqual(first.webhooks())
        expect(second.export()).toEqual(first.export())
      }),
      { numRuns: 200 },
    )
  })

  it('has the tokens, the added time and the webhooks of the first one', async () => {
    const first = start({ webhook: { url: 'https://shop.test' } })
    const receipt_id = paid(first)
    first.advance(minutes(10))
    const token = await bearer(first)
    const second = restored(first)
    expect(second.now()).toBe(noon + minutes(10))
    expect(await bearer(second)).toBe(token)
    expect(await send(second, `GET /receipt/${receipt_id}`, undefined, token)).toMatchObject({ status: 200 })
    expect(second.webhooks()).toMatchObject([{ receipt_id, status: 'waiting' }])
  })

  it('starts over with the seed of the first one', () => {
    const first = start({ seed: 42 })
    const receipt_id = paid(first)
    const second = start({ seed: 1, state: first.export() })
    second.reset()
    expect(second.state().receipts).toEqual([])
    expect(paid(second)).toBe(receipt_id)
  })

  it('keeps the log of requests within its bounds', async () => {
    const first = start()
    for (let index = 0; index < 1_001; index += 1) await send(first, 'GET /receipt/none')
    const second = restored(first)
    await send(second, 'GET /wallet')
    expect(second.requests()).toHaveLength(1_000)
    expect(second.requests().at(-1)).toMatchObject({ operation: 'getWallets' })
  })
})

describe('an export', () => {
  it('is plain JSON that the sandbox does not share', async () => {
    const sandbox = start({ webhook: webhookOf() })
    paid(sandbox, { metadata: { nested: { a: 1 } } })
    await bearer(sandbox)
    const state = sandbox.export()
    const text = JSON.stringify(state)
    expect(JSON.parse(text)).toEqual(state)
    const second = createSandbox({ now: () => noon, state })
    for (const list of Object.values(state)) if (Array.isArray(list)) list.length = 0
    expect(JSON.stringify(sandbox.export())).toBe(text)
    expect(JSON.stringify(second.export())).toBe(text)
  })

  it('holds no credentials, no whole card number and no PIN', async () => {
    const sandbox = start({ webhook: webhookOf() })
    const body = { ...card, card_pw: '77', card_identity_no: '771014', price: 1000 }
    await send(sandbox, 'POST /request/subscribe', body)
    await send(sandbox, 'POST /request/subscribe/automatic-transfer', account)
    const text = JSON.stringify([sandbox.export(), sandbox.requests(), sandbox.webhooks()])
    const { private_key, client_key, secret_key } = sandbox.credentials
    for (const secret of [private_key, client_key, secret_key, card.card_no, '"77"', '771014', account.bank_account])
      expect(text).not.toContain(secret)
  })

  it.each([
    [{ version: 1 }, 'state has version 1, this package reads version 2 only'],
    [{ version: 3 }, 'state has version 3, this package reads version 2 only'],
    [{}, 'state is not an export'],
    [null, 'state is not an export'],
    ['{}', 'state is not an export'],
    [[], 'state is not an export'],
    [{ version: 2 }, 'state is damaged: seed'],
    [{ ...start().export(), added_time: null }, 'state is damaged: added_time'],
    [{ ...start().export(), receipts: {} }, 'state is damaged: receipts'],
  ])('is refused when it is %j', (state, message) => {
    expect(() => createSandbox({ state: state as unknown as SandboxExport })).toThrow(`bootpay-fp sandbox: ${message}`)
  })
})
