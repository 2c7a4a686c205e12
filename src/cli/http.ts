import { once } from 'node:events'
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'

import { isConnectionFault } from '../sandbox/index.js'

/** A request as the site sees it: all of its body is there. */
export type SiteRequest = {
  readonly method: string
  /** Path and query as they came. */
  readonly target: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
  /** Aborted when the client goes away before the answer is out. */
  readonly signal: AbortSignal
}

/** What answers. A rejection with a connection fault breaks the client's connection. */
export type Site = (request: SiteRequest) => Promise<Response>

const largestBody = 10 * 1024 * 1024

const readBody = async (incoming: IncomingMessage): Promise<string | undefined> => {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of incoming as AsyncIterable<Buffer>) {
    size += part.length
    if (size > largestBody) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

const tooLarge = (): Response =>
  Response.json(
    { error_code: 'BODY_TOO_LARGE', message: 'a body may have 10 MB' },
    { status: 413, headers: { connection: 'close' } },
  )

const sendBody = async (response: Response, outgoing: ServerResponse, signal: AbortSignal): Promise<void> => {
  const reader = response.body?.getReader()
  if (reader === undefined) return
  const leave = () => void reader.cancel().catch(() => undefined)
  signal.addEventListener('abort', leave, { once: true })
  for (let part = await reader.read(); part.value !== undefined && !signal.aborted; part = await reader.read())
    if (!outgoing.write(part.value as Uint8Array)) await once(outgoing, 'drain', { signal })
  signal.removeEventListener('abort', leave)
}

const answer = async (site: Site, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
  const gone = new AbortController()
  outgoing.on('close', () => {
    gone.abort()
  })
  const body = await readBody(incoming)
  const { method = 'GET', url: target = '/', headers } = incoming
  const response = body === undefined ? tooLarge() : await site({ method, target, headers, body, signal: gone.signal })
  outgoing.writeHead(response.status, Object.fromEntries(response.headers))
  await sendBody(response, outgoing, gone.signal)
  outgoing.end()
}

/** A broken connection as the client is to see it: a reset, or the bytes that were sent and then the end. */
const breakOff = (outgoing: ServerResponse): void => {
  const { socket } = outgoing
  // A reset would take bytes along that were sent and not yet read.
  if (outgoing.headersSent) socket?.end(() => socket.destroy())
  else socket?.resetAndDestroy()
}

/** Makes the server of a site, not yet listening. */
export const createSiteServer = (site: Site, warn: (message: string) => void): Server =>
  createServer((incoming, outgoing) => {
    answer(site, incoming, outgoing).catch((error: unknown) => {
      if (outgoing.closed || outgoing.destroyed) return
      if (isConnectionFault(error)) {
        breakOff(outgoing)
        return
      }
      warn(`a request failed: ${String(error)}`)
      outgoing.destroy()
    })
  })
