import { issueTransferBillingKey, type Context, type Patience } from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

import { accountKey, transferReceipt } from '../fixtures/billing.js'
import { account } from '../fixtures/requests.js'
import { testContext } from '../support/bootpay.js'

const input = { ...account, subscription_id: transferReceipt.order_id }
const { receipt_id } = transferReceipt

type Answer = () => Response | Promise<Response>

/** A Bootpay whose three answers are these, a clock that only sleeping moves, and what was asked for. */
const bootpay = ({ request, publish, look }: Partial<Record<'request' | 'publish' | 'look', Answer>>) => {
  const asked: string[] = []
  const time = { is: 1_000_000 }
  const answerTo = (name: string, answer: Answer = () => Response.json({}, { status: 404 })) => {
    asked.push(name)
    return Promise.resolve(answer())
  }
  const ctx = testContext({
    now: () => time.is,
    sleep: (ms) => {
      time.is += ms
      return Promise.resolve()
    },
    fetch: (url, init) =>
      init?.method === 'GET'
        ? answerTo('look', look)
        : url.endsWith('/publish')
          ? answerTo('publish', publish)
          : answerTo('request', request ?? (() => Response.json(transferReceipt))),
  })
  return { ctx, asked, time }
}
const refused = (error_code: string) => () => Response.json({ error_code, message: 'no' }, { status: 400 })
const issued = () => Response.json(accountKey)
const notYet = (code: string) => ({
  _tag: 'ApiError',
  operation: 'publishTransferBillingKey',
  message: 'no',
  about: { receipt_id },
  status: 400,
  code,
})
const run = (ctx: Context, patience: unknown = { everyMs: 1_000, forMs: 3_000 }) =>
  issueTransferBillingKey(ctx, input, patience as Patience)()

describe('issueTransferBillingKey', () => {
  test('asks the payer, and publishes the key', async () => {
    const { ctx, asked } = bootpay({ publish: issued })
    expect(await run(ctx)).toEqual(E.right(accountKey))
    expect(asked).toEqual(['request', 'publish'])
  })

  test('publishes nothing where the payer was not asked', async () => {
    const { ctx, asked } = bootpay({ request: refused('SUBSCRIBE_AT_LOOKUP_USER_FAILED') })
    expect(await run(ctx)).toEqual(
      E.left({
        _tag: 'ApiError',
        operation: 'requestTransferBillingKey',
        message: 'no',
        about: { subscription_id: input.subscription_id },
        status: 400,
        code: 'SUBSCRIBE_AT_LOOKUP_USER_FAILED',
      }),
    )
    expect(asked).toEqual(['request'])
  })

  test('does not say that nothing was done where the payer was asked by an id that cannot be used', async () => {
    const { ctx, asked } = bootpay({ request: () => Response.json({ ...transferReceipt, receipt_id: 'a/b' }) })
    expect(await run(ctx)).toMatchObject(
      E.left({
        _tag: 'OutcomeUnknown',
        operation: 'requestTransferBillingKey',
        phase: 'looking',
        about: { subscription_id: input.subscription_id },
        reconcile: 'getReceiptsByOrder',
      }),
    )
    expect(asked).toEqual(['request'])
  })

  test.each(['SUBSCRIBE_PUBLISH_NOT_READY', 'SUBSCRIBE_REQUEST_FAILED'])(
    'waits while the answer is %s',
    async (code) => {
      const { ctx, asked, time } = bootpay({ publish: refused(code), look: refused('RC_NOT_SUBSCRIBE') })
      expect(await run(ctx)).toEqual(E.left(notYet(code)))
      expect(asked).toEqual(['request', 'publish', 'publish', 'publish', 'publish', 'look'])
      expect(time.is).toBe(1_003_000)
    },
  )

  test.each(['SUBSCRIBE_PUBLISH_NOT_READY_X', 'X_SUBSCRIBE_REQUEST_FAILED', 'SUBSCRIBE_BK_EXPIRED'])(
    'gives up where the answer is %s',
    async (code) => {
      const { ctx, asked } = bootpay({ publish: refused(code) })
      expect(await run(ctx)).toEqual(E.left(notYet(code)))
      expect(asked).toEqual(['request', 'publish'])
    },
  )

  test.each(['RC_NOT_SUBSCRIBE', 'RC_NOT_FOUND', 'SUBSCRIBE_PUBLISH_NOT_READY', 'SUBSCRIBE_REQUEST_FAILED'])(
    'says "not yet" where the last look says %s: there is no key',
    async (code) => {
      const { ctx } = bootpay({ publish: refused('SUBSCRIBE_PUBLISH_NOT_READY'), look: refused(code) })
      expect(await run(ctx)).toEqual(E.left(notYet('SUBSCRIBE_PUBLISH_NOT_READY')))
    },
  )

  test('does not know whether there is a key when the signal fires during the last look', async () => {
    const control = new AbortController()
    const { ctx, asked } = bootpay({
      publish: refused('SUBSCRIBE_PUBLISH_NOT_READY'),
      look: () => {
        control.abort()
        return issued()
      },
    })
    expect(await run({ ...ctx, signal: control.signal }, { everyMs: 2_000, forMs: 1_000 })).toMatchObject(
      E.left({
        _tag: 'OutcomeUnknown',
        operation: 'publishTransferBillingKey',
        message: expect.stringMatching(/AbortError/) as string,
        phase: 'looking',
        about: { receipt_id },
      }),
    )
    expect(asked).toEqual(['request', 'publish', 'look'])
  })

  test('publishes nothing more once the signal fires during the wait', async () => {
    const control = new AbortController()
    const { ctx, asked } = bootpay({ publish: refused('SUBSCRIBE_PUBLISH_NOT_READY') })
    const sleep = () => {
      control.abort()
      return Promise.resolve()
    }
    expect(await run({ ...ctx, sleep, signal: control.signal })).toMatchObject(
      E.left({ _tag: 'AbortError', operation: 'publishTransferBillingKey', about: { receipt_id } }),
    )
    expect(asked).toEqual(['request', 'publish'])
  })

  test.each([
    ['without a name', { username: undefined }, 'username', 'is required'],
    [
      'with a dot in its subscription_id',
      { subscription_id: 'a.b' },
      'subscription_id',
      'must have no dot: a look-up may be cut there, and miss what was done',
    ],
  ])('refuses an account %s, and asks for nothing', async (_, change, path, message) => {
    const { ctx, asked } = bootpay({ publish: issued })
    expect(await issueTransferBillingKey(ctx, { ...input, ...change } as typeof input)()).toEqual(
      E.left({
        _tag: 'InputError',
        operation: 'requestTransferBillingKey',
        message: `${path} ${message}`,
        issues: [{ path, message }],
      }),
    )
    expect(asked).toEqual([])
  })

  test.each([
    ['null', null, 'must be Object'],
    ['text', '3', 'must be Object'],
    [
      'what cannot be read',
      {
        get everyMs() {
          throw new Error('no')
        },
      },
      'cannot be read',
    ],
  ])('refuses a patience that is %s, and asks for nothing', async (_, patience, message) => {
    const { ctx, asked } = bootpay({ publish: issued })
    expect(await run(ctx, patience)).toEqual(
      E.left({
        _tag: 'InputError',
        operation: 'issueTransferBillingKey',
        message: `input ${message}`,
        issues: [{ path: '', message }],
      }),
    )
    expect(asked).toEqual([])
  })
})
