import { createContext, type Context, type OutcomeUnknown } from 'bootpay-fp/core'
import { confirmAndVerify, type NotReturned } from 'bootpay-fp/flows'
import { isCancelled, isPaid, type Receipt } from 'bootpay-fp/payment'
import { handleWebhook, type VerifiedWebhook } from 'bootpay-fp/webhook'

import type { D1Database, ExecutionContext } from './platform.js'

type Env = {
  readonly DB: D1Database
  readonly BOOTPAY_CLIENT_KEY: string
  readonly BOOTPAY_SECRET_KEY: string
  /** For a sandbox only. */
  readonly BOOTPAY_BASE_URL?: string
  /** Who is told of a paid order, slowly. */
  readonly WAREHOUSE_URL: string
}

// One Context for each isolate, made at its first request, since keys come with the request. `env` does not change within an
// isolate. Nothing else may live at module level.
let kept: Context | undefined
const contextOf = (env: Env): Context =>
  (kept ??= createContext({
    credentials: { client_key: env.BOOTPAY_CLIENT_KEY, secret_key: env.BOOTPAY_SECRET_KEY },
    ...(env.BOOTPAY_BASE_URL && { baseUrl: env.BOOTPAY_BASE_URL }),
  }))

const answer = (status: number, body: Record<string, unknown>) => Response.json(body, { status })

/** What a receipt does to an order: nothing while it is neither paid nor cancelled, as with a virtual account before its deposit. */
const stateOf = (receipt: Receipt) => (isPaid(receipt) ? 'paid' : isCancelled(receipt) ? 'cancelled' : undefined)

const UPDATE = `update orders set state = ?1, receipt_id = ?2
  where order_id = ?3 and price = ?4 and state <> ?1 and (state <> 'paid' or receipt_id = ?2)`

/**
 * Makes an order what Bootpay's receipt says, if it is for the order's price, and the webhook's key known, in one transaction.
 * A second payment does nothing to an order that is paid. Says whether the order was paid by this: the confirm and the webhook
 * both tell of it, and only the first may ship.
 */
const mark = async ({ DB }: Env, receipt: Receipt, key = receipt.receipt_id) => {
  const { order_id = '', price, receipt_id } = receipt
  const state = stateOf(receipt)
  const known = DB.prepare('insert or ignore into webhooks (key) values (?)').bind(key)
  if (!state) {
    await known.run()
    return false
  }
  const [updated] = await DB.batch([DB.prepare(UPDATE).bind(state, receipt_id, order_id, price), known])
  return state === 'paid' && updated?.meta.changes === 1
}

/** Keeps a write whose outcome is unknown for a job that settles it, such as examples/settle-cron. */
const keepForLater = ({ DB }: Env, unknown: OutcomeUnknown) =>
  DB.prepare('insert into unknowns (unknown) values (?)').bind(JSON.stringify(unknown)).run()

/** Wakes a person up: money was taken that is not for the order, and it is not back. */
const keepForPeople = async (env: Env, error: NotReturned) => {
  await env.DB.prepare('insert into people (error) values (?)').bind(JSON.stringify(error)).run()
  if (error.failure._tag === 'OutcomeUnknown') await keepForLater(env, error.failure)
}

/** What may take its time: the buyer and Bootpay have their answers already. */
const tellWarehouse = async ({ WAREHOUSE_URL }: Env, { order_id }: Receipt) => {
  await fetch(WAREHOUSE_URL, { method: 'POST', body: JSON.stringify({ order_id }) })
}

const confirm = async (request: Request, env: Env, execution: ExecutionContext): Promise<Response> => {
  const body = (await request.json().catch(() => null)) as { receipt_id?: string; order_id?: string } | null
  const { receipt_id = '', order_id = '' } = body ?? {}
  // The price comes from the shop's own books, never from the browser.
  const order = await env.DB.prepare('select price from orders where order_id = ?')
    .bind(String(order_id))
    .first<{ price: number }>()
  if (!order) return answer(404, { state: 'NO_SUCH_ORDER' })

  const ctx = contextOf(env)
  const patient = { ...ctx, deadline: ctx.now() + 10_000 }
  const result = await confirmAndVerify(patient, { receipt_id, order_id, price: order.price })()
  if (result._tag === 'Right') {
    const { _tag, receipt } = result.right
    if (await mark(env, receipt)) execution.waitUntil(tellWarehouse(env, receipt))
    if (_tag === 'AwaitingDeposit') {
      // A virtual account: nothing is paid yet, and the deposit comes as a webhook.
      const { bank_name, bank_account, expired_at } = receipt.vbank_data ?? {}
      return answer(202, { state: 'AWAITING_DEPOSIT', account: { bank_name, bank_account, expired_at } })
    }
    return answer(200, { state: 'PAID', price: receipt.price })
  }

  const error = result.left
  console.log(`${order_id}: ${error._tag} ${error.message}`)
  switch (error._tag) {
    case 'OutcomeUnknown': // perhaps paid: a job such as examples/settle-cron takes it from here
      await keepForLater(env, error)
      return answer(202, { state: 'CHECKING' })
    case 'Mismatch': // not as ordered: this call moved no money, or gave it back
      return answer(409, { state: 'NOT_AS_ORDERED' })
    case 'NotReturned': // the money moved and is not back: neither "paid" nor "refused" would be true
      await keepForPeople(env, error)
      return answer(500, { state: 'CALL_US' })
    case 'ApiError':
      if (error.status === 429 || error.status >= 500) return answer(503, { state: 'TRY_AGAIN' })
      return answer(error.code === 'RC_NOT_FOUND' ? 404 : 402, { state: 'REFUSED', code: error.code })
    case 'InputError':
      return answer(400, { state: 'BAD_REQUEST' })
    case 'CredentialsError':
    case 'DecodeError':
      return answer(500, { state: 'OUR_FAULT' })
    default:
      return answer(503, { state: 'TRY_AGAIN' })
  }
}

const webhook = (request: Request, env: Env, execution: ExecutionContext): Promise<Response> => {
  const onPayment = async ({ receipt, key }: VerifiedWebhook) => {
    // Bootpay waits 5 seconds for the answer, and the warehouse may take longer.
    if (await mark(env, receipt, key)) execution.waitUntil(tellWarehouse(env, receipt))
  }
  return handleWebhook(contextOf(env), request, {
    isKnown: async (key) => (await env.DB.prepare('select 1 from webhooks where key = ?').bind(key).first()) !== null,
    on: { PAYMENT_COMPLETED: onPayment, PAYMENT_CANCELLED: onPayment },
    onRefused: (error) => {
      console.log(`webhook: ${error._tag} ${error.message}`)
    },
  })
}

export default {
  fetch: async (request: Request, env: Env, execution: ExecutionContext): Promise<Response> => {
    switch (`${request.method} ${new URL(request.url).pathname}`) {
      case 'POST /confirm':
        return confirm(request, env, execution)
      case 'POST /webhook':
        return webhook(request, env, execution)
      default:
        return answer(404, { state: 'NOT_FOUND' })
    }
  },
}
