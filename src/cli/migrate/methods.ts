/** How a method of the official SDK becomes an operation of ours. */
export type Method = {
  /** The operation. */
  readonly ours: string
  /** The members that its arguments become, in their order; absent where it takes one object, whose members keep their names. */
  readonly takes?: readonly string[]
  /** Whether it changes something. */
  readonly kind: 'read' | 'write'
  /** What a person has to decide at each call; absent where nothing. */
  readonly decide?: string
}

const SETTLE = 'an OutcomeUnknown may have happened: settle it with reconcile before you send it again'
const CHARGE =
  'an OutcomeUnknown may have been charged, so never charge again after one; chargeBillingKeyOnce settles it itself'
const MESSAGE = 'an OutcomeUnknown may have sent a message: ask the person before you send another one'

/** Every payment method of `@bootpay/backend-js` 2.13.1, but for those about keys and tokens. */
export const methods: Readonly<Record<string, Method>> = {
  receiptPayment: { ours: 'getReceipt', takes: ['receipt_id', 'lookup_user_data'], kind: 'read' },
  confirmPayment: {
    ours: 'confirmPayment',
    takes: ['receipt_id'],
    kind: 'write',
    decide:
      'takes the money whatever was ordered; confirmAndVerify compares it with your order_id and price first. An OutcomeUnknown may have been paid',
  },
  cancelPayment: {
    ours: 'cancelPayment',
    kind: 'write',
    decide: 'an OutcomeUnknown may have been cancelled; cancelPaymentOnce settles it itself',
  },

  requestSubscribeBillingKey: { ours: 'issueBillingKey', kind: 'write', decide: SETTLE },
  requestSubscribeAutomaticTransferBillingKey: { ours: 'requestTransferBillingKey', kind: 'write', decide: SETTLE },
  publishAutomaticTransferBillingKey: {
    ours: 'publishTransferBillingKey',
    takes: ['receipt_id'],
    kind: 'write',
    decide: SETTLE,
  },
  lookupSubscribeBillingKey: { ours: 'getBillingKeyByReceipt', takes: ['receipt_id'], kind: 'read' },
  lookupBillingKey: { ours: 'getBillingKey', takes: ['billing_key'], kind: 'read' },
  lookupSequentialBillingKey: {
    ours: 'getSequentialBillingKey',
    takes: ['widget_key', 'billing_key', 'user_id'],
    kind: 'read',
  },
  destroyBillingKey: { ours: 'destroyBillingKey', takes: ['billing_key'], kind: 'write', decide: SETTLE },
  requestSubscribePayment: { ours: 'chargeBillingKey', kind: 'write', decide: CHARGE },
  requestSubscribeCardPayment: { ours: 'chargeBillingKey', kind: 'write', decide: CHARGE },
  subscribePaymentReserve: { ours: 'reservePayment', kind: 'write', decide: SETTLE },
  subscribePaymentReserveLookup: { ours: 'getReservation', takes: ['reserve_id'], kind: 'read' },
  cancelSubscribeReserve: { ours: 'cancelReservation', takes: ['reserve_id'], kind: 'write', decide: SETTLE },

  // It changes nothing to ask for a second token of a user.
  requestUserToken: { ours: 'issueUserToken', kind: 'write' },

  certificate: { ours: 'getCertificate', takes: ['receipt_id'], kind: 'read' },
  requestAuthentication: { ours: 'requestAuthentication', kind: 'write', decide: MESSAGE },
  confirmAuthentication: {
    ours: 'confirmAuthentication',
    takes: ['receipt_id', 'otp'],
    kind: 'write',
    decide: SETTLE,
  },
  realarmAuthentication: { ours: 'resendAuthentication', takes: ['receipt_id'], kind: 'write', decide: MESSAGE },

  shippingStart: { ours: 'startShipping', kind: 'write', decide: SETTLE },
  cashReceiptPublishOnReceipt: { ours: 'issueCashReceiptForPayment', kind: 'write', decide: SETTLE },
  cashReceiptCancelOnReceipt: {
    ours: 'cancelCashReceiptForPayment',
    kind: 'write',
    decide: 'an OutcomeUnknown may have been cancelled, and only a person or a webhook can tell',
  },
  requestCashReceipt: { ours: 'issueCashReceipt', kind: 'write', decide: SETTLE },
  cancelCashReceipt: { ours: 'cancelCashReceipt', kind: 'write', decide: SETTLE },

  getUserWallets: { ours: 'getWallets', takes: ['user_id', 'sandbox'], kind: 'read' },
  requestWalletPayment: {
    ours: 'payWithWallet',
    kind: 'write',
    decide: 'an OutcomeUnknown may have been charged: settle it with reconcile before you charge again',
  },
}

/** Why the methods that the official SDK has besides stay as they are; the first two are turned, but are no operation. */
export const others: Readonly<Record<string, string>> = {
  setConfiguration: 'createContext',
  getAccessToken: 'tokens are asked for as they are needed',
  setToken: 'a token is kept by the Context: give it a token state instead',
  setApiVersion: 'the version of the API is fixed here',
  entrypoints: 'the address is baseUrl of the Context',
  get: 'for an endpoint without an operation there are withToken and send',
  post: 'for an endpoint without an operation there are withToken and send',
  put: 'for an endpoint without an operation there are withToken and send',
  delete: 'for an endpoint without an operation there are withToken and send',
}

/** The types of the official SDK that have an equal here. */
export const types: Readonly<Record<string, string>> = {
  AccessTokenResponseParameters: 'AccessToken',
  ReceiptResponseParameters: 'Receipt',
  CancelPaymentParameters: 'CancelPaymentInput',
  CertificateResponseParameters: 'Certificate',
  AuthenticateData: 'AuthenticateData',
  SubscriptionBillingRequestParameters: 'IssueBillingKeyInput',
  SubscriptionBillingTransferRequestParameters: 'RequestTransferBillingKeyInput',
  SubscriptionCardPaymentRequestParameters: 'ChargeBillingKeyInput',
  SubscriptionPaymentRequestParameters: 'ChargeBillingKeyInput',
  DestroySubscribeResponseParameters: 'DestroyedBillingKey',
  UserTokenRequestParameters: 'IssueUserTokenInput',
  UserTokenResponseParameters: 'UserToken',
  SubscriptionBillingResponseParameters: 'AnyBillingKey',
  SubscribePaymentReserveParameters: 'ReservePaymentInput',
  SubscribePaymentReserveResponse: 'Reservation',
  SubscribePaymentLookupResponse: 'ReservationDetail',
  CancelSubscribeReserveResponse: 'CancelledReservation',
  ShippingRequestParameters: 'StartShippingInput',
  CashReceiptPublishOnReceiptParameters: 'IssueCashReceiptForPaymentInput',
  CashReceiptCancelOnReceiptParameters: 'CancelCashReceiptForPaymentInput',
  RequestCashReceiptParameters: 'IssueCashReceiptInput',
  CancelCashReceiptParameters: 'CancelCashReceiptInput',
  RequestAuthenticateParameters: 'RequestAuthenticationInput',
  WalletRequestParameters: 'PayWithWalletInput',
  WalletPaymentResponseParameters: 'WalletReceipt',
  WalletDataPart: 'Wallet',
  BillingData: 'BillingData',
  CardData: 'CardData',
  PhoneData: 'PhoneData',
  BankData: 'BankData',
  EscrowData: 'EscrowData',
  CashReceiptData: 'CashReceiptData',
  KakaoMoneyData: 'PointData',
  NaverPointData: 'PointData',
  PaycoPointData: 'PointData',
  TossPointData: 'PointData',
  UserModel: 'User',
  ItemModel: 'Item',
  ExtraModel: 'Extra',
}
