import { createServer } from 'node:http'

import { createSandbox, isConnectionFault } from 'bootpay-fp/sandbox'

/** @typedef {import('bootpay-fp/sandbox').Sandbox} Sandbox */

/** The headers that Bootpay reads: who asks, as what, and for whom. */
const HEADERS = ['authorization', 'content-type', 'bootpay-role', 'idempotency-key', 'bootpay-user-jwt']

/**
 * Serves a sandbox on loopback, for code that reaches Bootpay over HTTP.
 * @param {Sandbox} sandbox
 */
export const serveSandbox = async (sandbox) => {
  const server = createServer(async (request, response) => {
    /** @type {Buffer[]} */
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    const { method = 'GET', url = '/', headers } = request
    try {
      const answer = await sandbox.fetch(`http://127.0.0.1${url}`, {
        method,
        headers: Object.fromEntries(HEADERS.map((name) => [name, headers[name]]).filter(([, value]) => value)),
        ...(method !== 'GET' && { body: Buffer.concat(chunks).toString() }),
      })
      const text = await answer.text()
      response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(text)
    } catch (error) {
      if (!isConnectionFault(error)) throw error
      request.socket.destroy()
    }
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  return {
    baseUrl: `http://127.0.0.1:${port}/v2`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/**
 * The Bootpay of an example: the real one if there are keys in the environment, and an embedded one if there are none. The
 * embedded one sends its webhooks to the address given.
 * @param {() => string} [webhookUrl]
 */
export const openBootpay = async (webhookUrl) => {
  const { BOOTPAY_CLIENT_KEY, BOOTPAY_SECRET_KEY, BOOTPAY_BASE_URL } = process.env
  if (BOOTPAY_CLIENT_KEY !== undefined && BOOTPAY_SECRET_KEY !== undefined)
    return { env: { BOOTPAY_CLIENT_KEY, BOOTPAY_SECRET_KEY, ...(BOOTPAY_BASE_URL && { BOOTPAY_BASE_URL }) } }

  const sandbox = createSandbox({
    webhook: { url: 'http://localhost/webhook', fetch: (_, init) => fetch(webhookUrl?.() ?? '', init) },
  })
  const { baseUrl, close } = await serveSandbox(sandbox)
  const timer = webhookUrl && setInterval(() => void sandbox.deliver(), 200)
  const { client_key, secret_key } = sandbox.credentials
  return {
    env: { BOOTPAY_CLIENT_KEY: client_key, BOOTPAY_SECRET_KEY: secret_key, BOOTPAY_BASE_URL: baseUrl },
    sandbox,
    close: () => {
      clearInterval(timer)
      close()
    },
  }
}

/**
 * Says where a shop is. With an embedded Bootpay two buyers have paid in their browsers: one what was ordered, one less.
 * @param {string} shop
 * @param {Sandbox | undefined} sandbox
 * @param {string} [path]
 */
export const announce = (shop, sandbox, path = '/confirm') => {
  console.log(`The shop is at ${shop}`)
  if (!sandbox) return
  /** @param {string} order_id @param {number} price */
  const curl = (order_id, price) => {
    const receipt_id = sandbox.browser.requestPayment({
      order_id,
      order_name: order_id,
      price,
      separately_confirmed: true,
    })
    sandbox.browser.pay(receipt_id)
    const body = JSON.stringify({ receipt_id, order_id })
    return `curl -i ${shop}${path} -H 'content-type: application/json' -d '${body}'`
  }
  console.log(`An embedded Bootpay stands behind it, and two buyers have paid in their browsers.

# As ordered: 200, and the webhook comes by itself.
${curl('order-1024', 39_000)}

# 100 won for a desk of 210,000: 409, found before any money moved.
${curl('order-1025', 100)}
`)
}
