import { type } from 'arktype'
import {
  buildRead,
  call,
  chargeBillingKeyRequest,
  getReceiptRequest,
  send,
  withToken,
  type ApiRequest,
  type BootpayError,
  type Schema,
} from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, expectTypeOf, test } from 'vitest'
import * as v from 'valibot'
import * as z from 'zod'

import { cardKey } from '../fixtures/billing.js'
import { receipt } from '../fixtures/receipt.js'
import { bootpayReplies, testContext } from '../support/bootpay.js'

const { receipt_id, order_id } = receipt

type Seen = { readonly receipt_id: string; readonly price: number }

/** The same schema by each library, with words of its own that quote the value where the library lets it have some. */
const schemas: Readonly<Record<string, Schema<Seen>>> = {
  zod: z.object({
    receipt_id: z.string(),
    price: z.number({ error: ({ input }) => `no number: ${String(input)}` }),
  }),
  arktype: type({ '+': 'delete', receipt_id: 'string', price: 'number' }),
  valibot: v.object({
    receipt_id: v.string(),
    price: v.pipe(
      v.custom<number>(() => true),
      v.check(
        (price: number) => Number.isFinite(price),
        ({ input }) => `no number: ${String(input)}`,
      ),
    ),
  }),
}

/** Schemas that give a promise for anything. */
const asynchronous: Readonly<Record<string, Schema<Seen>>> = {
  zod: z.preprocess(async (value) => value, z.object({ receipt_id: z.string(), price: z.number() })),
  valibot: v.objectAsync({ receipt_id: v.string(), price: v.number() }),
}

const requestOf = <A>(built: E.Either<BootpayError, ApiRequest<unknown>>, output: Schema<A>): ApiRequest<A> => {
  if (built._tag === 'Left') throw new Error(built.left.message)
  return { ...built.right, output }
}

const read = <A>(output: Schema<A>) => requestOf(getReceiptRequest({ receipt_id }), output)
const write = <A>(output: Schema<A>) =>
  requestOf(
    chargeBillingKeyRequest({ billing_key: cardKey.billing_key, order_name: '양말', price: 1_200, order_id: 'o-1' }),
    output,
  )

describe.each(Object.entries(schemas))('a schema of %s as output of a request', (_, schema) => {
  test('reads the answer', async () => {
    bootpayReplies({ json: receipt })
    const ctx = testContext()
    const expected = E.right({ receipt_id, price: receipt.price })
    expect(await call(ctx, E.right(read(schema)))()).toEqual(expected)
    expect(await withToken(ctx, (authorization) => send(ctx, read(schema), authorization))()).toEqual(expected)
  })

  test('refuses an answer by member, in words that quote neither it nor the library', async () => {
    bootpayReplies({ json: { receipt_id, price: 'a-secret-of-the-answer' } })
    const result = await call(testContext(), E.right(read(schema)))()
    expect(result).toMatchObject(E.left({ _tag: 'DecodeError', issues: [{ path: 'price' }] }))
    expect(JSON.stringify(result)).not.toMatch(/a-secret-of-the-answer|no number/)
  })

  test('leaves the outcome of a write unknown whose answer it refuses', async () => {
    bootpayReplies({ json: { receipt_id, order_id: 'o-1', price: 'a-secret-of-the-answer' } })
    const result = await call(testContext(), E.right(write(schema)))()
    expect(result).toMatchObject(E.left({ _tag: 'OutcomeUnknown', phase: 'decoding' }))
    expect(JSON.stringify(result)).not.toMatch(/a-secret-of-the-answer|no number/)
  })
})

test('what valibot says by itself of an input of yours, with the value in it, is not said on', () => {
  const input = v.object({ card: v.pipe(v.string(), v.creditCard()) })
  const built = buildRead('getCard', input, { card: '1234' }, () => ({ method: 'GET', path: '/card', output: input }))
  const issues = [{ path: 'card', message: 'is not as its schema wants it' }]
  expect(built).toMatchObject(E.left({ _tag: 'InputError', issues }))
})

test('what you have valibot say of an input of yours is', () => {
  const message = 'is no card: Invalid digit: give another'
  const input = v.object({ card: v.pipe(v.string(), v.creditCard(message)) })
  const built = buildRead('getCard', input, { card: '1234' }, () => ({ method: 'GET', path: '/card', output: input }))
  expect(built).toMatchObject(E.left({ _tag: 'InputError', issues: [{ path: 'card', message }] }))
})

test.each(['zod', 'valibot-of-others', 'my-valibot', 'bootpay-fp-x', ''])(
  'what a schema of the library %j says of an input is not said on, since it may quote it',
  (vendor) => {
    const validate = () => ({ issues: [{ message: 'no card: 1234', path: ['card'] }] })
    const input: Schema<{ card: string }, { card: string }> = { '~standard': { version: 1, vendor, validate } }
    const built = buildRead('getCard', input, { card: '1234' }, () => ({ method: 'GET', path: '/card', output: input }))
    const issues = [{ path: 'card', message: 'is not as its schema wants it' }]
    expect(built).toMatchObject(E.left({ _tag: 'InputError', issues }))
  },
)

test('an asynchronous schema of valibot cannot check an input', () => {
  const input = v.objectAsync({ card: v.string() })
  const built = buildRead('getCard', input as Schema<{ card: string }, { card: string }>, { card: '1234' }, () => ({
    method: 'GET',
    path: '/card',
    output: schemas['valibot'] as Schema<Seen>,
  }))
  expect(built).toMatchObject(
    E.left({ _tag: 'InputError', issues: [{ path: '', message: 'needs a schema that answers at once' }] }),
  )
})

test('the type of the output is what the schema gives', () => {
  const output = z.object({ price: z.number() })
  expectTypeOf(call(testContext(), E.right(read(output)))).returns.resolves.toEqualTypeOf<
    E.Either<BootpayError, { price: number }>
  >()
  expectTypeOf(call(testContext(), E.right(read(type({ price: 'number' }))))).returns.resolves.toEqualTypeOf<
    E.Either<BootpayError, { price: number }>
  >()
})

describe.each(Object.entries(asynchronous))('an asynchronous schema of %s', (_, schema) => {
  test('cannot read an answer', async () => {
    bootpayReplies({ json: receipt })
    expect(await call(testContext(), E.right(read(schema)))()).toMatchObject(
      E.left({ _tag: 'DecodeError', issues: [{ message: expect.any(String) }] }),
    )
  })

  test('is refused for a write before anything is sent', async () => {
    const seen = bootpayReplies({ json: receipt })
    const ctx = testContext()
    const refused = E.left(expect.objectContaining({ _tag: 'InputError', message: 'output must answer at once' }))
    expect(await call(ctx, E.right(write(schema)))()).toEqual(refused)
    expect(await withToken(ctx, (authorization) => send(ctx, write(schema), authorization))()).toEqual(refused)
    expect(seen).toEqual([])
  })
})

test('an asynchronous schema that rejects harms nothing', async () => {
  bootpayReplies({ json: receipt })
  const validate = (value: unknown) => (value === undefined ? { issues: [] } : Promise.reject(new Error('no')))
  const output: Schema<never> = { '~standard': { version: 1, vendor: 'own', validate } }
  expect(await call(testContext(), E.right(read(output)))()).toMatchObject(E.left({ _tag: 'DecodeError' }))
  // An unheard rejection fails the run.
  await new Promise((resolve) => setTimeout(resolve, 0))
})

describe('a schema that is asynchronous only where an answer is whole, as a check behind the members of zod', () => {
  const late = z.object({ receipt_id: z.string() }).refine(async () => true)

  test('cannot read an answer', async () => {
    bootpayReplies({ json: receipt })
    expect(await call(testContext(), E.right(read(late)))()).toMatchObject(E.left({ _tag: 'DecodeError' }))
  })

  test('leaves the outcome of a write unknown: nothing tells before the answer', async () => {
    const seen = bootpayReplies({ json: { ...receipt, order_id } })
    const result = await call(testContext(), E.right(write(late)))()
    expect(result).toMatchObject(E.left({ _tag: 'OutcomeUnknown', phase: 'decoding' }))
    expect(seen).toHaveLength(1)
  })
})
