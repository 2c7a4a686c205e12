// What the bench compares. A client loads nothing of the others: undici, once loaded, is what the global fetch sends by.
const credentials = { client_key: 'ck_test', secret_key: 'sk_test' }

/** @typedef {{ baseUrl: string, receipt_id: string }} Target where to send, and the payment to look up and to confirm */
/** @typedef {{ read: () => Promise<unknown>, write: () => Promise<unknown> }} Calls */
/** @typedef {(target: Target) => Promise<Calls>} Client */

/** @type {Client} */
const official = async ({ baseUrl, receipt_id }) => {
  const { Bootpay } = await import('@bootpay/backend-js')
  Bootpay.API_ENTRYPOINTS.production = baseUrl
  Bootpay.setConfiguration(credentials)
  return { read: () => Bootpay.receiptPayment(receipt_id), write: () => Bootpay.confirmPayment(receipt_id) }
}

const headers = {
  accept: 'application/json',
  authorization: `Basic ${btoa('ck_test:sk_test')}`,
  'content-type': 'application/json',
  'bootpay-api-version': '5.0.0',
  'bootpay-sdk-type': '301',
  'bootpay-sdk-version': '0.1.0',
}

/**
 * A floor: it sends what the others send, the same headers and the same body, and parses the answer.
 *
 * @param {(url: string, init: { method?: string, headers: typeof headers, body?: string }) => Promise<unknown>} json
 * @returns {Client}
 */
const floor =
  (json) =>
  async ({ baseUrl, receipt_id }) => {
    const look = `${baseUrl}/receipt/${receipt_id}`
    const confirm = `${baseUrl}/confirm`
    return {
      read: () => json(look, { headers }),
      write: () => json(confirm, { method: 'POST', headers, body: JSON.stringify({ receipt_id }) }),
    }
  }

/** @type {Client} */
const byUndici = async (target) => {
  const { Agent, request } = await import('undici')
  const dispatcher = new Agent()
  return floor(async (url, init) => (await request(url, { ...init, dispatcher })).body.json())(target)
}

/**
 * @param {() => Promise<Partial<import('bootpay-fp').Context>>} options
 * @returns {Client}
 */
const ours =
  (options) =>
  async ({ baseUrl, receipt_id }) => {
    const { confirmPayment, createContext, createTokenState, getReceipt } = await import('bootpay-fp')
    const ctx = createContext({ ...(await options()), credentials, tokens: createTokenState(), baseUrl })
    const sure = (/** @type {{ readonly _tag: string }} */ result) => {
      if (result._tag !== 'Right') throw new Error(`a call failed: ${JSON.stringify(result)}`)
    }
    return {
      read: async () => sure(await getReceipt(ctx, { receipt_id })()),
      write: async () => sure(await confirmPayment(ctx, { receipt_id })()),
    }
  }

/** @type {Record<string, Client>} */
export const clients = {
  'official SDK': official,
  'global fetch + JSON': floor(async (url, init) => (await fetch(url, init)).json()),
  'global fetch + JSON, with a time limit': floor(async (url, init) =>
    (await fetch(url, { ...init, signal: AbortSignal.timeout(15_000) })).json(),
  ),
  'undici.request + JSON': byUndici,
  'bootpay-fp, global fetch': ours(async () => ({})),
  'bootpay-fp/undici': ours(async () => ({ fetch: (await import('bootpay-fp/undici')).undiciFetch() })),
}
