import { receiptAnswer, type ReceiptAnswer } from '../pg/receipt/view.js'
import type { WebhookRecord, WebhookType } from './record.js'

/** What a webhook says: the receipt with its codes for `pg` and the methods, the application, and the event. */
export type WebhookPayload = ReceiptAnswer & {
  readonly application_id: string
  readonly webhook_type: WebhookType
}

/** Writes the payload of a webhook. One about a cancel says 20, also where a part is left and the receipt keeps 1. */
export const webhookPayload = ({ receipt, webhook_type }: WebhookRecord, application_id: string): WebhookPayload => ({
  ...receiptAnswer(webhook_type === 'PAYMENT_PARTIAL_CANCELLED' ? { ...receipt, status: 20 } : receipt),
  pg: receipt.pg,
  method: receipt.method,
  method_origin: receipt.method_origin,
  application_id,
  webhook_type,
})

const addTo = (form: URLSearchParams, name: string, value: unknown): void => {
  if (value === undefined) return
  if (Array.isArray(value)) for (const item of value) addTo(form, `${name}[]`, item)
  else if (typeof value === 'object' && value !== null)
    for (const [key, member] of Object.entries(value)) addTo(form, `${name}[${key}]`, member)
  else form.append(name, value === null ? '' : String(value))
}

/** Writes members as a form, nested ones as Rails names them: `card_data[tid]`, `items[][name]`; null is empty. */
export const asForm = (members: object): string => {
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(members)) addTo(form, name, value)
  return form.toString()
}
