import {
  cancellableAmount,
  cancelPayment,
  chargeBillingKey,
  chargeBillingKeyOnce,
  chargeSubscriptionCycle,
  confirmPayment,
  createContext,
  getReceipt,
  getReceiptsByOrder,
  getReservation,
  isPaid,
  issueBillingKey,
  issueCashReceiptForPayment,
  payWithWallet,
  reservePayment,
  startShipping,
} from 'bootpay-fp'
import { sandboxCards, sandboxOperations, type SandboxOperation, type SandboxOptions } from 'bootpay-fp/sandbox'
import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'

import { account, noon, order, paid, send, start, succeed } from './support.js'

const day = 24 * 60 * 60 * 1_000

const card = {
  pg: 'nicepay',
  order_name: '월간 원두 구독',
  subscription_id: 's-1',
  card_no: '4000000000000000',
  card_pw: '00',
  card_identity_no: '900101',
  card_expire_year: '39',
  card_expire_month: '12',
}

/** A sandbox whose shop notes the webhooks it is told of, and a Context that tries once. */
const shop = (options: SandboxOptions = {}) => {
  const told: unknown[] = []
  const sandbox = start({
    ...options,
    webhook: {
      url: 'https://shop.example/hook',
      fetch: async (_, { body }) => {
        const { webhook_type, status, order_id } = JSON.parse(String(body)) as Record<string, unknown>
        told.push([webhook_type, status, order_id])
        return Promise.resolve(Response.json({ success: true }))
      },
      ...options.webhook,
    },
  })
  const ctx = createContext({
    credentials: sandbox.credentials,
    fetch: sandbox.fetch,
    now: sandbox.now,
    retry: { attempts: 1 },
  })
  const keyOf = async (more: Partial<typeof card> = {}) => {
    const issued = await issueBillingKey(ctx, { ...card, ...more })()
    if (issued._tag === 'Left') throw new Error(issued.left.message)
    return issued.right.billing_key
  }
  return { sandbox, ctx, told, keyOf }
}

describe('cards that decline', () => {
  const codes = Object.entries(sandboxCards).map(
    ([name, { card_no, error_code, message, pg_error_code }]) =>
      [name, card_no, error_code, message, pg_error_code] as const,
  )

  it.each(codes)('%s: at the charge, and not at the issue', async (name, card_no, code, message, pg_error_code) => {
    const { sandbox, ctx, keyOf } = shop()
    const billing_key = await keyOf({ card_no })
    const result = await chargeBillingKey(ctx, { ...order, billing_key })()
    expect(result).toMatchObject(
      name === 'network_error'
        ? { left: { _tag: 'OutcomeUnknown' } }
        : { left: { _tag: 'ApiError', status: 400, code, message, pg_error_code } },
    )
    expect(sandbox.state().receipts.find(({ order_id }) => order_id === order.order_id)).toMatchObject({
      status: -2,
      status_locale: '결제승인실패',
    })
  })

  it.each(codes)(
    '%s: at a server confirm, a browser’s payment and confirm',
    async (_, card_no, error_code, message) => {
      const { sandbox, ctx } = shop()
      const requested = (separately_confirmed: boolean) => {
        const receipt_id = sandbox.browser.requestPayment({ ...order, separately_confirmed })
        sandbox.browser.pay(receipt_id, { card_no })
        return receipt_id
      }
      const confirmed = requested(true)
      expect(await confirmPayment(ctx, { receipt_id: confirmed })()).toMatchObject({ _tag: 'Left' })
      const inPage = requested(true)
      sandbox.browser.confirm(inPage)
      const atOnce = requested(false)
      for (const receipt_id of [confirmed, inPage, atOnce])
        expect(sandbox.browser.event(receipt_id)).toMatchObject({ event: 'error', error_code, message })
      expect(sandbox.state().receipts.map(({ status }) => status)).toEqual([-2, -2, -2])
    },
  )

  it('decline in a wallet, and as the first payment of a key, of which none is issued then', async () => {
    const { sandbox, ctx } = shop()
    const { card_no } = sandboxCards.stolen
    sandbox.browser.registerWallet({ user_id: 'u-1', card_no })
    expect(await payWithWallet(ctx, { ...order, user_id: 'u-1', sandbox: true })()).toMatchObject({
      left: { code: 'RC_CONFIRM_FAILED', pg_error_code: 'STOLEN' },
    })
    expect(await issueBillingKey(ctx, { ...card, card_no, price: 9900 })()).toMatchObject({
      left: { code: 'RC_CONFIRM_FAILED' },
    })
    const receipt_id = sandbox.browser.requestSubscription({ subscription_id: 's-2', order_name: '구독', price: 9900 })
    sandbox.browser.pay(receipt_id, { card_no })
    expect(sandbox.browser.event(receipt_id)).toMatchObject({ event: 'error', error_code: 'RC_CONFIRM_FAILED' })
    expect(sandbox.state().billing_keys).toEqual([])
    expect(sandbox.state().receipts.map(({ status }) => status)).toEqual([-2, -40, -2, -40, -2])
  })

  it('end a reservation with -1, as a card does whose last month is over', async () => {
    const { sandbox, ctx, keyOf } = shop()
    const [declining, ending] = [
      await keyOf({ card_no: sandboxCards.over_limit.card_no }),
      await keyOf({ card_expire_year: '26', card_expire_month: '03' }),
    ]
    const reserve = async (billing_key: string, order_id: string, after: number) => {
      const at = new Date(noon + after)
      const made = await reservePayment(ctx, { ...order, billing_key, order_id, reserve_execute_at: at })()
      return made._tag === 'Right' ? made.right.reserve_id : ''
    }
    const ids = [
      await reserve(declining, 'r-1', day),
      await reserve(ending, 'r-2', 29 * day),
      await reserve(ending, 'r-3', 30 * day),
    ]
    sandbox.advance(31 * day)
    const became = await Promise.all(ids.map((reserve_id) => getReservation(ctx, { reserve_id })()))
    expect(became.map((each) => each._tag === 'Right' && each.right.status)).toEqual([-1, 1, -1])
  })

  it('are refused at the issue once their date is over', async () => {
    const { ctx } = shop()
    const old = { ...card, card_expire_year: '26', card_expire_month: '02' }
    expect(await issueBillingKey(ctx, old)()).toMatchObject({ left: { code: 'SUBSCRIBE_REQUEST_FAILED' } })
    expect(await issueBillingKey(ctx, { ...old, card_expire_month: '03' })()).toMatchObject({ _tag: 'Right' })
  })
})

describe('declineNext', () => {
  it('refuses the next request of its operation with what was given, once', async () => {
    const { sandbox, ctx } = shop()
    const receipt_id = paid(sandbox)
    sandbox.declineNext({
      operation: 'cancelPayment',
      code: 'RC_CANCEL_SERVER_ERROR',
      message: '잔액 부족',
      pg_error_code: '9003',
    })
    expect(await cancelPayment(ctx, { receipt_id })()).toMatchObject({
      left: { _tag: 'ApiError', code: 'RC_CANCEL_SERVER_ERROR', message: '잔액 부족', pg_error_code: '9003' },
    })
    expect(sandbox.state().cancellations).toEqual([])
    expect(await cancelPayment(ctx, { receipt_id })()).toMatchObject({ right: { status: 20 } })
  })

  it('leaves all the money of a cancel where it is, and everything that can be done with it', async () => {
    const { sandbox, ctx } = shop()
    const receipt_id = paid(sandbox, { escrow: true })
    const refuse = () => {
      sandbox.declineNext({ operation: 'cancelPayment' })
      return cancelPayment(ctx, { receipt_id, cancel_price: 400 })()
    }
    expect(await refuse()).toMatchObject({ left: { _tag: 'ApiError' } })
    const standing = await getReceipt(ctx, { receipt_id })()
    expect(standing).toMatchObject({ right: { status: -20, status_locale: '결제취소실패', cancelled_price: 0 } })
    expect(E.isRight(standing) && isPaid(standing.right) && cancellableAmount(standing.right)).toBe(1000)
    expect(sandbox.browser.event(receipt_id)).toMatchObject({ event: 'done' })
    const cash = { receipt_id, username: '홍길동', cash_receipt_type: '소득공제', identity_no: '01000000000' } as const
    expect(await issueCashReceiptForPayment(ctx, cash)()).toMatchObject({ _tag: 'Right' })
    const shipping = { receipt_id, tracking_number: '1', delivery_corp: 'CJ대한통운' }
    expect(await startShipping(ctx, shipping)()).toMatchObject({ right: { escrow_data: { status: 3 } } })
    sandbox.browser.refusePurchase(receipt_id)
    expect(await cancelPayment(ctx, { receipt_id, cancel_price: 400 })()).toMatchObject({ right: { status: 1 } })
    await refuse()
    expect(await cancelPayment(ctx, { receipt_id })()).toMatchObject({ right: { status: 20, cancelled_price: 1000 } })
    expect(await refuse()).toMatchObject({ left: { code: 'RC_ALREADY_CANCELLED' } })
    expect(sandbox.state().receipts).toMatchObject([{ status: 20 }])
  })

  it('waits for a request that the gateway is asked for at all', async () => {
    const { sandbox, ctx } = shop()
    sandbox.declineNext({ operation: 'confirmPayment' })
    expect(await confirmPayment(ctx, { receipt_id: paid(sandbox) })()).toMatchObject({
      left: { code: 'RC_NOT_CONFIRM_READY' },
    })
    expect(sandbox.faults().declines).toEqual([{ operation: 'confirmPayment' }])
    const receipt_id = paid(sandbox, { separately_confirmed: true })
    expect(await confirmPayment(ctx, { receipt_id })()).toMatchObject({ left: { code: 'RC_CONFIRM_FAILED' } })
    expect(sandbox.faults().declines).toEqual([])
  })

  it('fits every operation, and survives an export', async () => {
    for (const operation of sandboxOperations) start().declineNext({ operation })
    const { sandbox } = shop()
    const receipt_id = paid(sandbox)
    sandbox.declineNext({ operation: 'issueCashReceiptForPayment' })
    const { ctx } = shop({ state: JSON.parse(JSON.stringify(sandbox.export())) as ReturnType<typeof sandbox.export> })
    const cash = { receipt_id, username: '홍길동', cash_receipt_type: '소득공제', identity_no: '01000000000' } as const
    expect(await issueCashReceiptForPayment(ctx, cash)()).toMatchObject({ left: { code: 'RC_CASH_RECEIPT_FAILED' } })
  })

  it.each([
    [{ operation: 'none' as SandboxOperation }],
    [{ operation: 'cancelPayment', code: '' }],
    [{ operation: 'cancelPayment', message: 7 as unknown as string }],
  ] as const)('throws for %j, and nothing waits then', (decline) => {
    const sandbox = start()
    expect(() => {
      sandbox.declineNext(decline)
    }).toThrow('declineNext')
    expect(sandbox.faults().declines).toEqual([])
  })

  it('is forgotten with the faults, and by a reset', () => {
    const sandbox = start()
    for (const forget of [sandbox.clearFaults, sandbox.reset]) {
      sandbox.declineNext({ operation: 'cancelPayment' })
      forget()
      expect(sandbox.faults().declines).toEqual([])
    }
  })
})

describe('a failure is told of by a webhook', () => {
  const failing = async ({ sandbox, ctx, keyOf }: ReturnType<typeof shop>, enable_error_webhook?: boolean) => {
    const asks = enable_error_webhook === undefined ? {} : { enable_error_webhook }
    const { card_no } = sandboxCards.expired
    const open = (order_id: string, more: object = {}) =>
      sandbox.browser.requestPayment({ ...order, order_id, ...asks, ...more })
    sandbox.browser.fail(open('window'))
    sandbox.browser.cancel(open('closed'))
    sandbox.browser.pay(open('card'), { card_no })
    const separate = open('confirm', { separately_confirmed: true })
    sandbox.browser.pay(separate)
    sandbox.declineNext({ operation: 'confirmPayment' })
    await confirmPayment(ctx, { receipt_id: separate })()
    const cancelled = open('cancel')
    sandbox.browser.pay(cancelled)
    sandbox.declineNext({ operation: 'cancelPayment' })
    await cancelPayment(ctx, { receipt_id: cancelled })()
    // As it goes over the wire: the SDK's `Extra` has no such member yet.
    const billing_key = await keyOf({ card_no })
    await send(sandbox, 'POST /subscribe/payment', { ...order, order_id: 'charge', billing_key, extra: asks })
    // What else can ask for it: a link, and a first payment in the browser, by REST, or of an account.
    const link = { ...order, order_id: 'link', extra: asks }
    sandbox.browser.fail(String((await succeed(sandbox, 'POST /request/payment', link))['receipt_id']))
    const first = { order_name: '구독', price: 9900, ...asks }
    sandbox.browser.pay(sandbox.browser.requestSubscription({ subscription_id: 'first', ...first }), { card_no })
    await send(sandbox, 'POST /request/subscribe', {
      ...card,
      card_no,
      price: 9900,
      subscription_id: 'rest',
      extra: asks,
    })
    const transfer = 'POST /request/subscribe/automatic-transfer'
    const { receipt_id } = await succeed(sandbox, transfer, { ...account, subscription_id: 'account', extra: asks })
    sandbox.browser.consent(String(receipt_id))
    const { receipt_data } = await succeed(sandbox, `${transfer}/publish`, { receipt_id })
    sandbox.declineNext({ operation: 'cancelPayment' })
    await cancelPayment(ctx, { receipt_id: (receipt_data as { receipt_id: string }).receipt_id })()
    await sandbox.deliver()
  }
  const all = [
    ['PAYMENT_REQUEST_FAILED', -4, 'window'],
    ['PAYMENT_CONFIRM_FAILED', -2, 'card'],
    ['PAYMENT_CONFIRM_FAILED', -2, 'confirm'],
    ['PAYMENT_COMPLETED', 1, 'cancel'],
    ['PAYMENT_CANCEL_FAILED', -20, 'cancel'],
    [undefined, 11, 's-1'],
    ['PAYMENT_CONFIRM_FAILED', -2, 'charge'],
    ['PAYMENT_REQUEST_FAILED', -4, 'link'],
    ['PAYMENT_CONFIRM_FAILED', -2, 'first'],
    ['PAYMENT_CONFIRM_FAILED', -2, 'rest'],
    ['PAYMENT_COMPLETED', 1, 'account'],
    [undefined, 11, 'account'],
    ['PAYMENT_CANCEL_FAILED', -20, 'account'],
  ]

  it('where the request asks for that', async () => {
    const at = shop()
    await failing(at, true)
    expect(at.told).toEqual(all)
    expect(at.sandbox.state().receipts.find(({ order_id }) => order_id === 'cancel')).toMatchObject({ status: -20 })
  })

  it('everywhere, where the sandbox is told so', async () => {
    const at = shop({ webhook: { errors: true } })
    await failing(at)
    expect(at.told).toEqual(all)
  })

  it('and not otherwise', async () => {
    const at = shop()
    await failing(at)
    expect(at.told).toEqual([
      ['PAYMENT_COMPLETED', 1, 'cancel'],
      [undefined, 11, 's-1'],
      ['PAYMENT_COMPLETED', 1, 'account'],
      [undefined, 11, 'account'],
    ])
  })
})

describe('a year of a subscription', () => {
  it('whose card fails in May is retried, loses no month and charges none twice', async () => {
    const { sandbox, ctx, keyOf } = shop()
    const billing_key = await keyOf()
    const cycles = Array.from({ length: 12 }, (_, month) => `2026-${String(month + 1).padStart(2, '0')}`)
    const attempts: Record<string, number> = {}
    for (const cycle of cycles) {
      if (cycle === '2026-05')
        for (const code of ['RC_CONFIRM_FAILED', 'RC_CONFIRM_FAILED'])
          sandbox.declineNext({ operation: 'chargeBillingKey', code, pg_error_code: 'INSUFFICIENT_FUNDS' })
      const charge = (attempt: number) =>
        chargeSubscriptionCycle(ctx, {
          billing_key,
          order_name: '월간 원두 구독',
          price: 9900,
          subscription_id: 's-1',
          cycle,
          attempt,
        })()
      let attempt = 1
      for (let result = await charge(attempt); result._tag === 'Left'; result = await charge(attempt)) {
        expect(result.left).toMatchObject({ _tag: 'ApiError', code: 'RC_CONFIRM_FAILED' })
        sandbox.advance(3 * day)
        attempt += 1
      }
      attempts[cycle] = attempt
      sandbox.advance(30 * day)
    }
    expect(attempts).toEqual({ ...Object.fromEntries(cycles.map((cycle) => [cycle, 1])), '2026-05': 3 })
    const charges = sandbox.state().receipts.filter(({ price }) => price === 9900)
    expect(charges.filter(({ status }) => status === 1).map(({ order_id }) => order_id)).toEqual(
      cycles.map((cycle) => `s-1_${cycle}_${String(attempts[cycle])}`),
    )
    expect(charges.filter(({ status }) => status === -2).map(({ order_id }) => order_id)).toEqual([
      's-1_2026-05_1',
      's-1_2026-05_2',
    ])
  })

  it('has an attempt that was declined under an id that is used up', async () => {
    const { sandbox, ctx, keyOf } = shop()
    const charge = { ...order, billing_key: await keyOf() }
    sandbox.declineNext({ operation: 'chargeBillingKey' })
    expect(await chargeBillingKey(ctx, charge)()).toMatchObject({ left: { code: 'RC_CONFIRM_FAILED' } })
    expect(await chargeBillingKey(ctx, charge)()).toMatchObject({ left: { code: 'RC_ORDER_ID_DUPLICATED' } })
    expect(await getReceiptsByOrder(ctx, { order_id: order.order_id })()).toMatchObject({ right: [{ status: -2 }] })
    expect(await chargeBillingKeyOnce(ctx, { ...charge, order_id: 'order-2' })()).toMatchObject({
      right: { status: 1 },
    })
  })
})
