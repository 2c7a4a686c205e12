// Two Lambda functions behind an API Gateway HTTP API (payload version 2.0): `handler.confirm` and `handler.webhook`.
import { createContext } from 'bootpay-fp/core'
import { confirmAndVerify } from 'bootpay-fp/flows'
import { handleWebhook } from 'bootpay-fp/webhook'

import { accountOf, findOrder, keepForLater, keepForPeople, markOrder, setHandled, wasHandled } from './orders.js'

/**
 * What these functions read of the event and of the Lambda context; `@types/aws-lambda` has all of it.
 * @typedef {object} HttpEvent
 * @property {{ domainName: string, http: { method: string, path: string } }} requestContext
 * @property {Record<string, string>} headers
 * @property {string | undefined} [body]
 * @property {boolean} isBase64Encoded
 *
 * @typedef {{ getRemainingTimeInMillis: () => number }} LambdaContext
 * @typedef {{ statusCode: number, headers: Record<string, string>, body: string }} HttpResult
 */

// Once for each instance of the function, so that all its invocations share it.
const { BOOTPAY_CLIENT_KEY, BOOTPAY_SECRET_KEY, BOOTPAY_BASE_URL } = process.env
const ctx = createContext({
  credentials: { client_key: BOOTPAY_CLIENT_KEY, secret_key: BOOTPAY_SECRET_KEY },
  ...(BOOTPAY_BASE_URL && { baseUrl: BOOTPAY_BASE_URL }),
})

/**
 * The Context of one invocation: it ends a second before Lambda would, so that an outcome that is still unknown can be kept.
 * @param {LambdaContext} lambda
 */
const within = (lambda) => ({ ...ctx, deadline: ctx.now() + lambda.getRemainingTimeInMillis() - 1_000 })

/**
 * A standard request. API Gateway encodes a body in Base64 unless its content type is known as text; forms are not.
 * @param {HttpEvent} event
 */
const requestOf = ({ requestContext: { domainName, http }, headers, body, isBase64Encoded }) =>
  new Request(`https://${domainName}${http.path}`, {
    method: http.method,
    headers,
    ...(body !== undefined &&
      http.method !== 'GET' &&
      http.method !== 'HEAD' && { body: isBase64Encoded ? Buffer.from(body, 'base64') : body }),
  })

/** @param {number} statusCode @param {Record<string, unknown>} body @returns {HttpResult} */
const answer = (statusCode, body) => ({
  statusCode,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

/**
 * The browser says: this payment is for that order.
 * @param {HttpEvent} event
 * @param {LambdaContext} lambda
 * @returns {Promise<HttpResult>}
 */
export const confirm = async (event, lambda) => {
  /** @type {{ receipt_id?: string, order_id?: string } | null} */
  const body = await requestOf(event)
    .json()
    .catch(() => null)
  const { receipt_id = '', order_id = '' } = body ?? {}
  // The price comes from your own table, never from the browser.
  const order = await findOrder(order_id)
  if (!order) return answer(404, { state: 'NO_SUCH_ORDER' })

  const result = await confirmAndVerify(within(lambda), { receipt_id, order_id, price: order.price })()
  if (result._tag === 'Right') {
    const { _tag, receipt } = result.right
    await markOrder(receipt)
    // A virtual account: nothing is paid yet, and the deposit comes as a webhook.
    if (_tag === 'AwaitingDeposit') return answer(202, { state: 'AWAITING_DEPOSIT', account: accountOf(receipt) })
    return answer(200, { state: 'PAID', price: receipt.price })
  }

  const error = result.left
  console.error(`${order_id}: ${error._tag} ${error.message}`)
  switch (error._tag) {
    case 'OutcomeUnknown': // perhaps paid: a scheduled function such as examples/settle-cron takes it from here
      await keepForLater(error)
      return answer(202, { state: 'CHECKING' })
    case 'Mismatch': // not as ordered: this call moved no money, or gave it back
      return answer(409, { state: 'NOT_AS_ORDERED' })
    case 'NotReturned': // the money moved and is not back: neither "paid" nor "refused" would be true
      await keepForPeople(error)
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

/** @param {import('bootpay-fp/webhook').VerifiedWebhook} webhook */
const onPayment = async ({ receipt, key }) => {
  await markOrder(receipt)
  await setHandled(key)
}

/**
 * Bootpay says that something became of a payment.
 * @param {HttpEvent} event
 * @param {LambdaContext} lambda
 * @returns {Promise<HttpResult>}
 */
export const webhook = async (event, lambda) => {
  const response = await handleWebhook(within(lambda), requestOf(event), {
    isKnown: wasHandled,
    on: { PAYMENT_COMPLETED: onPayment, PAYMENT_CANCELLED: onPayment },
    onRefused: (error) => console.error(`webhook: ${error._tag} ${error.message}`),
  })
  return { statusCode: response.status, headers: Object.fromEntries(response.headers), body: await response.text() }
}
