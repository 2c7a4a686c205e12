// supabase functions deploy payments --no-verify-jwt   (Bootpay's webhooks carry no JWT)
import { createContext } from 'bootpay-fp/core'
import { confirmAndVerify } from 'bootpay-fp/flows'
import type { Receipt } from 'bootpay-fp/payment'
import { handleWebhook } from 'bootpay-fp/webhook'
import type { VerifiedWebhook } from 'bootpay-fp/webhook'

const ctx = createContext({
  credentials: { client_key: Deno.env.get('BOOTPAY_CLIENT_KEY'), secret_key: Deno.env.get('BOOTPAY_SECRET_KEY') },
  // For a sandbox only; the real Bootpay's address is the default.
  baseUrl: Deno.env.get('BOOTPAY_BASE_URL') ?? 'https://api.bootpay.co.kr/v2',
})

// Stands in for your tables: an edge function keeps nothing in memory for sure. A mark and its webhook key belong into one
// transaction, as one Postgres function.
const orders = new Map([
  ['order-1024', { price: 39_000, state: 'open' }],
  ['order-1025', { price: 210_000, state: 'open' }],
])
const webhooks = new Set<string>()
const unknowns: unknown[] = []

/** Makes an order what Bootpay's receipt says, if it is for the order's price. */
const mark = ({ order_id = '', price, cancelled_price }: Receipt): void => {
  const state = cancelled_price < price ? 'paid' : 'cancelled'
  if (orders.get(order_id)?.price === price) orders.set(order_id, { price, state })
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
    mark(result.right)
    return answer(200, { state: 'PAID', price: result.right.price })
  }

  const error = result.left
  console.error(`${order_id}: ${error._tag} ${error.message}`)
  switch (error._tag) {
    case 'OutcomeUnknown': // perhaps paid: a job such as examples/settle-cron takes it from here
      unknowns.push(error)
      return answer(202, { state: 'CHECKING' })
    case 'Mismatch': // a Left in `cancelled`: the money moved and did not come back, so a person has to look
      return error.cancelled?._tag === 'Left'
        ? answer(500, { state: 'CALL_US' })
        : answer(409, { state: 'NOT_AS_ORDERED' })
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
