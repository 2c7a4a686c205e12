import type http from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { ConnectionOptions } from 'node:tls'

import type { Either } from 'fp-ts/lib/Either.js'

import type { Fetch } from './core/context.js'
import { countOr, membersOf } from './core/fields.js'
import { follow } from './core/follow.js'
import { bodyOf, createController, headersOf, type LightResponse } from './core/ownFetch.js'
import { textOf } from './core/text.js'

/** How connections are made and kept. Times are in milliseconds. A number that is no positive whole one counts as the default. */
export type NodeFetchOptions = {
  /** Connections per origin at the most; absent means as many as there are calls at once. */
  readonly connections?: number
  /** How long an unused connection is kept, or a second less than the server names if that is shorter. Default: 4 s. */
  readonly keepAliveTimeout?: number
  /** Time to connect, DNS and TLS included. Default: 10 s. A write that fails by it was surely not sent. */
  readonly connectTimeout?: number
  /** Bytes that a body may have once decompressed. Default: 1 MiB. */
  readonly maxResponseSize?: number
  /** How to reach the API, as `tls.connect` takes it: `ca`, `cert`, `key`, `localAddress` and so on. */
  readonly connect?: Omit<ConnectionOptions, 'host' | 'path' | 'port' | 'secureContext' | 'socket'> & {
    readonly family?: 4 | 6
    readonly localAddress?: string
  }
}

/** A Context's `fetch` on connections of its own. */
export type NodeFetch = Fetch &
  AsyncDisposable & {
    /** Waits for the answers on their way and closes every connection; calls that come later fail. */
    readonly close: () => Promise<void>
  }

type NodeError = Error & { code?: string | undefined; syscall?: string; errors?: unknown }

/** An error with the code that Node's global `fetch` has for the same failure. */
const nodeError = (code: string, message: string): NodeError => Object.assign(new Error(message), { code })
const tooLarge = () => nodeError('UND_ERR_RES_EXCEEDED_MAX_SIZE', 'the answer is too large')
const tooSlow = () => nodeError('UND_ERR_CONNECT_TIMEOUT', 'no connection in time')

/** Node has one error for an address that times out, and one for several that fail, which does not name the system call. */
const connectError = (error: NodeError): NodeError =>
  error.errors || error.syscall === 'connect'
    ? Object.assign(error, { syscall: 'connect' }, error.code === 'ETIMEDOUT' && { code: tooSlow().code })
    : error

/** Nothing asks for a compressed answer, but some gateways compress all the same. */
const decompress = (packed: Buffer, encoding: string, maxOutputLength: number): Promise<Buffer> => {
  // Loaded when an answer needs it. In CommonJS, Jest has no `import()`.
  const { brotliDecompress, gunzip, inflate, inflateRaw } = process.getBuiltinModule('node:zlib')
  const unpack = (name: string, bytes: Buffer): Promise<Buffer> =>
    new Promise((resolve, reject) => {
      const end = (error: NodeError | null, plain: Buffer) => {
        if (error) reject(error.code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge() : error)
        else resolve(plain)
      }
      // Some servers leave out the zlib header, whose first byte ends in 8.
      const deflated = (bytes[0] ?? 0) % 16 === 8 ? inflate : inflateRaw
      if (name === 'identity') resolve(bytes)
      else if (name === 'br') brotliDecompress(bytes, { maxOutputLength }, end)
      else if (name === 'gzip' || name === 'x-gzip') gunzip(bytes, { maxOutputLength }, end)
      else if (name === 'deflate') deflated(bytes, { maxOutputLength }, end)
      else reject(new TypeError('the answer is compressed in an unknown way'))
    })
  return encoding
    .toLowerCase()
    .split(',')
    .reduceRight(async (bytes, name) => unpack(name.trim(), await bytes), Promise.resolve(packed))
}

/** An agent that gives no request a connection which is likely to be dead. */
type Pool = {
  /** Begins a request. Looks the library's own function up, so that a test server which replaces it later is seen. */
  readonly request: (address: URL, method: string) => http.ClientRequest
  /** Notes how long the server says that it keeps the connection of an answer. */
  readonly note: (response: http.IncomingMessage) => void
  /** Closes what has been unused for too long. By the clock: a process that was frozen has run no timer. */
  readonly sweep: () => void
  readonly close: () => void
}

const createPool = (
  library: Pick<typeof http, 'Agent' | 'request'>,
  options: http.AgentOptions,
  keepMs: number,
): Pool => {
  const agent = new library.Agent(options)
  const { keepSocketAlive, reuseSocket } = agent
  /** How long each connection may be unused. */
  const keepTimes = new WeakMap<Duplex, number>()
  /** Since when each unused connection is. */
  const idle = new Map<Duplex, number>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const keepMsOf = (socket: Duplex) => keepTimes.get(socket) ?? keepMs
  const drop = (socket: Duplex) => {
    if (!idle.delete(socket)) return
    socket.destroy()
    // The agent hears this at once, and that a socket was destroyed only later.
    socket.emit('agentRemove')
  }
  const sweep = () => {
    for (const [socket, since] of idle) {
      const age = Date.now() - since
      // The clock may have been put back.
      if (age < 0 || age >= keepMsOf(socket)) drop(socket)
    }
  }
  /** One timer for all. One for each connection would be started and stopped by every call. */
  const watch = (ms: number) => {
    timer ??= setTimeout(() => {
      timer = undefined
      sweep()
      const rests = Array.from(idle, ([socket, since]) => since + keepMsOf(socket) - Date.now())
      if (rests.length) watch(Math.min(...rests))
    }, ms)
    timer.unref()
  }
  agent.keepSocketAlive = (socket) => {
    // What it returns is missing in the types of Node 20.
    const kept: unknown = keepSocketAlive.call(agent, socket)
    const ms = keepMsOf(socket)
    if (kept === false || ms <= 0) return false
    idle.set(socket, Date.now())
    watch(ms)
    return true
  }
  agent.reuseSocket = (socket, request) => {
    idle.delete(socket)
    reuseSocket.call(agent, socket, request)
  }
  const note = ({ headers, socket }: http.IncomingMessage) => {
    // Data that comes while nobody asks would be taken for the answer to the next request.
    if (!keepTimes.has(socket))
      for (const event of ['data', 'end', 'close'])
        socket.on(event, () => {
          drop(socket)
        })
    const [, seconds] = /\btimeout=(\d+)/i.exec(String(headers['keep-alive'])) ?? []
    keepTimes.set(socket, seconds ? Math.min(keepMs, Number(seconds) * 1_000 - 1_000) : keepMs)
  }
  const request = (address: URL, method: string) => library.request(address, { method, agent })
  const close = () => {
    clearTimeout(timer)
    agent.destroy()
  }
  return { request, note, sweep, close }
}

/** The longest time that a timer of Node can wait. */
const LONGEST_TIMER_MS = 0x7fffffff

type Settings = {
  readonly connectTimeout: number
  readonly maxBytes: number
  /** The pool of a protocol, made when it is first needed. */
  readonly poolOf: (protocol: string) => Pool
  readonly pools: ReadonlyMap<string, Pool>
}

type Signal = AbortSignal | null | undefined

/** Sends once, and calls `end` when nothing more will come. */
const exchange = (
  address: URL,
  method: string,
  headers: Readonly<Record<string, string>>,
  body: string | Uint8Array | null,
  signal: Signal,
  { connectTimeout, maxBytes, poolOf }: Settings,
  end: () => void,
): Promise<LightResponse> =>
  new Promise((resolve, reject) => {
    if (signal?.aborted) throw signal.reason
    const pool = poolOf(address.protocol)
    pool.sweep()
    const request = pool.request(address, method)
    let timer: ReturnType<typeof setTimeout> | undefined
    let fail = reject
    const finish = () => {
      clearTimeout(timer)
      unfollow?.()
      end()
    }
    const giveUp = (reason: unknown) => {
      fail(reason)
      finish()
      request.destroy()
    }
    const unfollow = follow(signal ?? undefined, () => {
      giveUp(signal?.reason)
    })
    request.on('close', finish)
    request.on('error', (error) => {
      giveUp(connectError(error))
    })
    request.on('socket', (socket: Socket & { readonly secureConnecting?: boolean }) => {
      if (!socket.connecting && !socket.secureConnecting) return
      // Until there is a connection nothing of the request is written.
      timer = setTimeout(() => {
        giveUp(tooSlow())
      }, connectTimeout)
      socket.once(address.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
        clearTimeout(timer)
      })
    })
    request.on('response', (response) => {
      const { statusCode: status = 0 } = response
      if (status < 200) {
        giveUp(new Error('the server changed the protocol'))
        return
      }
      pool.note(response)
      const whole = new Promise<Buffer>((resolve, reject) => {
        fail = reject
        const chunks: Buffer[] = []
        let size = 0
        response.on('data', (chunk: Buffer) => {
          size += chunk.length
          if (size > maxBytes) giveUp(tooLarge())
          else chunks.push(chunk)
        })
        response.on('error', giveUp)
        response.on('end', () => {
          finish()
          resolve(Buffer.concat(chunks))
        })
      })
      // The transport may have given up by the time the body breaks off.
      whole.catch(() => undefined)
      const get = (name: string) => response.headers[name.toLowerCase()]?.toString() ?? null
      const encoding = get('content-encoding')
      const text = async () => {
        const bytes = await whole
        return textOf([encoding && bytes.length ? await decompress(bytes, encoding, maxBytes) : bytes])
      }
      resolve({ status, headers: { get }, body: null, text })
    })
    try {
      // Not among the options, which `NODE_DEBUG` prints.
      for (const [name, value] of Object.entries(headers)) request.setHeader(name, value)
      if (body) request.setHeader('content-length', Buffer.byteLength(body))
      request.end(body ?? undefined)
    } catch (error) {
      giveUp(error)
    }
  })

/** Makes what the options say, or tells why Node will not. */
const settingsOf = (options: NodeFetchOptions): Either<unknown, Settings> => {
  try {
    const { bun, deno }: Partial<Record<string, string>> = process.versions
    if (bun || deno) throw new Error('nodeFetch is for Node: elsewhere node:http may send a write again by itself')
    const { timeout, ...reach }: NonNullable<NodeFetchOptions['connect']> = { ...options.connect }
    const agent = {
      ...reach,
      // Made here, since Node looks at keys and certificates only when it connects.
      ...(options.connect && { secureContext: process.getBuiltinModule('node:tls').createSecureContext(reach) }),
      keepAlive: true,
      maxSockets: countOr(options.connections, Infinity),
    }
    const keepMs = Math.min(countOr(options.keepAliveTimeout, 4_000), LONGEST_TIMER_MS)
    const pools = new Map<string, Pool>()
    const poolOf = (protocol: string): Pool => {
      // Not imported: TLS takes a fifth of the time that all of this takes to load.
      const name = protocol === 'https:' ? 'node:https' : 'node:http'
      const pool = pools.get(protocol) ?? createPool(process.getBuiltinModule(name), agent, keepMs)
      pools.set(protocol, pool)
      return pool
    }
    const connectTimeout = Math.min(countOr(timeout ?? options.connectTimeout, 10_000), LONGEST_TIMER_MS)
    const maxBytes = countOr(options.maxResponseSize, 1 << 20)
    return { _tag: 'Right', right: { connectTimeout, maxBytes, poolOf, pools } }
  } catch (left) {
    return { _tag: 'Left', left }
  }
}

/**
 * Makes a Context's `fetch` of `node:http` and `node:https`, which need no other package and load several times faster than the
 * global `fetch`. Recommended on Node for processes that start often: functions, containers, cron. For a server that stays up,
 * for a proxy and for HTTP/2 there is {@link undiciFetch}. On Bun and Deno it refuses every call and sends nothing, since their
 * `node:http` may send a write again by itself: take the global `fetch` there.
 *
 * It has connections of its own that stay open between calls: make one per process, share it between Contexts, and `close` it
 * at the end (or let `await using` do so). It sends a request once, follows no redirect and keeps no cookie. What it resolves
 * to is no whole `Response`: it has `status`, `headers.get` and `text()`. It never throws: with options that Node refuses, and
 * once it is closed, each operation is a `NetworkError` with nothing sent, and the `fetch` itself rejects with the reason.
 *
 * A connection may die while nobody uses it. One that has been unused for longer than `keepAliveTimeout` is never used again,
 * also where the process was frozen meanwhile, and a write first lets Node hear of connections that the server has closed. What
 * remains is a connection that the server closes just then: such a write is an `OutcomeUnknown`, and is not sent again.
 *
 * @example
 * const fetch = nodeFetch({ connectTimeout: 3_000 })
 * const ctx = createContext({ credentials, tokens: createTokenState(), fetch })
 * const result = await getReceipt(ctx, { receipt_id })()
 * await fetch.close()
 */
export const nodeFetch = (options: NodeFetchOptions = {}): NodeFetch => {
  const made = settingsOf(membersOf(options))
  const calls = new Set<Promise<void>>()
  let closed: Promise<void> | undefined
  /** Throws what Node thinks of the options, or that this is closed. */
  const settings = (): Settings => {
    if (made._tag === 'Left') throw made.left
    if (closed) throw nodeError('UND_ERR_CLOSED', 'this fetch is closed')
    return made.right
  }
  const end = async () => {
    await Promise.all(calls)
    if (made._tag === 'Right') made.right.pools.forEach(({ close }) => close())
  }
  const close = () => (closed ??= end())
  const send = async (
    url: string,
    { method = 'GET', headers, body, signal }: RequestInit = {},
  ): Promise<LightResponse> => {
    const given = settings()
    let end = () => {}
    const ended = new Promise<void>((resolve) => {
      end = resolve
    }).then(() => {
      calls.delete(ended)
    })
    calls.add(ended)
    try {
      const bytes = await bodyOf(body)
      // Lets Node hear of connections that were closed while it was busy, or frozen.
      if (method !== 'GET') await new Promise((resolve) => setImmediate(resolve))
      return await exchange(new URL(url), method, headersOf(headers), bytes, signal, given, end)
    } catch (error) {
      end()
      throw error
    }
  }
  // The transport asks for a controller before it sends: what is thrown here says that nothing was sent.
  const controller = () => settings() && createController()
  return Object.assign(send as unknown as Fetch, {
    createController: controller,
    close,
    [Symbol.asyncDispose]: close,
  })
}
