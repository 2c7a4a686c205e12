import {
  asReader,
  bindPromises,
  call,
  chargeBillingKeyOnce,
  checkCredentials,
  confirmAndVerify,
  confirmPayment,
  confirmPaymentRequest,
  createContext,
  errorOf,
  getAccessToken,
  getReceipt,
  getReceiptRequest,
  isApiError,
  ping,
  reconcile,
  send,
  toPromise,
  verifyPayment,
  verifyWebhook,
  type AccessToken,
  type ApiError,
  type ApiRequest,
  type BootpayError,
  type ChargeBillingKeyInput,
  type ConfirmedPayment,
  type Context,
  type CredentialsError,
  type GetAccessTokenInput,
  type Gateway,
  type IssueBillingKeyInput,
  type Mismatch,
  type NotReturned,
  type OperationName,
  type OutcomeUnknown,
  type ReadError,
  type Receipt,
  type Settlement,
  type WebhookMismatch,
} from 'bootpay-fp'
import type * as sdk from 'bootpay-fp'
import type { Either } from 'fp-ts/lib/Either.js'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { describe, expectTypeOf, test } from 'vitest'

const ctx = createContext({ credentials: { client_key: 'ck_test', secret_key: 'sk_test' }, fetch })

describe('bindPromises', () => {
  test('gives of each operation what follows the Context, and a promise of the Right', () => {
    const bootpay = bindPromises(ctx, {
      getReceipt,
      confirmPayment,
      getAccessToken,
      chargeBillingKeyOnce,
      confirmAndVerify,
    })
    expectTypeOf(bootpay).toEqualTypeOf<{
      readonly getReceipt: (input: sdk.GetReceiptInput) => Promise<Receipt>
      readonly confirmPayment: (input: { readonly receipt_id: string }) => Promise<Receipt>
      readonly getAccessToken: (input?: Partial<GetAccessTokenInput>) => Promise<AccessToken>
      readonly chargeBillingKeyOnce: (input: ChargeBillingKeyInput, earlier?: readonly string[]) => Promise<Receipt>
      readonly confirmAndVerify: (expected: sdk.ExpectedPayment) => Promise<ConfirmedPayment>
    }>()
  })

  test('takes tasks of one’s own, with errors and a Context of their own', () => {
    type Own = Context & { readonly shop: string }
    const own = (_: Own, name: string): TaskEither<{ _tag: 'SoldOut'; message: string }, number> =>
      TE.right(name.length)
    const bound = bindPromises({ ...ctx, shop: 'sun' }, { own, ping, nothing: () => TE.right(1) })
    expectTypeOf(bound.own).toEqualTypeOf<(name: string) => Promise<number>>()
    expectTypeOf(bound.nothing).toEqualTypeOf<() => Promise<number>>()
    // @ts-expect-error this Context has no shop
    bindPromises(ctx, { own })
  })

  test('refuses what is no operation, and a misspelt input', () => {
    // @ts-expect-error a builder is no operation
    bindPromises(ctx, { getReceiptRequest })
    // @ts-expect-error an error that toError cannot make an Error of
    bindPromises(ctx, { own: (): TaskEither<string, number> => TE.right(1) })
    // @ts-expect-error reciept_id is not a member
    void bindPromises(ctx, { getReceipt }).getReceipt({ reciept_id: 'r' })
  })
})

describe('the way out of fp-ts', () => {
  test('is open to flows and tasks of one’s own', () => {
    const flow = confirmAndVerify(ctx, { receipt_id: 'r', order_id: 'o', price: 1 })
    expectTypeOf(toPromise(flow)).toEqualTypeOf<Promise<ConfirmedPayment>>()
    expectTypeOf(asReader(confirmAndVerify)).returns.toEqualTypeOf<
      ReaderTaskEither<Context, BootpayError | Mismatch | NotReturned, ConfirmedPayment>
    >()
    const own = (_: Context, name: string): TaskEither<'no', number> => TE.right(name.length)
    expectTypeOf(asReader(own)('x')).toEqualTypeOf<ReaderTaskEither<Context, 'no', number>>()
  })

  test('leads back by errorOf', () => {
    expectTypeOf(errorOf(new Error())).toEqualTypeOf<BootpayError | undefined>()
    expectTypeOf(errorOf<BootpayError | Mismatch>(0)).toEqualTypeOf<BootpayError | Mismatch | undefined>()
  })
})

describe('the one rule', () => {
  test('is in the types: a read never ends as an OutcomeUnknown', () => {
    expectTypeOf<ReadError>().toEqualTypeOf<Exclude<BootpayError, OutcomeUnknown>>()
    type Names = { [Name in keyof typeof sdk]: Name extends `get${string}Request` | `Get${string}` ? never : Name }
    type Reads = Extract<Names[keyof Names], `get${string}`>
    type Failure<Name extends Reads> = (typeof sdk)[Name] extends (...given: never) => TaskEither<infer Error, unknown>
      ? Error
      : never
    expectTypeOf<{ [Name in Reads]: Failure<Name> }>().toEqualTypeOf<Record<Reads, ReadError>>()
    expectTypeOf(verifyPayment).returns.toEqualTypeOf<TaskEither<ReadError | Mismatch, Receipt>>()
    expectTypeOf(verifyWebhook).returns.toEqualTypeOf<TaskEither<ReadError | WebhookMismatch, Receipt>>()
    expectTypeOf(reconcile).returns.toEqualTypeOf<TaskEither<ReadError, Settlement>>()
    expectTypeOf(ping(ctx)).toEqualTypeOf<TaskEither<ReadError, Context>>()
  })

  test('holds for call and send too, by the effect of the request', () => {
    expectTypeOf(call(ctx, getReceiptRequest({ receipt_id: 'r' }))).toEqualTypeOf<TaskEither<ReadError, Receipt>>()
    expectTypeOf(call(ctx, confirmPaymentRequest({ receipt_id: 'r' }))).toEqualTypeOf<
      TaskEither<BootpayError, Receipt>
    >()
    expectTypeOf(send(ctx, {} as ApiRequest<Receipt, 'read'>)).toEqualTypeOf<TaskEither<ReadError, Receipt>>()
    expectTypeOf(send(ctx, {} as ApiRequest<Receipt>)).toEqualTypeOf<TaskEither<BootpayError, Receipt>>()
    expectTypeOf(send(ctx, {} as ApiRequest<Receipt, 'money'>)).toEqualTypeOf<TaskEither<BootpayError, Receipt>>()
  })
})

describe('isApiError', () => {
  test('narrows an error in an if, and leaves the others', () => {
    const error = {} as BootpayError | Mismatch
    if (isApiError('RC_NOT_FOUND', 'RC_ALREADY_CANCELLED')(error))
      expectTypeOf(error).toEqualTypeOf<ApiError & { readonly code: 'RC_NOT_FOUND' | 'RC_ALREADY_CANCELLED' }>()
    else expectTypeOf(error).toEqualTypeOf<BootpayError | Mismatch>()
    if (isApiError()(error)) expectTypeOf(error.status).toBeNumber()
  })

  test('is a refinement for fp-ts', () => {
    const missing = isApiError('RC_NOT_FOUND')
    expectTypeOf(missing).toExtend<(error: BootpayError) => error is ApiError & { readonly code: 'RC_NOT_FOUND' }>()
    const orNone = pipe(
      getReceipt(ctx, { receipt_id: 'r' }),
      TE.orElse((error) => (missing(error) ? TE.right<ReadError, Receipt | undefined>(undefined) : TE.left(error))),
    )
    expectTypeOf(orNone).toEqualTypeOf<TaskEither<ReadError, Receipt | undefined>>()
    const status = E.mapLeft((error: BootpayError) => (missing(error) ? error.code : 'another'))
    expectTypeOf(status(E.right(1))).toEqualTypeOf<Either<'RC_NOT_FOUND' | 'another', number>>()
  })
})

describe('names', () => {
  test('of operations are known, and may be others', () => {
    expectTypeOf<ApiError['operation']>().toEqualTypeOf<OperationName>()
    expectTypeOf<ApiRequest<Receipt>['operation']>().toEqualTypeOf<OperationName>()
    expectTypeOf<string>().toExtend<OperationName>()
    // What is left when any text is taken out.
    type Literal<Name> = Name extends unknown ? (string & {} extends Name ? never : Name) : never
    type Known = Literal<OperationName>
    type Builders = { [Name in keyof typeof sdk]: Name extends `${infer Operation}Request` ? Operation : never }
    expectTypeOf<Builders[keyof Builders]>().toExtend<Known>()
  })

  test('of payment gateways are known, and may be others', () => {
    expectTypeOf<IssueBillingKeyInput['pg']>().toEqualTypeOf<Gateway>()
    expectTypeOf<string>().toExtend<IssueBillingKeyInput['pg']>()
  })
})

test('checkCredentials gives the Context or a CredentialsError', () => {
  expectTypeOf(checkCredentials(ctx)).toEqualTypeOf<Either<CredentialsError, Context>>()
})
