export { sandboxOperations, type SandboxOperation } from './apis.js'
export { createSandbox } from './create.js'
export { isConnectionFault, type ConnectionFault } from './faults/connection.js'
export {
  sandboxFaults,
  type FaultKind,
  type FaultTarget,
  type RequestFault,
  type SandboxFault,
} from './faults/kinds.js'
export { sandboxOtp } from './pg/authentication/handlers.js'
export { sandboxCards, type SandboxCard } from './pg/cards.js'
export { webhookRetryMinutes } from './webhooks/deliver.js'
export type { SandboxBrowser } from './browser/browser.js'
export type { BrowserEvent } from './browser/event.js'
export type { BrowserIdentity } from './browser/identity.js'
export type { BrowserPayment } from './browser/payment.js'
export type { BrowserMeans, BrowserRefusal } from './browser/steps.js'
export type { BrowserSubscription } from './browser/subscription.js'
export type { BrowserWallet } from './browser/wallet.js'
export type { OrderCancelAnswer } from './commerce/cancel/view.js'
export type { CategoryAnswer } from './commerce/category/view.js'
export type { InvoiceAnswer } from './commerce/invoice/view.js'
export type { OrderAnswer } from './commerce/order/view.js'
export type { ProductAnswer } from './commerce/product/view.js'
export type { SandboxShop } from './commerce/shop.js'
export type { ShopUserAnswer } from './commerce/user/view.js'
export type { SandboxFetch } from './engine/exchange.js'
export type { SandboxExport } from './engine/export.js'
export type { SandboxCredentials, WebhookContentType, WebhookFetch } from './engine/settings.js'
export type { FaultRates } from './faults/plan.js'
export type { AuthenticationAnswer } from './pg/authentication/view.js'
export type { BillingKeyAnswer, IssuedBillingKeyAnswer } from './pg/billing-key/view.js'
export type { Cancellation } from './pg/receipt/collection.js'
export type { ReceiptAnswer } from './pg/receipt/view.js'
export type { ReservationAnswer } from './pg/reservation/view.js'
export type { WalletAnswer } from './pg/wallet/view.js'
export type {
  DeclineOptions,
  FailNextOptions,
  FaultPlan,
  RandomFaults,
  RequestRecord,
  Sandbox,
  SandboxChanges,
  SandboxExchange,
  SandboxOptions,
  SandboxState,
  SandboxSwitches,
  ScriptedFault,
  WebhookOptions,
} from './sandbox.js'
export type { WebhookBody } from './webhooks/body.js'
export type { WebhookPayload } from './webhooks/payload.js'
export type { WebhookAttempt, WebhookFailure, WebhookKind, WebhookType } from './webhooks/record.js'
export type { SandboxWebhook } from './webhooks/view.js'
