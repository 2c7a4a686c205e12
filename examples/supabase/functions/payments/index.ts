// supabase functions deploy payments --no-verify-jwt   (Bootpay's webhooks carry no JWT)
import { createContext } from 'bootpay-fp/core'
import { confirmAndVerify, type NotReturned } from 'bootpay-fp/flows'
import { isCancelled, isPaid, type Receipt } from 'bootpay-fp/payment'
import { handleWebhook, type VerifiedWebhook } from 'bootpay-fp/webhook'

const ctx = createContext({
  credentials: { client_key: Deno.env.get('BOOTPAY_CLIENT_KEY'), secret_key: Deno.env.get('BOOTPAY_SECRET_KEY') },
  // For a sandbox only; the real Bootpay's address is the default.
  baseUrl: Deno.env.get('BOOTPAY_BASE_URL') ?? 'https://api.bootpay.co.kr/v2',
})

// Stands in for your tables: an edge function keeps nothing in memory for sure. A mark and its webhook key belong into one
// transaction, as one Postgres function.
const orders = new Map<string, { price: number; state: 'open' | 'paid' | 'cancelled'; receipt_id?: string }>([
  ['order-1024', { price: 39_000, state: 'open' }],
  ['order-1025', { price: 210_000, state: 'open' }],
])
const webhooks = new Set<string>()
const unknowns: unknown[] = []
const forPeople: NotReturned[] = []

/**
 * Makes an order what Bootpay's receipt says, if it is for the order's price. What is neither paid nor cancelled, such as a
 * virtual account that waits for its deposit, leaves it open; a second payment does nothing to an order that is paid.
 */
const mark = (receipt: Receipt): void => {
  const { order_id = '', price, receipt_id } = receipt
  const order = orders.get(order_id)
  if (order?.price !== price || (order.state === 'paid' && order.receipt_id !== receipt_id)) return
  if (isPaid(receipt)) orders.set(order_id, { price, state: 'paid', receipt_id })
  else if (isCancelled(receipt)) orders.set(order_id, { price, state: 'cancelled', receipt_id })
}

const answer = (status: number, body: Record<string, unknown>) => Response.json(body, { status })

const confirm = async (request: Request): Promise<Response> => {
  const body = (await request.json().catch(() => null)) as { receipt_id?: string; order_id?: string } | null
  const { receipt_id = '', order_id = '' } = body ?? {}
  // The price comes from your own table, never from the browser.
  const order = orders.get(order_id)
  if (!order) return answer(404, { state: 'NO_SUCH_ORDER' })

  const patient = { ...ctx, deadline: ctx.now() + 10_000 }
  const result = await confirmAndVerify(patient, { receipt_id, order_id, price: order.price })()
  if (result._tag === 'Right') {
    const { _tag, receipt } = result.right
    mark(receipt)
    if (_tag === 'AwaitingDeposit') {
      // A virtual account: nothing is paid yet, and the deposit comes as a webhook.
      const { bank_name, bank_account, expired_at } = receipt.vbank_data ?? {}
      return answer(202, { state: 'AWAITING_DEPOSIT', account: { bank_name, bank_account, expired_at } })
    }
    return answer(200, { state: 'PAID', price: receipt.price })
  }

  const error = result.left
  console.error(`${order_id}: ${error._tag} ${error.message}`)
  switch (error._tag) {
    case 'OutcomeUnknown': // perhaps paid: a job such as examples/settle-cron takes it from here
      unknowns.push(error)
      return answer(202, { state: 'CHECKING' })
    case 'Mismatch': // not as ordered: this call moved no money, or gave it back
      return answer(409, { state: 'NOT_AS_ORDERED' })
    case 'NotReturned': // the money moved and is not back, so a person has to look; its `failure` may be unknown too
      forPeople.push(error)
      if (error.failure._tag === 'OutcomeUnknown') unknowns.push(error.failure)
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

const onPayment = ({ receipt, key }: VerifiedWebhook): void => {
  mark(receipt)
  webhooks.add(key)
}

/** `/payments/confirm` for the shop's page, `/payments/webhook` for Bootpay. */
export const handler = async (request: Request): Promise<Response> => {
  switch (`${request.method} ${new URL(request.url).pathname}`) {
    case 'POST /payments/confirm':
      return confirm(request)
    case 'POST /payments/webhook':
      return handleWebhook(ctx, request, {
        isKnown: (key) => webhooks.has(key),
        on: { PAYMENT_COMPLETED: onPayment, PAYMENT_CANCELLED: onPayment },
        onRefused: (error) => {
          console.error(`webhook: ${error._tag} ${error.message}`)
        },
      })
    default:
      return answer(404, { state: 'NOT_FOUND' })
  }
}

Deno.serve(handler)
