import { execFile, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'

import { serveSandbox } from '../runtimes/support/server.js'
import { lastWords } from '../runtimes/support/tools.js'
import { hosts as express } from './hosts/express.js'
import { hosts as fastify } from './hosts/fastify.js'
import { hosts as functions } from './hosts/functions.js'
import { hosts as hono } from './hosts/hono.js'
import { hosts as jest } from './hosts/jest.js'
import { hosts as nestjs } from './hosts/nestjs.js'
import { hosts as runners } from './hosts/runners.js'
import { hosts as vite } from './hosts/vite.js'

const run = promisify(execFile)

/**
 * Where a shop runs. All do the same: of two payments for one order they take the money of the one with its price.
 * @typedef {object} Host
 * @property {string} name
 * @property {keyof typeof folders} folder whose packages it needs
 * @property {Readonly<Record<string, string>>} files
 * @property {readonly string[]} [flags] of Node
 * @property {readonly (readonly string[])[]} steps programs with arguments, one after the other: those that begin with a dot are
 *   the host's own, others are in `node_modules`
 * @property {readonly string[]} [serves] the program that serves on `PORT`; absent where the steps themselves pay
 * @property {string} [fails] what the last step fails with, where that is what the pages say
 */

/** What is installed beside the package, once for all hosts that need it. */
export const folders = {
  nest10: [
    ...['common', 'core', 'platform-express', 'testing'].map((part) => `@nestjs/${part}@10.4.22`),
    '@nestjs/cli@10.4.9',
    ...['reflect-metadata@0.1.13', 'rxjs@7.8.2', 'typescript@5.1.3', '@types/node@20.3.1', '@types/express@4.17.17'],
    ...['jest@29.7.0', 'ts-jest@29.1.0', '@types/jest@29.5.2', '@swc/core@1.16.22', '@swc/jest@0.2.39'],
    ...['undici@7.30.2', 'msw@2.15.0', '@babel/plugin-transform-modules-commonjs@7.29.14'],
  ],
  nest11: [
    ...['common', 'core', 'platform-express', 'testing'].map((part) => `@nestjs/${part}@11.2.6`),
    '@nestjs/cli@11.0.13',
    ...['reflect-metadata@0.2.2', 'rxjs@7.8.2', 'typescript@5.7.3', '@types/node@22.10.7', '@types/express@5.0.0'],
    ...['jest@30.5.2', 'ts-jest@29.4.15', '@types/jest@30.0.0', '@swc/core@1.16.22', '@swc/jest@0.2.39'],
    ...['undici@7.30.2', 'msw@2.15.0', '@babel/plugin-transform-modules-commonjs@7.29.14'],
  ],
  express4: [
    ...['express@4.22.3', '@types/express@4.17.25', 'typescript@5.9.3', '@types/node@20.19.43', 'undici@7.30.2'],
  ],
  tools: [
    ...['express@5.3.0', '@types/express@5.0.6', 'fastify@5.12.8', 'hono@4.13.19', '@hono/node-server@2.1.9'],
    ...['@google-cloud/functions-framework@5.0.5', 'vite@8.3.8', 'vitest@4.1.12', 'tsx@4.23.15', 'ts-node@10.9.2'],
    ...['typescript@5.9.3', '@types/node@20.19.43', 'undici@7.30.2'],
  ],
}

/** @type {readonly Host[]} */
export const hosts = [...nestjs, ...express, ...fastify, ...hono, ...functions, ...runners, ...jest, ...vite]

/**
 * Installs the packages of a folder and the packed package.
 * @param {keyof typeof folders} name
 * @param {string} tarball its path
 * @param {string} functional fp-ts, with its version
 */
export const installFolder = async (name, tarball, functional) => {
  const folder = mkdtempSync(join(tmpdir(), `bootpay-fp-${name}-`))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true }))
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error']
  try {
    await run('npm', ['install', ...options, tarball, functional, ...folders[name]], { cwd: folder, timeout: 600_000 })
  } catch (error) {
    remove()
    throw error
  }
  return { folder, remove }
}

/** A port that is free now. */
const freePort = async () => {
  const server = createServer()
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  await new Promise((resolve) => server.close(resolve))
  return port
}

const order = { order_id: 'order-1024', order_name: '스웨터', separately_confirmed: true }

/**
 * Goes through the doors of a shop that is being served: a confirm and a webhook, each with a payment of the price of the order
 * and with one of another price. The server has to end by itself when it is told so.
 * @param {readonly string[]} program
 * @param {import('node:child_process').SpawnOptions} options
 * @param {string} receipt_id
 * @param {string} cheap
 */
const visit = async (program, options, receipt_id, cheap) => {
  const port = await freePort()
  const env = { ...options.env, PORT: String(port) }
  const app = spawn(process.execPath, [...program], { ...options, env, stdio: 'pipe' })
  let output = ''
  for (const stream of [app.stdout, app.stderr])
    stream?.on('data', (/** @type {Buffer} */ data) => (output += String(data)))
  /** @type {Promise<readonly [number | null, string | null]>} */
  const closed = new Promise((resolve) => app.once('close', (code, signal) => resolve([code, signal])))
  const post = async (/** @type {string} */ path, /** @type {object} */ body) => {
    const headers = { 'content-type': 'application/json', connection: 'close' }
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    const { state, success } = JSON.parse(await response.text())
    return `${response.status} ${state ?? success}`
  }
  const start = async () => {
    for (let left = 200; left > 0; left -= 1) {
      if (app.exitCode !== null) break
      try {
        await fetch(`http://127.0.0.1:${port}/`, { headers: { connection: 'close' } })
        return
      } catch {
        await wait(100)
      }
    }
    throw new Error(`does not start: ${output.slice(-600)}`)
  }
  try {
    await start()
    const webhook = { webhook_type: 'PAYMENT_COMPLETED', order_id: order.order_id, status: 1, price: 39_000 }
    const told = [
      await post('/payments/confirm', { receipt_id, order_id: order.order_id }),
      await post('/payments/confirm', { receipt_id: cheap, order_id: order.order_id }),
      await post('/webhook', { ...webhook, receipt_id }),
      await post('/webhook', { ...webhook, receipt_id: cheap }),
    ].join(', ')
    const right = '200 paid, 402 not paid, 200 true, 400 false'
    if (told !== right) throw new Error(`${told} instead of ${right}: ${output.slice(-600)}`)
  } finally {
    app.kill('SIGTERM')
    const late = setTimeout(() => app.kill('SIGKILL'), 10_000)
    const [, signal] = await closed
    clearTimeout(late)
    if (signal === 'SIGKILL') throw new Error(`does not end after SIGTERM: ${output.slice(-600)}`)
  }
}

/**
 * Builds a host and runs it against a sandbox on loopback; throws where it is not what a shop must do.
 * @param {Host} host
 * @param {string} folder where its packages are installed
 * @param {import('bootpay-fp/sandbox').Sandbox} sandbox
 */
export const runHost = async ({ name, files, flags = [], steps, serves, fails }, folder, sandbox) => {
  const project = join(folder, name.toLowerCase().replace(/\W+/g, '-'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(project, path)), { recursive: true })
    writeFileSync(join(project, path), text)
  }
  const pay = (/** @type {number} */ price) => {
    const receipt_id = sandbox.browser.requestPayment({ ...order, price })
    sandbox.browser.pay(receipt_id)
    return receipt_id
  }
  const [receipt, cheap] = [pay(39_000), pay(100)]
  const { base, close } = await serveSandbox(sandbox)
  const { client_key, secret_key } = /** @type {{ client_key: string, secret_key: string }} */ (sandbox.credentials)
  const env = {
    PATH: process.env['PATH'],
    BOOTPAY_BASE_URL: `${base}/works/v2`,
    BOOTPAY_CLIENT_KEY: client_key,
    BOOTPAY_SECRET_KEY: secret_key,
    RECEIPT: receipt,
    CHEAP: cheap,
  }
  const commandOf = (/** @type {readonly string[]} */ [program = '', ...args]) => [
    ...flags,
    program.startsWith('.') ? program : join(folder, 'node_modules', program),
    ...args,
  ]
  try {
    for (const [index, step] of steps.entries()) {
      const told = await run(process.execPath, commandOf(step), { cwd: project, env, timeout: 180_000 }).then(
        () => undefined,
        (/** @type {unknown} */ error) => error,
      )
      const expected = index === steps.length - 1 ? fails : undefined
      if (expected !== undefined && !lastWords(told ?? '').includes(expected))
        throw new Error(`does not fail with ${expected}`)
      if (expected === undefined && told !== undefined) throw told
    }
    if (serves) await visit(commandOf(serves), { cwd: project, env }, receipt, cheap)
    const taken = sandbox
      .state()
      .receipts.filter(({ receipt_id, status }) => [receipt, cheap].includes(receipt_id) && status === 1)
      .map(({ receipt_id }) => receipt_id)
    const right = fails === undefined ? [receipt] : []
    if (taken.join() !== right.join()) throw new Error(`took the money of ${taken.length} payments`)
  } finally {
    await close()
  }
}
