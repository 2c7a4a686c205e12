import { spawn, type ChildProcess } from 'node:child_process'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'

import { createSandbox, type Sandbox } from 'bootpay-fp/sandbox'
import { http, passthrough } from 'msw'
import { afterAll, beforeEach, expect } from 'vitest'

import { serveSandbox } from '../../../examples/support/bootpay.js'
import { server } from '../../support/server.js'

/** The path of a file of the examples. */
export const example = (path: string): string => fileURLToPath(new URL(`../../../examples/${path}`, import.meta.url))

/** Lets this process talk to the examples on loopback. */
export const allowLoopback = (): void => {
  beforeEach(() => {
    server.use(http.all('http://127.0.0.1*', () => passthrough()))
  })
}

const ended: (() => void)[] = []

/** Ends what the tests of a file have started. */
export const endAll = (): void => {
  afterAll(() => {
    for (const end of ended) end()
  })
}

/** A program that ran to its end. */
export type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string }

const listen = (child: ChildProcess) => {
  const said = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      said[name] += text
    })
  return said
}

const begin = (args: readonly string[], env: Record<string, string>) => {
  const child = spawn(process.execPath, args, { env: { PATH: process.env['PATH'], HOME: tmpdir(), PORT: '0', ...env } })
  ended.push(() => child.kill('SIGKILL'))
  return child
}

/** Runs a program to its end. */
export const run = (args: readonly string[], env: Record<string, string> = {}): Promise<Ended> =>
  new Promise((resolve) => {
    const child = begin(args, env)
    const said = listen(child)
    child.on('close', (code) => {
      resolve({ code, ...said })
    })
  })

/** Starts a server and waits until it has said where it is, and all else it says at the beginning. */
export const start = (path: string, env: Record<string, string> = {}) =>
  new Promise<{ url: string; said: { stdout: string; stderr: string } }>((resolve, reject) => {
    const child = begin([example(path)], env)
    const said = listen(child)
    const look = () => {
      const [, url] = /(http:\/\/127\.0\.0\.1:\d+)/.exec(said.stdout) ?? []
      if (url) resolve({ url, said })
    }
    child.stdout.on('data', look)
    child.on('close', (code) => {
      reject(new Error(`${path} ended with ${String(code)}: ${said.stderr}`))
    })
  })

/**
 * A sandbox that an example reaches over HTTP, and its environment. Its webhooks go where `webhookUrl` says. A payment that is
 * `spoiled` is confirmed for another price than was shown before, and Bootpay refuses to cancel it.
 */
export const openSandbox = async (webhookUrl: () => string = () => '') => {
  const sandbox = createSandbox({
    webhook: { url: 'http://localhost/webhook', fetch: (_, init) => fetch(webhookUrl(), init) },
  })
  const spoiled = new Set<unknown>()
  const served: typeof sandbox.fetch = async (input, init) => {
    const [, path] = /\/v2(\/confirm|\/cancel)$/.exec(String(input)) ?? []
    const { receipt_id } = (path ? JSON.parse(String(init?.body)) : {}) as { receipt_id?: unknown }
    if (!spoiled.has(receipt_id)) return sandbox.fetch(input, init)
    if (path === '/cancel')
      return Response.json({ error_code: 'RC_CANCEL_SERVER_ERROR', message: '취소할 수 없습니다' }, { status: 400 })
    const confirmed = (await (await sandbox.fetch(input, init)).json()) as object
    return Response.json({ ...confirmed, price: 1_000 })
  }
  const { baseUrl, close } = await serveSandbox({ ...sandbox, fetch: served })
  ended.push(close)
  const { client_key, secret_key } = sandbox.credentials
  const env = { BOOTPAY_CLIENT_KEY: client_key, BOOTPAY_SECRET_KEY: secret_key, BOOTPAY_BASE_URL: baseUrl }
  const spoil = (receipt_id: string): string => {
    spoiled.add(receipt_id)
    return receipt_id
  }
  return { sandbox, env, spoil }
}

/** What a handler says of a virtual account, besides the state: where to pay in, and until when. */
export const account = {
  bank_name: '국민',
  bank_account: expect.any(String) as string,
  expired_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
}

/** A buyer pays in the browser; the server is still to confirm it. */
export const buyerPays = (sandbox: Sandbox, order_id: string, price: number, method = 'card'): string => {
  const receipt_id = sandbox.browser.requestPayment({
    order_id,
    order_name: order_id,
    price,
    method,
    separately_confirmed: true,
  })
  sandbox.browser.pay(receipt_id)
  return receipt_id
}

/** Posts JSON. */
export const post = async (url: string, body: unknown) => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

/** What the printed `curl` lines post. */
export const curls = (text: string): readonly { url: string; body: unknown }[] =>
  [...text.matchAll(/^curl -i (\S+) .* -d '(.*)'$/gm)].map(([, url = '', body = '']) => ({
    url,
    body: JSON.parse(body) as unknown,
  }))

/** Waits until something is so. */
export const waitFor = async (isSo: () => Promise<boolean>, ms = 5_000): Promise<void> => {
  for (const until = Date.now() + ms; !(await isSo()); await new Promise((resolve) => setTimeout(resolve, 50)))
    if (Date.now() > until) throw new Error('it did not come to be')
}
