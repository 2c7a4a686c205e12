import {
  cancelPayment,
  chargeBillingKey,
  confirmPayment,
  errorCodes,
  getReceipt,
  requestTransferBillingKey,
  startShipping,
  type BootpayError,
  type Context,
} from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { describe, expect, test } from 'vitest'

import { receipt } from '../fixtures/receipt.js'
import { testContext, type TestOptions } from '../support/bootpay.js'

const { receipt_id } = receipt

type Call = (ctx: Context) => TaskEither<BootpayError, unknown>

/** One operation of each effect. */
const calls = {
  read: (ctx) => getReceipt(ctx, { receipt_id }),
  state: (ctx) => confirmPayment(ctx, { receipt_id }),
  'state (full cancel)': (ctx) => cancelPayment(ctx, { receipt_id }),
  keyed: (ctx) => cancelPayment(ctx, { receipt_id, cancel_price: 100, cancel_id: 'cancel-1' }),
  money: (ctx) => chargeBillingKey(ctx, { billing_key: 'key_test', order_name: 'n', price: 100, order_id: 'order-1' }),
  'money (shipping)': (ctx) => startShipping(ctx, { receipt_id, tracking_number: '1', delivery_corp: '한진' }),
  message: (ctx) =>
    requestTransferBillingKey(ctx, {
      pg: 'nicepay',
      order_name: 'n',
      subscription_id: 's-1',
      username: '홍길동',
      bank_name: '국민',
      bank_account: '0000',
      identity_no: '000000',
    }),
} satisfies Record<string, Call>

type Kind = keyof typeof calls
const READS: Kind[] = ['read']
const writes = (Object.keys(calls) as Kind[]).filter((kind) => kind !== 'read')

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}) =>
  () =>
    Promise.resolve(new Response(JSON.stringify(body), { status, headers }))
const text = (status: number, body: string) => () => Promise.resolve(new Response(body, { status }))
const rejects = (error: unknown) => () => Promise.reject(error)
const cut = (status: number, sent: string) => () =>
  Promise.resolve(
    new Response(
      new ReadableStream({
        start: (controller) => {
          controller.enqueue(new TextEncoder().encode(sent))
        },
        pull: (controller) => {
          controller.error(new TypeError('terminated'))
        },
      }),
      { status },
    ),
  )

/** Runs a call against one fault for ever; gives what came back, in short, and how often it was sent. */
const outcome = async (kind: Kind, fault: () => Promise<Response>) => {
  let sent = 0
  const ctx = testContext({
    fetch: () => {
      sent += 1
      return fault()
    },
  })
  const result = await calls[kind](ctx)()
  const left: Partial<Record<string, unknown>> = E.isLeft(result) ? { ...result.left } : {}
  return [E.isLeft(result) ? result.left._tag : 'Right', left['phase'] ?? left['code'], sent]
}

const refused = Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED', syscall: 'connect' } })
const reset = Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNRESET' } })

describe('a connection that was refused', () => {
  test.each([...READS, ...writes])('is a NetworkError of a %s, tried three times: nothing was sent', async (kind) => {
    expect(await outcome(kind, rejects(refused))).toEqual(['NetworkError', 'ECONNREFUSED', 3])
  })
})

describe('codes that prove that nothing was sent', () => {
  const code = (cause: object) => rejects(Object.assign(new TypeError('fetch failed'), { cause }))

  test.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])('%s does', async (name) => {
    expect(await outcome('money', code({ code: name }))).toEqual(['NetworkError', name, 3])
  })
  test('EHOSTUNREACH and ENETUNREACH do while connecting only', async () => {
    for (const name of ['EHOSTUNREACH', 'ENETUNREACH']) {
      expect(await outcome('money', code({ code: name, syscall: 'connect' }))).toEqual(['NetworkError', name, 3])
      for (const syscall of ['read', 'write', undefined])
        expect(await outcome('money', code({ code: name, syscall }))).toEqual(['OutcomeUnknown', 'awaiting', 1])
    }
  })
  test("a code on the error itself counts too, as Bun's do", async () => {
    expect(await outcome('money', rejects(Object.assign(new TypeError(''), { code: 'ECONNREFUSED' })))).toEqual([
      'NetworkError',
      'ECONNREFUSED',
      3,
    ])
  })
  test.each(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'ETIMEDOUT', 'SOMETHING_NEW'])('%s does not', async (name) => {
    expect(await outcome('money', code({ code: name }))).toEqual(['OutcomeUnknown', 'awaiting', 1])
  })
  test.each(['fetch failed', 'ECONNREFUSED!', '!ECONNREFUSED', 'A'.repeat(41), 7, {}, ['ECONNREFUSED']])(
    'what is no code (%j) does not, and is not told',
    async (name) => {
      const fault = code({ code: name, syscall: 'connect' })
      expect(await outcome('read', fault)).toEqual(['NetworkError', undefined, 3])
      expect(await outcome('money', fault)).toEqual(['OutcomeUnknown', 'awaiting', 1])
    },
  )
  test('other codes are told of a read', async () => {
    expect(await outcome('read', code({ code: 'E2_BIG' }))).toEqual(['NetworkError', 'E2_BIG', 3])
  })
  test('a text never does', async () => {
    expect(await outcome('money', rejects(new TypeError('connect ECONNREFUSED')))).toEqual([
      'OutcomeUnknown',
      'awaiting',
      1,
    ])
  })
})

describe('no whole answer', () => {
  test('is a NetworkError of a read, tried three times', async () => {
    expect(await outcome('read', rejects(reset))).toEqual(['NetworkError', 'ECONNRESET', 3])
    expect(await outcome('read', cut(200, '{"receipt_id":'))).toEqual(['NetworkError', undefined, 3])
    expect(await outcome('read', text(200, '{"receipt_id":"645'))).toEqual(['NetworkError', undefined, 3])
  })
  test('is told in words, and of a write that nothing was sent', async () => {
    const left = (operation: string, message: string) =>
      E.left({ _tag: 'NetworkError', operation, message, about: { receipt_id }, code: 'ECONNREFUSED' })
    const ctx = testContext({ fetch: rejects(refused) })
    expect(await calls.read(ctx)()).toEqual(left('getReceipt', 'no connection, or no whole answer'))
    expect(await calls.state(ctx)()).toEqual(
      left('confirmPayment', 'no connection, or no whole answer; nothing was sent'),
    )
  })
  test.each(writes)('is unknown of a %s, sent once', async (kind) => {
    expect(await outcome(kind, rejects(reset))).toEqual(['OutcomeUnknown', 'awaiting', 1])
    expect(await outcome(kind, cut(200, '{"receipt_id":'))).toEqual(['OutcomeUnknown', 'reading', 1])
    expect(await outcome(kind, text(200, '{"receipt_id":"645'))).toEqual(['OutcomeUnknown', 'reading', 1])
  })
  test.each(writes)('is unknown of a %s even where the status line said that it was refused', async (kind) => {
    expect(await outcome(kind, cut(400, '{"error_code":"RC_CONFIRM_CRI'))).toEqual(['OutcomeUnknown', 'reading', 1])
    expect(await outcome(kind, text(400, '{"error_code":"RC_CONFIRM_CRI'))).toEqual(['OutcomeUnknown', 'reading', 1])
  })
})

describe('a whole answer that is not what Bootpay documents', () => {
  const answers = {
    'an empty body': text(200, ''),
    'an HTML page': text(200, '<html>ok</html>'),
    'a bare word': text(200, 'OK'),
    null: json(200, null),
    'a number': json(200, 7),
    'an array for an object': json(200, [receipt]),
    'an object without what it is': json(200, { price: 1000 }),
    'a price that JSON cannot hold': text(
      200,
      '{"receipt_id":"a","order_id":"b","price":1e400,"cancelled_price":0,"status":1}',
    ),
    'a price beyond the safe integers': text(
      200,
      '{"receipt_id":"a","order_id":"b","price":9007199254740993,"cancelled_price":0,"status":1}',
    ),
  }
  test.each(Object.entries(answers))(
    '%s: a DecodeError of a read, sent once; unknown of a write',
    async (_, answer) => {
      expect(await outcome('read', answer)).toEqual(['DecodeError', undefined, 1])
      expect(await outcome('state', answer)).toEqual(['OutcomeUnknown', 'decoding', 1])
      expect(await outcome('money', answer)).toEqual(['OutcomeUnknown', 'decoding', 1])
    },
  )
})

describe('a refusal', () => {
  test.each([...READS, ...writes])('of a %s is an ApiError, sent once', async (kind) => {
    expect(await outcome(kind, json(400, { error_code: 'RC_NOT_FOUND' }))).toEqual(['ApiError', 'RC_NOT_FOUND', 1])
    expect(await outcome(kind, json(404, { error_code: 'SOMETHING_NEW' }))).toEqual(['ApiError', 'SOMETHING_NEW', 1])
    expect(await outcome(kind, json(200, { error_code: 'RC_ALREADY_CANCELLED' }))).toEqual([
      'ApiError',
      'RC_ALREADY_CANCELLED',
      1,
    ])
    expect(await outcome(kind, json(400, { error_code: -2410 }))).toEqual(['ApiError', '-2410', 1])
    expect(await outcome(kind, text(403, '<html>Forbidden</html>'))).toEqual(['ApiError', 'HTTP_403', 1])
  })
  test.each(writes)('of a %s is believed under a 500 only from a code that is known to refuse', async (kind) => {
    expect(await outcome(kind, json(500, { error_code: 'RC_CANCEL_SERVER_ERROR' }))).toEqual([
      'ApiError',
      'RC_CANCEL_SERVER_ERROR',
      1,
    ])
    expect(await outcome(kind, json(500, { error_code: 'SOMETHING_NEW' }))).toEqual(['OutcomeUnknown', 'answered', 1])
  })
  test.each(writes)(
    'of a %s is believed under a 500 from each code that is known, but for those that tell nothing',
    async (kind) => {
      const telling = Object.keys(errorCodes).filter((code) => !/CRITICAL|^TOKEN_|^\d/.test(code))
      expect(telling).toHaveLength(27)
      for (const error_code of Object.keys(errorCodes))
        expect(await outcome(kind, json(500, { error_code }))).toEqual(
          telling.includes(error_code) ? ['ApiError', error_code, 1] : ['OutcomeUnknown', 'answered', 1],
        )
    },
  )
  test('is believed by the whole of its code, not by a part', async () => {
    for (const error_code of ['RC_NOT_FOUND_YET', 'XRC_NOT_FOUND', 'rc_not_found', 'RC_NOT_FOUN'])
      expect(await outcome('money', json(500, { error_code }))).toEqual(['OutcomeUnknown', 'answered', 1])
  })
  test.each(['RC_CANCEL_CRITICAL_ERROR', 'RC_CONFIRM_CRITICAL_FAILED', 'RC_NEW_CRITICAL_ERROR'])(
    'by %s says that the outcome is unknown, whatever the status',
    async (error_code) => {
      for (const status of [200, 400, 429, 500])
        expect(await outcome('keyed', json(status, { error_code }))).toMatchObject(['OutcomeUnknown', 'answered', 1])
    },
  )
})

describe('a gateway that fails', () => {
  test.each([500, 502, 503, 504, 408, 499, 302, 501, 599])(
    'with %d leaves every write unknown, sent once',
    async (status) => {
      for (const kind of writes)
        expect(await outcome(kind, text(status, '<html>Bad Gateway</html>'))).toEqual(['OutcomeUnknown', 'answered', 1])
    },
  )
  test.each(writes.filter((kind) => kind !== 'keyed'))(
    'has no %s sent again, also where it says when to come back',
    async (kind) => {
      for (const status of [500, 502, 503, 504, 408, 425])
        for (const after of ['0', '1', 'Sat, 31 Jan 2026 00:00:09 GMT']) {
          const [, , sent] = await outcome(kind, json(status, {}, { 'retry-after': after }))
          expect([kind, status, after, sent]).toEqual([kind, status, after, 1])
        }
    },
  )
  test('has what is keyed sent again by a 503 only, and only where that says when to come back', async () => {
    const sent = async (status: number, headers: Record<string, string>) =>
      (await outcome('keyed', json(status, {}, headers)))[2]
    expect(await sent(503, { 'retry-after': '1' })).toBe(3)
    expect(await sent(503, {})).toBe(1)
    expect(await sent(503, { 'retry-after': 'soon' })).toBe(1)
    for (const status of [500, 502, 504, 408]) expect(await sent(status, { 'retry-after': '1' })).toBe(1)
  })
  test.each([408, 425, 429, 500, 502, 503, 504])('with %d has a read tried three times', async (status) => {
    expect(await outcome('read', text(status, ''))).toEqual(['ApiError', `HTTP_${status}`, 3])
  })
  test.each([400, 401, 403, 404, 422, 501, 505, 302])('with %d has a read tried once', async (status) => {
    expect(await outcome('read', text(status, ''))).toEqual(['ApiError', `HTTP_${status}`, 1])
  })
})

describe('too many requests', () => {
  test.each([
    ['read', 3],
    ['state', 3],
    ['keyed', 3],
    ['money', 1],
    ['message', 1],
  ] as const)('has a %s sent %d times', async (kind, times) => {
    expect(await outcome(kind, text(429, ''))).toEqual(['ApiError', 'HTTP_429', times])
  })
  test('waits as long as Retry-After says, and gives up when that is more than 20 s', async () => {
    const waits: number[] = []
    const ctx = (after: string) =>
      testContext({
        fetch: json(429, {}, { 'retry-after': after }),
        sleep: (ms) => {
          waits.push(ms)
          return Promise.resolve()
        },
      })
    expect(await getReceipt(ctx('7'), { receipt_id })()).toMatchObject(
      E.left({ _tag: 'ApiError', retryAfterMs: 7_000 }),
    )
    expect(await getReceipt(ctx('Sat, 31 Jan 2026 00:00:09 GMT'), { receipt_id })()).toMatchObject(
      E.left({ retryAfterMs: 9_000 }),
    )
    expect(await getReceipt(ctx('31 Jan 2026 00:00:09 GMT'), { receipt_id })()).toMatchObject(
      E.left({ retryAfterMs: 9_000 }),
    )
    // Without a zone it is local time, as everywhere in JavaScript.
    const [local] = new Date(Date.parse('2026-01-31T00:00:09Z')).toString().split(' GMT')
    expect(await getReceipt(ctx(String(local)), { receipt_id })()).toMatchObject(E.left({ retryAfterMs: 9_000 }))
    expect(waits).toEqual([7_000, 7_000, 9_000, 9_000, 9_000, 9_000, 9_000, 9_000])
    expect(await getReceipt(ctx('20'), { receipt_id })()).toMatchObject(E.left({ retryAfterMs: 20_000 }))
    expect(waits.slice(8)).toEqual([20_000, 20_000])
    expect(await getReceipt(ctx('21'), { receipt_id })()).toMatchObject(E.left({ retryAfterMs: 21_000 }))
    expect(waits).toHaveLength(10)
  })
  test.each(['soon', '-1', '', 'Thu, 01 Jan 1970 00:00:00 GMT'])(
    'waits by itself when Retry-After is %j',
    async (after) => {
      const waits: number[] = []
      const sleep = (ms: number) => {
        waits.push(ms)
        return Promise.resolve()
      }
      await getReceipt(testContext({ fetch: json(429, {}, { 'retry-after': after }), sleep }), { receipt_id })()
      expect(waits).toEqual([500, 1_000])
    },
  )
})

describe('a cancel with a cancel_id', () => {
  const keyed = (ctx: Context) => cancelPayment(ctx, { receipt_id, cancel_price: 100, cancel_id: 'cancel-1' })
  const replies = (...answers: (() => Promise<Response>)[]) => {
    let sent = 0
    return testContext({ fetch: () => (answers[sent++] ?? rejects(reset))() })
  }

  test('is repeated after a 503 that says when to come back', async () => {
    const ctx = replies(json(503, {}, { 'retry-after': '1' }), json(200, { ...receipt, cancelled_price: 100 }))
    expect(await keyed(ctx)()).toMatchObject(E.right({ cancelled_price: 100 }))
  })
  test('stays unknown when the repeat is refused: the first one may be the reason', async () => {
    const ctx = replies(json(503, {}, { 'retry-after': '1' }), json(400, { error_code: 'RC_CANCEL_SERVER_ERROR' }))
    expect(await keyed(ctx)()).toMatchObject(E.left({ _tag: 'OutcomeUnknown', status: 503 }))
  })
})

test('an OutcomeUnknown is plain JSON that says what it was, and how to find out', async () => {
  const ctx = testContext({ fetch: rejects(reset) })
  const result = await chargeBillingKey(ctx, {
    billing_key: 'key_test',
    order_name: 'n',
    price: 9900,
    order_id: 'order-7',
  })()
  const expected = {
    _tag: 'OutcomeUnknown',
    operation: 'chargeBillingKey',
    message:
      'no certain answer, so it may have taken effect: find out with getReceiptsByOrder before you send it again',
    phase: 'awaiting',
    about: { order_id: 'order-7', price: 9900 },
    reconcile: 'getReceiptsByOrder',
    startedAt: Date.parse('2026-01-31T00:00:00Z'),
    merchant: expect.stringMatching(/^[a-z\d]{1,7}$/) as string,
  }
  expect(result).toEqual(E.left(expected))
  expect(JSON.parse(JSON.stringify(result))).toEqual(E.left(expected))
})

describe('the merchant in an OutcomeUnknown', () => {
  const client = { client_key: 'ck_test', secret_key: 'sk_test' }
  const pair = { application_id: 'app_test', private_key: 'pk_test' }
  const merchantOf = async (options: TestOptions) => {
    const fetch = (url: string) =>
      url.endsWith('/request/token')
        ? Promise.resolve(Response.json({ access_token: 't', expire_in: 1_800 }))
        : Promise.reject(reset)
    const result = await confirmPayment(testContext({ fetch, ...options }), { receipt_id })()
    return E.isLeft(result) && result.left._tag === 'OutcomeUnknown' && result.left.merchant
  }

  // A service keeps an unknown outcome for days: another release must know the merchant again.
  test('is the same in every release', async () => {
    expect(await merchantOf({ credentials: client })).toBe('1iybk9')
    expect(await merchantOf({ credentials: pair })).toBe('67q7li')
    expect(await merchantOf({ credentials: { ...client, ...pair } })).toBe('1iybk9.67q7li')
  })

  test('is another one with other keys and elsewhere, but not with another secret', async () => {
    const of = (client_key: string, secret_key: string) => merchantOf({ credentials: { client_key, secret_key } })
    expect(await of('ck_test', 'sk_next')).toBe('1iybk9')
    expect(await of('ck_next', 'sk_test')).not.toBe('1iybk9')
    expect(await merchantOf({ credentials: client, baseUrl: 'https://stage-api.bootpay.co.kr/v2' })).not.toBe('1iybk9')
  })

  test('is empty where the keys cannot be read any more', async () => {
    let reads = 0
    const credentials = () => {
      if (reads++) throw new Error('no')
      return client
    }
    const ctx = { ...testContext({ fetch: rejects(reset) }), credentials }
    expect(await confirmPayment(ctx, { receipt_id })()).toMatchObject(E.left({ _tag: 'OutcomeUnknown', merchant: '' }))
  })

  test('is read from credentials that were put into a Context, and from a function of one’s own', async () => {
    const ctx = testContext({ fetch: rejects(reset) })
    for (const credentials of [() => client, client])
      expect(await confirmPayment({ ...ctx, credentials }, { receipt_id })()).toMatchObject(
        E.left({ merchant: '1iybk9' }),
      )
  })
})

test('what Bootpay says is passed on, but not the long numbers and keys in it', async () => {
  const message = '승인 실패: 카드 5570-1234-5678-1074, 키 Zm9vYmFyYmF6cXV4Zm9vYmFy (한도 초과)'
  const ctx = testContext({ fetch: json(400, { error_code: 'RC_CONFIRM_FAILED', message, pg_error_code: 8012 }) })
  expect(await confirmPayment(ctx, { receipt_id })()).toEqual(
    E.left({
      _tag: 'ApiError',
      operation: 'confirmPayment',
      about: { receipt_id },
      status: 400,
      code: 'RC_CONFIRM_FAILED',
      message: '승인 실패: 카드 ***, 키 *** (한도 초과)',
      pg_error_code: '8012',
    }),
  )
})
