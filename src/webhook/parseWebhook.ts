import type { Either } from 'fp-ts/lib/Either.js'
import * as v from 'valibot'

import type { InputError } from '../core/errors.js'
import { AnswerId, AnswerNumber, AnswerOrderId } from '../core/fields.js'
import { inputError } from '../core/request.js'
import { readWith } from '../core/schema.js'
import { textOf } from '../core/text.js'
import type { Receipt } from '../payment/schemas/Receipt.js'

/** What a webhook tells of: one that a source names, `ESCROW_CHANGED` for a change of an escrow, or any other. */
export type WebhookType =
  | 'PAYMENT_COMPLETED'
  | 'PAYMENT_VIRTUAL_ACCOUNT_ISSUED'
  | 'PAYMENT_CANCELLED'
  | 'PAYMENT_PARTIAL_CANCELLED'
  | 'PAYMENT_CONFIRM_FAILED'
  | 'PAYMENT_CANCEL_FAILED'
  | 'PAYMENT_REQUEST_FAILED'
  | 'PAYMENT_EXPIRED'
  | 'ESCROW_CHANGED'
  | (string & {})

/**
 * A webhook as it came: a claim, not a fact. Webhooks are not signed, so act on what {@link verifyWebhook} gives for it.
 * Members that are not listed here are passed on, except `private_key` and `billing_key`: those are left out at any depth.
 */
export type WebhookEvent = Partial<Receipt> & {
  /** Bootpay's id of the payment. */
  readonly receipt_id: string
  /** What it tells of; made from `status` and the amounts where an older client left it out. */
  readonly webhook_type: WebhookType
  /** The project it comes from; absent in some. */
  readonly application_id?: string | null | undefined
  /** `true` where the buyer confirmed or refused an escrow purchase; absent otherwise. */
  readonly escrow_webhook?: boolean | null | undefined
}

/** A webhook that could be read. */
export type ReadWebhook = {
  readonly event: WebhookEvent
  /** Whether it comes from the old API, which wants the text `OK` as answer. */
  readonly isVersion1: boolean
}

const Payload = v.looseObject({
  receipt_id: AnswerId,
  webhook_type: v.nullish(v.string()),
  order_id: v.nullish(AnswerOrderId),
  price: v.nullish(AnswerNumber),
  cancelled_price: v.nullish(AnswerNumber),
  status: v.nullish(AnswerNumber),
})

const MAX_MEMBERS = 10_000

const NUMBERS = /^(price|tax_free|cancelled_price|cancelled_tax_free|status|escrow_status|(cancelled_)?(point|coupon))$/
const BOOLEANS = /^(sandbox|escrow_webhook)$/
const SECRETS = /^(private_?key|billing_?key)$/i

type Tree = { [name: string]: unknown }

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Puts `card_data[tid]`, as Rails writes nested members of a form, into `card_data`. */
const nest = (members: Iterable<readonly [string, unknown]>): Tree => {
  const root = Object.create(null) as Tree
  for (const [name, value] of members) {
    const path = name.split(/\[|\]\[?/).filter((part, index) => index === 0 || part !== '')
    const last = path.pop() as string
    let tree = root
    for (const part of path) {
      const inner = tree[part]
      tree = isTree(inner) ? inner : (tree[part] = Object.create(null) as Tree)
    }
    tree[last] = value
  }
  return root
}

/** A member without secrets, with amounts, statuses and flags as what they are where they came as text. */
const tidy = (name: string, value: unknown, isOwn = false): unknown => {
  if (Array.isArray(value)) return value.map((item) => tidy('', item, isOwn))
  if (isTree(value))
    return Object.fromEntries(
      Object.entries(value)
        .filter(([inner]) => !SECRETS.test(inner))
        // What the merchant attached stays as it is.
        .map(([inner, member]) => [inner, tidy(inner, member, isOwn || inner === 'metadata')] as const)
        .filter(([, member]) => member !== undefined),
    )
  if (typeof value !== 'string') return value
  // JSON within a form, with a key in it.
  if (/private_?key|billing_?key[^\w\s]/i.test(value)) return undefined
  if (isOwn) return value
  if (NUMBERS.test(name)) return /^\s*-?\d+(\.\d+)?\s*$/.test(value) ? Number(value) : value.trim() ? value : undefined
  if (BOOLEANS.test(name)) return value === '' ? undefined : /^(true|1)$/i.test(value)
  return value
}

const parseText = (text: string, contentType: unknown): unknown => {
  const plain = text.replace(/^\uFEFF/, '')
  const isOf = (type: RegExp) => typeof contentType === 'string' && type.test(contentType)
  const isForm = isOf(/form/i) || !(isOf(/json/i) || /^\s*([[{"<]|$)/.test(plain))
  return isForm && !/^\s*\{/.test(plain)
    ? nest([...new URLSearchParams(plain)].filter(([, value]) => value !== ''))
    : JSON.parse(plain)
}

/** A copy as JSON holds it: each member is read once, and what has no end is refused. */
const copy = (body: object): unknown => {
  let members = 0
  const text = JSON.stringify(body, (_, value: unknown) => {
    members += 1
    if (members > MAX_MEMBERS) throw new RangeError()
    return value
  })
  const tree: unknown = JSON.parse(text)
  if (!isTree(tree)) return tree
  const [only = ''] = Object.keys(tree)
  // A parser of forms that was given JSON has all of it as the name of one member.
  return /^\s*\{/.test(only) ? JSON.parse(only) : nest(Object.entries(tree))
}

const typeOf = (
  { status, price, cancelled_price }: v.InferOutput<typeof Payload>,
  isVersion1: boolean,
): WebhookType => {
  const isPart = cancelled_price && price ? cancelled_price < price : isVersion1
  return status === 5
    ? 'PAYMENT_VIRTUAL_ACCOUNT_ISSUED'
    : status === 20 || (status === 21 && isVersion1)
      ? isPart
        ? 'PAYMENT_PARTIAL_CANCELLED'
        : 'PAYMENT_CANCELLED'
      : status === 1
        ? cancelled_price
          ? 'PAYMENT_PARTIAL_CANCELLED'
          : 'PAYMENT_COMPLETED'
        : `STATUS_${status ?? 'UNKNOWN'}`
}

/** Reads a body that is text, bytes, or an object that a parser made. */
export const readWebhook = (
  operation: string,
  body: unknown,
  contentType?: unknown,
): Either<InputError, ReadWebhook> => {
  try {
    const text = body instanceof Uint8Array ? textOf([body]) : body
    const raw = typeof text === 'string' ? parseText(text, contentType) : copy(text as object)
    const isVersion1 = isTree(raw) && ('payment_data' in raw || 'private_key' in raw)
    const parsed = readWith(Payload, tidy('', raw))
    if (parsed.issues) return inputError(operation, parsed.issues)
    const output = parsed.value
    const given = output.webhook_type
    const status = /^STATUS_(1|5|20)$/.exec(String(given))?.[1]
    const webhook_type =
      output['escrow_webhook'] === true || output['escrow_webhook'] === 1
        ? 'ESCROW_CHANGED'
        : // Types that are made here have one spelling.
          status
          ? typeOf({ ...output, status: Number(status) }, isVersion1)
          : given || typeOf(output, isVersion1)
    return { _tag: 'Right', right: { event: { ...output, webhook_type } as WebhookEvent, isVersion1 } }
  } catch {
    const message = typeof body === 'string' ? 'is not JSON' : 'cannot be read'
    return inputError(operation, [{ path: '', message }])
  }
}

/**
 * Reads the body of a webhook, JSON or form-urlencoded.
 *
 * Use it where {@link receiveWebhook} does too much; then {@link verifyWebhook}, since anybody can send such a body.
 * `webhook_type` comes only with clients of version 5 and later: where it is absent it is made from `status` and the amounts
 * (`STATUS_…` for a status that tells of nothing known). Amounts and statuses that come as text become numbers. How Bootpay
 * writes nested members in a form is not documented; they are read as Rails writes them (`card_data[tid]`).
 *
 * @example
 * const event = parseWebhook('{"receipt_id":"628b2206d01c7e00209b6087","status":1}', 'application/json')
 */
export const parseWebhook = (body: string, contentType?: string | null): Either<InputError, WebhookEvent> => {
  const read = readWebhook('parseWebhook', typeof body === 'string' ? body : undefined, contentType)
  return read._tag === 'Left' ? read : { _tag: 'Right', right: read.right.event }
}
