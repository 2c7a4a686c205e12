import {
  asReader,
  cancelPayment,
  chargeBillingKey,
  confirmPayment,
  createContext,
  destroyBillingKey,
  getBillingKey,
  getReceipt,
  getReservation,
  issueBillingKey,
  issueUserToken,
  reconcile,
  reservePayment,
  toPromise,
  createTokenState,
} from 'bootpay-fp'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js'
import * as TE from 'fp-ts/lib/TaskEither.js'

const DAY = 86_400_000

/**
 * Where a journey takes place: in this process, or behind an HTTP server.
 * @typedef {object} World
 * @property {string} name
 * @property {import('bootpay-fp/sandbox').SandboxCredentials} credentials
 * @property {Partial<import('bootpay-fp').ContextOptions>} options of a Context that reaches the sandbox
 * @property {() => number} now
 * @property {(order: import('bootpay-fp/sandbox').BrowserPayment) => Promise<string>} pay a buyer pays; gives the receipt id
 * @property {(ms: number) => Promise<void>} advance
 * @property {Partial<import('bootpay-fp').Context>} cut carries a write out, and its answer is lost
 * @property {Partial<import('bootpay-fp').Context>} refused nobody listens there
 * @property {boolean} codes whether this runtime says that nobody listened: only then a write is known as not sent
 */

/** @param {E.Either<import('bootpay-fp').BootpayError, unknown>} result */
const tagOf = (result) => (E.isLeft(result) ? result.left._tag : 'Right')

/**
 * A payment from the browser to the whole refund, a subscription, both pairs of keys, and the failures told apart.
 * @param {World} world
 * @param {import('./checks.js').Checks} checks
 */
export const liveOneDay = async (world, { check: note, group }) => {
  const { application_id, private_key, client_key, secret_key } = world.credentials
  const basic = createContext({ ...world.options, credentials: { client_key, secret_key } })
  const token = createContext({
    ...world.options,
    credentials: { application_id, private_key },
    tokens: createTokenState(),
  })
  /** @type {(name: string, ok: boolean, value: unknown) => void} */
  const check = (name, ok, value) => note(`${world.name}: ${name}`, ok, value)
  const order = { order_name: '니트 스웨터', price: 39_000, separately_confirmed: true }

  for (const [kind, ctx] of /** @type {const} */ ([
    ['Basic', basic],
    ['token', token],
  ]))
    await group(`${world.name}: a payment by ${kind}`, async () => {
      const receipt_id = await world.pay({ ...order, order_id: `order-${kind}` })
      const paid = await pipe(
        confirmPayment(ctx, { receipt_id }),
        TE.flatMap((receipt) =>
          receipt.price === order.price ? TE.right(receipt) : cancelPayment(ctx, { receipt_id }),
        ),
      )()
      check(`confirm by ${kind}`, E.isRight(paid) && paid.right.status === 1 && paid.right.price === order.price, paid)
      const again = await confirmPayment(ctx, { receipt_id })()
      check(
        `a second confirm by ${kind} is an ApiError`,
        E.isLeft(again) && again.left._tag === 'ApiError' && again.left.code === 'RC_NOT_CONFIRM_READY',
        again,
      )
      const part = await cancelPayment(ctx, { receipt_id, cancel_price: 9_000, cancel_id: `return-${kind}` })()
      check(`partial cancel by ${kind}`, E.isRight(part) && part.right.cancelled_price === 9_000, part)
      const rest = await cancelPayment(ctx, { receipt_id })()
      check(
        `full cancel by ${kind}`,
        E.isRight(rest) && rest.right.cancelled_price === order.price && rest.right.status === 20,
        rest,
      )
      const price = await pipe(
        asReader(getReceipt)({ receipt_id }),
        RTE.map((receipt) => receipt.price),
      )(ctx)()
      check(`a reader by ${kind}`, E.isRight(price) && price.right === order.price, price)
    })

  await group(`${world.name}: a subscription`, async () => {
    const subscription = {
      pg: 'nicepay',
      order_name: '월간 구독',
      subscription_id: 'subscription-7',
      card_no: '4000-0000-0000-0000',
      card_pw: '00',
      card_identity_no: '000101',
      card_expire_year: '39',
      card_expire_month: '12',
    }
    const { billing_key } = await toPromise(issueBillingKey(token, subscription))
    const order_name = subscription.order_name
    const first = await chargeBillingKey(token, { billing_key, order_name, price: 9_900, order_id: 'month-1' })()
    check('charge', E.isRight(first) && first.right.status === 1 && first.right.price === 9_900, first)
    const reserve_execute_at = new Date(world.now() + 30 * DAY)
    const month = { billing_key, order_name, price: 9_900, order_id: 'month-2', reserve_execute_at }
    const { reserve_id } = await toPromise(reservePayment(token, month))
    await world.advance(30 * DAY + 3_600_000)
    const executed = await getReservation(token, { reserve_id })()
    check('the reservation was executed', E.isRight(executed) && executed.right.status === 1, executed)
    check('destroy', E.isRight(await destroyBillingKey(token, { billing_key })()), undefined)
    const gone = await getBillingKey(token, { billing_key })()
    check('the key is gone', E.isRight(gone) && gone.right.status !== 1, gone)
    const user = await issueUserToken(token, { user_id: 'user_1234', username: '홍길동' })()
    check('a user token', E.isRight(user) && user.right.user_token !== '', user)
  })

  await group(`${world.name}: failures`, async () => {
    const receipt_id = await world.pay({ ...order, order_id: 'order-cut' })
    const cut = await confirmPayment({ ...basic, ...world.cut }, { receipt_id })()
    check('a lost answer is an OutcomeUnknown', tagOf(cut) === 'OutcomeUnknown', cut)
    if (E.isLeft(cut) && cut.left._tag === 'OutcomeUnknown') {
      const kept = JSON.parse(JSON.stringify(cut.left))
      // Where it was sent to, as that is what an OutcomeUnknown can be settled at.
      const there = { ...basic, baseUrl: { ...basic, ...world.cut }.baseUrl }
      const settled = await reconcile({ ...there, sleep: world.advance }, kept)()
      check('which reconcile settles', E.isRight(settled) && settled.right._tag === 'Done', settled)
    }

    const nobody = { ...basic, ...world.refused, retry: { attempts: 1 } }
    const read = await getReceipt(nobody, { receipt_id })()
    check('a read that nobody hears is a NetworkError', tagOf(read) === 'NetworkError', read)
    const write = await confirmPayment(nobody, { receipt_id })()
    check(
      world.codes ? 'a write that nobody hears is a NetworkError' : 'a write that nobody hears is an OutcomeUnknown',
      tagOf(write) === (world.codes ? 'NetworkError' : 'OutcomeUnknown'),
      write,
    )

    const misspelt = /** @type {{ receipt_id: string }} */ (
      /** @type {unknown} */ ({ receipt_id, cancel_prise: 9_000 })
    )
    const input = await cancelPayment(basic, misspelt)()
    check('a misspelt member is an InputError', tagOf(input) === 'InputError', input)
    const stranger = createContext({ ...world.options, credentials: { client_key: 'nobody', secret_key: 'nobody' } })
    const refused = await getReceipt(stranger, { receipt_id })()
    check(
      'wrong keys are an ApiError',
      E.isLeft(refused) && refused.left._tag === 'ApiError' && refused.left.code === 'TOKEN_KEY_INVALID',
      refused,
    )
    const none = createContext({ ...world.options, credentials: { client_key: undefined, secret_key: 'half' } })
    const half = await getReceipt(none, { receipt_id })()
    check('half a pair is a CredentialsError', tagOf(half) === 'CredentialsError', half)
  })
}
