import type { Api } from '../../core/api.js'
import { commerce } from './commerce.js'

/**
 * Bootpay's API of messages, `https://message.bootapi.com`: a host of its own since September 2026, with the keys, headers and errors of
 * the Commerce API. No operation of this package uses it so far; a request of your own may name it as its `api`.
 */
export const message: Api = {
  ...commerce,
  name: 'message',
  address: 'messageUrl',
  baseUrl: ({ messageUrl }) => messageUrl ?? 'https://message.bootapi.com',
  ids: ['ref_id', 'template_code', 'template_id', 'receipt_id', 'ksp_id'],
  open: ['template_code', 'status', 'sort', 'scope', 'format'],
}
