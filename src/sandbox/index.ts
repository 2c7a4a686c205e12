export { createSandbox } from './create.js'
export { isConnectionFault } from './faults/connection.js'
export { sandboxFaults } from './faults/kinds.js'
export { sandboxOtp } from './handlers/authentication.js'
export { sandboxOperations } from './operations.js'
export { webhookRetryMinutes } from './webhooks/deliver.js'
export type { BrowserIdentity, BrowserPayment, BrowserWallet, SandboxBrowser } from './browser.js'
export type { SandboxChanges } from './changes.js'
export type { SandboxExport } from './export.js'
export type { ConnectionFault } from './faults/connection.js'
export type { FaultKind, FaultTarget, RequestFault, SandboxFault } from './faults/kinds.js'
export type { FailNextOptions, FaultPlan, FaultRates, RandomFaults, ScriptedFault } from './faults/plan.js'
export type { SandboxOperation } from './operations.js'
export type { RequestRecord } from './requests.js'
export type { Cancellation, SandboxState } from './state.js'
export type {
  Sandbox,
  SandboxCredentials,
  SandboxFetch,
  SandboxOptions,
  WebhookFetch,
  WebhookOptions,
} from './types.js'
export type { AuthenticationAnswer } from './views/authentication.js'
export type { BillingKeyAnswer, IssuedBillingKeyAnswer } from './views/billing-key.js'
export type { ReceiptAnswer } from './views/receipt.js'
export type { ReservationAnswer } from './views/reservation.js'
export type { WalletAnswer } from './views/wallet.js'
export type { SandboxWebhook } from './webhooks/log.js'
export type { WebhookPayload } from './webhooks/payload.js'
export type { WebhookAttempt, WebhookContentType, WebhookFailure, WebhookType } from './webhooks/records.js'
