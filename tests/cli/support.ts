import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, request, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { beforeAll, onTestFinished } from 'vitest'

import { isComplaint } from '../../src/cli/complaint.js'
import type { ServerOptions } from '../../src/cli/options.js'
import { startServer, type RunningServer } from '../../src/cli/start.js'
import { server as msw } from '../support/server.js'

/** The built command line. */
export const program = fileURLToPath(new URL('../../dist/bootpay-fp.js', import.meta.url))

if (!existsSync(program)) throw new Error('these tests start the built command line: run "npm run build" first')

/** Lets requests through to real servers. */
export const useRealNetwork = (): void => {
  beforeAll(() => {
    msw.close()
  })
}

/** What the command line reads when nothing is given, on a free port. */
export const defaults: ServerOptions = {
  host: '127.0.0.1',
  port: 0,
  latency: 0,
  seed: 1,
  clock: 'real',
  faults: undefined,
  webhookUrl: undefined,
  stateFile: undefined,
}

/** Serves a sandbox within this process until the test ends. */
export const serve = async (options: Partial<ServerOptions> = {}): Promise<RunningServer & { warnings: string[] }> => {
  const warnings: string[] = []
  const server = await startServer({ ...defaults, ...options }, (message) => warnings.push(message))
  if (isComplaint(server)) throw new Error(server.complaint)
  let closed: ReturnType<RunningServer['close']> | undefined
  const close = () => (closed ??= server.close())
  onTestFinished(async () => {
    await close()
  })
  return { ...server, close, warnings }
}

export const basic = `Basic ${btoa('sandbox_client_key:sandbox_secret_key')}`

type Json = Record<string, unknown>

/** Sends JSON to the control API and reads the answer. */
export const ask = async (
  { url }: Pick<RunningServer, 'url'>,
  line: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: Json }> => {
  const [method = '', path = ''] = line.split(' ')
  const response = await fetch(`${url}_sandbox${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  return { status: response.status, body: (await response.json()) as Json }
}

/** Sends a request of the API with Basic credentials. */
export const send = (
  { baseUrl }: Pick<RunningServer, 'baseUrl'>,
  line: string,
  body?: unknown,
  init: RequestInit = {},
): Promise<Response> => {
  const [method = '', path = ''] = line.split(' ')
  const headers = { authorization: basic, 'content-type': 'application/json' }
  return fetch(baseUrl + path, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...init,
  })
}

/** Sends exactly these bytes as the body, whatever the method, as SDKs of other languages do. */
export const sendRaw = (
  url: string,
  { method, headers = {}, body }: { method: string; headers?: Record<string, string>; body?: string },
): Promise<{ status: number; body: Json }> =>
  new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    const outgoing = request(
      url,
      { method, headers: { ...headers, ...length }, agent: false },
      (incoming: IncomingMessage) => {
        let text = ''
        incoming.setEncoding('utf8').on('data', (part: string) => (text += part))
        incoming.on('end', () => {
          resolve({ status: incoming.statusCode ?? 0, body: JSON.parse(text) as Json })
        })
        incoming.on('error', reject)
      },
    )
    outgoing.on('error', reject)
    outgoing.end(body)
  })

/** An HTTP server on a free port until the test ends; gives its address. */
export const listen = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
}

/** An empty folder until the test ends. */
export const scratch = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'bootpay-fp-cli-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

/** How a command ended. */
export type Finished = { code: number | null; stdout: string; stderr: string }

/** A command line that runs. */
export type Running = {
  readonly process: ChildProcess
  /** What it printed until now. */
  readonly printed: () => string
  readonly finished: Promise<Finished>
}

/** Starts the built command line in a process of its own. */
export const start = (given: readonly string[], env: Record<string, string> = {}, cwd = tmpdir()): Running => {
  const child = spawn(process.execPath, [program, ...given], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const finished = once(child, 'close').then(([code]) => ({ code: code as number | null, stdout, stderr }))
  return { process: child, printed: () => stdout, finished }
}

/** Starts it and waits until it is served; gives its addresses too. */
export const startSandbox = async (
  given: readonly string[] = [],
  cwd?: string,
): Promise<Running & { url: string; baseUrl: string; stop: () => Promise<Finished> }> => {
  const running = start(['sandbox', '--port', '0', ...given], {}, cwd)
  const url = await new Promise<string>((resolve, reject) => {
    running.process.stdout?.on('data', () => {
      const [, found] = /status page +(http\S+)[^]*Ctrl/.exec(running.printed()) ?? []
      if (found !== undefined) resolve(found)
    })
    void running.finished.then(({ stderr }) => {
      reject(new Error(`it ended: ${stderr}`))
    })
  })
  const stop = () => {
    running.process.kill('SIGTERM')
    return running.finished
  }
  return { ...running, url, baseUrl: `${url}v2`, stop }
}

/** The same, ended with the test at the latest. */
export const startSandboxForTest: typeof startSandbox = async (given, cwd) => {
  const sandbox = await startSandbox(given, cwd)
  onTestFinished(async () => {
    sandbox.process.kill('SIGKILL')
    await sandbox.finished
  })
  return sandbox
}
