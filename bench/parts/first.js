// The first call of a process: what it costs a function, a container or a cron job to start, load a client and look up one
// receipt, over a process that does nothing. From packages as they are installed, and from one bundled file.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { build } from 'esbuild'

import { startServer } from './loopback.js'
import { interleave, median } from './numbers.js'

const ROUNDS = Number(process.argv[2] ?? 20)
const cwd = fileURLToPath(new URL('../..', import.meta.url))
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env

const { origin, secureOrigin, ca, receipt_id, stop } = await startServer()
const authority = JSON.stringify(ca)

/**
 * @typedef {object} Program
 * @property {string} head what it imports
 * @property {(base: string, secure: boolean) => string} body what it does, in an async function
 */

/**
 * @param {string} head
 * @param {(secure: boolean) => string} options
 * @returns {Program}
 */
const ours = (head, options) => ({
  head: `import { createContext } from 'bootpay-fp/core'; import { getReceipt } from 'bootpay-fp/payment'; ${head}`,
  body: (base, secure) => `
    const credentials = { client_key: 'ck_test', secret_key: 'sk_test' }
    const ctx = createContext({ credentials, baseUrl: '${base}', ${options(secure)} })
    const result = await getReceipt(ctx, { receipt_id: '${receipt_id}' })()
    if (result._tag === 'Left') throw new Error(result.left.message)`,
})
const withAuthority = (/** @type {boolean} */ secure) => (secure ? `{ connect: { ca: ${authority} } }` : '')
// The global fetch takes no authority in code, so it checks none here, which costs it less than the others.
const unchecked = (/** @type {boolean} */ secure) => (secure ? `process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';` : '')

/** @type {Record<string, Program>} */
const programs = {
  nothing: { head: '', body: () => '' },
  'node:http + JSON': {
    head: '',
    body: (base, secure) => `
      const { get } = process.getBuiltinModule('node:${secure ? 'https' : 'http'}')
      const headers = { accept: 'application/json', authorization: 'Basic ' + btoa('ck_test:sk_test') }
      await new Promise((resolve, reject) => {
        get('${base}/receipt/${receipt_id}', { headers, ${secure ? `ca: ${authority}` : ''} }, (response) => {
          const chunks = []
          response.on('data', (chunk) => chunks.push(chunk))
          response.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString())))
        }).on('error', reject)
      })`,
  },
  'global fetch + JSON': {
    head: '',
    body: (base, secure) => `
      ${unchecked(secure)}
      const headers = { accept: 'application/json', authorization: 'Basic ' + btoa('ck_test:sk_test') }
      await (await fetch('${base}/receipt/${receipt_id}', { headers })).json()`,
  },
  'official SDK': {
    head: `import { Bootpay } from '@bootpay/backend-js'`,
    body: (base, secure) => `
      Bootpay.API_ENTRYPOINTS.production = '${base}'
      Bootpay.setConfiguration({ client_key: 'ck_test', secret_key: 'sk_test' })
      ${secure ? `Bootpay.$http.defaults.httpsAgent = new (process.getBuiltinModule('node:https').Agent)({ ca: ${authority} })` : ''}
      await Bootpay.receiptPayment('${receipt_id}')`,
  },
  'bootpay-fp/node': ours(
    `import { nodeFetch } from 'bootpay-fp/node'`,
    (secure) => `fetch: nodeFetch(${withAuthority(secure)})`,
  ),
  'bootpay-fp/undici': ours(
    `import { undiciFetch } from 'bootpay-fp/undici'`,
    (secure) => `fetch: undiciFetch(${withAuthority(secure)})`,
  ),
  'bootpay-fp, global fetch': ours('', () => ''),
}

// Not by console.log, which loads what some of these clients have loaded already.
const tell = `
  const { user, system } = process.cpuUsage()
  process.getBuiltinModule('node:fs').writeSync(1, JSON.stringify({ cpu: (user + system) / 1000, memory: process.resourceUsage().maxRSS / 1024 }))
  process.exit()`

/**
 * @param {string} name
 * @param {boolean} secure
 */
const codeOf = (name, secure) => {
  const { head, body } = /** @type {Program} */ (programs[name])
  const base = `${secure ? secureOrigin : origin}/v2`
  const before = secure && name === 'bootpay-fp, global fetch' ? unchecked(secure) : ''
  return `${head}\nconst main = async () => { ${before} ${body(base, secure)}\n${tell} }\nmain()`
}

const folder = mkdtempSync(join(tmpdir(), 'bench-first-'))
const cases = [
  { name: 'as installed, HTTP', secure: false, bundled: false },
  { name: 'as installed, TLS', secure: true, bundled: false },
  { name: 'bundled, HTTP', secure: false, bundled: true },
  { name: 'bundled, TLS', secure: true, bundled: true },
]
const tables = []
for (const { name: title, secure, bundled } of cases) {
  /** @type {Map<string, string[]>} */
  const commands = new Map()
  for (const [index, name] of Object.keys(programs).entries()) {
    const code = codeOf(name, secure)
    const outfile = join(folder, `${index}.cjs`)
    if (bundled)
      await build({
        stdin: { contents: code, resolveDir: cwd },
        bundle: true,
        minify: true,
        platform: 'node',
        format: 'cjs',
        mainFields: ['module', 'main'],
        outfile,
        logLevel: 'silent',
        // Without it the paths of tsconfig.json lead to `src`.
        tsconfigRaw: {},
      })
    commands.set(name, bundled ? [outfile] : ['--input-type=module', '-e', code])
  }
  const measured = await interleave(Object.keys(programs), ROUNDS, (name) => {
    const { stdout, stderr, status } = spawnSync(process.execPath, commands.get(name) ?? [], { cwd, env })
    if (status !== 0) throw new Error(`${name}, ${title}: ${stderr}`)
    return /** @type {{ cpu: number, memory: number }} */ (JSON.parse(stdout.toString()))
  })
  const of = (/** @type {string} */ name, /** @type {'cpu' | 'memory'} */ what) =>
    median((measured[name] ?? []).map((round) => round[what]))
  const over = (/** @type {string} */ name) => of(name, 'cpu') - of('nothing', 'cpu')
  tables.push({
    name: title,
    rows: Object.keys(programs)
      .slice(1)
      .map((name) => ({
        client: name,
        cpu: over(name),
        ofOfficial: over(name) / over('official SDK'),
        ofNode: over(name) / over('node:http + JSON'),
        memory: of(name, 'memory'),
        memoryOver: of(name, 'memory') - of('nothing', 'memory'),
      })),
  })
}
rmSync(folder, { recursive: true })
stop()
console.log(JSON.stringify(tables))
