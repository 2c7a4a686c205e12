import {
  asReader,
  cancelPayment,
  cancelPaymentRequest,
  confirmPayment,
  createContext,
  getReceipt,
  getReceiptsByOrder,
  type ApiRequest,
  type BootpayError,
  type CancelPaymentInput,
  type Context,
  type InputError,
  type OutcomeUnknown,
  type ReadError,
  type Receipt,
} from 'bootpay-fp'
import type { Either } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { describe, expectTypeOf, test } from 'vitest'

const ctx = createContext({ credentials: { client_key: 'ck_test', secret_key: 'sk_test' }, fetch })

describe('an operation', () => {
  test('takes a Context and one input and gives a TaskEither of the one error union', () => {
    expectTypeOf(confirmPayment).toEqualTypeOf<
      (ctx: Context, input: { readonly receipt_id: string }) => TaskEither<BootpayError, Receipt>
    >()
    expectTypeOf(getReceiptsByOrder(ctx, { order_id: 7 })).toEqualTypeOf<TaskEither<ReadError, readonly Receipt[]>>()
  })

  test('has a builder that gives plain data or an InputError', () => {
    expectTypeOf(cancelPaymentRequest).returns.toEqualTypeOf<Either<InputError, ApiRequest<Receipt>>>()
  })

  test('takes optional members as absent or undefined, and never as null', () => {
    expectTypeOf<{ receipt_id: string; cancel_id: undefined }>().toExtend<CancelPaymentInput>()
    expectTypeOf<{ receipt_id: string; cancel_price: null }>().not.toExtend<CancelPaymentInput>()
  })

  test('takes no undefined where leaving a member out widens what happens', () => {
    expectTypeOf<{ receipt_id: string; cancel_price: undefined }>().not.toExtend<CancelPaymentInput>()
  })

  test('refuses a misspelt member', () => {
    // @ts-expect-error cancel_prise is not a member
    cancelPayment(ctx, { receipt_id: 'r', cancel_prise: 100 })
  })

  test('is not an Either until it is run', async () => {
    const forgotten = await confirmPayment(ctx, { receipt_id: 'r' })
    // @ts-expect-error the last () is missing
    void forgotten._tag
    expectTypeOf(await confirmPayment(ctx, { receipt_id: 'r' })()).toEqualTypeOf<Either<BootpayError, Receipt>>()
  })

  test('chains with the combinators of fp-ts without widening', () => {
    const chained = pipe(
      confirmPayment(ctx, { receipt_id: 'r' }),
      TE.flatMap((receipt) => cancelPayment(ctx, { receipt_id: receipt.receipt_id })),
      TE.map((receipt) => receipt.cancelled_price),
    )
    expectTypeOf(chained).toEqualTypeOf<TaskEither<BootpayError, number>>()
  })

  test('becomes a reader of the Context', () => {
    expectTypeOf(asReader(getReceipt)({ receipt_id: 'r' })).toEqualTypeOf<
      ReaderTaskEither<Context, ReadError, Receipt>
    >()
  })
})

describe('an error', () => {
  test('is told apart by its _tag', () => {
    const error = {} as BootpayError
    if (error._tag === 'OutcomeUnknown') expectTypeOf(error).toEqualTypeOf<OutcomeUnknown>()
    if (error._tag === 'ApiError') expectTypeOf(error.status).toBeNumber()
    expectTypeOf(error._tag).toEqualTypeOf<
      | 'InputError'
      | 'CredentialsError'
      | 'NetworkError'
      | 'TimeoutError'
      | 'AbortError'
      | 'ApiError'
      | 'DecodeError'
      | 'OutcomeUnknown'
    >()
  })
})

describe('a receipt', () => {
  test('requires what identifies it and what money is judged by, and nothing else', () => {
    type Required = { [K in keyof Receipt]-?: undefined extends Receipt[K] ? never : K }[keyof Receipt]
    expectTypeOf<Required>().toEqualTypeOf<'receipt_id' | 'price' | 'cancelled_price' | 'status'>()
  })
})
