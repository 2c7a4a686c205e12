import type { Either } from 'fp-ts/lib/Either.js'
import * as v from 'valibot'

import type { InputError } from '../core/errors.js'
import { AnswerId, AnswerNumber } from '../core/fields.js'
import { inputError, inWords } from '../core/request.js'
import type { Receipt } from '../payment/schemas/Receipt.js'

/** What a webhook tells of: one that a source names, or any other. */
export type WebhookType =
  | 'PAYMENT_COMPLETED'
  | 'PAYMENT_VIRTUAL_ACCOUNT_ISSUED'
  | 'PAYMENT_CANCELLED'
  | 'PAYMENT_PARTIAL_CANCELLED'
  | 'PAYMENT_CONFIRM_FAILED'
  | 'PAYMENT_CANCEL_FAILED'
  | 'PAYMENT_REQUEST_FAILED'
  | 'PAYMENT_EXPIRED'
  | (string & {})

/**
 * A webhook as it came: a claim, not a fact. Webhooks are not signed, so act on what {@link verifyWebhook} gives for it.
 * Members that are not listed here are passed on.
 */
export type WebhookEvent = Partial<Receipt> & {
  /** Bootpay's id of the payment. */
  readonly receipt_id: string
  /** What it tells of; made from `status` and the amounts where an older client left it out. */
  readonly webhook_type: WebhookType
  /** The project it comes from; absent in some. */
  readonly application_id?: string | null | undefined
}

const Payload = v.looseObject({
  receipt_id: AnswerId,
  webhook_type: v.nullish(v.string()),
  order_id: v.nullish(AnswerId),
  price: v.nullish(AnswerNumber),
  cancelled_price: v.nullish(AnswerNumber),
  status: v.nullish(AnswerNumber),
})

const NUMBERS = /^(price|tax_free|cancelled_price|cancelled_tax_free|status|escrow_status|point|coupon)$/

type Tree = { [name: string]: string | number | boolean | Tree }

/** Form text as Rails writes it: `card_data[tid]=…` becomes a member of a member. Amounts and statuses become numbers. */
const readForm = (text: string): Tree => {
  const root: Tree = Object.create(null) as Tree
  for (const [name, value] of new URLSearchParams(text)) {
    const path = name.split(/\[|\]\[?/).filter((part, index) => index === 0 || part !== '')
    const last = path.pop() ?? ''
    let tree = root
    for (const part of path) {
      const inner = tree[part]
      tree = typeof inner === 'object' ? inner : (tree[part] = Object.create(null) as Tree)
    }
    const isNumber = NUMBERS.test(last) && /^-?\d+(\.\d+)?$/.test(value)
    if (value !== '')
      tree[last] = isNumber ? Number(value) : value === 'true' || value === 'false' ? value === 'true' : value
  }
  return root
}

const typeOf = ({ status, price, cancelled_price }: v.InferOutput<typeof Payload>): WebhookType =>
  status === 5
    ? 'PAYMENT_VIRTUAL_ACCOUNT_ISSUED'
    : status === 20
      ? cancelled_price && price && cancelled_price < price
        ? 'PAYMENT_PARTIAL_CANCELLED'
        : 'PAYMENT_CANCELLED'
      : status === 1
        ? cancelled_price
          ? 'PAYMENT_PARTIAL_CANCELLED'
          : 'PAYMENT_COMPLETED'
        : `STATUS_${status ?? 'UNKNOWN'}`

/**
 * Reads the body of a webhook, JSON or form-urlencoded.
 *
 * Use it where {@link handleWebhook} does not fit your framework; then {@link verifyWebhook}, since anybody can send such a
 * body. `webhook_type` comes only with clients of version 5 and later: where it is absent it is made from `status` and the
 * amounts (`STATUS_…` for a status that tells of nothing known). How Bootpay writes nested members in a form is not
 * documented; they are read as Rails writes them (`card_data[tid]`).
 *
 * @example
 * const event = parseWebhook('{"receipt_id":"628b2206d01c7e00209b6087","status":1}', 'application/json')
 */
export const parseWebhook = (body: string, contentType?: string | null): Either<InputError, WebhookEvent> => {
  try {
    const form = contentType?.includes('form') ?? !/^\s*\{/.test(body)
    const parsed = v.safeParse(Payload, form ? readForm(body) : JSON.parse(body))
    if (!parsed.success) return inputError('parseWebhook', parsed.issues.map(inWords))
    const webhook_type = parsed.output.webhook_type || typeOf(parsed.output)
    return { _tag: 'Right', right: { ...parsed.output, webhook_type } as WebhookEvent }
  } catch {
    return inputError('parseWebhook', [{ path: '', message: 'is not JSON' }])
  }
}
