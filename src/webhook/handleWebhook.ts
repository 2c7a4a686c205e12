import type { Context } from '../core/context.js'
import { textOf } from '../core/text.js'
import { MAX_LENGTH, receiveWebhook, refusal, type WebhookReply, type WebhookHandlers } from './receiveWebhook.js'

const respond = ({ status, body }: WebhookReply): Response => {
  const isText = typeof body === 'string'
  const type = isText ? 'text/plain' : 'application/json'
  return new Response(isText ? body : JSON.stringify(body), { status, headers: { 'content-type': type } })
}

/** The text of a body, or nothing of one that is too long. */
const readBody = async (request: Request): Promise<string | undefined> => {
  if (Number(request.headers.get('content-length')) > MAX_LENGTH) return undefined
  if (!request.body?.getReader) return request.text()
  const reader = request.body.getReader()
  const parts: Uint8Array[] = []
  for (let size = 0; size <= MAX_LENGTH;) {
    const { done, value } = await reader.read()
    if (done) return textOf(parts)
    // An empty part counts too: there may be no end of them.
    size += Math.max(1, value.byteLength)
    parts.push(value)
  }
  // Not awaited: whoever sends without end may not end this either.
  reader.cancel().catch(() => undefined)
  return undefined
}

/**
 * Makes the answer that Bootpay takes for "received": 200 with `{"success": true}`. Anything else, `{"status": 200}` too, has
 * the webhook sent again.
 *
 * @example
 * const response = webhookAnswer()
 */
export const webhookAnswer = (): Response => respond({ status: 200, body: { success: true } })

/**
 * Deals with a webhook from a standard `Request` to a standard `Response`: {@link receiveWebhook} for Hono, Next.js, Workers,
 * Deno, Bun and whatever else speaks `Request`.
 *
 * Answered with 405 when it is no POST, and with 413 when the body is more than 1 MiB, of which no more is read. For the rest
 * see {@link receiveWebhook}. Never rejects.
 *
 * @example
 * const response = await handleWebhook(ctx, new Request('https://shop.example/webhook', { method: 'POST', body: '{}' }), {
 *   on: { PAYMENT_COMPLETED: ({ receipt, key }) => console.log(key, receipt.price) },
 * })
 */
export const handleWebhook = async (ctx: Context, request: Request, handlers: WebhookHandlers): Promise<Response> => {
  try {
    if (request.method !== 'POST') return respond(refusal(405))
    const body = await readBody(request)
    if (body === undefined) return respond(refusal(413))
    return respond(await receiveWebhook(ctx, { body, contentType: request.headers.get('content-type') }, handlers))
  } catch {
    return respond(refusal(500))
  }
}
