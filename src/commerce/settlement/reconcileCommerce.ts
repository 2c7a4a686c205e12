import type { Either } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import type { Context } from '../../core/context.js'
import type { OutcomeUnknown, ReadError } from '../../core/errors.js'
import { isText, membersOf } from '../../core/fields.js'
import { parseBootpayDate } from '../../core/parseBootpayDate.js'
import {
  CLOCK_DIFFERENCE_MS,
  neverClear,
  NOT_YET,
  settle,
  unclear,
  type Look,
  type Settlement,
  type Settler,
} from '../../settlement/settle.js'
import { getInvoice } from '../orders/getInvoice.js'
import { listOrderCancels } from '../orders/listOrderCancels.js'
import type { OrderCancel } from '../orders/schemas/OrderCancel.js'
import { getCategory } from '../products/getCategory.js'
import { getProduct } from '../products/getProduct.js'
import type { Page } from '../shared/answers.js'
import { getUser } from '../users/getUser.js'
import { getUserSession } from '../users/getUserSession.js'
import { ofThisMerchant } from './ofThisMerchant.js'

/** What Bootpay says of what was written, where a look-up gives it. */
export type CommerceFound = { readonly answer?: object | undefined }

/** What {@link reconcileCommerce} may be told beside the error: what may be personal is not in it. */
export type ReconcileCommerceOptions = {
  /** The order of a cancel, so that not all cancels of the shop have to be looked through. */
  readonly order_number?: string | undefined
  /** The user, for what was done with one: Bootpay's id, yours or the log-in id. */
  readonly user_id?: string | undefined
}

type CommerceLook = Look<CommerceFound>
type CommerceSettler = Settler<CommerceFound>

const isSince = (date: unknown, { startedAt }: OutcomeUnknown): boolean | undefined => {
  const at = isText(date) ? parseBootpayDate(date)?.getTime() : undefined
  return at === undefined ? undefined : at >= startedAt - CLOCK_DIFFERENCE_MS
}

/** Makes a settler of a look-up and of what its answer says. */
const by = <A>(
  read: (ctx: Context, unknown: OutcomeUnknown) => TaskEither<ReadError, A>,
  decide: (answer: A, unknown: OutcomeUnknown) => CommerceLook,
  missing: CommerceLook = unclear('it is not there'),
  status = 404,
): CommerceSettler => ({
  look: async (ctx, unknown): Promise<Either<ReadError, CommerceLook>> => {
    const answer = await read(ctx, unknown)()
    if (answer._tag === 'Right') return { _tag: 'Right', right: decide(answer.right, unknown) }
    return answer.left._tag === 'ApiError' && answer.left.status === status ? { _tag: 'Right', right: missing } : answer
  },
})

/** What is gone can no longer be read. */
const gone = <A>(
  read: (ctx: Context, unknown: OutcomeUnknown) => TaskEither<ReadError, A>,
  status = 404,
): CommerceSettler => by(read, () => NOT_YET, { _tag: 'Done' }, status)

const NO_USER = 'a user is not in the error: give it as { user_id }'

const withUser = ({ user_id }: ReconcileCommerceOptions, settler: (user_id: string) => CommerceSettler) =>
  isText(user_id) ? settler(user_id) : neverClear(NO_USER)

/** A user is there who was not before. */
const joined = (user_id: string): CommerceSettler =>
  by(
    (ctx) => getUser(ctx, { user_id }),
    (user, unknown) => {
      const isNew = isSince(user.created_at ?? user.join_at, unknown)
      return isNew ? { _tag: 'Done', answer: user } : isNew === false ? { _tag: 'NotDone' } : unclear('it has no date')
    },
    NOT_YET,
  )

const settleNotice: CommerceSettler = by(
  (ctx, { about }) => getInvoice(ctx, { invoice_id: String(about['invoice_id']) }),
  (invoice, unknown) =>
    isSince(invoice.sent_at, unknown)
      ? { _tag: 'Done', answer: invoice }
      : unclear('the link does not say that it was told: repeat it with its idempotency_key'),
)

const cancelsOf = (ctx: Context, order_number: unknown) =>
  listOrderCancels(ctx, isText(order_number) ? { order_number } : {})

const isAll = ({ list, count }: Page<OrderCancel>): boolean => list.length >= count

/** A request to cancel is there under its `cancel_id`. Without one it cannot be told from another. */
const settleRequest: CommerceSettler = by(
  (ctx, { about }) => cancelsOf(ctx, about['order_number']),
  (page, unknown) => {
    const { cancel_id } = unknown.about
    if (cancel_id === undefined)
      return unclear('without a cancel_id it cannot be told from another: repeat it with its idempotency_key')
    const cancel = page.list.find((each) => String(each.cancel_id) === String(cancel_id))
    if (cancel) return { _tag: 'Done', answer: cancel }
    return isAll(page) ? NOT_YET : unclear('there are more cancels than the list gives')
  },
)

type Decision = 'approved' | 'rejected' | 'withdrawn' | 'none'

/** How a request was decided; nothing where the answer does not say. Of the statuses only 2, rejected, is documented. */
const decisionOf = (cancel: OrderCancel): Decision | undefined => {
  const told: Readonly<Record<string, unknown>> = cancel
  if (told['withdrawn_at']) return 'withdrawn'
  if (told['rejected_at'] || told['status'] === 2) return 'rejected'
  const moments = ['approved_at', 'processed_at', 'action_at']
  if (moments.some((name) => told[name])) return 'approved'
  return moments.some((name) => name in told) ? 'none' : undefined
}

/** A request to cancel is decided once, so one that was decided otherwise was not decided by this. */
const settleDecision = (decision: Decision, { order_number }: ReconcileCommerceOptions): CommerceSettler =>
  by(
    (ctx) => cancelsOf(ctx, order_number),
    (page, { about }) => {
      const id = String(about['order_cancellation_request_id'])
      const cancel = page.list.find((each) => each.order_cancellation_request_id === id)
      if (!cancel) return unclear('the request is not in the list: give its order as { order_number }')
      const made = decisionOf(cancel)
      if (made === undefined) return unclear('Bootpay does not say how it was decided')
      return made === decision ? { _tag: 'Done', answer: cancel } : made === 'none' ? NOT_YET : { _tag: 'NotDone' }
    },
  )

const settlerOf = (operation: string, options: ReconcileCommerceOptions): CommerceSettler => {
  switch (operation) {
    case 'requestOrderCancel':
      return settleRequest
    case 'withdrawOrderCancel':
      return settleDecision('withdrawn', options)
    case 'approveOrderCancel':
      return settleDecision('approved', options)
    case 'rejectOrderCancel':
      return settleDecision('rejected', options)
    case 'notifyInvoice':
      return settleNotice
    case 'deleteProduct':
      return gone((ctx, { about }) => getProduct(ctx, { product_id: String(about['product_id']) }))
    case 'deleteCategory':
      return gone((ctx, { about }) => getCategory(ctx, { category_id: String(about['category_id']) }))
    case 'deleteUser':
      return withUser(options, (user_id) => gone((ctx) => getUser(ctx, { user_id })))
    case 'logoutUser':
      return gone((ctx) => getUserSession(ctx), 401)
    case 'registerUser':
    case 'joinUser':
      return withUser(options, joined)
    default:
      return neverClear('nothing that can be read shows it: repeat it, with its idempotency_key where it had one')
  }
}

/**
 * Finds out what became of a write to the Commerce API whose outcome is unknown: it reads, with patience, and never writes.
 *
 * Use it as {@link reconcile} of the payment API, on the spot or hours later on another machine, with the keys that the write was
 * sent with. `Done` comes with what Bootpay says of it. `NotDone` is final, and takes until 90 seconds after the write. What no
 * look-up shows, such as a new product or link, is `StillUnknown`: send that again by {@link repeatUntilKnown}.
 *
 * A request to cancel is found by its `cancel_id`; how one was decided by the moments in the list of cancels, for which it helps to
 * give `order_number`. What was done with a user needs `user_id`, which is not in the error; a log-out the Context of that member. A Left is the failure of the look-ups.
 *
 * @example
 * const result = await approveOrderCancel(ctx, { order_cancellation_request_id })()
 * if (result._tag === 'Left' && result.left._tag === 'OutcomeUnknown') {
 *   const settlement = await reconcileCommerce(ctx, result.left, { order_number })()
 * }
 */
export const reconcileCommerce =
  (
    ctx: Context,
    unknown: OutcomeUnknown,
    options: ReconcileCommerceOptions = {},
  ): TaskEither<ReadError, Settlement<CommerceFound>> =>
  async () => {
    const given = ofThisMerchant(ctx, 'reconcileCommerce', unknown)
    if (given._tag === 'Left') return given
    return settle(ctx, given.right, settlerOf(given.right.operation, membersOf(options)))
  }
