import type {
  Context,
  UnreadableWebhook,
  VerifiedBillingKey,
  VerifiedIdentity,
  VerifiedWebhook,
  WebhookHandlers,
} from 'bootpay-fp'
import { describe, expect, expectTypeOf, test } from 'vitest'

import { accountKey, billing_key, cardKey, paidAccountKey, transferReceipt } from '../fixtures/billing.js'
import { certificate, startedCertificate } from '../fixtures/certificate.js'
import { receipt } from '../fixtures/receipt.js'
import { testContext } from '../support/bootpay.js'
import { answering, post, RECEIVED, REFUSED, standingAt } from './support.js'

const { receipt_id } = receipt

/** Handlers for everything, and what they were given. */
const listening = () => {
  const seen: [string, object][] = []
  const note = (name: string) => (webhook: object) => {
    seen.push([name, webhook])
  }
  const handlers: WebhookHandlers = {
    on: { PAYMENT_COMPLETED: note('paid'), PAYMENT_PARTIAL_CANCELLED: note('part'), ESCROW_CHANGED: note('escrow') },
    onIdentity: note('identity'),
    onBillingKey: note('billing key'),
    onUnreadable: note('unreadable'),
    onRefused: note('refused'),
  }
  return { seen, handlers }
}

test('each kind has a handler of its own shape', () => {
  type Given<Name extends 'onIdentity' | 'onBillingKey' | 'onUnreadable'> = Parameters<
    NonNullable<WebhookHandlers[Name]>
  >[0]
  expectTypeOf<Given<'onIdentity'>>().toEqualTypeOf<VerifiedIdentity>()
  expectTypeOf<Given<'onBillingKey'>>().toEqualTypeOf<VerifiedBillingKey>()
  expectTypeOf<Given<'onUnreadable'>>().toEqualTypeOf<UnreadableWebhook>()
  const on: WebhookHandlers['on'] = {
    PAYMENT_COMPLETED: (webhook) => expectTypeOf(webhook).toEqualTypeOf<VerifiedWebhook>(),
  }
  expect(Object.keys(on)).toEqual(['PAYMENT_COMPLETED'])
})

test('the deposit of a virtual account comes without a type, as observed', async () => {
  const { seen, handlers } = listening()
  const observed = {
    ...receipt,
    pg: '이니시스',
    method: '가상계좌',
    method_symbol: 'vbank',
    method_origin_symbol: 'vbank',
    card_data: undefined,
    vbank_data: { tid: 'tid-1', bank_code: '020', bank_name: '우리은행', expired_at: '2023-11-26T23:59:00+09:00' },
    application_id: '000000000000000000000000',
  }
  expect(await post(standingAt({}), observed, handlers)).toEqual(RECEIVED)
  expect(seen).toMatchObject([['paid', { key: `${receipt_id}:PAYMENT_COMPLETED`, receipt }]])
})

describe('an identity verification', () => {
  const event = { receipt_id: certificate.receipt_id, method_symbol: 'auth', status: 12 }

  test('is looked up as such, and its handler gets what Bootpay says', async () => {
    const { seen, handlers } = listening()
    const { ctx, asked } = answering({ '/certificate/': certificate })
    expect(await post(ctx, event, handlers)).toEqual(RECEIVED)
    const key = `${event.receipt_id}:STATUS_12`
    expect(seen).toEqual([['identity', { event: { ...event, webhook_type: 'STATUS_12' }, certificate, key }]])
    expect(asked).toEqual([`/certificate/${event.receipt_id}`])
  })

  test.each([
    ['is not done', event, startedCertificate],
    ['is of somebody else', event, { ...certificate, receipt_id }],
    ['is not there', event, undefined],
  ])('is not believed when it %s', async (_, body, answer) => {
    const { seen, handlers } = listening()
    expect(await post(answering({ '/certificate/': answer }).ctx, body, handlers)).toEqual(REFUSED)
    expect(seen.map(([name]) => name)).toEqual(['refused'])
    expect(JSON.stringify(seen)).not.toContain(certificate.authenticate_data.name)
  })

  test.each([
    ['is not done', event, startedCertificate, 'status'],
    ['was done by the old API, it says, and is not', { ...event, status: 1 }, startedCertificate, 'status'],
    ['has no status', { ...event, status: undefined }, { ...startedCertificate, status: undefined }, 'status'],
    ['is done, it says, and has another status', { ...event, status: 1 }, { ...certificate, status: 1 }, 'status'],
    ['has an id that is none', event, { ...certificate, receipt_id: 0 }, 'receipt_id'],
    ['is of another id', { ...event, authenticate_id: 'another' }, certificate, 'authenticate_id'],
    ['is of another id, by its other name', { ...event, authentication_id: 7 }, certificate, 'authentication_id'],
    ['is of an id that is no text', { ...event, authentication_id: { toString: 1 } }, certificate, 'authentication_id'],
  ])('is told of where it %s', async (_, body, answer, member) => {
    const { seen, handlers } = listening()
    expect(await post(answering({ '/certificate/': answer }).ctx, body, handlers)).toEqual(REFUSED)
    const message = `${member} is not what Bootpay says`
    expect(seen).toEqual([['refused', { _tag: 'WebhookMismatch', message, member }]])
  })

  test.each([
    ['as text', { authenticate_id: certificate.authenticate_id }, certificate],
    ['as a number', { authentication_id: Number(certificate.authenticate_id) }, certificate],
    ['as none', { authenticate_id: '', authentication_id: null }, certificate],
    ['that Bootpay does not tell', { authentication_id: 'a-1' }, { ...certificate, authenticate_id: undefined }],
  ])('is believed with the id of the merchant, %s', async (_, ids, answer) => {
    const { seen, handlers } = listening()
    expect(await post(answering({ '/certificate/': answer }).ctx, { ...event, ...ids }, handlers)).toEqual(RECEIVED)
    expect(seen.map(([name]) => name)).toEqual(['identity'])
  })

  test.each([50, -1, 41])(
    'that says itself by %d that it is not done is received, and not looked up',
    async (status) => {
      const { seen, handlers } = listening()
      const { ctx, asked } = answering({ '/certificate/': certificate })
      expect(await post(ctx, { ...event, status }, handlers)).toEqual(RECEIVED)
      expect([seen, asked]).toEqual([[], []])
    },
  )

  test.each([
    ['method', { method: 'auth' }],
    ['method_symbol', { method_symbol: 'auth' }],
    ['method_origin_symbol', { method: '본인인증', method_origin_symbol: 'auth' }],
    ['status', { status: '12' }],
    ['status, whatever its type', { status: 12, webhook_type: 'PAYMENT_COMPLETED' }],
  ])('is known by its %s', async (_, members) => {
    const { seen, handlers } = listening()
    const { ctx, asked } = answering({ '/certificate/': certificate })
    expect(await post(ctx, { receipt_id: certificate.receipt_id, ...members }, handlers)).toEqual(RECEIVED)
    expect(seen).toMatchObject([['identity', { certificate, key: `${certificate.receipt_id}:STATUS_12` }]])
    expect(asked).toEqual([`/certificate/${certificate.receipt_id}`])
  })

  test('is received, and not looked up, where nobody handles it', async () => {
    const { ctx, asked } = answering({ '/certificate/': certificate })
    expect([await post(ctx, event, {}), asked]).toEqual([RECEIVED, []])
    const on = { PAYMENT_COMPLETED: () => expect.fail('an identity is no payment') }
    expect([await post(ctx, { ...event, status: 1 }, { on }), asked]).toEqual([RECEIVED, []])
  })

  test('is dealt with once', async () => {
    const { seen, handlers } = listening()
    const isKnown = (key: string) => key === `${event.receipt_id}:STATUS_12`
    const { ctx } = answering({ '/certificate/': certificate })
    expect(await post(ctx, { ...event, webhook_type: 'ANY' }, { ...handlers, isKnown })).toEqual(RECEIVED)
    expect(seen).toEqual([])
  })
})

describe('a billing key', () => {
  const event = { receipt_id: cardKey.receipt_id, status: 11, method_symbol: 'card_rebill_rest' }

  test('is looked up by its receipt; the key is in the answer alone', async () => {
    const { seen, handlers } = listening()
    const { ctx, asked } = answering({ '/subscribe/billing_key/': cardKey })
    expect(await post(ctx, { ...event, billing_key, order_id: cardKey.subscription_id }, handlers)).toEqual(RECEIVED)
    expect(seen).toMatchObject([['billing key', { billingKey: cardKey, key: `${event.receipt_id}:STATUS_11` }]])
    const [[, given] = ['', {}]] = seen
    expect(JSON.stringify({ ...given, billingKey: undefined })).not.toContain(billing_key)
    expect(asked).toEqual([`/subscribe/billing_key/${event.receipt_id}`])
  })

  test.each([
    ['is of another receipt', {}, { ...cardKey, receipt_id }],
    ['has no receipt', {}, { ...cardKey, receipt_id: undefined }],
    ['was revoked since', {}, { ...cardKey, status: -11 }],
    ['is of another subscription', { order_id: 'another' }, cardKey],
    ['is not there', {}, undefined],
  ])('is not believed when it %s', async (_, change, answer) => {
    const { seen, handlers } = listening()
    const { ctx } = answering({ '/subscribe/billing_key/': answer })
    expect(await post(ctx, { ...event, ...change }, handlers)).toEqual(REFUSED)
    expect(seen.map(([name]) => name)).toEqual(['refused'])
    expect(JSON.stringify(seen)).not.toContain(billing_key)
  })

  test.each([
    ['is of another receipt', {}, { ...cardKey, receipt_id: null }, 'receipt_id'],
    ['was revoked since', {}, { ...cardKey, status: -11 }, 'status'],
    ['waits for its publishing', {}, { ...cardKey, status: 41 }, 'status'],
    ['is of another subscription', { order_id: 'another' }, cardKey, 'order_id'],
    ['is of another subscription, by its other name', { subscription_id: 'another' }, cardKey, 'subscription_id'],
  ])('is told of where it %s', async (_, change, answer, member) => {
    const { seen, handlers } = listening()
    const { ctx } = answering({ '/subscribe/billing_key/': answer })
    expect(await post(ctx, { ...event, ...change }, handlers)).toEqual(REFUSED)
    const message = `${member} is not what Bootpay says`
    expect(seen).toEqual([['refused', { _tag: 'WebhookMismatch', message, member }]])
  })

  test.each([
    ['of a card', {}, cardKey],
    ['of an account, with its new id', { billing_key: '665536f1707116122ea322ea' }, accountKey],
    ['with a first payment', { price: 1000 }, paidAccountKey],
    ['with its subscription id', { subscription_id: cardKey.subscription_id }, cardKey],
    ['with its subscription id as a number', { order_id: Number(cardKey.subscription_id) }, cardKey],
    ['whose subscription Bootpay does not tell', { order_id: 'a-1' }, { ...cardKey, subscription_id: null }],
    ['that came from a form', { status: '11', sandbox: 'true' }, cardKey],
    ['whose type is that of a payment', { webhook_type: 'PAYMENT_COMPLETED' }, cardKey],
  ])('is dealt with by its receipt id: one %s', async (_, change, answer) => {
    const { seen, handlers } = listening()
    const { ctx, asked } = answering({ '/subscribe/billing_key/': answer })
    expect(await post(ctx, { ...event, ...change }, handlers)).toEqual(RECEIVED)
    const given = expect.objectContaining({ receipt_id: event.receipt_id, status: 11 }) as object
    const key = `${event.receipt_id}:STATUS_11`
    expect(seen).toEqual([['billing key', { event: given, billingKey: answer, key }]])
    expect(asked).toEqual([`/subscribe/billing_key/${event.receipt_id}`])
  })

  test.each([-11, -40, 40, 41])(
    'of status %d is received and left alone, whether Bootpay knows its receipt or not',
    async (status) => {
      const { seen, handlers } = listening()
      for (const answers of [{}, { '/receipt/': { ...transferReceipt, status } }])
        expect(await post(answering(answers).ctx, { ...event, status }, handlers)).toEqual(RECEIVED)
      expect(seen).toEqual([])
    },
  )

  test('is received, and not looked up, where nobody handles it', async () => {
    const { ctx, asked } = answering({ '/subscribe/billing_key/': cardKey })
    expect([await post(ctx, event, {}), asked]).toEqual([RECEIVED, []])
  })
})

describe('an escrow change', () => {
  const state = { escrow_data: { status: 1, receipt_confirmed_at: '2026-01-31T09:00:00+09:00' } }
  const event = { ...receipt, webhook_type: 'PAYMENT_COMPLETED', escrow_webhook: true }

  test('is of a type of its own, whatever type the event has, and its key has the state', async () => {
    const { seen, handlers } = listening()
    for (const flag of [true, 'true', 1, '1'])
      expect(await post(standingAt(state), { ...event, escrow_webhook: flag }, handlers)).toEqual(RECEIVED)
    expect(new Set(seen.map(([name]) => name))).toEqual(new Set(['escrow']))
    expect(seen[0]?.[1]).toMatchObject({
      event: { webhook_type: 'ESCROW_CHANGED' },
      receipt: state,
      key: `${receipt_id}:ESCROW_CHANGED:1:2026-01-31T09:00:00+09:00`,
    })
  })

  test.each([{ status: 11 }, { status: 12 }, { method_symbol: 'auth' }])(
    'is one of a payment, with %j too',
    async (members) => {
      const { seen, handlers } = listening()
      const { ctx, asked } = answering({ '/receipt/': { ...receipt, escrow_data: { status: 1 } } })
      expect(await post(ctx, { receipt_id, escrow_webhook: true, ...members }, handlers)).toEqual(RECEIVED)
      expect(seen).toMatchObject([['escrow', { key: `${receipt_id}:ESCROW_CHANGED:1:` }]])
      expect(asked).toEqual([`/receipt/${receipt_id}`])
    },
  )

  test.each([
    ['has no escrow', {}],
    ['has an escrow in which nothing was done yet', { escrow_data: { status: 0, receipt_confirmed_at: null } }],
  ])('is not believed of a payment that %s', async (_, standing) => {
    const { seen, handlers } = listening()
    expect(await post(standingAt(standing), event, handlers)).toEqual(REFUSED)
    expect(seen).toMatchObject([['refused', { member: 'status' }]])
  })
})

describe('a charge of a billing key, made at once or reserved', () => {
  const charge = { ...receipt, method: '카드자동', method_symbol: 'card_rebill_rest', card_data: { tid: 't-1' } }

  test.each([
    ['a type', { webhook_type: 'PAYMENT_COMPLETED' }],
    ['no type, as older clients', {}],
    ['text for numbers', { status: '1', price: '1200', cancelled_price: '0' }],
  ])('is a payment like any other, with %s; its key is passed on to nobody', async (_, members) => {
    const { seen, handlers } = listening()
    const { ctx, asked } = answering({ '/receipt/': charge })
    expect(await post(ctx, { ...charge, billing_key, reserve_id: 'r-1', ...members }, handlers)).toEqual(RECEIVED)
    expect(seen).toMatchObject([['paid', { receipt: charge, key: `${receipt_id}:PAYMENT_COMPLETED` }]])
    expect(JSON.stringify(seen)).not.toContain(billing_key)
    expect(asked).toEqual([`/receipt/${receipt_id}`])
  })

  test('that failed is of the status of its receipt', async () => {
    const ran: string[] = []
    const on = Object.fromEntries(['STATUS_-2', 'PAYMENT_CONFIRM_FAILED'].map((type) => [type, () => ran.push(type)]))
    for (const webhook_type of [undefined, 'PAYMENT_CONFIRM_FAILED'])
      for (const status of [-2, 1])
        await post(standingAt({ status }), { receipt_id, billing_key, webhook_type, status: -2 }, { on })
    expect(ran).toEqual(['STATUS_-2', 'PAYMENT_CONFIRM_FAILED'])
  })

  test.each([11, 12])(
    'whose status is %d is a payment where Bootpay knows no such kind, or nobody handles it',
    async (status) => {
      const event = { receipt_id, webhook_type: 'PAYMENT_COMPLETED', status }
      for (const error_code of ['RC_NOT_FOUND', 'RC_NOT_SUBSCRIBE']) {
        const { seen, handlers } = listening()
        const { on, onRefused } = handlers
        const ctx = testContext({
          fetch: (url) =>
            Promise.resolve(
              url.includes('/receipt/') ? Response.json(receipt) : Response.json({ error_code }, { status: 400 }),
            ),
        })
        for (const given of [handlers, { on, onRefused }]) expect(await post(ctx, event, given)).toEqual(RECEIVED)
        expect(seen).toMatchObject(Array(2).fill(['paid', { key: `${receipt_id}:PAYMENT_COMPLETED` }]))
      }
    },
  )

  test.each([11, 12])('that Bootpay does not bear out is refused, with status %d too', async (status) => {
    const { seen, handlers } = listening()
    const event = { receipt_id, webhook_type: 'PAYMENT_COMPLETED', status }
    expect(await post(standingAt({ status }), event, handlers)).toEqual(REFUSED)
    expect(seen).toMatchObject([['refused', { _tag: 'WebhookMismatch', member: 'status', receipt: { status } }]])
  })

  test.each([11, 12])(
    'is not looked for where the look-up of status %d fails: it is asked for again',
    async (status) => {
      const { seen, handlers } = listening()
      const asked: string[] = []
      const ctx = testContext({
        fetch: (url) => {
          asked.push(url)
          return Promise.resolve(Response.json({}, { status: 401 }))
        },
      })
      const event = { receipt_id, webhook_type: 'PAYMENT_COMPLETED', status }
      expect((await post(ctx, event, handlers))[0]).toBe(503)
      expect(seen).toMatchObject([['refused', { _tag: 'ApiError', code: 'HTTP_401' }]])
      expect(asked.filter((url) => url.includes('/receipt/'))).toEqual([])
    },
  )

  test('is no webhook without the id of a receipt: a reservation has only its own', async () => {
    const { seen, handlers } = listening()
    expect(await post(standingAt({}), { reserve_id: 'r-1', status: 11 }, handlers)).toEqual(REFUSED)
    expect(seen).toMatchObject([['refused', { _tag: 'InputError', issues: [{ path: 'receipt_id' }] }]])
  })
})

describe('a webhook of the old API (v1)', () => {
  const OK = [200, 'OK']
  const event = { receipt_id, order_id: '', price: receipt.price, status: 1, private_key: 'pk_secret' }
  const body = { ...event, payment_data: { receipt_id, private_key: 'pk_secret' }, method: 'card' }
  const version1 = { order_id: '' }

  test('is looked up as any other; it is answered with OK, and its key is passed on to nobody', async () => {
    const { seen, handlers } = listening()
    expect(await post(standingAt(version1), body, handlers)).toEqual(OK)
    expect(seen).toMatchObject([['paid', { key: `${receipt_id}:PAYMENT_COMPLETED` }]])
    expect(JSON.stringify(seen)).not.toContain('pk_secret')
  })

  test('is the same fact as the webhook of version 2 about it', async () => {
    const keys: string[] = []
    const on: WebhookHandlers['on'] = { PAYMENT_COMPLETED: ({ key }) => keys.push(key) }
    await post(standingAt(version1), body, { on })
    await post(standingAt(version1), { receipt_id, webhook_type: 'PAYMENT_COMPLETED' }, { on })
    expect(new Set(keys).size).toBe(1)
  })

  test.each([20, 21])('tells of a cancel by status %d, without saying of how much', async (status) => {
    const { seen, handlers } = listening()
    const ctx = standingAt({ ...version1, cancelled_price: 400 })
    expect(await post(ctx, { ...body, status }, handlers)).toEqual(OK)
    expect(seen).toMatchObject([['part', { key: `${receipt_id}:PAYMENT_PARTIAL_CANCELLED:400` }]])
  })

  test('runs nothing when the receipt is not found or says otherwise', async () => {
    const { seen, handlers } = listening()
    expect(await post(answering({}).ctx, body, handlers)).toEqual(REFUSED)
    expect(await post(standingAt({ status: 0 }), body, handlers)).toEqual(REFUSED)
    expect(seen.map(([name]) => name)).toEqual(['refused', 'refused'])
    expect(JSON.stringify(seen)).not.toContain('pk_secret')
  })

  test('about an identity has the status 1, and is looked up as an identity', async () => {
    const { seen, handlers } = listening()
    const identity = { receipt_id: certificate.receipt_id, method: 'auth', status: 1, private_key: 'pk_secret' }
    expect(await post(answering({ '/certificate/': certificate }).ctx, identity, handlers)).toEqual(OK)
    expect(seen).toMatchObject([['identity', { certificate, key: `${certificate.receipt_id}:STATUS_12` }]])
    expect(JSON.stringify(seen)).not.toContain('pk_secret')
  })

  test('that nobody handles is received', async () => {
    expect(await post(standingAt(version1), { ...body, status: 2 }, {})).toEqual(OK)
  })
})

describe('a look-up that cannot be read', () => {
  const unreadable = () => answering({ '/receipt/': { receipt_id, price: 'much' } })
  const event = { receipt_id, webhook_type: 'PAYMENT_COMPLETED' }

  test('goes to its handler, and is not asked for again', async () => {
    const { seen, handlers } = listening()
    expect(await post(unreadable().ctx, event, handlers)).toEqual(RECEIVED)
    expect(seen).toMatchObject([['unreadable', { event, error: { _tag: 'DecodeError', operation: 'getReceipt' } }]])
  })

  test('is another thing than an answer about another id', async () => {
    const { seen, handlers } = listening()
    const other = { receipt_id: 'another' }
    const { ctx } = answering({
      '/receipt/': { ...receipt, ...other },
      '/certificate/': { ...certificate, ...other },
      '/subscribe/billing_key/': { ...cardKey, ...other },
    })
    for (const body of [event, { receipt_id, status: 12 }, { receipt_id, status: 11 }])
      expect(await post(ctx, body, handlers)).toEqual(REFUSED)
    expect(seen.map(([name, refused]) => [name, 'member' in refused && refused.member])).toEqual(
      Array(3).fill(['refused', 'receipt_id']),
    )
  })

  test('is another thing than a token that cannot be read', async () => {
    const { seen, handlers } = listening()
    const { ctx } = answering({ '/request/token': {} })
    const credentials = { application_id: 'app_test', private_key: 'pk_test' }
    expect((await post({ ...ctx, credentials }, event, handlers))[0]).toBe(503)
    expect(seen).toMatchObject([['refused', { _tag: 'DecodeError', operation: 'getAccessToken' }]])
  })

  test('is answered with 503 where there is no such handler, and with 500 where it fails', async () => {
    const { seen, handlers } = listening()
    const none: WebhookHandlers = { ...handlers, onUnreadable: undefined }
    expect((await post(unreadable().ctx, event, none))[0]).toBe(503)
    expect(seen).toMatchObject([['refused', { _tag: 'DecodeError' }]])
    const failing = () => Promise.reject(new Error('the queue is full'))
    expect((await post(unreadable().ctx, event, { ...handlers, onUnreadable: failing }))[0]).toBe(500)
  })
})

describe.each([
  ['a payment', { receipt_id, webhook_type: 'PAYMENT_COMPLETED' }],
  ['an identity verification', { receipt_id, status: 12 }],
  ['a billing key', { receipt_id, status: 11 }],
])('a look-up of %s that is refused', (_, event) => {
  const refusing = (status: number, error_code?: string) =>
    testContext({ fetch: () => Promise.resolve(Response.json({ ...(error_code && { error_code }) }, { status })) })

  test.each(['RC_NOT_FOUND', 'RC_NOT_SUBSCRIBE', 'AUTH_EXPIRED', 'SUBSCRIBE_BK_EXPIRED'])(
    'with %s will be refused for ever: it is not asked for again',
    async (code) => {
      const { seen, handlers } = listening()
      expect(await post(refusing(400, code), event, handlers)).toEqual(REFUSED)
      expect(seen).toMatchObject([['refused', { _tag: 'ApiError', code }]])
    },
  )
  test.each([
    [400, 'RC_NOT_ESCROW'],
    [400, 'NEW'],
    [400, 'TOKEN_EXPIRED'],
    [401, undefined],
    [404, undefined],
    [429, undefined],
    [502, undefined],
  ])('with %d %s may be heard later: it is asked for again', async (status, code) => {
    const { seen, handlers } = listening()
    expect(await post(refusing(status, code), event, handlers)).toEqual([503, '{"success":false}'])
    expect(seen).toMatchObject([['refused', { _tag: 'ApiError', code: code ?? `HTTP_${status}` }]])
  })
})

describe('the answer waits', () => {
  /** A handler that takes a while, and whether it came to its end. */
  const slow = () => {
    const state = { ended: false }
    const handler = async () => {
      for (let turn = 0; turn < 20; turn++) await Promise.resolve()
      state.ended = true
    }
    return { state, handler }
  }
  const unreadable = () => answering({ '/receipt/': { receipt_id, price: 'much' } }).ctx
  const certified = () => answering({ '/certificate/': certificate }).ctx
  const issued = () => answering({ '/subscribe/billing_key/': cardKey }).ctx
  const paid = { receipt_id, webhook_type: 'PAYMENT_COMPLETED' }

  test.each<[string, () => Context, object, (handler: () => Promise<void>) => WebhookHandlers, number]>([
    ['a handler', () => standingAt({}), paid, (handler) => ({ on: { PAYMENT_COMPLETED: handler } }), 200],
    [
      'onIdentity',
      certified,
      { receipt_id: certificate.receipt_id, status: 12 },
      (handler) => ({ onIdentity: handler }),
      200,
    ],
    [
      'onBillingKey',
      issued,
      { receipt_id: cardKey.receipt_id, status: 11 },
      (handler) => ({ onBillingKey: handler }),
      200,
    ],
    ['onUnreadable', unreadable, paid, (handler) => ({ onUnreadable: handler }), 200],
    ['onRefused', unreadable, paid, (handler) => ({ onRefused: handler }), 503],
    ['onRefused of what is no webhook', unreadable, {}, (handler) => ({ onRefused: handler }), 400],
  ])('for %s, so that a host that stops after it loses nothing', async (_, context, event, handlersOf, status) => {
    const { state, handler } = slow()
    expect([(await post(context(), event, handlersOf(handler)))[0], state.ended]).toEqual([status, true])
  })
})
