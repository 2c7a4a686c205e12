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

/** What undici itself is made of, and the least that any client of it can cost. @type {Client} */
const byDispatch = async (target) => {
  const { Agent } = await import('undici')
  const dispatcher = new Agent()
  const { origin } = new URL(target.baseUrl)
  return floor((url, { method = 'GET', headers, body = null }) => {
    return new Promise((resolve, reject) => {
      /** @type {Buffer[]} */
      const chunks = []
      dispatcher.dispatch(
        { origin, path: url.slice(origin.length), method: /** @type {'GET' | 'POST'} */ (method), headers, body },
        {
          onRequestStart: () => undefined,
          onResponseStart: () => undefined,
          onResponseData: (_, chunk) => void chunks.push(chunk),
          onResponseEnd: () => resolve(JSON.parse(Buffer.concat(chunks).toString())),
          onResponseError: (_, error) => reject(error),
        },
      )
    })
  })(target)
}

/** @type {Client} */
const byNode = async (target) => {
  const { default: http } = await import('node:http')
  const agent = new http.Agent({ keepAlive: true })
  return floor((url, { body, ...init }) => {
    return new Promise((resolve, reject) => {
      const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
      const request = http.request(url, { ...init, headers: { ...init.headers, ...length }, agent }, (response) => {
        /** @type {Buffer[]} */
        const chunks = []
        response.on('data', (chunk) => chunks.push(chunk))
        response.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString())))
      })
      request.on('error', reject).end(body)
    })
  })(target)
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
  'undici.dispatch + JSON': byDispatch,
  'undici.request + JSON': byUndici,
  'node:http + JSON': byNode,
  'bootpay-fp, global fetch': ours(async () => ({})),
  'bootpay-fp/node': ours(async () => ({ fetch: (await import('bootpay-fp/node')).nodeFetch() })),
  'bootpay-fp/undici': ours(async () => ({ fetch: (await import('bootpay-fp/undici')).undiciFetch() })),
}
