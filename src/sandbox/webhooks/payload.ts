import type { WebhookBody } from './body.js'
import type { WebhookRecord, WebhookType } from './record.js'

/** What a webhook says: its subject as it stood at the event, the application, and of a payment the event. */
export type WebhookPayload = WebhookBody & {
  readonly application_id: string
  /** Absent where no type is known: for escrow, billing keys and identities. */
  readonly webhook_type?: WebhookType
}

/** Writes the payload of a webhook. */
export const webhookPayload = (
  { kind, webhook_type, body }: WebhookRecord,
  application_id: string,
): WebhookPayload => ({
  ...body,
  application_id,
  ...(kind === 'payment' ? { webhook_type } : {}),
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
