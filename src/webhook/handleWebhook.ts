import type { Context } from '../core/context.js'
import type { BootpayError } from '../core/errors.js'
import type { Receipt } from '../payment/schemas/Receipt.js'
import { parseWebhook } from './parseWebhook.js'
import type { WebhookEvent, WebhookType } from './parseWebhook.js'
import { verifyWebhook, webhookKey } from './verifyWebhook.js'
import type { WebhookMismatch } from './verifyWebhook.js'

/** A webhook whose claims hold, with what Bootpay says. */
export type VerifiedWebhook = {
  /** The webhook as it came. */
  readonly event: WebhookEvent
  /** Bootpay's own receipt: act on this. */
  readonly receipt: Receipt
  /** The same for each repeat of this webhook; see {@link webhookKey}. */
  readonly key: string
}

/** What to do on a webhook. Whatever throws or rejects is answered with 500, and Bootpay sends the webhook again. */
export type WebhookHandlers = {
  /**
   * What to do by type; a type without one is answered and left alone. A webhook may be late: take the state of the order
   * from the receipt (`isPaid`, `isCancelled`), never from the type.
   */
  readonly on: Readonly<Partial<Record<WebhookType, (webhook: VerifiedWebhook) => unknown>>>
  /** Whether a key was dealt with before; then nothing is done. Mark it in the same transaction as the work itself. */
  readonly isKnown?: ((key: string) => boolean | Promise<boolean>) | undefined
  /** Told of a webhook that was not believed or could not be looked up, for the log. */
  readonly onRefused?: ((error: BootpayError | WebhookMismatch) => unknown) | undefined
}

const MAX_LENGTH = 1 << 20
// Bootpay waits 5 seconds for the answer; what is left is for the handler.
const LOOK_UP_MS = 3_000

const answer = (status: number, body: Record<string, unknown>): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })

/**
 * Makes the answer that Bootpay takes for "received": 200 with `{"success": true}`. Anything else, `{"status": 200}` too, has
 * the webhook sent again.
 *
 * @example
 * const response = webhookAnswer()
 */
export const webhookAnswer = (): Response => answer(200, { success: true })

/**
 * Deals with a webhook from a standard `Request` to a standard `Response`: reads it, looks the receipt up at Bootpay, and runs
 * your handler with Bootpay's own receipt. For Hono, Next.js, Workers, Deno, Bun and whatever else speaks `Request`.
 *
 * Bootpay waits 5 seconds: put long work into a queue. It sends the same webhook again until it is answered, and two at a
 * time may come: use `isKnown`, and make the work itself safe to run twice. What is not believed (no JSON, or not what
 * Bootpay says) is answered with 400; what could not be looked up with 503, so that it comes again. Never throws.
 *
 * @example
 * const response = await handleWebhook(ctx, new Request('https://shop.example/webhook', { method: 'POST', body: '{}' }), {
 *   on: { PAYMENT_COMPLETED: ({ receipt, key }) => console.log(key, receipt.price) },
 * })
 */
export const handleWebhook = async (ctx: Context, request: Request, handlers: WebhookHandlers): Promise<Response> => {
  try {
    if (request.method !== 'POST') return answer(405, { success: false })
    const body = await request.text()
    if (body.length > MAX_LENGTH) return answer(413, { success: false })
    const parsed = parseWebhook(body, request.headers.get('content-type'))
    if (parsed._tag === 'Left') {
      await handlers.onRefused?.(parsed.left)
      return answer(400, { success: false })
    }
    const event = parsed.right
    const deadline = Math.min(ctx.deadline ?? Infinity, ctx.now() + LOOK_UP_MS)
    const verified = await verifyWebhook({ ...ctx, deadline }, event)()
    if (verified._tag === 'Left') {
      await handlers.onRefused?.(verified.left)
      const { left } = verified
      const isFinal =
        left._tag === 'WebhookMismatch' ||
        left._tag === 'InputError' ||
        (left._tag === 'ApiError' && left.code === 'RC_NOT_FOUND')
      return answer(isFinal ? 400 : 503, { success: false })
    }
    const receipt = verified.right
    const key = webhookKey(event, receipt)
    const handler = Object.hasOwn(handlers.on, event.webhook_type) ? handlers.on[event.webhook_type] : undefined
    if (handler && !(await handlers.isKnown?.(key))) await handler({ event, receipt, key })
    return webhookAnswer()
  } catch {
    return answer(500, { success: false })
  }
}
