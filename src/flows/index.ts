export {
  chargeSubscriptionCycle,
  subscriptionOrderId,
  type ChargeSubscriptionCycleInput,
  type SubscriptionCycle,
} from './chargeSubscriptionCycle.js'
export { confirmAndVerify, type ConfirmedPayment, type NotReturned } from './confirmAndVerify.js'
export { issueTransferBillingKey, type Patience } from './issueTransferBillingKey.js'
export {
  revokeBillingKey,
  type PartlyRevoked,
  type RevokeBillingKeyInput,
  type RevokedBillingKey,
} from './revokeBillingKey.js'
export { traverseWithLimit, type Limit } from './traverseWithLimit.js'
export { verifyPayment, type Difference, type ExpectedPayment, type Mismatch } from './verifyPayment.js'
