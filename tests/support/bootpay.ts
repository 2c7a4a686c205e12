import { createContext, createTokenState, type Context, type Credentials } from 'bootpay-fp'
import { http, HttpResponse } from 'msw'

import { server } from './server.js'

export const BASE_URL = 'https://api.bootpay.co.kr/v2'
export const COMMERCE_URL = 'https://api.bootapi.com/v1'

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

/** A request as the Commerce API would see it. */
export type SeenByCommerce = Seen & {
  role: string | null
  key: string | null
  user_jwt: string | null
}

const see = async (request: Request): Promise<Seen> => {
  const url = new URL(request.url)
  const text = await request.text()
  return {
    method: request.method,
    path: url.pathname.replace(/^\/v[12]/, ''),
    query: Object.fromEntries(url.searchParams),
    authorization: request.headers.get('authorization'),
    body: text === '' ? undefined : JSON.parse(text),
  }
}

/** JSON, or text for what is not JSON, with a status of its own where it is not 200. */
export type Reply = { status?: number; headers?: Record<string, string>; json?: unknown; text?: string; error?: true }

const replyAt =
  <S extends Seen>(baseUrl: string, see: (request: Request) => Promise<S>) =>
  (...replies: [Reply, ...Reply[]]): S[] => {
    const seen: S[] = []
    server.use(
      http.all(`${baseUrl}/*`, async ({ request }) => {
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

/** Has Bootpay answer with these replies in turn, the last one again and again; gives the list of requests it saw. */
export const bootpayReplies = replyAt(BASE_URL, see)

/** As {@link bootpayReplies}, for the Commerce API. */
export const commerceReplies = replyAt(COMMERCE_URL, async (request): Promise<SeenByCommerce> => ({
  ...(await see(request)),
  role: request.headers.get('bootpay-role'),
  key: request.headers.get('idempotency-key'),
  user_jwt: request.headers.get('bootpay-user-jwt'),
}))
