import { createContext, createTokenState, type Context, type Credentials } from 'bootpay-fp'
import { http, HttpResponse } from 'msw'

import { server } from './server.js'

export const BASE_URL = 'https://api.bootpay.co.kr/v2'

/** A request as Bootpay would see it. */
export type Seen = {
  method: string
  path: string
  query: Record<string, string>
  authorization: string | null
  body: unknown
}

/** What a test wants to be different. */
export type TestOptions = { readonly [Member in keyof Context]?: Context[Member] | undefined } & {
  readonly credentials?: Credentials
}

/** A Context with fake keys whose clock stands still and whose back-off takes no time. */
export const testContext = ({ tokens = createTokenState(), ...options }: TestOptions = {}): Context =>
  createContext({
    tokens,
    credentials: { client_key: 'ck_test', secret_key: 'sk_test' },
    now: () => Date.parse('2026-01-31T00:00:00Z'),
    random: () => 0.5,
    sleep: () => Promise.resolve(),
    ...options,
  })

const see = async (request: Request): Promise<Seen> => {
  const url = new URL(request.url)
  const text = await request.text()
  return {
    method: request.method,
    path: url.pathname.replace('/v2', ''),
    query: Object.fromEntries(url.searchParams),
    authorization: request.headers.get('authorization'),
    body: text === '' ? undefined : JSON.parse(text),
  }
}

/** JSON, or text for what is not JSON, with a status of its own where it is not 200. */
export type Reply = { status?: number; headers?: Record<string, string>; json?: unknown; text?: string; error?: true }

/** Has Bootpay answer with these replies in turn, the last one again and again; gives the list of requests it saw. */
export const bootpayReplies = (...replies: [Reply, ...Reply[]]): Seen[] => {
  const seen: Seen[] = []
  server.use(
    http.all(`${BASE_URL}/*`, async ({ request }) => {
      const reply = replies[Math.min(seen.length, replies.length - 1)] as Reply
      seen.push(await see(request))
      if (reply.error) return HttpResponse.error()
      const init = { status: reply.status ?? 200, headers: reply.headers ?? {} }
      return reply.text === undefined
        ? HttpResponse.json(reply.json as object, init)
        : new HttpResponse(reply.text, init)
    }),
  )
  return seen
}
