import type { Context, Fetch } from './context.js'
import { follow } from './follow.js'
import type { ApiRequest, Outcome } from './request.js'
import { readText, type AnyResponse } from './text.js'

/** The runtime's own `fetch`, looked up at each call, so that a test server which replaces it later is seen. */
export const globalFetch: Fetch = (url, init) => fetch(url, init)

/** Node sends a request once, whatever its body is. Deno and Bun, which call themselves Node too, may not. */
const isNode = (): boolean => {
  const { node, deno, bun }: Partial<Record<string, string>> = globalThis.process?.versions ?? {}
  return Boolean(node && !deno && !bun)
}

/** What `fetch` is given for a request. */
export const initOf = (
  { method, body }: ApiRequest<unknown>,
  headers: Readonly<Record<string, string>>,
): RequestInit => {
  const text = body && JSON.stringify(body)
  const init: RequestInit & { readonly next: unknown } = {
    method,
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...headers,
    },
    redirect: 'manual',
    // Next.js answers even writes from its cache. `cache: 'no-store'` would make each attempt of a prerender fail, and workerd throw.
    next: { revalidate: 0 },
    // Deno and Bun send a write again by themselves when a pooled connection dies: Deno unless its body is a Blob, Bun unless
    // it may not keep the connection. A Blob makes a write 20 % slower, so Node, which never does that, gets text.
    ...(method !== 'GET' && { keepalive: false, body: isNode() ? text : new Blob(text ? [text] : []) }),
  }
  return init
}

/** The runtime's code. `EHOSTUNREACH` and `ENETUNREACH` end established connections too, so they count for a `connect` alone. */
const codeOf = (error?: { code?: unknown; cause?: { code?: unknown; syscall?: unknown } }): string | undefined => {
  try {
    const { code, syscall } = error?.cause ?? (error as { code?: unknown; syscall?: unknown })
    const known = typeof code === 'string' && /^[A-Z_\d]{1,40}$/.test(code)
    return known && (syscall === 'connect' || !code.endsWith('UNREACH')) ? code : undefined
  } catch {
    return undefined
  }
}

/** The runtime's controller costs as much as checking an answer, so a `fetch` may bring a lighter one. */
const controllerFor = (fetch: Fetch & { readonly createController?: () => AbortController }): AbortController =>
  fetch.createController?.() ?? new AbortController()

/** Sends once, with one time limit over headers and body. Always resolves, whatever `fetch` does. */
export const sendOnce = (
  ctx: Context,
  url: string,
  init: RequestInit,
  ms: number,
  maxBytes?: number,
): Promise<Outcome> =>
  new Promise((resolve) => {
    const { fetch, signal, now } = ctx
    const controller = controllerFor(fetch)
    let status: number | undefined
    const end = (outcome: Outcome) => {
      clearTimeout(timer)
      unfollow?.()
      resolve(outcome)
    }
    const fail = (why: Outcome['why'], code?: string) => {
      end({ status, why, code })
      controller.abort()
    }
    // Before the timer, which must not fire after a strange signal has thrown.
    const unfollow = follow(signal, () => fail('AbortError'))
    const timer = setTimeout(fail, Math.min(ms, 0x7fffffff), 'TimeoutError')
    const run = async () => {
      try {
        // Detached: workerd refuses ctx.fetch(…).
        const response: AnyResponse = await fetch(url, { ...init, signal: controller.signal })
        status = response.status
        const after = response.headers?.get?.('retry-after')
        const afterMs = after ? (/^\d+$/.test(after) ? Number(after) * 1_000 : Date.parse(after) - now()) : NaN
        end({ status, retryAfterMs: afterMs >= 0 ? afterMs : undefined, text: await readText(response, maxBytes) })
      } catch (error) {
        fail('NetworkError', codeOf(error as Parameters<typeof codeOf>[0]))
      }
    }
    void run()
  })
