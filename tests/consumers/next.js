import { execFile, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

/** The oldest Next.js that people still run, whose `fetch` keeps everything, and the newest. */
export const nexts = [
  { version: '14.2.35', react: '18.3.1' },
  { version: '16.4.6', react: '19.3.1' },
]

/**
 * A place in an app that calls Bootpay, as a person would reach it.
 * @typedef {object} Door
 * @property {string} name
 * @property {'look' | 'confirm'} call
 * @property {'GET' | 'POST'} [method] of a route handler; absent for a page
 * @property {boolean} [edge]
 * @property {boolean} [action] whether a form of the page sends it
 */

/** @type {readonly Door[]} */
export const doors = [
  { name: 'page', call: 'look' },
  { name: 'edge-page', call: 'look', edge: true },
  { name: 'get', call: 'look', method: 'GET' },
  { name: 'edge-get', call: 'look', method: 'GET', edge: true },
  { name: 'get-confirm', call: 'confirm', method: 'GET' },
  { name: 'edge-confirm', call: 'confirm', method: 'GET', edge: true },
  { name: 'post-confirm', call: 'confirm', method: 'POST' },
  { name: 'action-confirm', call: 'confirm', action: true },
]

/** Nothing here says that it is dynamic: what Next.js keeps without being asked is kept. */
const sourceOf = (/** @type {Door} */ { name, call, method, edge }) => `
  import { ${call} } from '../../bootpay.js'
  ${edge ? "export const runtime = 'edge'" : ''}
  ${method ? `export const ${method} = async () => new Response(await ${call}('${name}'))` : `export default () => ${call}('${name}')`}
`

/** A page with a form whose server action tells in an address what came of it. */
const formOf = (/** @type {Door} */ { name, call }) => `
  import { redirect } from 'next/navigation'
  import { createElement } from 'react'
  import { ${call} } from '../../bootpay.js'
  const pay = async () => {
    'use server'
    redirect('/told?it=' + encodeURIComponent(await ${call}('${name}')))
  }
  export default () => createElement('form', { action: pay }, createElement('button', null, '결제'))
`

/** Sends the form of a page as a browser without scripts does. @param {string} url */
const sendForm = async (url) => {
  const page = await (await fetch(url)).text()
  const name = /name="(\$ACTION_ID_\w+)"/.exec(page)?.[1]
  if (name === undefined) throw new Error(`has no form: ${page.slice(0, 300)}`)
  const body = new FormData()
  body.set(name, '')
  const { headers } = await fetch(url, { method: 'POST', body, redirect: 'manual' })
  return new URL(headers.get('location') ?? '', url).searchParams.get('it') ?? ''
}

/** A Context for each call, so that each asks for a token of its own. */
const library = `
  import { confirmPayment, createContext, createTokenState, getReceipt } from 'bootpay-fp'
  const { receipts, credentials, baseUrl } = JSON.parse(process.env.SHOP)
  const calling = (operation) => async (name) => {
    const ctx = createContext({ credentials, tokens: createTokenState(), baseUrl })
    return JSON.stringify(await operation(ctx, { receipt_id: receipts[name] })())
  }
  export const look = calling(getReceipt)
  export const confirm = calling(confirmPayment)
`

const layout = `
  import { createElement } from 'react'
  export default ({ children }) => createElement('html', null, createElement('body', null, children))
`

const writeApp = (/** @type {string} */ folder) => {
  const write = (/** @type {string} */ path, /** @type {string} */ text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  write('bootpay.js', library)
  write('app/layout.js', layout)
  for (const door of doors)
    write(`app/${door.name}/${door.method ? 'route' : 'page'}.js`, door.action ? formOf(door) : sourceOf(door))
}

/**
 * Makes an app with the packed package in it.
 * @param {string} tarball
 * @param {string} functional fp-ts, with its version
 * @param {typeof nexts[number]} next
 */
export const installNext = async (tarball, functional, { version, react }) => {
  const folder = mkdtempSync(join(tmpdir(), 'bootpay-fp-next-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true }))
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error']
  const packages = [tarball, functional, `next@${version}`, `react@${react}`, `react-dom@${react}`]
  try {
    await promisify(execFile)('npm', ['install', ...options, ...packages], { cwd: folder, timeout: 600_000 })
  } catch (error) {
    remove()
    throw error
  }
  writeApp(folder)
  return { folder, remove }
}

/** @typedef {{ token: number, look: number, confirm: number }} Counts */

/**
 * A sandbox on loopback that counts what reaches it: tokens, and look-ups and confirms by receipt.
 * @param {import('bootpay-fp/sandbox').Sandbox} sandbox
 */
const serve = async (sandbox) => {
  let tokens = 0
  /** @type {Map<string, number>} */
  const seen = new Map()
  const count = (/** @type {string} */ name) => seen.set(name, (seen.get(name) ?? 0) + 1)
  const server = createServer(async (request, response) => {
    const { method = 'GET', url = '', headers } = request
    let body = ''
    for await (const chunk of request.setEncoding('utf8')) body += chunk
    if (url.endsWith('/request/token')) tokens += 1
    else count(method === 'GET' ? `look ${url.split('/').at(-1)}` : `confirm ${JSON.parse(body).receipt_id}`)
    const answer = await sandbox.fetch(`http://127.0.0.1${url}`, {
      method,
      headers: { authorization: headers.authorization ?? '', 'content-type': headers['content-type'] ?? '' },
      ...(method !== 'GET' && { body }),
    })
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text())
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  return {
    baseUrl: `http://127.0.0.1:${port}/v2`,
    /** What was seen of a receipt. @returns {Counts} */
    counts: (/** @type {string} */ receipt_id) => ({
      token: tokens,
      look: seen.get(`look ${receipt_id}`) ?? 0,
      confirm: seen.get(`confirm ${receipt_id}`) ?? 0,
    }),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** How the text looks in base64, wherever it begins. */
const inBase64 = (/** @type {string} */ text) =>
  [0, 1, 2].map((shift) =>
    Buffer.from('x'.repeat(shift) + text)
      .toString('base64')
      .slice(shift && 4, -4),
  )

/**
 * Files below a folder that hold one of the texts, as it is or in base64.
 * @param {string} folder
 * @param {readonly string[]} texts
 */
const filesWith = (folder, texts) => {
  const forms = texts.flatMap((text) => [text, ...inBase64(text)])
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => {
      const content = readFileSync(path, 'latin1')
      return forms.some((form) => content.includes(form))
    })
    .map((path) => path.slice(folder.length + 1))
}

/**
 * Starts an app; gives its address and what ends it.
 * @param {string} program
 * @param {import('node:child_process').SpawnOptions} options
 */
const start = async (program, options) => {
  const app = spawn(process.execPath, [program, 'start', '-p', '0', '-H', '127.0.0.1'], { ...options, stdio: 'pipe' })
  const closed = new Promise((resolve) => app.once('close', resolve))
  let output = ''
  const address = new Promise((resolve, reject) => {
    const read = (/** @type {Buffer} */ data) => {
      output += data.toString()
      const port = /http:\/\/(?:localhost|127\.0\.0\.1):([1-9]\d*)/.exec(output)?.[1]
      if (port && output.includes('Ready')) resolve(`http://127.0.0.1:${port}`)
    }
    app.stdout?.on('data', read)
    app.stderr?.on('data', read)
    void closed.then(() => reject(new Error(`ended early: ${output}`)))
    setTimeout(() => reject(new Error(`does not start: ${output}`)), 60_000).unref()
  })
  const stop = async () => {
    app.kill()
    await closed
  }
  try {
    return { address: /** @type {string} */ (await address), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** The Either in what an app answered, be it a page or the JSON itself. */
const eitherIn = (/** @type {string} */ text) => {
  const json = /\{"_tag":.*?\}\}(?=<|$)/s.exec(text.replaceAll('&quot;', '"'))?.[0]
  if (json === undefined) throw new Error(`answered ${text.slice(0, 300)}`)
  return JSON.parse(json)
}

/**
 * Builds and starts an app and goes twice through each of its doors, with a change at Bootpay before each time.
 * @param {string} folder
 * @param {typeof import('bootpay-fp')} bootpay
 * @param {import('bootpay-fp/sandbox').Sandbox} sandbox
 * @returns {Promise<Record<string, string | undefined>>} what is wrong with each door, and with `kept`
 */
export const visit = async (folder, bootpay, sandbox) => {
  const order = { order_name: '양말', price: 1_000, separately_confirmed: true }
  const pay = (/** @type {string} */ name) => {
    const receipt_id = sandbox.browser.requestPayment({ ...order, order_id: `order-${name}` })
    sandbox.browser.pay(receipt_id)
    return receipt_id
  }
  const receipts = Object.fromEntries(doors.map(({ name }) => [name, pay(name)]))
  const { credentials, fetch: direct, now } = sandbox
  const admin = bootpay.createContext({ credentials, fetch: direct, now })
  for (const { name, call } of doors)
    if (call === 'look') await bootpay.confirmPayment(admin, { receipt_id: receipts[name] ?? '' })()

  const server = await serve(sandbox)
  const pair = { application_id: credentials.application_id, private_key: credentials.private_key }
  const shop = JSON.stringify({ receipts, credentials: pair, baseUrl: server.baseUrl })
  /** @type {import('node:child_process').SpawnOptions & { env: NodeJS.ProcessEnv }} */
  const options = {
    cwd: folder,
    env: { ...process.env, SHOP: shop, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
  }
  const program = join(folder, 'node_modules/next/dist/bin/next')

  /** @type {Record<string, string | undefined>} */
  const wrong = {}
  try {
    const { cwd, env } = options
    await promisify(execFile)(process.execPath, [program, 'build'], { cwd: String(cwd), env, timeout: 300_000 })
    const { address, stop } = await start(program, options)
    try {
      for (const { name, call, method = 'GET', edge, action } of doors) {
        const receipt_id = receipts[name] ?? ''
        const before = server.counts(receipt_id)
        /** @type {unknown[]} */
        const told = []
        for (const time of [1, 2]) {
          const cancel = { receipt_id, cancel_price: 100, cancel_id: `${name}-${time}` }
          if (call === 'look') await bootpay.cancelPayment(admin, cancel)()
          const url = `${address}/${name}`
          const text = action ? await sendForm(url) : await (await fetch(url, { method })).text()
          const { _tag, right } = eitherIn(text)
          told.push(call === 'look' ? right?.cancelled_price : _tag)
        }
        const after = server.counts(receipt_id)
        const arrived = { token: after.token - before.token, call: after[call] - before[call] }
        const found = JSON.stringify([arrived, told])
        // A GET handler of Next.js 14 runs while it is built, so that the first confirm of all may have been then.
        const first = before.confirm > 0 ? 'Left' : 'Right'
        const expected = call === 'look' ? [100, 200] : [first, 'Left']
        const right = JSON.stringify([{ token: 2, call: 2 }, expected])
        if (found !== right) wrong[name] = `${found} instead of ${right}`
        if (edge && before.confirm > 0) wrong[name] = 'an edge handler was built ahead'
      }
    } finally {
      await stop()
    }
    const kept = filesWith(join(folder, '.next/cache'), Object.values(receipts))
    if (kept.length > 0) wrong['kept'] = `an answer lies in .next/cache: ${kept.join()}`
  } finally {
    await server.close()
  }
  return wrong
}
