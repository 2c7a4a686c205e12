import { confirmAndVerify } from 'bootpay-fp/flows'
import { handleWebhook } from 'bootpay-fp/webhook'
import { Hono } from 'hono'

/** How long a buyer looks at "one moment, please" at most. */
const PATIENCE_MS = 10_000

/**
 * What a failure means for the buyer's page: an HTTP status and a word. Bootpay's own text is for the log only.
 * @param {import('bootpay-fp').BootpayError | import('bootpay-fp').Mismatch | import('bootpay-fp').NotReturned} error
 * @returns {[status: 202 | 400 | 402 | 404 | 409 | 500 | 503, state: string]}
 */
export const refusalOf = (error) => {
  switch (error._tag) {
    case 'Mismatch':
      // This call moved no money, or gave it back.
      return [409, 'NOT_AS_ORDERED']
    case 'NotReturned':
      // The money moved and is not back: neither "paid" nor "refused" would be true, and only a person can help.
      return [500, 'CALL_US']
    case 'OutcomeUnknown':
      return [202, 'CHECKING']
    case 'ApiError':
      if (error.code === 'RC_NOT_FOUND') return [404, 'NO_SUCH_PAYMENT']
      return error.status === 429 || error.status >= 500 ? [503, 'TRY_AGAIN'] : [402, 'REFUSED']
    case 'NetworkError':
    case 'TimeoutError':
    case 'AbortError':
      return [503, 'TRY_AGAIN']
    case 'InputError':
      return [400, 'BAD_REQUEST']
    case 'CredentialsError':
    case 'DecodeError':
      return [500, 'OUR_FAULT']
  }
}

/**
 * A shop that confirms payments on the server and listens to webhooks.
 * @param {import('bootpay-fp').Context} ctx
 * @param {ReturnType<typeof import('./books.js').createBooks>} books
 */
export const createShop = (ctx, books) => {
  const app = new Hono()
  /** @param {import('bootpay-fp/webhook').VerifiedWebhook} webhook */
  const mark = ({ receipt, key }) => {
    books.mark(receipt)
    books.webhooks.add(key)
  }

  app.post('/confirm', async (c) => {
    /** @type {Record<string, string>} */
    const { receipt_id = '', order_id = '' } = await c.req.json().catch(() => ({}))
    // The price comes from the shop's own books, never from the browser.
    const order = books.orders.get(order_id)
    if (!order) return c.json({ state: 'NO_SUCH_ORDER' }, 404)

    const patient = { ...ctx, deadline: ctx.now() + PATIENCE_MS }
    const result = await confirmAndVerify(patient, { receipt_id, order_id, price: order.price })()
    if (result._tag === 'Right') {
      const { _tag, receipt } = result.right
      books.mark(receipt)
      if (_tag === 'Paid') return c.json({ state: 'PAID', price: receipt.price })
      // A virtual account: nothing is paid yet, and the deposit comes as a webhook.
      const { bank_name, bank_account, expired_at } = receipt.vbank_data ?? {}
      return c.json({ state: 'AWAITING_DEPOSIT', account: { bank_name, bank_account, expired_at } }, 202)
    }
    const error = result.left
    books.keep(error)
    const [status, state] = refusalOf(error)
    console.error(`${order_id}: ${error._tag} ${error.message}`)
    return c.json({ state }, status)
  })

  app.post('/webhook', (c) =>
    handleWebhook(ctx, c.req.raw, {
      isKnown: (key) => books.webhooks.has(key),
      on: { PAYMENT_COMPLETED: mark, PAYMENT_CANCELLED: mark },
      onRefused: (error) => console.error(`webhook: ${error._tag} ${error.message}`),
    }),
  )

  app.get('/orders/:order_id', (c) => {
    const order = books.orders.get(c.req.param('order_id'))
    return order ? c.json(order) : c.json({ state: 'NO_SUCH_ORDER' }, 404)
  })

  return app
}
