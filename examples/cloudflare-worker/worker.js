import { readFileSync } from 'node:fs'

import { fetchTools, requireFrom } from '../support/tools.js'
import { bundle } from '../support/bundle.js'

/**
 * Runs the Worker in Cloudflare's own runtime, with a database of its own.
 * @param {Record<string, string>} bindings keys and addresses
 * @param {number} [port]
 */
export const startWorker = async (bindings, port = 0) => {
  // Later ones want Node 22. It weighs some 165 MB, so it is no dependency of the project.
  const folder = await fetchTools(['miniflare@4.20260426.0'])
  const { Miniflare } = requireFrom(folder)('miniflare')
  const miniflare = new Miniflare({
    modules: true,
    script: await bundle('cloudflare-worker', `export { default } from './src/worker'`),
    compatibilityDate: '2026-04-01',
    d1Databases: ['DB'],
    bindings,
    host: '127.0.0.1',
    port,
  })
  const url = String(await miniflare.ready).replace(/\/$/, '')
  const db = await miniflare.getD1Database('DB')
  const schema = readFileSync(new URL('schema.sql', import.meta.url), 'utf8')
  for (const statement of schema.trim().split(';\n')) await db.exec(statement.replace(/;$/, ''))
  return { url, db, close: () => miniflare.dispose() }
}
