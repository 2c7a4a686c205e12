import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

import { fetchTools } from '../support/tools.js'

const root = new URL('../..', import.meta.url)
const entry = new URL('functions/payments/index.ts', import.meta.url)

/** Where the imports of the function lead here: to the built package, which is not on the registry for it. */
const importMap = () => {
  const { exports } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'))
  const imports = Object.fromEntries(
    Object.entries(exports).flatMap(([name, { default: file }]) =>
      file === undefined ? [] : [[name.replace('.', 'bootpay-fp'), new URL(file, root).href]],
    ),
  )
  const valibot = new URL('node_modules/valibot/dist/index.mjs', root).href
  return `data:application/json,${encodeURIComponent(JSON.stringify({ imports: { ...imports, valibot } }))}`
}

/**
 * Runs the function in Deno, on which Supabase's own runtime is built.
 * @param {Record<string, string>} env
 * @param {number} [port]
 */
export const startFunction = async (env, port = 0) => {
  // It weighs some 90 MB, so it is no dependency of the project.
  const folder = await fetchTools(['deno@2.9.6'])
  const deno = spawn(
    `${folder}/node_modules/.bin/deno`,
    [
      'run',
      '--no-config',
      '--no-lock',
      '--no-prompt',
      '--cached-only',
      `--import-map=${importMap()}`,
      '--allow-net=127.0.0.1',
      '--allow-env',
      entry.pathname,
    ],
    { env: { PATH: process.env['PATH'], NO_COLOR: '1', DENO_SERVE_ADDRESS: `tcp:127.0.0.1:${port}`, ...env } },
  )
  let said = ''
  const url = await new Promise((resolve, reject) => {
    /** @param {Buffer} chunk */
    const listen = (chunk) => {
      said += chunk.toString()
      const [, found] = /(http:\/\/127\.0\.0\.1:\d+)/.exec(said) ?? []
      if (found) resolve(found)
    }
    deno.stdout.on('data', listen)
    deno.stderr.on('data', listen)
    deno.on('close', () => reject(new Error(`deno ended: ${said}`)))
  })
  process.on('exit', () => deno.kill())
  return {
    url: /** @type {string} */ (url),
    close: () => deno.kill(),
  }
}
