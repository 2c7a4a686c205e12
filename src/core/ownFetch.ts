import { FOLLOW } from './follow.js'

/** What the transport reads of a response. A real one costs as much as the whole request. */
export type LightResponse = Pick<Response, 'status' | 'body' | 'text'> & { readonly headers: Pick<Headers, 'get'> }

/** A body as it is written, or null where there is none. */
export const bodyOf = (body: RequestInit['body']): string | Uint8Array | Promise<Uint8Array> | null => {
  if (!body || (body instanceof Blob && body.size === 0)) return null
  if (typeof body === 'string' || body instanceof Uint8Array) return body
  if (body instanceof Blob) return body.arrayBuffer().then((buffer) => new Uint8Array(buffer))
  throw new TypeError('this fetch takes text, a Blob or bytes as a body')
}

/** Headers as a record. */
export const headersOf = (headers: RequestInit['headers'] = {}): Record<string, string> =>
  Symbol.iterator in headers ? Object.fromEntries(new Headers(headers)) : (headers as Record<string, string>)

/** An AbortController for one listener. */
export const createController = (): AbortController => {
  let listener: (() => void) | undefined
  const signal = {
    aborted: false,
    reason: undefined as Error | undefined,
    [FOLLOW]: (run: () => void) => {
      listener = run
      return () => {
        listener = undefined
      }
    },
  }
  const abort = () => {
    signal.aborted = true
    signal.reason = Object.assign(new Error('the call was given up'), { name: 'AbortError' })
    listener?.()
  }
  return { signal, abort } as unknown as AbortController
}
