import type { BootpayError, Context, OutcomeUnknown } from 'bootpay-fp'
import {
  approveOrderCancel,
  asMember,
  createInvoice,
  deleteCategory,
  deleteProduct,
  deleteUser,
  joinUser,
  logoutUser,
  notifyInvoice,
  registerUser,
  rejectOrderCancel,
  requestOrderCancel,
  withdrawOrderCancel,
} from 'bootpay-fp/commerce'
import { reconcileCommerce, type ReconcileCommerceOptions } from 'bootpay-fp/commerce/settlement'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { describe, expect, test } from 'vitest'

import { cancel, invoice, order } from '../../fixtures/commerce.js'
import { commerceReplies, testContext, type Reply } from '../../support/bootpay.js'

const { order_number } = order
const { order_cancellation_request_id } = cancel
const NOW = '2026-01-31T09:00:00+09:00'
const EARLIER = '2026-01-30T09:00:00+09:00'
const gone: Reply = { status: 404, json: { error_code: 'NOT_FOUND' } }

/** A Context whose time passes only when somebody waits. */
const patient = (): Context => {
  let time = Date.parse('2026-01-31T00:00:00Z')
  const sleep = (ms: number) => {
    time += ms
    return Promise.resolve()
  }
  return testContext({ now: () => time, sleep })
}

/** Loses the answer to a write, waits until it can no longer be running, and looks. */
const settle = async (
  write: (ctx: Context) => TaskEither<BootpayError, unknown>,
  look: Reply,
  options?: ReconcileCommerceOptions,
  waited = 90_000,
) => {
  const ctx = patient()
  commerceReplies({ error: true })
  const lost = await write(ctx)()
  if (E.isRight(lost) || lost.left._tag !== 'OutcomeUnknown') throw new Error('it was not lost')
  await ctx.sleep(waited)
  const seen = commerceReplies(look)
  const settlement = await reconcileCommerce(
    asMember(ctx, { user_jwt: 'jwt.of.hong' }),
    JSON.parse(JSON.stringify(lost.left)) as OutcomeUnknown,
    options,
  )()
  return { settlement, seen, reconcile: lost.left.reconcile }
}

const id = { order_cancellation_request_id }
const undecided = { ...cancel, processed_at: null, rejected_at: null, withdrawn_at: null }
const listed = (one: object, count = 1): Reply => ({ json: { list: [one], count } })
const request = (ctx: Context) =>
  requestOrderCancel(ctx, { order_number, request_cancel_parameters: { cancel_id: 'return-1', cancel_price: 10_000 } })
const approve = (ctx: Context) => approveOrderCancel(ctx, id)
const reject = (ctx: Context) => rejectOrderCancel(ctx, { ...id, message: '배송이 시작되었습니다.' })
const withdraw = (ctx: Context) => withdrawOrderCancel(ctx, id)
const notify = (ctx: Context) => notifyInvoice(ctx, { invoice_id: invoice.invoice_id })
const join = (ctx: Context) => joinUser(ctx, { login_id: 'hong-gildong', password: 'p-1', name: '홍길동' })
const register = (ctx: Context) =>
  registerUser(ctx, {
    uid: 'user-7',
    name: '홍길동',
    phone: '01000000000',
    email: 'hong@example.com',
    login_id: 'hong-gildong',
  })
const logOut = (ctx: Context) => logoutUser(asMember(ctx, { user_jwt: 'jwt.of.hong' }))
const hong = { user_id: 'hong-gildong' }
const user = { user_id: '66543210d01c7e00209b6007', login_id: 'hong-gildong' }

describe('reconcileCommerce', () => {
  test.each<
    [
      what: string,
      write: (ctx: Context) => TaskEither<BootpayError, unknown>,
      look: Reply,
      options?: ReconcileCommerceOptions,
    ]
  >([
    ['a request that is listed under its cancel_id', request, listed({ ...cancel, cancel_id: 'return-1' })],
    ['an approval with a moment', approve, listed({ ...undecided, processed_at: NOW }), { order_number }],
    ['an approval whose moment is called otherwise', approve, listed({ ...undecided, action_at: NOW })],
    ['a rejection by its status', reject, listed({ ...undecided, processed_at: NOW, status: 2 })],
    ['a rejection by its moment', reject, listed({ ...undecided, rejected_at: NOW })],
    ['a request that was withdrawn', withdraw, listed({ ...undecided, withdrawn_at: NOW })],
    ['a notice that was sent since', notify, { json: { ...invoice, sent_at: NOW } }],
    ['a product that is gone', (ctx) => deleteProduct(ctx, { product_id: 'p-1' }), gone],
    ['a category that is gone', (ctx) => deleteCategory(ctx, { category_id: 'c-1' }), gone],
    ['a session that is none any more', logOut, { status: 401, json: { code: 420 } }],
    ['a user who is gone', (ctx) => deleteUser(ctx, hong), gone, hong],
    ['a member who is new', join, { json: { ...user, created_at: NOW } }, hong],
    ['a user who is new', register, { json: { ...user, join_at: NOW } }, hong],
  ])('finds %s: Done', async (_, write, look, options) => {
    const { settlement, seen } = await settle(write, look, options)
    expect(settlement).toMatchObject(E.right({ _tag: 'Done' }))
    expect(seen.every(({ method }) => method === 'GET')).toBe(true)
  })

  test.each<
    [
      what: string,
      write: (ctx: Context) => TaskEither<BootpayError, unknown>,
      look: Reply,
      options?: ReconcileCommerceOptions,
    ]
  >([
    ['a request that is not listed', request, listed({ ...cancel, cancel_id: 'return-0' })],
    ['an approval of what is undecided', approve, listed(undecided)],
    ['an approval of what was rejected', approve, listed({ ...undecided, status: 2 })],
    ['an approval of what was withdrawn', approve, listed({ ...undecided, withdrawn_at: NOW })],
    ['a rejection of what was approved', reject, listed({ ...undecided, processed_at: NOW })],
    ['a product that is there', (ctx) => deleteProduct(ctx, { product_id: 'p-1' }), { json: { product_id: 'p-1' } }],
    ['a user who is there', (ctx) => deleteUser(ctx, hong), { json: user }, hong],
    ['a member who was there before', join, { json: { ...user, created_at: EARLIER } }, hong],
    ['a member who is not there', join, gone, hong],
  ])('finds %s: NotDone, once it can no longer be running', async (_, write, look, options) => {
    expect((await settle(write, look, options)).settlement).toEqual(
      E.right({ _tag: 'NotDone', operation: expect.any(String) as unknown }),
    )
  })

  test.each<[what: string, write: (ctx: Context) => TaskEither<BootpayError, unknown>, look: Reply]>([
    ['a request that is not listed', request, listed({ ...cancel, cancel_id: 'return-0' })],
    ['an approval of what is undecided', approve, listed(undecided)],
    ['a product that is there', (ctx) => deleteProduct(ctx, { product_id: 'p-1' }), { json: { product_id: 'p-1' } }],
  ])('proves nothing by %s while the first request may be running', async (_, write, look) => {
    const { settlement } = await settle(write, look, undefined, 0)
    expect(settlement).toMatchObject(
      E.right({ _tag: 'StillUnknown', retryAt: Date.parse('2026-01-31T00:00:00Z') + 90_000 }),
    )
  })

  test.each<
    [
      what: string,
      write: (ctx: Context) => TaskEither<BootpayError, unknown>,
      look: Reply,
      words: RegExp,
      options?: ReconcileCommerceOptions,
    ]
  >([
    [
      'a request without a cancel_id',
      (ctx) => requestOrderCancel(ctx, { order_number, request_cancel_parameters: {} }),
      listed(cancel),
      /without a cancel_id/,
    ],
    ['a list that is not whole', request, listed(cancel, 2), /more cancels than the list gives/],
    ['a decision that is not told', approve, listed(id), /does not say how it was decided/],
    ['a request that is not in the list', approve, { json: { list: [], count: 0 } }, /give its order/],
    ['a notice without a moment', notify, { json: invoice }, /repeat it/],
    ['a notice of another day', notify, { json: { ...invoice, sent_at: EARLIER } }, /repeat it/],
    ['a user without a name', join, gone, /give it as \{ user_id \}/],
    ['a user without a date', join, { json: user }, /no date/, hong],
    ['a link, which no look-up shows', (ctx) => createInvoice(ctx, { name: '스웨터', price: 1 }), gone, /repeat it/],
  ])('cannot tell by %s, and says why', async (_, write, look, words, options) => {
    expect((await settle(write, look, options)).settlement).toMatchObject(
      E.right({ _tag: 'StillUnknown', message: expect.stringMatching(words) as unknown }),
    )
  })

  test('gives the failure of its look-ups', async () => {
    expect(
      (await settle(approve, { status: 403, json: { error_code: 'API_ROLE_NOT_SUPPORT' } })).settlement,
    ).toMatchObject(E.left({ _tag: 'ApiError', code: 'API_ROLE_NOT_SUPPORT' }))
  })

  test.each([
    ['another merchant', { merchant: 'another' }, 'merchant'],
    ['no merchant', { merchant: '' }, 'merchant'],
    ['another error', { _tag: 'ApiError' }, '_tag'],
  ])('refuses what is of %s, and asks for nothing', async (_, change, path) => {
    const ctx = patient()
    commerceReplies({ error: true })
    const lost = await approve(ctx)()
    const seen = commerceReplies(listed(undecided))
    const unknown = { ...(lost as E.Left<OutcomeUnknown>).left, ...change } as OutcomeUnknown
    expect(await reconcileCommerce(ctx, unknown)()).toMatchObject(
      E.left({ _tag: 'InputError', operation: 'reconcileCommerce', issues: [{ path }] }),
    )
    expect(seen).toEqual([])
  })

  test.each([undefined, null, 7, 'text'])('takes %j for no options', async (options) => {
    const { settlement } = await settle(
      approve,
      listed({ ...undecided, processed_at: NOW }),
      options as unknown as object,
    )
    expect(settlement).toMatchObject(E.right({ _tag: 'Done' }))
  })
})
