export { handleWebhook, webhookAnswer } from './handleWebhook.js'
export { isBootpayAddress } from './isBootpayAddress.js'
export { parseWebhook } from './parseWebhook.js'
export type { WebhookEvent, WebhookType } from './parseWebhook.js'
export { receiveWebhook } from './receiveWebhook.js'
export type {
  UnreadableWebhook,
  VerifiedBillingKey,
  VerifiedIdentity,
  VerifiedWebhook,
  WebhookAnswer,
  WebhookHandlers,
  WebhookInput,
} from './receiveWebhook.js'
export { verifyWebhook } from './verifyWebhook.js'
export type { WebhookMismatch } from './verifyWebhook.js'
export { webhookKey } from './webhookKey.js'
