import * as sdk from 'bootpay-fp'
import type { ApiRequest, Built, Context, Fetch, OutcomeUnknown } from 'bootpay-fp'
import type { Either } from 'fp-ts/lib/Either.js'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { describe, expect, test } from 'vitest'

import { receipt } from '../fixtures/receipt.js'
import { testContext } from '../support/bootpay.js'

const { receipt_id } = receipt
const functions = sdk as unknown as Readonly<Record<string, (...given: unknown[]) => unknown>>

/** What each look-up takes. */
const inputs: Readonly<Record<string, object>> = {
  getAccessToken: { application_id: 'app_test', private_key: 'pk_test' },
  getBillingKey: { billing_key: 'k1' },
  getBillingKeyByReceipt: { receipt_id },
  getCertificate: { receipt_id },
  getPaymentMethods: {},
  getReceipt: { receipt_id },
  getReceiptsByOrder: { order_id: 'order-1024' },
  getReservation: { reserve_id: 'r1' },
  getSequentialBillingKey: { billing_key: 'k1', widget_key: 'w1', user_id: 'u1' },
  getWallets: { user_id: 'u1', sandbox: true },
}

const keys = {
  'a client key': { client_key: 'ck_test', secret_key: 'sk_test' },
  'an application id': { application_id: 'app_test', private_key: 'pk_test' },
}
type Keys = keyof typeof keys

const lostFetch: Fetch = () => Promise.reject(new Error('lost'))

/** A write of which nobody knows whether it took effect. */
const unknownBy = async (ctx: Context): Promise<OutcomeUnknown> => {
  const result = await sdk.confirmPayment({ ...ctx, fetch: lostFetch, tokens: sound }, { receipt_id })()
  if (result._tag === 'Left' && result.left._tag === 'OutcomeUnknown') return result.left
  throw new Error('it was not unknown')
}
const sound: Context['tokens'] = (_ctx, _pair, use) => use('Bearer x')

/** Every function that only reads, ready to be run with a Context. */
const readsWith = (
  unknown: OutcomeUnknown,
): Readonly<Record<string, (ctx: Context) => TaskEither<{ readonly _tag: string }, unknown>>> => ({
  ...Object.fromEntries(
    Object.entries(inputs).map(([name, input]) => [
      name,
      (ctx: Context) => functions[name]?.(ctx, input) as TaskEither<{ readonly _tag: string }, unknown>,
    ]),
  ),
  'getAccessToken without keys of its own': (ctx) => sdk.getAccessToken(ctx),
  ping: sdk.ping,
  verifyPayment: (ctx) => sdk.verifyPayment(ctx, { receipt_id, order_id: 'order-1024', price: 1_000 }),
  verifyWebhook: (ctx) => sdk.verifyWebhook(ctx, { receipt_id, webhook_type: 'PAYMENT_COMPLETED' }),
  reconcile: (ctx) => sdk.reconcile(ctx, unknown),
})

const fail = (): never => {
  throw new Error('no')
}

/** What a member of a Context may turn out to be. */
const members: Readonly<Record<string, unknown>> = {
  undefined,
  null: null,
  'a number': 7,
  'an empty object': {},
  'a function that throws': fail,
  'a function that rejects': () => {
    const promise = Promise.reject(new Error('no'))
    // Where no promise is expected nobody looks at it.
    promise.catch(() => undefined)
    return promise
  },
  'a function that gives nothing': () => undefined,
  'a function that promises nothing': () => Promise.resolve(undefined),
  'a proxy that throws': new Proxy(fail, { get: fail, has: fail, ownKeys: fail, apply: fail }),
}

describe('a read', () => {
  test('is every operation whose request says so', () => {
    const effectOf = (name: string) => {
      const built = functions[`${name}Request`]?.(inputs[name]) as Built<unknown>
      return E.isRight(built) ? built.right.effect : undefined
    }
    const names = Object.keys(sdk).flatMap((name) =>
      /^get.*Request$/.test(name) ? [name.replace(/Request$/, '')] : [],
    )
    expect(Object.keys(inputs)).toEqual(names.sort())
    expect(names.filter((name) => !['read', 'token'].includes(effectOf(name) ?? ''))).toEqual([])
  })

  const tagOf = (result: Either<{ readonly _tag: string }, unknown>) =>
    E.isRight(result) ? 'Right' : result.left?._tag

  /** Runs every read with a Context, and gives the name of each that ended as no result of a read. */
  const strays = async (make: () => Context, unknown: OutcomeUnknown): Promise<string[]> => {
    const ended = Object.entries(readsWith(unknown)).map(async ([name, run]) => {
      const tag = tagOf(await run(make())())
      return tag === 'OutcomeUnknown' || tag === undefined ? [`${name}: ${tag}`] : []
    })
    return (await Promise.all(ended)).flat()
  }

  const fetches: Readonly<Record<string, Fetch>> = {
    'answers nothing': lostFetch,
    'answers 503': () => Promise.resolve(new Response('', { status: 503 })),
    'answers that it does not know': () =>
      Promise.resolve(Response.json({ error_code: 'RC_CONFIRM_CRITICAL_FAILED' }, { status: 500 })),
    'answers half a body': () => Promise.resolve(new Response('{"receipt_id":')),
    'answers an empty object': () => Promise.resolve(Response.json({})),
  }
  const contexts = (Object.keys(keys) as Keys[]).flatMap((by) =>
    Object.entries(fetches).map(([what, fetch]) => [by, what, fetch] as const),
  )
  test.each(contexts)('with %s and a Bootpay that %s is no unknown outcome', async (by, _, fetch) => {
    const ctx = testContext({ credentials: keys[by], fetch })
    expect(await strays(() => ctx, await unknownBy(ctx))).toEqual([])
  })

  const names = Object.keys(testContext()).concat('store', 'signal', 'deadline', 'onEvent')
  test.each(contexts)(
    'with %s and a Bootpay that %s is none either, whatever any member of the Context is',
    async (by, _, fetch) => {
      const ctx = testContext({ credentials: keys[by], fetch, timeoutMs: 300 })
      const unknown = await unknownBy(ctx)
      for (const name of names) {
        for (const [what, member] of Object.entries(members))
          expect([name, what, await strays(() => ({ ...ctx, [name]: member }), unknown)]).toEqual([name, what, []])
        const throwing = () => Object.defineProperty({ ...ctx }, name, { get: fail })
        expect([name, await strays(throwing, unknown)]).toEqual([name, []])
      }
    },
    60_000,
  )

  test('is none with what is no Context at all', async () => {
    const unknown = await unknownBy(testContext())
    for (const ctx of [undefined, null, 7, 'text', {}, [], fail, new Proxy({}, { get: fail, ownKeys: fail })])
      expect(await strays(() => ctx as unknown as Context, unknown)).toEqual([])
  })

  test('of an own making is none where it breaks, and a write is one', async () => {
    const ctx = testContext()
    /** A Context whose clock stands still from the moment on that something was sent. */
    const broken = () => {
      let isSent = false
      const now = () => (isSent ? fail() : 0)
      const fetch = () => {
        isSent = true
        return Promise.resolve(Response.json({}))
      }
      return { ...ctx, fetch, now }
    }
    expect(await sdk.call(broken(), sdk.getReceiptRequest({ receipt_id }))()).toEqual(
      E.left({
        _tag: 'NetworkError',
        operation: 'getReceipt',
        message: 'a function of the Context threw',
        about: { receipt_id },
      }),
    )
    // It has all that is needed to settle it.
    expect(await sdk.call(broken(), sdk.confirmPaymentRequest({ receipt_id }))()).toMatchObject(
      E.left({
        _tag: 'OutcomeUnknown',
        operation: 'confirmPayment',
        phase: 'awaiting',
        reconcile: 'getReceipt',
        about: { receipt_id },
        merchant: (await unknownBy(ctx)).merchant,
        startedAt: 0,
      }),
    )
  })

  test('that calls itself a write is not sent: nobody could say what its answers prove', async () => {
    const built = E.map((read: ApiRequest<unknown>) => ({ ...read, effect: 'money' as const }))(
      sdk.getReceiptRequest({ receipt_id }),
    )
    expect(await sdk.call(testContext(), built)()).toEqual(
      E.left({
        _tag: 'InputError',
        operation: 'getReceipt',
        message: 'judge is required of a write',
        issues: [{ path: 'judge', message: 'is required of a write' }],
      }),
    )
  })
})
