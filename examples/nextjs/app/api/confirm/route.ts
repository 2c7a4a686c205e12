import { confirmAndVerify } from 'bootpay-fp/flows'

import { ctx } from '#lib/bootpay'
import { accountOf, findOrder, keepForLater, keepForPeople, markOrder } from '#lib/orders'

// A segment option of Next.js: let Vercel wait longer than this handler does.
export const maxDuration = 30

const answer = (status: number, body: Record<string, unknown>) => Response.json(body, { status })

/** The browser says: this payment is for that order. */
export const POST = async (request: Request): Promise<Response> => {
  const body = (await request.json().catch(() => ({}))) as { receipt_id?: string; order_id?: string }
  const { receipt_id = '', order_id = '' } = body ?? {}
  // The price comes from your own database, never from the browser.
  const order = findOrder(order_id)
  if (!order) return answer(404, { state: 'NO_SUCH_ORDER' })

  const patient = { ...ctx, deadline: ctx.now() + 20_000 }
  const result = await confirmAndVerify(patient, { receipt_id, order_id, price: order.price })()
  if (result._tag === 'Right') {
    const { _tag, receipt } = result.right
    markOrder(receipt)
    // A virtual account: nothing is paid yet, and the deposit comes as a webhook.
    if (_tag === 'AwaitingDeposit') return answer(202, { state: 'AWAITING_DEPOSIT', account: accountOf(receipt) })
    return answer(200, { state: 'PAID', price: receipt.price })
  }

  const error = result.left
  console.error(`${order_id}: ${error._tag} ${error.message}`)
  switch (error._tag) {
    case 'Mismatch': // not as ordered: this call moved no money, or gave it back
      return answer(409, { state: 'NOT_AS_ORDERED' })
    case 'NotReturned': // the money moved and is not back: neither "paid" nor "refused" would be true
      keepForPeople(error)
      return answer(500, { state: 'CALL_US' })
    case 'OutcomeUnknown': // perhaps paid: neither ship nor ask for the card again
      keepForLater(error)
      return answer(202, { state: 'CHECKING' })
    case 'ApiError':
      if (error.status === 429 || error.status >= 500) return answer(503, { state: 'TRY_AGAIN' })
      return answer(error.code === 'RC_NOT_FOUND' ? 404 : 402, { state: 'REFUSED', code: error.code })
    case 'NetworkError':
    case 'TimeoutError':
    case 'AbortError':
      return answer(503, { state: 'TRY_AGAIN' })
    case 'InputError':
      return answer(400, { state: 'BAD_REQUEST' })
    case 'CredentialsError':
    case 'DecodeError':
      return answer(500, { state: 'OUR_FAULT' })
  }
}
