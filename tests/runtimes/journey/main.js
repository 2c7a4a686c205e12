import { createContext } from 'bootpay-fp'

import { createChecks } from './checks.js'
import { liveOneDay } from './day.js'
import { entries } from './entries.js'
import { checkWire, dieUnderWrites } from './wire.js'
import { inProcess, overHttp } from './worlds.js'

/**
 * What a runtime is given to do.
 * @typedef {object} Task
 * @property {string} [base] address of a server; without it only what needs none is done
 * @property {boolean} [codes] whether a refused connection has a code here
 */

/**
 * What came of it.
 * @typedef {object} Report
 * @property {number} imports
 * @property {import('./checks.js').Check[]} checks
 * @property {{ ours: import('./wire.js').Arrivals, baseline: import('./wire.js').Arrivals }} [writes]
 */

/**
 * Imports every entry and lives the journey, in this process and over HTTP.
 * @param {Task} task
 * @returns {Promise<Report>}
 */
export const run = async ({ base, codes = true }) => {
  const checks = createChecks()
  let imports = 0
  for (const [name, load] of Object.entries(entries)) {
    await checks.group(`import ${name}`, async () => {
      const exported = Object.keys(await load())
      checks.check(`import ${name}`, exported.length > 0, 'exports nothing')
      imports += 1
    })
  }
  const world = inProcess()
  await liveOneDay(world, checks)
  if (base === undefined) return { imports, checks: checks.all }

  /** @type {Report['writes']} */
  let writes
  await checks.group('over HTTP', async () => {
    const { client_key, secret_key } = world.credentials
    const http = await overHttp(base, world.credentials, codes)
    await liveOneDay(http, checks)
    const ctx = createContext({ ...http.options, credentials: { client_key, secret_key } })
    const order = { order_id: 'order-wire', order_name: '양말', price: 1_000, separately_confirmed: true }
    await checkWire(base, ctx, await http.pay(order), checks)
    writes = await dieUnderWrites(base, ctx, checks)
  })
  await checks.group('by nodeFetch', async () => {
    const load = /** @type {undefined | (() => Promise<typeof import('bootpay-fp/node')>)} */ (
      entries['bootpay-fp/node']
    )
    if (load === undefined) return
    const { client_key, secret_key } = world.credentials
    const { nodeFetch } = await load()
    const http = await overHttp(base, world.credentials, codes)
    const ctx = createContext({ ...http.options, credentials: { client_key, secret_key }, fetch: nodeFetch() })
    await dieUnderWrites(base, ctx, checks, 'by nodeFetch')
  })
  return { imports, checks: checks.all, ...(writes && { writes }) }
}
