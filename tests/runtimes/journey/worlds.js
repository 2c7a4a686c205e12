import { createSandbox } from 'bootpay-fp/sandbox'

/** @typedef {import('./day.js').World} World */

/**
 * The sandbox in this process: no network at all.
 * @returns {World}
 */
export const inProcess = () => {
  const sandbox = createSandbox()
  return {
    name: 'in process',
    credentials: sandbox.credentials,
    options: { fetch: sandbox.fetch, now: sandbox.now },
    now: sandbox.now,
    pay: (order) => {
      const receipt_id = sandbox.browser.requestPayment(order)
      sandbox.browser.pay(receipt_id)
      return Promise.resolve(receipt_id)
    },
    advance: (ms) => {
      sandbox.advance(ms)
      return Promise.resolve()
    },
    cut: {
      fetch: async (url, init) => {
        await sandbox.fetch(url, init)
        throw new TypeError('fetch failed')
      },
    },
    refused: {
      fetch: () =>
        Promise.reject(
          Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED', syscall: 'connect' } }),
        ),
    },
    codes: true,
  }
}

/**
 * Calls a function of the server's own, outside the API of Bootpay.
 * @param {string} base
 * @param {string} what
 * @param {unknown} [value]
 * @returns {Promise<unknown>}
 */
export const control = async (base, what, value = null) => {
  const response = await fetch(`${base}/control/${what}`, { method: 'POST', body: JSON.stringify(value) })
  const text = await response.text()
  if (!response.ok) throw new Error(`control ${what}: ${text}`)
  return JSON.parse(text)
}

/**
 * The sandbox behind a server on loopback, by the global fetch of this runtime.
 * @param {string} base address of the server
 * @param {import('bootpay-fp/sandbox').SandboxCredentials} credentials
 * @param {boolean} codes
 * @returns {Promise<World>}
 */
export const overHttp = async (base, credentials, codes) => {
  const nobody = String(await control(base, 'nobody'))
  let added = 0
  const now = () => Date.now() + added
  return {
    name: 'over HTTP',
    credentials,
    options: { baseUrl: `${base}/works/v2`, now },
    now,
    pay: async (order) => String(await control(base, 'pay', order)),
    advance: async (ms) => {
      await control(base, 'advance', ms)
      added += ms
    },
    cut: { baseUrl: `${base}/loses/v2` },
    refused: { baseUrl: `${nobody}/v2` },
    codes,
  }
}
