import { inspect } from 'node:util'

import { call, type ApiRequest, type Built } from 'bootpay-fp'
import {
  approveOrderCancel,
  asMember,
  buildWrite,
  createInvoice,
  getOrder,
  listOrders,
  notifyInvoice,
  previewOrder,
  type Open,
} from 'bootpay-fp/commerce'
import * as E from 'fp-ts/lib/Either.js'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'

import { invoice, order } from '../../fixtures/commerce.js'
import { commerceReplies, testContext, type Reply } from '../../support/bootpay.js'

const HOUR_MS = 3_600_000
const { order_id } = order
const link = { name: '스웨터', price: 39_000 }
const idempotency_key = 'order-1024-link'

/** A write of one's own that only sets values. */
const setStock = (stock: number): Built<Open> =>
  buildWrite('setStock', v.strictObject({ stock: v.number() }), { stock }, (body) => ({
    method: 'PUT',
    path: '/products/p-1',
    body,
    effect: 'set',
    output: v.looseObject({}) as unknown as ApiRequest<Open>['output'],
  }))

const cut: Reply = { error: true }

describe('what sets values', () => {
  test.each<[what: string, reply: Reply]>([
    ['a connection that was cut', cut],
    ...[408, 425, 429, 500, 502, 503, 504].map((status): [string, Reply] => [`a ${status}`, { status, json: {} }]),
  ])('is sent again after %s, as a read is', async (_, reply) => {
    const seen = commerceReplies(reply, { json: { stock: 5 } })
    expect(await call(testContext(), setStock(5))()).toEqual(E.right({ stock: 5 }))
    expect(seen).toHaveLength(2)
  })

  test('is an unknown outcome that may be repeated at once and for ever where no answer was certain', async () => {
    const ctx = testContext()
    const seen = commerceReplies(cut)
    expect(await call(ctx, setStock(5))()).toMatchObject(
      E.left({
        _tag: 'OutcomeUnknown',
        operation: 'setStock',
        message: 'no certain answer, so it may have taken effect: send it again, which leaves the same',
        reconcile: 'repeat',
        repeatFrom: ctx.now(),
      }),
    )
    expect(seen).toHaveLength(3)
  })

  test('stays an unknown outcome where a repeat is refused', async () => {
    commerceReplies(cut, { status: 429, json: { error_code: 'TOO_MANY' } })
    expect(await call(testContext(), setStock(5))()).toMatchObject(E.left({ _tag: 'OutcomeUnknown' }))
  })

  test('is not sent again after a refusal, nor after an answer that cannot be read', async () => {
    for (const reply of [{ status: 400, json: { error_code: 'PRODUCT_INVALID' } }, { json: 7 }]) {
      const seen = commerceReplies(reply)
      await call(testContext(), setStock(5))()
      expect(seen).toHaveLength(1)
    }
  })
})

describe('an idempotency_key', () => {
  test('goes into a header, and neither into the body nor the query', async () => {
    const seen = commerceReplies({ json: invoice })
    await createInvoice(testContext(), { ...link, idempotency_key })()
    expect(seen).toMatchObject([{ key: idempotency_key, query: {}, body: link }])
  })

  test('is never sent with a read, to which the server would give a day-old answer', async () => {
    const seen = commerceReplies({ json: { list: [], count: 0 } })
    await listOrders(testContext(), {})()
    expect(seen).toMatchObject([{ key: null }])
    expect(await listOrders(testContext(), { idempotency_key } as object)()).toMatchObject(
      E.left({ _tag: 'InputError' }),
    )
  })

  test.each([
    ['a link', createInvoice(testContext(), link), createInvoice(testContext(), { ...link, idempotency_key })],
    [
      'a notice',
      notifyInvoice(testContext(), { invoice_id: invoice.invoice_id }),
      notifyInvoice(testContext(), { invoice_id: invoice.invoice_id, idempotency_key }),
    ],
  ])(
    'lets %s be sent again where the server asks for a moment, and without one it is not',
    async (_, without, withKey) => {
      const reply = { status: 503, headers: { 'retry-after': '1' }, json: {} }
      const once = commerceReplies(reply)
      expect(await without()).toMatchObject(E.left({ _tag: 'OutcomeUnknown' }))
      expect(once).toHaveLength(1)
      const twice = commerceReplies(reply, { json: invoice })
      expect(await withKey()).toMatchObject({ _tag: 'Right' })
      expect(twice.map(({ key }) => key)).toEqual([idempotency_key, idempotency_key])
    },
  )

  test.each([
    ['a cut connection', cut],
    ['a gateway that failed', { status: 502, json: {} }],
    ['an answer out of time', { status: 504, json: {} }],
  ])('does not make a write repeatable at once after %s, for twins both run', async (_, reply) => {
    const seen = commerceReplies(reply)
    expect(await createInvoice(testContext(), { ...link, idempotency_key })()).toMatchObject(
      E.left({ _tag: 'OutcomeUnknown' }),
    )
    expect(seen).toHaveLength(1)
  })

  test('says from when and until when the same request may be repeated', async () => {
    const ctx = testContext()
    commerceReplies(cut)
    const result = await createInvoice(ctx, { ...link, idempotency_key })()
    expect(result).toMatchObject(
      E.left({
        message:
          'no certain answer, so it may have taken effect: send the same with the same idempotency_key from repeatFrom on, as repeatUntilKnown does',
        reconcile: 'repeat',
        repeatFrom: ctx.now() + 90_000,
        about: { price: 39_000, idempotency_key },
      }),
    )
    const { repeatUntil = 0 } = E.isLeft(result) && result.left._tag === 'OutcomeUnknown' ? result.left : {}
    // A little less than the 24 hours of the server, since an earlier attempt of the call may have begun them.
    expect(repeatUntil - ctx.now()).toBeGreaterThan(23 * HOUR_MS)
    expect(repeatUntil - ctx.now()).toBeLessThan(24 * HOUR_MS)
  })

  test('waits with a repeat as long as the caller lets a write run', async () => {
    const ctx = testContext({ timeoutMs: { write: 300_000 } })
    commerceReplies(cut)
    expect(await createInvoice(ctx, { ...link, idempotency_key })()).toMatchObject(
      E.left({ repeatFrom: ctx.now() + 330_000 }),
    )
  })

  test('that is not given leaves no such moments', async () => {
    commerceReplies(cut)
    const result = await createInvoice(testContext(), link)()
    expect(result).toMatchObject(E.left({ _tag: 'OutcomeUnknown', reconcile: 'webhook' }))
    expect(result).not.toHaveProperty('left.repeatFrom')
    expect(result).not.toHaveProperty('left.repeatUntil')
  })
})

describe('an answer', () => {
  test.each<[what: string, json: unknown, code: string]>([
    ['a text code', { error_code: 'API_ROLE_NOT_SUPPORT', message: '권한이 없습니다.' }, 'API_ROLE_NOT_SUPPORT'],
    ['a number', { error_code: -47, message: '권한이 없습니다.' }, '-47'],
    ['a number called code', { status: 403, code: 1700, message: '권한이 없습니다.', data: null }, '1700'],
    ['a number as text', { code: '3700', message: '권한이 없습니다.' }, '3700'],
    ['no code', { message: '권한이 없습니다.' }, 'HTTP_403'],
    ['its text called error', { error: '권한이 없습니다.' }, 'HTTP_403'],
  ])('that refuses is read by %s', async (_, json, code) => {
    commerceReplies({ status: 403, json })
    expect(await getOrder(testContext(), { order_id })()).toEqual(
      E.left({
        _tag: 'ApiError',
        operation: 'getOrder',
        status: 403,
        code,
        message: '권한이 없습니다.',
        about: { order_id },
      }),
    )
  })

  test('that is a success may have a member called code of its own', async () => {
    commerceReplies({ json: { ...order, code: 'TEMPLATE_7' } })
    expect(await getOrder(testContext(), { order_id })()).toEqual(E.right({ ...order, code: 'TEMPLATE_7' }))
  })

  test('that is both an order and an error is neither', async () => {
    commerceReplies({ json: { ...order, error_code: 'ORDER_EXPIRED' } })
    expect(await getOrder(testContext(), { order_id })()).toMatchObject(E.left({ _tag: 'DecodeError' }))
  })

  test('with an error under 200 leaves a write unknown only where it also says how the thing stands', async () => {
    const input = { order_cancellation_request_id: 'c-1' }
    commerceReplies({ json: { error_code: 'PROCESS_DUPLICATED', message: '이미 처리되었습니다.' } })
    expect(await approveOrderCancel(testContext(), input)()).toMatchObject(
      E.left({ _tag: 'ApiError', code: 'PROCESS_DUPLICATED' }),
    )
    commerceReplies({ json: { error_code: 'PROCESS_DUPLICATED', ...input, status: 1 } })
    expect(await approveOrderCancel(testContext(), input)()).toMatchObject(E.left({ _tag: 'OutcomeUnknown' }))
  })

  test.each([500, 502, 503, 504])(
    'of a failing gateway (%i) proves nothing about a write, whatever its code',
    async (status) => {
      commerceReplies({ status, json: { error_code: 'PROCESS_DUPLICATED' } })
      expect(await approveOrderCancel(testContext(), { order_cancellation_request_id: 'c-1' })()).toMatchObject(
        E.left({ _tag: 'OutcomeUnknown', phase: 'answered', code: 'PROCESS_DUPLICATED' }),
      )
    },
  )

  test.each([
    ['ApiError', ['3013']],
    ['OutcomeUnknown', []],
    ['OutcomeUnknown', undefined],
  ])('of a failing gateway is an %s where the codes of refusals of the operation are %j', async (_tag, refusals) => {
    const remove = buildWrite('remove', v.strictObject({}), {}, () => ({
      method: 'DELETE',
      path: '/templates/t-1',
      effect: 'state',
      ...(refusals && { refusals }),
      output: v.unknown() as unknown as ApiRequest<unknown>['output'],
    }))
    commerceReplies({ status: 500, json: { code: 3013, message: '승인된 템플릿은 지울 수 없습니다.' } })
    expect(await call(testContext(), remove)()).toMatchObject(E.left({ _tag, code: '3013' }))
  })

  test('of more than 1 MiB is read, and of more than 16 MiB is not', async () => {
    const item = { ...order, content: 'x'.repeat(2 << 20) }
    commerceReplies({ json: { list: [item], count: 1 } })
    expect(await listOrders(testContext(), {})()).toEqual(E.right({ list: [item], count: 1 }))
    commerceReplies({ json: { list: [{ ...order, content: 'x'.repeat(16 << 20) }], count: 1 } })
    expect(await listOrders(testContext({ retry: { attempts: 1 } }), {})()).toMatchObject(
      E.left({ _tag: 'NetworkError' }),
    )
  })
})

describe('a member', () => {
  const user_jwt = 'jwt-of-hong'
  const preview = { member_mode: 'member' } as const

  test('is nowhere to be seen in a Context that is printed', async () => {
    const ctx = asMember(testContext(), { user_jwt, device_uuid: 'device-of-hong' })

    expect(JSON.stringify(ctx) + inspect(ctx, { depth: 9 })).not.toContain('of-hong')
  })

  test('is not changed by what is done to the value that it was made of', async () => {
    const member = { user_jwt }
    const ctx = asMember(testContext(), member)
    member.user_jwt = 'another'
    const seen = commerceReplies({ json: {} })
    await previewOrder(ctx, preview)()
    expect(seen).toMatchObject([{ user_jwt }])
  })

  test('is sent by operations that know members alone', async () => {
    const seen = commerceReplies({ json: order })
    await getOrder(asMember(testContext(), { user_jwt }), { order_id })()
    expect(seen).toMatchObject([{ user_jwt: null }])
  })

  test('does not show in an error that echoes it', async () => {
    commerceReplies({ status: 401, json: { code: 420, message: `${user_jwt} 만료` } })
    expect(await previewOrder(asMember(testContext(), { user_jwt }), preview)()).toMatchObject(
      E.left({ _tag: 'ApiError', code: '420', message: '*** 만료' }),
    )
  })

  test.each([' ', 'a b', '', 'a\nb', '홍길동', 7, null])(
    'whose token is %j is refused, and nothing is sent',
    async (bad) => {
      const seen = commerceReplies({ json: {} })
      expect(await previewOrder(asMember(testContext(), { user_jwt: bad as string }), preview)()).toMatchObject(
        E.left({ _tag: 'CredentialsError' }),
      )
      expect(seen).toEqual([])
    },
  )
})

test.each([
  ['gives nothing back', notifyInvoice(testContext(), { invoice_id: invoice.invoice_id })],
  ['gives back what was changed', approveOrderCancel(testContext(), { order_cancellation_request_id: 'c-1' })],
])('a 200 that says success: false leaves what %s an unknown outcome', async (_, task) => {
  commerceReplies({ json: { success: false } })
  expect(await task()).toMatchObject(E.left({ _tag: 'OutcomeUnknown', phase: 'decoding' }))
})
