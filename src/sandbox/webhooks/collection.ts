import { counter } from '../engine/cell.js'
import { collection } from '../engine/collection.js'
import type { WebhookRecord } from './record.js'
import { webhookView } from './view.js'

/** The number of the last webhook. */
export const webhookSerial = counter('webhook_serial')

/** Webhooks: all that wait, and the last thousand that do not. */
export const webhooks = collection({
  name: 'webhooks',
  id: ({ webhook_id }: WebhookRecord) => webhook_id,
  due: ({ next_at }) => next_at,
  keep: 1_000,
  view: webhookView,
})
