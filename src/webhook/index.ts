export { handleWebhook, webhookAnswer } from './handleWebhook.js'
export { isBootpayAddress } from './isBootpayAddress.js'
export { parseWebhook, type WebhookEvent, type WebhookType } from './parseWebhook.js'
export {
  receiveWebhook,
  type UnreadableWebhook,
  type VerifiedBillingKey,
  type VerifiedIdentity,
  type VerifiedWebhook,
  type WebhookReply,
  type WebhookHandlers,
  type WebhookInput,
} from './receiveWebhook.js'
export { verifyWebhook, type WebhookMismatch } from './verifyWebhook.js'
export { webhookKey } from './webhookKey.js'
