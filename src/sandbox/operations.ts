/** The name of every operation, as the SDK calls it, in the order of the route table. */
export const sandboxOperations = [
  'getAccessToken',
  'getReceipt',
  'getReceiptsByOrder',
  'confirmPayment',
  'cancelPayment',
  'issueBillingKey',
  'requestTransferBillingKey',
  'publishTransferBillingKey',
  'chargeBillingKey',
  'reservePayment',
  'getReservation',
  'cancelReservation',
  'destroyBillingKey',
  'getBillingKeyByReceipt',
  'getBillingKey',
  'getSequentialBillingKey',
  'issueUserToken',
  'getCertificate',
  'requestAuthentication',
  'confirmAuthentication',
  'resendAuthentication',
  'startShipping',
  'issueCashReceiptForPayment',
  'cancelCashReceiptForPayment',
  'issueCashReceipt',
  'cancelCashReceipt',
  'getWallets',
  'payWithWallet',
] as const

/** The name of an operation of the sandbox. */
export type SandboxOperation = (typeof sandboxOperations)[number]
