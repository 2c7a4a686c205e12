// One client in a process of its own: told how many calls to make, it tells what they cost. It loads nothing of the others:
// undici, once loaded, is what the global fetch sends by.
const [, , name = '', origin, receipt_id = ''] = process.argv
const baseUrl = `${origin}/v2`
const credentials = { client_key: 'ck_test', secret_key: 'sk_test' }

/** @typedef {{ read: () => Promise<unknown>, write: () => Promise<unknown> }} Calls */

/**
 * @param {Partial<import('bootpay-fp').ContextOptions>} [options]
 * @returns {Promise<Calls>}
 */
const ours = async (options) => {
  const { confirmPayment, createContext, getReceipt } = await import('bootpay-fp')
  const ctx = createContext({ credentials, baseUrl, ...options })
  const sure = (/** @type {{ readonly _tag: string }} */ result) => {
    if (result._tag !== 'Right') throw new Error(`a call failed: ${JSON.stringify(result)}`)
  }
  return {
    read: async () => sure(await getReceipt(ctx, { receipt_id })()),
    write: async () => sure(await confirmPayment(ctx, { receipt_id })()),
  }
}

/** @returns {Promise<Calls>} */
const official = async () => {
  const { Bootpay } = await import('@bootpay/backend-js')
  Bootpay.API_ENTRYPOINTS.production = baseUrl
  Bootpay.setConfiguration(credentials)
  return { read: () => Bootpay.receiptPayment(receipt_id), write: () => Bootpay.confirmPayment(receipt_id) }
}

// The floors send what the others send: the same headers, the same body.
const headers = {
  accept: 'application/json',
  authorization: `Basic ${btoa('ck_test:sk_test')}`,
  'content-type': 'application/json',
  'bootpay-api-version': '5.0.0',
  'bootpay-sdk-type': '301',
  'bootpay-sdk-version': '0.1.0',
}
const look = `${baseUrl}/receipt/${receipt_id}`
const confirm = `${baseUrl}/confirm`
const post = () => ({ method: 'POST', headers, body: JSON.stringify({ receipt_id }) })
const limit = () => AbortSignal.timeout(15_000)

/** @returns {Promise<Calls>} */
const raw = async () => {
  const { Agent, request } = await import('undici')
  const dispatcher = new Agent()
  return {
    read: async () => (await request(look, { headers, dispatcher })).body.json(),
    write: async () => (await request(confirm, { ...post(), dispatcher })).body.json(),
  }
}

/** @type {Record<string, () => Promise<Calls>>} */
const clients = {
  'official SDK': official,
  'global fetch + JSON': async () => ({
    read: async () => (await fetch(look, { headers })).json(),
    write: async () => (await fetch(confirm, post())).json(),
  }),
  'global fetch + JSON, with a time limit': async () => ({
    read: async () => (await fetch(look, { headers, signal: limit() })).json(),
    write: async () => (await fetch(confirm, { ...post(), signal: limit() })).json(),
  }),
  'undici.request + JSON': raw,
  'bootpay-fp, global fetch': ours,
  'bootpay-fp/undici': async () => ours({ fetch: (await import('bootpay-fp/undici')).undiciFetch() }),
}

const client = clients[name]
if (client === undefined) throw new Error(`no client is called ${name}`)
const calls = await client()

process.on('message', async (/** @type {{ kind: keyof Calls, count: number, atOnce: number }} */ told) => {
  let left = told.count
  const call = calls[told.kind]
  const work = async () => {
    while (left-- > 0) await call()
  }
  const before = process.cpuUsage()
  const start = performance.now()
  await Promise.all(Array.from({ length: told.atOnce }, work))
  const wall = ((performance.now() - start) * 1_000) / told.count
  const { user, system } = process.cpuUsage(before)
  process.send?.({ cpu: (user + system) / told.count, wall })
})
process.on('disconnect', () => process.exit())
process.send?.(Object.keys(clients))
