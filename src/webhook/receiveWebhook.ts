import type { Either } from 'fp-ts/lib/Either.js'

import { getCertificate } from '../authentication/getCertificate.js'
import type { Certificate } from '../authentication/schemas/Certificate.js'
import { getBillingKeyByReceipt } from '../billing/getBillingKeyByReceipt.js'
import type { BillingKey } from '../billing/schemas/BillingKey.js'
import type { Context } from '../core/context.js'
import { isApiError, type ReadError, type DecodeError } from '../core/errors.js'
import { restOf } from '../core/time.js'
import type { Receipt } from '../payment/schemas/Receipt.js'
import { isCancelled } from '../payment/standing.js'
import { readWebhook, type WebhookEvent, type WebhookType } from './parseWebhook.js'
import { isCancelType, isKnownType } from './proofs.js'
import { lookUp, mismatch, ofThis, type WebhookMismatch } from './verifyWebhook.js'
import { webhookKey } from './webhookKey.js'

/** A webhook of a payment whose claims hold, with what Bootpay says. */
export type VerifiedWebhook = {
  /** The webhook as it came. */
  readonly event: WebhookEvent
  /** Bootpay's own receipt: act on this. */
  readonly receipt: Receipt
  /** The same for each webhook about the same fact, made of what Bootpay says; see {@link webhookKey}. */
  readonly key: string
}

/** A webhook of an identity verification that is done. */
export type VerifiedIdentity = {
  /** The webhook as it came. */
  readonly event: WebhookEvent
  /** Bootpay's own result: act on this. Personal data. */
  readonly certificate: Certificate
  /** The same for each repeat. */
  readonly key: string
}

/** A webhook of a billing key that was issued. */
export type VerifiedBillingKey = {
  /** The webhook as it came, without the key. */
  readonly event: WebhookEvent
  /** Bootpay's own answer. It holds the key, a secret: keep it out of logs. */
  readonly billingKey: BillingKey
  /** The same for each repeat; not the billing key. */
  readonly key: string
}

/** A webhook whose look-up gave an answer that could not be read, so that nothing of it is proved. */
export type UnreadableWebhook = {
  /** The webhook as it came: only a claim. */
  readonly event: WebhookEvent
  /** What of the answer could not be read. */
  readonly error: DecodeError
}

/** What to do on a webhook. Whatever throws or rejects is answered with 500, and Bootpay sends the webhook again. */
export type WebhookHandlers = {
  /**
   * What to do by type, for payments and `ESCROW_CHANGED`; a type without one is answered and left alone. A webhook may be late:
   * take the state of the order from the receipt (`isPaid`, `isCancelled`), never from the type. A cancel goes to
   * `PAYMENT_CANCELLED` when the receipt is cancelled as a whole and to `PAYMENT_PARTIAL_CANCELLED` when a part is, so that two
   * names for one cancel do not run two handlers.
   */
  readonly on?: Readonly<Partial<Record<WebhookType, (webhook: VerifiedWebhook) => unknown>>> | undefined
  /**
   * What to do when somebody has verified their identity (status 12). Absent: answered, and nothing is looked up, unless `on` has
   * the type that the webhook names.
   */
  readonly onIdentity?: ((webhook: VerifiedIdentity) => unknown) | undefined
  /**
   * What to do when a billing key was issued (status 11). Absent: answered, and nothing is looked up, unless `on` has the type that
   * the webhook names.
   */
  readonly onBillingKey?: ((webhook: VerifiedBillingKey) => unknown) | undefined
  /**
   * What to do with a webhook whose look-up gave an answer that could not be read: put it aside for a person. Then it is answered
   * with 200. Absent: `onRefused` is told, and Bootpay sends it again.
   */
  readonly onUnreadable?: ((webhook: UnreadableWebhook) => unknown) | undefined
  /**
   * Whether a key was dealt with before; then nothing is done. Mark the key that the handler gets in the same transaction as the
   * work itself. It may be asked for two keys of one webhook.
   */
  readonly isKnown?: ((key: string) => boolean | Promise<boolean>) | undefined
  /**
   * Told of a webhook that was not believed or could not be looked up, for the log. What it throws is ignored. A webhook of a kind
   * or an unknown type that nobody handles is not looked up, so it is not told of either.
   */
  readonly onRefused?: ((error: ReadError | WebhookMismatch) => unknown) | undefined
}

/** A webhook as your framework has it. */
export type WebhookInput = {
  /** The body as text, or as the object or the bytes that a body parser made of it. */
  readonly body: string | object
  /** The `content-type` header; absent means that JSON and a form are told apart by the text. */
  readonly contentType?: string | null | undefined
}

/** What to answer. */
export type WebhookReply = {
  /** HTTP status. */
  readonly status: number
  /** To be sent as JSON; to the old API (v1) the text `OK`. Express's and Nest's `send` does the right thing with both. */
  readonly body: { readonly success: boolean } | 'OK'
}

/** The most bytes, or characters of a text, that are read of a webhook. */
export const MAX_LENGTH = 1 << 20

// Bootpay waits 5 seconds for the answer; what is left is for the handler.
const LOOK_UP_MS = 3_000

/** Codes after which the same look-up is refused for ever. */
const FINAL_CODES = ['RC_NOT_FOUND', 'RC_NOT_SUBSCRIBE', 'AUTH_EXPIRED', 'SUBSCRIBE_BK_EXPIRED']

/** The answer to a webhook that is not taken. */
export const refusal = (status: number): WebhookReply => ({ status, body: { success: false } })

type Verified = {
  /** Keys under which it may have been dealt with; the last one is that of what is true now. */
  readonly keys: readonly [...string[], string]
  readonly run: (key: string) => unknown
}

type Judged = Either<ReadError | WebhookMismatch, Verified | undefined>

const NOTHING: Judged = { _tag: 'Right', right: undefined }

const ownHandler = (on: WebhookHandlers['on'], type: WebhookType) =>
  on && Object.hasOwn(on, type) ? on[type] : undefined

const judgePayment = async (ctx: Context, event: WebhookEvent, { on }: WebhookHandlers): Promise<Judged> => {
  const { webhook_type } = event
  const named = ownHandler(on, webhook_type)
  // A type that nobody knows and nobody handles: nothing would come of a look-up, or of repeats.
  if (!named && !isKnownType(webhook_type)) return NOTHING
  const looked = await lookUp(ctx, event)
  if (looked._tag === 'Left') return looked
  const receipt = looked.right
  // The key of what is true now, whatever the event says of it.
  const key = webhookKey({ webhook_type }, receipt)
  const isWhole = isCancelType(webhook_type) && isCancelled(receipt)
  const handler = (isWhole && ownHandler(on, 'PAYMENT_CANCELLED')) || named
  if (!handler) return NOTHING
  // What the event says of the state serves to know a repeat again, and for nothing else.
  const { escrow_data, escrow_status } = event
  const claimed = webhookKey(event, { ...receipt, escrow_data, escrow_status })
  const keys = claimed === key ? ([key] as const) : ([claimed, key] as const)
  return { _tag: 'Right', right: { keys, run: (key) => handler({ event, receipt, key }) } }
}

/** Whether an event has an id of the merchant's own, and Bootpay another one. */
const isAnother = (event: object, member: string, told: unknown): boolean => {
  const claimed = (event as Readonly<Record<string, unknown>>)[member]
  return Boolean(claimed && told) && (typeof claimed === 'object' || String(claimed) !== String(told))
}

const judgeIdentity = async (ctx: Context, event: WebhookEvent, handlers: WebhookHandlers): Promise<Judged> => {
  const { onIdentity } = handlers
  const { receipt_id, status } = event
  // Done is 12, and 1 in the old API. Of what says itself that it is not done nothing comes.
  if (!onIdentity || (status && status !== 12 && status !== 1)) return NOTHING
  const looked = ofThis(await getCertificate(ctx, { receipt_id })())
  if (looked._tag === 'Left') return looked
  const certificate = looked.right
  if (certificate.receipt_id !== receipt_id) return mismatch('receipt_id')
  // Requests call the id by one name, answers by the other.
  for (const member of ['authenticate_id', 'authentication_id'] as const)
    if (isAnother(event, member, certificate.authenticate_id)) return mismatch(member)
  if (certificate.status !== 12) return mismatch('status')
  const run = (key: string) => onIdentity({ event, certificate, key })
  return { _tag: 'Right', right: { keys: [`${receipt_id}:STATUS_12`], run } }
}

const judgeBillingKey = async (ctx: Context, event: WebhookEvent, handlers: WebhookHandlers): Promise<Judged> => {
  const { onBillingKey } = handlers
  if (!onBillingKey) return NOTHING
  const { receipt_id } = event
  const looked = ofThis(await getBillingKeyByReceipt(ctx, { receipt_id })())
  if (looked._tag === 'Left') return looked
  const billingKey = looked.right
  if (billingKey.receipt_id !== receipt_id) return mismatch('receipt_id')
  for (const member of ['order_id', 'subscription_id'] as const)
    if (isAnother(event, member, billingKey.subscription_id)) return mismatch(member)
  if (billingKey.status !== 11) return mismatch('status')
  const run = (key: string) => onBillingKey({ event, billingKey, key })
  return { _tag: 'Right', right: { keys: [`${receipt_id}:STATUS_11`], run } }
}

/** Judges a webhook by its method and status. Where Bootpay or the caller knows nothing of such a kind, a type with a handler counts. */
const judgeEvent: typeof judgePayment = async (ctx, event, handlers) => {
  const { webhook_type, status, method, method_symbol, method_origin_symbol } = event
  const isAuth = [method, method_symbol, method_origin_symbol].includes('auth')
  const ofKind = isAuth || status === 12 ? judgeIdentity : status === 11 ? judgeBillingKey : undefined
  if (!ofKind || webhook_type === 'ESCROW_CHANGED') return judgePayment(ctx, event, handlers)
  const judged = await ofKind(ctx, event, handlers)
  const isNone = judged._tag === 'Right' ? !judged.right : isApiError('RC_NOT_FOUND', 'RC_NOT_SUBSCRIBE')(judged.left)
  return isNone && !isAuth && ownHandler(handlers.on, webhook_type) ? judgePayment(ctx, event, handlers) : judged
}

/** Tells the hook of a refusal, which changes nothing of the answer. */
const tell = async (handlers: WebhookHandlers, error: ReadError | WebhookMismatch): Promise<void> => {
  try {
    await handlers.onRefused?.(error)
  } catch {
    // See above.
  }
}

/**
 * Deals with a webhook: reads it, looks it up at Bootpay, runs your handler with Bootpay's own answer, and says what to answer.
 *
 * Use it where your framework has parsed the body (Express, Nest, Lambda); where there is a standard `Request`, use
 * {@link handleWebhook}. Bootpay waits 5 seconds: put long work into a queue. It sends the same webhook again until it is
 * answered, and two at a time may come: use `isKnown`, and make the work itself safe to run twice.
 *
 * What is not believed (it cannot be read, or is not what Bootpay says) is answered with 400; what could not be looked up with
 * 503, so that it comes again; 500 says that a handler failed. Never rejects.
 *
 * @example
 * const { status, body } = await receiveWebhook(ctx, { body: '{}', contentType: 'application/json' }, {
 *   on: { PAYMENT_COMPLETED: ({ receipt, key }) => console.log(key, receipt.price) },
 * })
 */
export const receiveWebhook = async (
  ctx: Context,
  input: WebhookInput,
  handlers: WebhookHandlers,
): Promise<WebhookReply> => {
  try {
    const { body, contentType } = input
    if (typeof body === 'string' && body.length > MAX_LENGTH) return refusal(413)
    const read = readWebhook('receiveWebhook', body, contentType)
    if (read._tag === 'Left') {
      await tell(handlers, read.left)
      return refusal(400)
    }
    const { event, isVersion1 } = read.right
    const received: WebhookReply = { status: 200, body: isVersion1 ? 'OK' : { success: true } }
    const now = ctx.now()
    const deadline = now + Math.min(restOf(ctx, now), LOOK_UP_MS)
    const judged = await judgeEvent({ ...ctx, deadline }, event, handlers)
    if (judged._tag === 'Left') {
      const { left } = judged
      // A token that cannot be read says nothing of this webhook.
      if (left._tag === 'DecodeError' && left.operation !== 'getAccessToken' && handlers.onUnreadable) {
        await handlers.onUnreadable({ event, error: left })
        return received
      }
      await tell(handlers, left)
      const isFinal = left._tag === 'WebhookMismatch' || left._tag === 'InputError' || isApiError(...FINAL_CODES)(left)
      return refusal(isFinal ? 400 : 503)
    }
    if (!judged.right) return received
    const { keys, run } = judged.right
    for (const key of keys) if (await handlers.isKnown?.(key)) return received
    await run(keys.at(-1) as string)
    return received
  } catch {
    return refusal(500)
  }
}
