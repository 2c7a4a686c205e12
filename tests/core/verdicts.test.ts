import {
  buildRead,
  buildWrite,
  call,
  cancelCashReceipt,
  cancelPayment,
  confirmPayment,
  ConfirmPaymentInput,
  confirmPaymentRequest,
  getReceipt,
  getReceiptsByOrder,
  withToken,
  type ApiRequest,
  type Event,
  type Schema,
} from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'

import { receipt } from '../fixtures/receipt.js'
import { testContext, type TestOptions } from '../support/bootpay.js'

const { receipt_id } = receipt

type Reply = { readonly status?: number; readonly text: string; readonly retryAfter?: string }

/** A Context whose Bootpay answers the same each time, under any status, and what it waited for. */
const answering = ({ status = 200, text, retryAfter }: Reply, options: TestOptions = {}) => {
  const waits: number[] = []
  const headers = new Headers(retryAfter === undefined ? {} : { 'retry-after': retryAfter })
  // No real answer has a status below 200.
  const response = { status, headers, text: () => Promise.resolve(text) } as unknown as Response
  const ctx = testContext({
    fetch: () => Promise.resolve(response),
    sleep: (ms) => {
      waits.push(ms)
      return Promise.resolve()
    },
    ...options,
  })
  return { ctx, waits }
}
const json = (value: unknown, status = 200): Reply => ({ status, text: JSON.stringify(value) })

/** What a look-up and a confirm make of the same answer. */
const verdictsOn = async (reply: Reply) => {
  const { ctx } = answering(reply)
  const tell = (result: E.Either<object, unknown>) =>
    E.isRight(result) ? 'Right' : ({ _tag: '', code: '', phase: '', ...result.left } as const)
  const read = tell(await getReceipt(ctx, { receipt_id })())
  const write = tell(await confirmPayment(ctx, { receipt_id })())
  return [read, write].map((each) =>
    typeof each === 'string' ? each : [each._tag, each.phase || each.code].filter(Boolean).join(' '),
  )
}

describe('an answer to a look-up and to a confirm', () => {
  test.each<[what: string, reply: Reply, read: string, write: string]>([
    ['that is the receipt', json(receipt), 'Right', 'Right'],
    ['that is the receipt, below success', json(receipt, 150), 'ApiError HTTP_150', 'OutcomeUnknown decoding'],
    ['that is the receipt, above success', json(receipt, 300), 'ApiError HTTP_300', 'OutcomeUnknown decoding'],
    ['with a code, below success', json({ error_code: 'RC_NEW' }, 150), 'ApiError RC_NEW', 'OutcomeUnknown answered'],
    ['with a code, above success', json({ error_code: 'RC_NEW' }, 300), 'ApiError RC_NEW', 'OutcomeUnknown answered'],
    ['that is a page with styles', { text: '<style>body{}</style>' }, 'DecodeError', 'OutcomeUnknown decoding'],
    ['that is a page of a gateway', { status: 502, text: '<p>' }, 'ApiError HTTP_502', 'OutcomeUnknown answered'],
    ['that ends in the middle', { text: '\n {"receipt_id":"6' }, 'NetworkError', 'OutcomeUnknown reading'],
    ['that is a list with an end missing', { text: '[{}' }, 'NetworkError', 'OutcomeUnknown reading'],
    ['with an object for a code', json({ ...receipt, error_code: {} }), 'DecodeError', 'OutcomeUnknown decoding'],
    ['with a list for a code', json({ error_code: ['RC_NEW'] }, 404), 'ApiError HTTP_404', 'ApiError HTTP_404'],
    [
      'with many digits in its code',
      json({ error_code: 'RC_CARD_1234' }, 404),
      'ApiError HTTP_404',
      'ApiError HTTP_404',
    ],
    ['with few digits in its code', json({ error_code: 'RC_V2_123' }, 404), 'ApiError RC_V2_123', 'ApiError RC_V2_123'],
    ['with a code of zeros', json({ error_code: '0000' }), 'DecodeError', 'OutcomeUnknown decoding'],
    ['with a code that ends in zeros', json({ error_code: 'RC_100' }), 'ApiError RC_100', 'ApiError RC_100'],
    ['with a code that begins with zeros', json({ error_code: '0012' }), 'ApiError 0012', 'ApiError 0012'],
    ['with words after a code', json({ error_code: 'RC_NEW !' }), 'ApiError HTTP_200', 'OutcomeUnknown answered'],
    ['with words before a code', json({ error_code: '! RC_NEW' }), 'ApiError HTTP_200', 'OutcomeUnknown answered'],
  ])('%s', async (_, reply, read, write) => {
    expect(await verdictsOn(reply)).toEqual([read, write])
  })
})

test('an unknown outcome has the code that Bootpay named, and none where it named none', async () => {
  const codeOf = async (reply: Reply) => {
    const result = await confirmPayment(answering(reply).ctx, { receipt_id })()
    return E.isLeft(result) && result.left._tag === 'OutcomeUnknown' ? result.left.code : 'known'
  }
  expect(await codeOf(json({ error_code: 'RC_CONFIRM_CRITICAL_FAILED' }, 400))).toBe('RC_CONFIRM_CRITICAL_FAILED')
  expect(await codeOf({ status: 502, text: '' })).toBeUndefined()
})

test('what a look-up cannot use is told in words', async () => {
  const left = async (value: unknown) => getReceipt(answering(json(value)).ctx, { receipt_id })()
  const told = (path: string, message: string) =>
    E.left({
      _tag: 'DecodeError',
      operation: 'getReceipt',
      message: 'the answer is not what Bootpay documents',
      about: { receipt_id },
      status: 200,
      issues: [{ path, message }],
    })
  for (const none of [7, 'text', null]) expect(await left(none)).toEqual(told('', 'must be an object'))
  expect(await left({ ...receipt, receipt_id: 'another' })).toEqual(
    told('receipt_id', 'is not the one that was asked for'),
  )
  expect(await left({ ...receipt, error_code: 'RC_NEW' })).toEqual(told('', 'is an error too'))
})

test('what is wrong in a list is told by its place', async () => {
  const told = async (value: unknown) => {
    const result = await getReceiptsByOrder(answering(json(value)).ctx, { order_id: 'o' })()
    return E.isLeft(result) && result.left._tag === 'DecodeError' && result.left.issues
  }
  expect(await told({})).toEqual([{ path: '', message: 'must be a list' }])
  expect(await told([receipt, 7, { ...receipt, receipt_id: '' }])).toEqual([
    { path: '1', message: 'must be an object' },
    { path: '2.receipt_id', message: 'must be an id' },
  ])
})

test('the schema of a write’s answer says by itself why an answer confirms nothing', () => {
  const built = confirmPaymentRequest({ receipt_id })
  const { validate } = E.toUnion(built as E.Either<never, ApiRequest<unknown>>).output['~standard']
  expect(validate({ ...receipt, status: 0 })).toEqual({
    issues: [{ message: 'status must say that it was confirmed' }],
  })
})

test('an empty answer is one where nothing has to be in it', async () => {
  expect(await cancelCashReceipt(answering({ text: '' }).ctx, { receipt_id })()).toEqual(E.right(null))
})

describe('a write of one’s own whose answer has no status', () => {
  const output = v.object({ receipt_id: v.string(), text: v.string() })
  const sent = async (reply: Reply) => {
    const built = buildWrite('note', ConfirmPaymentInput, { receipt_id }, (body) => ({
      method: 'POST' as const,
      path: '/note',
      body,
      effect: 'money' as const,
      output: output as Schema<v.InferOutput<typeof output>>,
    }))
    return call(answering(reply).ctx, built)()
  }
  const noted = { receipt_id, text: 'a' }

  test('was refused by a 4xx with a code, whatever else is in it', async () => {
    expect(await sent(json({ ...noted, error_code: 'RC_NEW' }, 400))).toMatchObject(E.left({ _tag: 'ApiError' }))
  })

  test('may have happened where such an answer has no code, or a state', async () => {
    for (const more of [{}, { error_code: 'RC_NEW', status: 1 }])
      expect(await sent(json({ ...noted, ...more }, 400))).toMatchObject(
        E.left({ _tag: 'OutcomeUnknown', phase: 'decoding', reconcile: 'webhook' }),
      )
  })
})

describe('the wait before a write is sent again', () => {
  const cancel = { receipt_id, cancel_price: 100, cancel_id: 'c-1' }
  test.each<[what: string, reply: Reply, waits: readonly number[]]>([
    ['is up to a second, then two, where Bootpay is too busy', json({ error_code: 'RC_BUSY' }, 429), [500, 1_000]],
    ['is up to 200 ms, then 400, where a gateway says when', { status: 503, text: '', retryAfter: '0' }, [100, 200]],
    ['is none where a gateway does not say when', { status: 503, text: '' }, []],
    ['is none where the outcome is unknown', json({ error_code: 'RC_CANCEL_CRITICAL_ERROR' }, 429), []],
  ])('%s', async (_, reply, expected) => {
    const { ctx, waits } = answering(reply)
    await cancelPayment(ctx, cancel)()
    expect(waits).toEqual(expected)
  })
})

test('a code of a connection that failed proves nothing once an answer has begun', async () => {
  const failing = () => Promise.reject(Object.assign(new Error('no'), { code: 'ECONNREFUSED' }))
  const begun = { status: 200, headers: new Headers(), text: failing } as unknown as Response
  const phaseOf = async (fetch: () => Promise<Response>) =>
    confirmPayment(testContext({ fetch, retry: { attempts: 1 } }), { receipt_id })()
  expect(await phaseOf(() => Promise.resolve(begun))).toMatchObject(
    E.left({ _tag: 'OutcomeUnknown', phase: 'reading' }),
  )
  expect(await phaseOf(failing)).toMatchObject(E.left({ _tag: 'NetworkError', code: 'ECONNREFUSED' }))
})

test('a look-up that was aborted is not repeated', async () => {
  const events: Event['type'][] = []
  const controller = new AbortController()
  const { ctx, waits } = answering(json(receipt), {
    signal: controller.signal,
    onEvent: ({ type }) => events.push(type),
    fetch: () => {
      controller.abort()
      return new Promise(() => undefined)
    },
  })
  expect(await getReceipt(ctx, { receipt_id })()).toMatchObject(E.left({ _tag: 'AbortError' }))
  expect([events, waits]).toEqual([['request', 'answer'], []])
})

describe('an application id', () => {
  const credentials = { application_id: 'app_test', private_key: 'pk_test' }
  const message =
    'application_id and private_key need a token state: createContext({ credentials, tokens: createTokenState() })'
  const without = { ...testContext({ credentials }), tokens: undefined }

  test('without a token state is told what is missing, and nothing is sent', async () => {
    expect(await getReceipt(without, { receipt_id })()).toEqual(E.left({ _tag: 'CredentialsError', message }))
  })

  test('beside a client key needs one only where Basic was seen to be refused', async () => {
    const both = {
      ...answering(json(receipt)).ctx,
      credentials: { ...credentials, client_key: 'ck', secret_key: 'sk' },
    }
    const ctx = { ...both, tokens: undefined }
    expect(await getReceipt(ctx, { receipt_id })()).toMatchObject({ _tag: 'Right' })
    expect(await withToken(ctx, (authorization) => () => Promise.resolve(E.right(authorization)), 'token')()).toEqual(
      E.left({ _tag: 'CredentialsError', message }),
    )
  })
})

test('what is no function was not run', async () => {
  expect(await withToken(testContext(), 7 as never)()).toMatchObject(
    E.left({ _tag: 'NetworkError', message: 'a function of the Context threw; nothing was sent' }),
  )
})

test('a look-up of one’s own says what its schema wants, and never what the answer has', async () => {
  const output = v.object({ receipt_id: v.string(), text: v.pipe(v.string(), v.email('not an address')) })
  const built = buildRead('note', ConfirmPaymentInput, { receipt_id }, () => ({
    method: 'GET' as const,
    path: '/note',
    output: output as Schema<v.InferOutput<typeof output>>,
  }))
  const result = await call(answering(json({ receipt_id, text: 'canary' })).ctx, built)()
  expect(result).toMatchObject(
    E.left({ _tag: 'DecodeError', issues: [{ path: 'text', message: 'is not as its schema wants it' }] }),
  )
  expect(JSON.stringify(result)).not.toContain('canary')
})
